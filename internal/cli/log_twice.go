package cli

// What to say when the same time is logged a second time.

import (
	"fmt"
	"strings"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// loggedBefore returns a notice for each activity that the user has logged
// already: time of the clock that is taken, or without clock times the same
// length, category and note on one day.
func (p *program) loggedBefore(s *store.Store, before presence, made []*journal.Activity) ([]string, error) {
	var notices []string
	for _, x := range made {
		words := p.overlapWords
		if !x.Clocked() {
			words = p.repeatWords
		}
		for day := x.Day; day <= x.LastDay(); day++ {
			present, err := before.on(p, s, day)
			if err != nil {
				return nil, err
			}
			if notice := words(x, present); notice != "" {
				notices = append(notices, notice)
				break
			}
		}
	}
	return notices, nil
}

// repeatWords names the activity that another repeats.
func (p *program) repeatWords(x *journal.Activity, present []journal.Activity) string {
	for i := range present {
		other := &present[i]
		if other.Source != journal.Logged || other.Clocked() || other.Category != x.Category || other.Seconds != x.Seconds || other.Note != x.Note {
			continue
		}
		return fmt.Sprintf("Already logged %s: %s %s (%d). If this one is a repeat: mull undo",
			p.dayName(x.Day), x.Category, period.FormatMinutes(period.Minutes(x.Seconds)), other.Number)
	}
	return ""
}

// overlapWords names the user's own time that an activity overlaps.
func (p *program) overlapWords(x *journal.Activity, present []journal.Activity) string {
	var same []string
	first := int64(0)
	for i := range present {
		other := &present[i]
		own := other.Source == journal.Logged || other.Source == journal.Timer
		if !own || !other.Clocked() || other.Running() || !other.From.Before(x.To) || !x.From.Before(other.To) {
			continue
		}
		if first == 0 {
			first = other.Number
		}
		same = append(same, fmt.Sprintf("%d (%s, %s to %s)", other.Number, other.Category, clockOf(other.From.In(p.zone)), clockOf(other.To.In(p.zone))))
	}
	if len(same) == 0 {
		return ""
	}
	return fmt.Sprintf("That time is already logged as %s; each minute counts once. To remove one: mull delete %d", strings.Join(same, " and "), first)
}
