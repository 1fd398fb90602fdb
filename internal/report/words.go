package report

import (
	"cmp"
	"strings"
	"time"

	"mull/internal/journal"
)

// A part of some time is what one source knows of it.
type sourcePart struct {
	minutes int
	word    string
}

// parts names the sources of some time, those that know none of it left out.
// What is one's own is said in the words given, or is logged.
func (d DaySum) parts(own string) []sourcePart {
	var parts []sourcePart
	for _, part := range []sourcePart{{d.Logged, cmp.Or(own, logged)}, {d.Calendar, "calendar"}, {d.Tracker, "tracker"}, {d.Estimated, "guessed"}} {
		if part.minutes > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// logged is how time of one's own came to be known, unless it was timed.
const logged = "logged"

// OwnTime names the sources of time of one's own: the timer, what was logged, or
// both.
func OwnTime(timer, noted bool) string {
	switch {
	case timer && noted:
		return "timed or " + logged
	case timer:
		return "timed"
	}
	return logged
}

func joinParts(parts []sourcePart) string {
	words := make([]string, len(parts))
	for i, part := range parts {
		words[i] = hours(part.minutes) + " " + part.word
	}
	return strings.Join(words, ", ")
}

// sourceWord says how a piece of time came to be known.
func sourceWord(a *journal.Activity) string {
	switch a.Source {
	case journal.Imported:
		return cmp.Or(a.Origin, string(a.Source))
	case journal.Estimated:
		return "guess"
	}
	return string(a.Source)
}

// stateWord is silent about what is finished.
func stateWord(e *journal.Entry) string {
	switch e.State {
	case journal.Draft:
		return "draft"
	case journal.Open:
		return "open"
	}
	if e.Backfilled {
		return "written later"
	}
	return ""
}

// clockSpan writes 9:00 to 10:30 in the activity's own zone, or nothing where
// only the length is known.
func clockSpan(a *journal.Activity) string {
	if !a.Clocked() {
		return ""
	}
	zone := a.Location()
	if a.Running() {
		return clock(a.From.In(zone)) + " on"
	}
	to := a.To.In(zone)
	if a.To.Sub(a.From) >= 24*time.Hour {
		return clock(a.From.In(zone)) + " to " + to.Format("Mon 2 Jan") + " " + clock(to) // else it looks like less than a day
	}
	return clock(a.From.In(zone)) + " to " + clock(to)
}
