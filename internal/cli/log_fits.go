package cli

import (
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// fitsDays refuses what would make one of its days longer than it is.
func (p *program) fitsDays(s *store.Store, activity *journal.Activity) error {
	for day := activity.Day; day <= activity.LastDay(); day++ {
		if err := p.fitsDay(s, activity, day); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) fitsDay(s *store.Store, activity *journal.Activity, day period.Day) error {
	present, err := s.OnDay(p.ctx, day)
	if err != nil {
		return err
	}
	kept := present[:0]
	for _, x := range present {
		if x.Number != activity.Number || x.Number == 0 {
			kept = append(kept, x)
		}
	}
	_, pieces := journal.Count(day, append(kept, *activity))
	seconds := 0
	for _, piece := range pieces {
		if piece.Activity.Source == journal.Logged || piece.Activity.Source == journal.Timer {
			seconds += piece.Counted
		}
	}
	if length := day.Length(activity.Location()); time.Duration(seconds)*time.Second > length {
		return usage("mull day "+day.String()+" shows what is there",
			"that would make %s logged on %s, and the day has %s", period.FormatMinutes(period.Minutes(seconds)),
			day, period.FormatMinutes(int(length.Minutes())))
	}
	return nil
}
