package cli

import (
	"errors"
	"fmt"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// sittingFor prepares a new sitting, or takes up the draft of an earlier one.
func (p *program) sittingFor(s *store.Store, o doOptions) (*sitting, error) {
	if o.resume {
		return p.resumed(s, o)
	}
	if o.revisit != 0 {
		return p.revisited(s, o)
	}
	day := o.day
	if !o.dated && o.answers == "" && o.command == "reflect" && p.here().Hour() < 4 {
		asker, err := p.asker()
		if err != nil {
			return nil, err
		}
		yes, err := asker.Confirm(p.ctx, "It is "+p.here().Format("15:04")+". Is this for yesterday, "+(day-1).Format("Monday 2 January")+"?", true)
		if err != nil {
			return nil, err
		}
		if yes {
			day--
		}
	}
	if t, err := p.draftOffered(s, o, day); t != nil || err != nil {
		return t, err
	}
	if o.assigned != nil {
		return p.prepareAssigned(s, o.assigned, day)
	}
	t, err := p.prepare(s, o.exercise, day)
	if err != nil {
		return nil, err
	}
	t.command = o.command
	switch {
	case o.with != "":
		return t, p.speakWith(s, t, o.with)
	case o.about != 0:
		return t, p.speakOf(s, t, o.about)
	}
	t.people, err = s.People(p.ctx)
	return t, err
}

// resumed takes up the newest draft, of one exercise where it is named.
func (p *program) resumed(s *store.Store, o doOptions) (*sitting, error) {
	drafts, err := s.Entries(p.ctx, store.Filter{State: journal.Draft, Exercise: o.exercise, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		return nil, notFound("mull do starts a new one", "there is no open draft")
	}
	return p.draftSitting(s, o, drafts[0].Number)
}

// draftSitting takes up one draft.
func (p *program) draftSitting(s *store.Store, o doOptions, number int64) (*sitting, error) {
	entry, err := s.Entry(p.ctx, number)
	if err != nil {
		return nil, err
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	knowledge.Past = p.pastDay(entry.Day)
	act, err := s.LastActOf(p.ctx, entry.Number)
	if err != nil {
		return nil, err
	}
	t := &sitting{store: s, exercise: x, journal: knowledge, entry: entry, command: o.command, act: act}
	for id := range givenOf(x, entry) {
		t.given = append(t.given, id)
	}
	return t, p.concerned(s, t)
}

// givenOf are the answers of an entry that the time it is about gave.
func givenOf(x *exercise.Exercise, entry *journal.Entry) exercise.Answers {
	given := exercise.Answers{}
	if record := x.Records.Activity; record != nil && entry.About != 0 {
		for _, id := range append([]string{record.Note}, record.Minutes...) {
			if value, known := entry.Answers[id]; known {
				given[id] = value
			}
		}
	}
	return given
}

// speakOf attaches a sitting to time that is kept already, which answers how
// long and what.
func (p *program) speakOf(s *store.Store, t *sitting, number int64) error {
	activity, err := s.Activity(p.ctx, number)
	if errors.Is(err, store.ErrNothing) {
		return notFound("mull list shows the numbers", "there is no piece of time %d", number)
	}
	if err != nil {
		return err
	}
	if activity.Running() {
		return usage("mull stop, then mull do "+t.exercise.ID+" --for "+fmt.Sprint(number), "the timer %d still runs", number)
	}
	record := t.exercise.Records.Activity
	if record == nil {
		return usage("mull exercises show "+t.exercise.ID, "%s does not speak of a piece of time, so --for has no meaning", t.exercise.ID)
	}
	t.entry.About, t.entry.Day, t.journal.Past = number, activity.Day, p.pastDay(activity.Day)
	length := record.Minutes[0]
	t.entry.Answers[length] = float64(period.Minutes(activity.Seconds))
	if activity.Note != "" {
		t.entry.Answers[record.Note] = activity.Note
	}
	t.given = []string{length, record.Note}
	if q, found := t.exercise.Question(length); found {
		t.needless = q.When.Questions()
	}
	return nil
}
