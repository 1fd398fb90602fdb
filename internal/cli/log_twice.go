package cli

// What to say when the same time is logged a second time.

import (
	"fmt"
	"strings"

	"mull/internal/journal"
	"mull/internal/store"
)

// loggedBefore returns a notice for each activity that takes up time of the
// clock that the user has logged already.
func (p *program) loggedBefore(s *store.Store, made []*journal.Activity) ([]string, error) {
	var notices []string
	for _, x := range made {
		if !x.Clocked() {
			continue
		}
		for day := x.Day; day <= x.LastDay(); day++ {
			present, err := s.OnDay(p.ctx, day)
			if err != nil {
				return nil, err
			}
			if words := p.overlapWords(x, present); words != "" {
				notices = append(notices, words)
				break
			}
		}
	}
	return notices, nil
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

// shortNote is a note as a line of confirmation shows it.
func shortNote(note string) string {
	note = strings.Join(strings.Fields(note), " ")
	if runes := []rune(note); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return note
}
