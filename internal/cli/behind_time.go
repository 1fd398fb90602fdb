package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// behindCategory lists the pieces of time behind a category, or behind a track
// by its name. What counts of them, mull day --explain says.
func (p *program) behindCategory(s *store.Store, of period.Period, word string) error {
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	var label string
	var fits func(category string) bool
	switch track := journal.Track(strings.ToLower(word)); track {
	case journal.IC, journal.Leadership, journal.Other:
		label, fits = string(track), func(category string) bool { return tracks[category].Track == track }
	default:
		category, err := p.category(s, word)
		if err != nil {
			return err
		}
		label, fits = category.ID, func(id string) bool { return id == category.ID }
	}
	return p.behindTime(s, of, tracks, fmt.Sprintf("%s: no time went to %s.", of.Label, label),
		func(x *journal.Activity) bool { return fits(x.Category) },
		func(t store.DayTotal) int {
			if fits(t.Category) {
				return t.Minutes
			}
			return 0
		})
}

// sources are the words of a period's table for how time is known.
var sources = []string{"timer", "logged", "calendar", "tracker", "guessed"}

// behindSource lists the pieces of time that came to be known in one way.
func (p *program) behindSource(s *store.Store, of period.Period, word string) error {
	if !slices.Contains(sources, word) {
		return usage("", "--source wants one of %s, not %q", strings.Join(sources, ", "), word)
	}
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	return p.behindTime(s, of, tracks, fmt.Sprintf("%s: no time is known from it.", of.Label),
		func(x *journal.Activity) bool { return sourceOf(x) == word },
		func(t store.DayTotal) int {
			return map[string]int{"calendar": t.Calendar, "tracker": t.Tracker, "guessed": t.Estimated}[word]
		})
}

func sourceOf(x *journal.Activity) string {
	switch {
	case x.Source == journal.Estimated:
		return "guessed"
	case x.Source != journal.Imported:
		return string(x.Source)
	case x.Origin == journal.Calendar:
		return "calendar"
	}
	return "tracker"
}

// behindTime lists pieces of time of a period, and says how long they are
// together and how much of it counts, where the totals kept tell that.
func (p *program) behindTime(s *store.Store, of period.Period, tracks map[string]journal.Category, none string,
	fits func(*journal.Activity) bool, counts func(store.DayTotal) int) error {
	if today := p.today(); of.Holds(today) {
		of.To = today // what is to come is in no figure
	}
	// A piece that began the day before may reach into the period.
	activities, err := s.Activities(p.ctx, store.Filter{From: of.From - 1, To: of.To})
	if err != nil {
		return err
	}
	totals, err := s.Totals(p.ctx, of.From, of.To)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here(), None: none}
	for i := range activities {
		if x := &activities[i]; fits(x) && x.LastDay() >= of.From {
			view.Items = append(view.Items, report.Item{Activity: x, Track: tracks[x.Category].Track})
		}
	}
	counted := 0
	for _, t := range totals {
		counted += counts(t)
	}
	if together := view.Minutes(); together > 0 && (counted == 0 || counted == together) {
		view.Notes = append(view.Notes, "Together "+period.FormatMinutes(together)+".")
	} else if together > 0 {
		view.Notes = append(view.Notes, fmt.Sprintf("Together %s, of which %s counts; mull day DAY --explain says why.",
			period.FormatMinutes(together), period.FormatMinutes(counted)))
	}
	return p.show(view, view.JSON())
}
