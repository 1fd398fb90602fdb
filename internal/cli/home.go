package cli

import (
	"fmt"
	"slices"

	"mull/internal/english"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// evening is the hour from which closing the day is suggested.
const evening = 14

// home is mull alone: the week so far, what was written for today, and what
// could be done.
func (p *program) home() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	if err := p.leftovers(); err != nil {
		return err
	}
	quiet, err := p.quiet()
	if err != nil {
		return err
	}
	view := &report.Home{Now: p.here(), Quiet: quiet}
	latest, err := s.Entries(p.ctx, store.Filter{Limit: 1})
	if err != nil {
		return err
	}
	activities, err := s.Activities(p.ctx, store.Filter{Limit: 1})
	if err != nil {
		return err
	}
	coaching, err := p.coachingHints(s)
	if err != nil {
		return err
	}
	people, err := s.People(p.ctx)
	if err != nil {
		return err
	}
	if len(latest) == 0 && len(activities) == 0 && len(people) == 0 {
		view.Welcome = &report.Welcome{Journal: p.path}
		return p.show(view, view.JSON())
	}
	if len(latest) > 0 {
		view.LastPage = latest[0].Day
	}
	if len(activities) > 0 {
		view.LastPage = max(view.LastPage, activities[0].Day)
	}
	if view.Week, err = p.balance(s, period.Of(period.KindWeek, p.today())); err != nil {
		return err
	}
	if err := p.wrote(s, view); err != nil {
		return err
	}
	if err := p.chose(s, view); err != nil {
		return err
	}
	view.Hints = coaching
	if err := p.suggest(s, view); err != nil {
		return err
	}
	return p.show(view, view.JSON())
}

// wrote finds the plan made for today; after days away, what was written last.
// Private words are not on this screen, which others may see.
func (p *program) wrote(s *store.Store, view *report.Home) error {
	plan, err := s.LatestByRole(p.ctx, "tomorrow", p.today()-1)
	if err != nil || plan == nil {
		return p.wroteLast(s, view, err)
	}
	offs, err := s.Offs(p.ctx)
	if err != nil {
		return err
	}
	if p.today()-plan.Day > 4 && offs.Next(plan.Day+1) < p.today() {
		return p.wroteLast(s, view, nil)
	}
	// A plan is for the next workday: one made on Friday for Monday, one made
	// before a holiday for the day after it. One that a later page followed isn't
	// for today any more.
	if later, err := s.Entries(p.ctx, store.Filter{From: plan.Day + 1, To: p.today() - 1, Exercise: plan.Exercise, Limit: 1}); err != nil || len(later) > 0 {
		return err
	}
	x, err := s.Asked(p.ctx, plan.Asked)
	if err != nil {
		return err
	}
	q, found := x.Question(plan.Question)
	parts, ok := plan.Value.(map[string]any)
	if !found || !ok || x.PrivacyOf(q) == exercise.Private {
		return nil
	}
	meant := "today"
	if day := offs.Next(plan.Day + 1); day < p.today() {
		meant = day.Format("Monday")
	}
	when := "last night"
	switch {
	case p.today()-plan.Day >= 7:
		when = "on " + p.dayName(plan.Day)
	case plan.Day != p.today()-1:
		when = "on " + plan.Day.Format("Monday")
	}
	moment, _ := parts["if"].(string)
	act, _ := parts["then"].(string)
	view.Wrote = &report.Quote{
		Lead: "You wrote " + when + ", for " + meant,
		Text: exercise.Planned("When", exercise.After("Tomorrow, when", moment), "I will", act),
	}
	return nil
}

func (p *program) wroteLast(s *store.Store, view *report.Home, err error) error {
	if err != nil || !view.Away() {
		return err
	}
	last, err := s.LatestByRole(p.ctx, "because", p.today())
	if err != nil || last == nil || last.Day != view.LastPage {
		return err
	}
	if text, ok := last.Value.(string); ok {
		view.Wrote = &report.Quote{Lead: "What you wrote then", Text: text}
	}
	return nil
}

