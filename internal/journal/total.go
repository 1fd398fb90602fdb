package journal

import (
	"cmp"
	"slices"

	"mull/internal/period"
)

type sums struct{ logged, calendar, tracker, estimated int }

func totals(pieces []Piece) []Total {
	seconds := map[string]*sums{}
	for _, p := range pieces {
		s := seconds[p.Activity.Category]
		if s == nil {
			s = &sums{}
			seconds[p.Activity.Category] = s
		}
		switch {
		case p.Activity.Source == Estimated:
			s.estimated += p.Counted
		case p.Activity.Source != Imported:
			s.logged += p.Counted
		case p.Activity.Origin == Calendar:
			s.calendar += p.Counted
		default:
			s.tracker += p.Counted
		}
	}
	result := make([]Total, 0, len(seconds))
	for category, s := range seconds {
		if t := s.round(category); t.Minutes > 0 {
			result = append(result, t)
		}
	}
	slices.SortFunc(result, func(a, b Total) int { return cmp.Compare(a.Category, b.Category) })
	return result
}

// round rounds the category's seconds once; the parts are cut so that they add
// up, the estimate last, since a guess is the part that may bend.
func (s *sums) round(category string) Total {
	measured := max(0, s.logged+s.calendar+s.tracker)
	t := Total{Category: category, Minutes: period.Minutes(measured + s.estimated)}
	rest := t.Minutes
	take := func(seconds int) int {
		minutes := min(rest, max(0, period.Minutes(seconds)))
		rest -= minutes
		return minutes
	}
	t.Logged, t.Calendar, t.Tracker = take(s.logged), take(s.calendar), take(s.tracker)
	switch {
	case s.estimated > 0:
		t.Estimated = rest
	case s.tracker > 0:
		t.Tracker += rest
	case s.calendar > 0:
		t.Calendar += rest
	default:
		t.Logged += rest
	}
	return t
}
