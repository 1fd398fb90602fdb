package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// An Aim is hours someone aims at in a week, and what they got in a period.
type Aim struct {
	ID      string // a track, or a category
	Weekly  int    // minutes
	Minutes int    // what of them belongs to the period, days off left out
	Got     int
}

// AimJSON is an aim in JSON, in minutes.
type AimJSON struct {
	Target  string `json:"target"`
	Weekly  int    `json:"weekly_minutes"`
	Minutes int    `json:"minutes"` // of the period, days off left out
	Got     int    `json:"got_minutes"`
}

// aims says what was aimed at beside what was, and nothing about it. Hours for
// a week are shown for whole weeks and longer only: nobody has a target for each
// Tuesday.
func (b *Balance) aims() string {
	words := ""
	if b.Aim != nil {
		words = "Your own aim: " + percent(*b.Aim) + ". "
	}
	var parts []string
	for _, a := range b.Aims {
		if a.Minutes > 0 && b.Period.Days() >= 7 {
			parts = append(parts, fmt.Sprintf("%s %s of %s", trackWord(journal.Track(a.ID)), period.FormatMinutes(a.Got), period.FormatMinutes(a.Minutes)))
		}
	}
	if len(parts) == 0 {
		return words
	}
	if words == "" {
		return "Your own aims: " + strings.Join(parts, ", ") + ". "
	}
	return strings.TrimSuffix(words, ". ") + "; " + strings.Join(parts, ", ") + ". "
}

// daysOff says which working days of the period were off, or how many.
func (b *Balance) daysOff() string {
	var names []string
	off := 0.0
	for day := b.Period.From; day <= b.Period.To; day++ {
		part := b.Offs.On(day)
		if part == 0 || day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		off += part
		name := day.Format("Mon")
		if part < 1 {
			name += " (half)"
		}
		names = append(names, name)
	}
	switch {
	case off == 0:
		return ""
	case b.Period.Kind == period.KindDay:
		return ""
	case b.Offs.Worked(b.Period) == 0:
		return "All of its working days were off."
	case b.Period.Days() > 7:
		return fmt.Sprintf("Off: %s.", days(off))
	}
	words := "Off: " + strings.Join(names, ", ") + "."
	if worked, usual := b.Offs.Worked(b.Period), b.Offs.Usual(b.Period); len(b.Aims) > 0 && worked < usual && b.Period.Days() >= 7 {
		words = fmt.Sprintf("Off: %s, so the hours aimed at are for %s of %s.", strings.Join(names, ", "), number(worked), days(usual))
	}
	return words
}

func days(n float64) string {
	if n == 1 {
		return "1 day"
	}
	return number(n) + " days"
}

func number(n float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", n), ".0") }

// off says whether nobody worked on any day of a cut that has working days.
func (b *Balance) off(cut period.Period) bool {
	usual := journal.Offs(nil).Worked(cut)
	return usual > 0 && b.Offs.Worked(cut) == 0
}
