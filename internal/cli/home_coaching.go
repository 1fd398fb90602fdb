package cli

import (
	"fmt"

	"mull/internal/report"
	"mull/internal/store"
)

// coachingHints are at most two quiet lines for the first screen: a session
// today, and an exercise that a coach asked for.
func (p *program) coachingHints(s *store.Store) ([]report.Hint, error) {
	var hints []report.Hint
	names, err := s.SessionsOn(p.ctx, p.today())
	if err != nil {
		return nil, err
	}
	switch {
	case len(names) == 1:
		hints = append(hints, report.Hint{Command: "mull coachee " + quotedName(names[0]), Does: "today: " + names[0]})
	case len(names) > 1:
		hints = append(hints, report.Hint{Command: "mull coachees", Does: fmt.Sprintf("today: %d sessions", len(names))})
	}
	open, err := p.dueAssignments(s)
	if err != nil || len(open) == 0 {
		return hints, err
	}
	return append(hints, report.Hint{Command: open[0].Command, Does: open[0].Text}), nil
}
