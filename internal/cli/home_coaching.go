package cli

import (
	"fmt"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// coachingHints are at most two quiet lines for the first screen: a session
// today, and an exercise that a coach asked for.
func (p *program) coachingHints(s *store.Store) ([]report.Hint, error) {
	var hints []report.Hint
	sessions, err := s.SessionsOn(p.ctx, p.today())
	if err != nil {
		return nil, err
	}
	switch {
	case len(sessions) == 1:
		does := "today: " + sessions[0].Name
		if sessions[0].Time != "" {
			does += ", " + sessionTime(sessions[0].Time)
		}
		hints = append(hints, report.Hint{Command: "mull coachee " + quotedName(sessions[0].Name), Does: does})
	case len(sessions) > 1:
		hints = append(hints, report.Hint{Command: "mull coachees", Does: fmt.Sprintf("today: %d sessions", len(sessions))})
	}
	open, err := p.dueAssignments(s)
	if err != nil || len(open) == 0 {
		return hints, err
	}
	return append(hints, report.Hint{Command: open[0].Command, Does: open[0].Text}), nil
}

// sessionTime writes a time of day as clocks show it; other words stay.
func sessionTime(words string) string {
	if clock, err := period.ParseClock(words); err == nil {
		return clock.String()
	}
	return oneLine(words)
}
