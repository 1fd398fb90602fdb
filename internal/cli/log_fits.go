package cli

import (
	"slices"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// fitsDays refuses what would make one of its days longer than it is.
func (p *program) fitsDays(s *store.Store, made ...*journal.Activity) error {
	for _, activity := range made {
		for day := activity.Day; day <= activity.LastDay(); day++ {
			if err := p.fitsDay(s, made, day); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *program) fitsDay(s *store.Store, made []*journal.Activity, day period.Day) error {
	present, err := s.OnDay(p.ctx, day)
	if err != nil {
		return err
	}
	kept := present[:0]
	for _, x := range present {
		if !slices.ContainsFunc(made, func(m *journal.Activity) bool { return m.Number == x.Number && x.Number != 0 }) {
			kept = append(kept, x)
		}
	}
	for _, m := range made {
		kept = append(kept, *m)
	}
	_, pieces := journal.Count(day, kept)
	seconds := 0
	for _, piece := range pieces {
		if piece.Activity.Source == journal.Logged || piece.Activity.Source == journal.Timer {
			seconds += piece.Counted
		}
	}
	if length := day.Length(made[0].Location()); time.Duration(seconds)*time.Second > length {
		return usage("mull day "+day.String()+" shows what is there",
			"that would make %s logged on %s, and the day has %s", period.FormatMinutes(period.Minutes(seconds)),
			day, period.FormatMinutes(int(length.Minutes())))
	}
	return nil
}