// suggest names what could be done, the most useful first.
// On a day off nothing is.
func (p *program) suggest(s *store.Store, view *report.Home) error {
	var err error
	if view.Off, err = p.dayOff(s); view.Off || err != nil {
		return err
	}
	resting, err := p.resting(s)
	if err != nil {
		return err
	}
	away := view.Away()
	if view.Week.Open && p.here().Hour() >= evening && !resting {
		does := "close the day: three questions, about 2 minutes"
		if away {
			does = "today only, about 2 minutes"
		}
		view.Hints = append(view.Hints, report.Hint{Command: "mull reflect", Does: does})
	}
	if !resting && !away {
		if err := p.suggestReview(s, view); err != nil {
			return err
		}
	}
	things, err := p.due(s)
	if err != nil {
		return err
	}
	if !resting {
		p.suggestAgain(view, things)
	}
	last := period.Of(period.KindWeek, p.today()).Before()
	if away && view.Week.Offs.Worked(last) > 0 {
		view.Hints = append(view.Hints, report.Hint{Command: "mull week last --guess", Does: "one rough line for last week"})
	}
	drafts, err := s.Entries(p.ctx, store.Filter{State: journal.Draft, Limit: 1})
	if err != nil {
		return err
	}
	if len(drafts) > 0 {
		hint, err := p.draftHint(s, drafts[0].Number)
		if err != nil {
			return err
		}
		view.Hints = append(view.Hints, hint)
	}
	p.suggestDue(view, things)
	return nil
}

// suggestAgain asks once, that evening or the next workday, what became of
// something that was begun.
func (p *program) suggestAgain(view *report.Home, things []dueThing) {
	for _, thing := range things {
		since, err := period.ParseDay(thing.Since)
		if thing.evening == "" || err != nil || p.today()-since > 4 {
			continue
		}
		does := thing.evening
		if !thing.private && !view.Quiet {
			does += " " + p.style().Quote(thing.Text)
		}
		view.Hints = append(view.Hints, report.Hint{Command: thing.Command, Does: does})
		return
	}
}

// suggestDue counts what mull due lists, where something of it isn't on the
// screen already. What is carried is mentioned at most once a week, counted from
// the day it was put on the list.
func (p *program) suggestDue(view *report.Home, things []dueThing) {
	today, mention := 0, false
	for _, thing := range things {
		since, err := period.ParseDay(thing.Since)
		switch {
		case thing.Kind == "item" && err == nil:
			mention = mention || (p.today()-since)%7 == 0
			if since == p.today() {
				today++
			}
		case thing.Kind == "draft", thing.Command == "mull do "+reflectExercise:
			// Each has a suggestion of its own, at its time.
		case slices.ContainsFunc(view.Hints, func(h report.Hint) bool { return h.Command == thing.Command }):
		default:
			mention = true
		}
	}
	if !mention {
		return
	}
	does := count(len(things), "open item")
	if today == len(things) {
		does += ", added today"
	}
	view.Hints = append(view.Hints, report.Hint{Command: "mull due", Does: does})
}

func count(n int, noun string) string { return english.Count(n, noun, noun+"s") }

func (p *program) draftHint(s *store.Store, number int64) (report.Hint, error) {
	draft, err := s.Entry(p.ctx, number)
	if err != nil {
		return report.Hint{}, err
	}
	x, err := s.Asked(p.ctx, draft.Asked)
	if err != nil {
		return report.Hint{}, err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return report.Hint{}, err
	}
	done, of := x.Answered(x.Plan(x.Longer(draft.Answers), knowledge, draft.Answers), knowledge, givenOf(x, draft), draft.Answers)
	return report.Hint{
		Command: "mull do --resume",
		Does:    fmt.Sprintf("%s from %s, %d of %d answered", x.ID, p.dayName(draft.Day), done, of),
	}, nil
}
