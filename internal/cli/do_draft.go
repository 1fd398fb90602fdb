// The offer to continue a draft, made where its exercise is begun anew.
package cli

import (
	"fmt"

	"mull/internal/ask"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// draftOffered offers, at a terminal, to continue the newest draft of the
// exercise: for the evening's page that of the same day, for others of any. It
// returns nil where there is none, or where a new sitting is wanted instead. The
// draft's answers are saved as they are then.
func (p *program) draftOffered(s *store.Store, o doOptions, day period.Day) (*sitting, error) {
	if o.answers != "" || !p.Terminals.In || !p.mayAsk() {
		return nil, nil
	}
	filter := store.Filter{State: journal.Draft, Exercise: o.exercise, Limit: 1}
	if o.dated || o.exercise == reflectExercise {
		filter.From, filter.To = day, day
	}
	if o.with != "" {
		filter.Limit = 0
	}
	drafts, err := s.Entries(p.ctx, filter)
	if err == nil && o.with != "" {
		drafts, err = p.draftsWith(s, drafts, o.with)
	}
	if err != nil || len(drafts) == 0 || o.assigned == nil && o.about != 0 && drafts[0].About != o.about {
		return nil, err
	}
	t, err := p.draftSitting(s, o, drafts[0].Number)
	if err != nil {
		return nil, err
	}
	asker, err := p.asker()
	if err != nil {
		return nil, err
	}
	goesOn, err := asker.Confirm(p.ctx, p.startedWords(t)+" Continue?", true)
	if err != nil || goesOn {
		return t, err
	}
	return nil, p.setAside(t, asker)
}

// draftsWith are the drafts about sessions with a person.
func (p *program) draftsWith(s *store.Store, drafts []journal.Entry, name string) ([]journal.Entry, error) {
	person, err := p.person(s, name)
	if err != nil {
		return nil, err
	}
	var found []journal.Entry
	for _, draft := range drafts {
		concern, err := s.ConcernOf(p.ctx, draft.Number)
		if err != nil {
			return nil, err
		}
		if concern.Person == person.Number {
			found = append(found, draft)
		}
	}
	return found, nil
}

// startedWords says when a draft was begun and how far it came.
func (p *program) startedWords(t *sitting) string {
	plan := t.exercise.Plan(t.exercise.Longer(t.entry.Answers), t.journal, t.entry.Answers)
	done, of := t.exercise.Answered(plan, t.journal, givenOf(t.exercise, t.entry), t.entry.Answers)
	begun := t.entry.StartedAt.In(p.zone)
	at := "at " + begun.Format("15:04")
	if day := period.DayOf(begun); day != p.today() {
		at = "on " + day.Format("Mon 2 Jan") + yearIfOther(day, p.today()) + " " + at
	}
	return fmt.Sprintf("You started this %s, %d of %d answered.", at, done, of)
}

// setAside saves a draft as it is, so that it isn't offered again and can be
// read like any entry. One that a coach asked for stays a draft: it isn't done.
func (p *program) setAside(t *sitting, asker ask.Asker) error {
	number := t.entry.Number
	if t.concern.Assignment != 0 {
		asker.Say(fmt.Sprintf("Entry %d stays a draft. To continue it: mull do --resume", number))
		return nil
	}
	if err := t.write(p, t.finish); err != nil {
		return err
	}
	asker.Say(fmt.Sprintf("Saved what you had as entry %d. To remove it: mull delete %d", number, number))
	return nil
}
