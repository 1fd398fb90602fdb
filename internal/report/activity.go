package report

import (
	"fmt"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// An Activity is one piece of time.
type Activity struct {
	journal.Activity
	Track journal.Track
	Label string // what the category is, in words, or empty
	Now   time.Time
}

// JSON returns the view that programs read.
func (a *Activity) JSON() ActivityJSON { return ActivityOf(&a.Activity, a.Track, a.Now) }

// Render writes the activity.
func (a *Activity) Render(p *Page) {
	p.Title(fmt.Sprintf("%d %s, %s", a.Number, a.Category, hours(minutesOf(&a.Activity, a.Now))))
	pairs := []Pair{{Label: "Day", Text: longDay(a.Day, period.DayOf(a.Now))}}
	if span := clockSpan(&a.Activity); span != "" {
		pairs = append(pairs, Pair{Label: "When", Text: span + ", " + a.Zone})
	}
	if a.Note != "" {
		pairs = append(pairs, Pair{Label: "Note", Text: a.Note, Own: true})
	}
	if a.Label != "" {
		pairs = append(pairs, Pair{Label: "Spent on", Text: a.Label})
	}
	pairs = append(pairs, Pair{Label: "Counts as", Text: trackWord(a.Track)}, Pair{Label: "Known from", Text: sourceWord(&a.Activity)})
	if a.Entry != 0 {
		pairs = append(pairs, Pair{Label: "Part of", Text: fmt.Sprintf("entry %d: mull show %d", a.Entry, a.Entry)})
	}
	p.Pairs(2, pairs)
}

// A Logged is what log, stop and switch answer.
type Logged struct {
	Activity
	Motives  []string // labels of the reasons given, the main one first
	DayTotal int      // minutes of the activity's day, this one counted; 0 leaves the line out
	Notices  []string
}

// JSON returns the view that programs read.
func (l *Logged) JSON() ActivityJSON { return l.Activity.JSON() }

// Render says what was kept in one line, then what else to know.
func (l *Logged) Render(p *Page) {
	words := fmt.Sprintf("Saved as %d: %s %s, %s", l.Number, hours(minutesOf(&l.Activity.Activity, l.Now)),
		l.Category, relativeDay(l.Day, period.DayOf(l.Now)))
	if span := clockSpan(&l.Activity.Activity); span != "" {
		words += ", " + span
	}
	if l.Note != "" {
		words += ", " + p.Quote(l.Note)
	}
	p.paragraph(0, 2, words+".", plain)
	for i, motive := range l.Motives {
		p.paragraph(2, 4, map[bool]string{true: "mainly ", false: "also "}[i == 0]+motive, plain)
	}
	if l.DayTotal > 0 {
		p.Aside(2, "The day now: "+hours(l.DayTotal)+".")
	}
	for _, notice := range l.Notices {
		p.Aside(2, notice)
	}
}
