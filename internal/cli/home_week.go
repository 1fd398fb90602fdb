package cli

import (
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// chose finds the thing chosen in the review for this week, and shows it up to
// the first workday of the week. Private words are not on this screen.
func (p *program) chose(s *store.Store, view *report.Home) error {
	week := period.Of(period.KindWeek, p.today())
	if p.today() > view.Week.Offs.Next(week.From) {
		return nil
	}
	chosen, err := s.LatestByRole(p.ctx, "chosen", p.today())
	if err != nil || chosen == nil || chosen.Day < week.From-7 {
		return err
	}
	x, err := s.Asked(p.ctx, chosen.Asked)
	if err != nil {
		return err
	}
	q, found := x.Question(chosen.Question)
	text, ok := chosen.Value.(string)
	if !found || !ok || x.PrivacyOf(q) == exercise.Private {
		return nil
	}
	view.Chosen = &report.Quote{Lead: "You chose for this week", Text: text}
	return nil
}

// suggestReview suggests the review of the week from its last workday on, until
// it is done, and names one day of the week that isn't closed.
func (p *program) suggestReview(s *store.Store, view *report.Home) error {
	w, err := p.workweek(s)
	if err != nil {
		return err
	}
	last, found := w.Last(p.today())
	if !found || p.today() < last || len(view.Week.Entries) == 0 && report.MinutesOf(view.Week.Days) == 0 {
		return nil
	}
	reviewed := slices.ContainsFunc(view.Week.Entries, func(e journal.Entry) bool {
		return e.Exercise == reviewExercise && e.State != journal.Draft
	})
	if !reviewed {
		view.Hints = append(view.Hints, report.Hint{Command: "mull review", Does: "review the week and choose one thing for the next"})
	}
	first, _, err := s.FirstDay(p.ctx)
	if err != nil {
		return err
	}
	if day, missed := missedDay(w, p.today(), first); missed {
		name := day.Format("Mon")
		view.Hints = append(view.Hints, report.Hint{Command: "mull reflect --date " + strings.ToLower(name), Does: name + " isn't closed yet"})
	}
	return nil
}

// missedDay is the latest workday of the week before today, since the journal
// began, that isn't closed. Where no day of this week or the last was closed,
// that is nobody's habit, and none is missed.
func missedDay(w journal.Workweek, today, first period.Day) (period.Day, bool) {
	monday := period.Of(period.KindWeek, today).From
	closes := false
	for day := monday - 7; day <= today; day++ {
		closes = closes || w.Closed[day]
	}
	for day := today - 1; closes && day >= max(monday, first); day-- {
		if w.Workday(day) && !w.Closed[day] {
			return day, true
		}
	}
	return 0, false
}
