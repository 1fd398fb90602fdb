package cli

import (
	"slices"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// A presence is what days held before an act, each read once.
type presence map[period.Day][]journal.Activity

func (d presence) on(p *program, s *store.Store, day period.Day) ([]journal.Activity, error) {
	if list, read := d[day]; read {
		return list, nil
	}
	list, err := s.OnDay(p.ctx, day)
	d[day] = list
	return list, err
}

// fitsDays refuses what would make one of its days longer than it is.
func (p *program) fitsDays(s *store.Store, before presence, made ...*journal.Activity) error {
	for _, activity := range made {
		for day := activity.Day; day <= activity.LastDay(); day++ {
			present, err := before.on(p, s, day)
			if err != nil {
				return err
			}
			if err := p.fitsDay(present, made, day); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *program) fitsDay(present []journal.Activity, made []*journal.Activity, day period.Day) error {
	kept := make([]journal.Activity, 0, len(present)+len(made))
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
