package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// longTimer is after how long a running timer asks whether it was forgotten.
const longTimer = 10 * time.Hour

// A Running timer: time that is not in any total until it is stopped.
type Running struct {
	journal.Activity
	Track journal.Track
	Now   time.Time // in the reader's zone
}

// JSON returns the view that programs read, with the minutes up to now; null
// where no timer runs.
func (r *Running) JSON() *ActivityJSON {
	if r == nil {
		return nil
	}
	view := ActivityOf(&r.Activity, r.Track, r.Now)
	return &view
}

// words says what runs and since when; own words only where they may be shown.
func (r *Running) words(s Style, quiet bool) string {
	words := "Running: " + r.Category
	if r.Note != "" && !quiet {
		words += " " + s.Quote(r.Note)
	}
	words += ", since " + r.since()
	if minutes := minutesOf(&r.Activity, r.Now); minutes > 0 {
		words += ", " + hours(minutes)
	}
	return words + "."
}

// since names the day where it is not today.
func (r *Running) since() string {
	from := r.From.In(r.Now.Location())
	if day, today := period.DayOf(from), period.DayOf(r.Now); day != today {
		return relativeDay(day, today) + " " + clock(from)
	}
	return clock(from)
}

// forgotten is what to do about a timer that has run very long, or empty.
func (r *Running) forgotten() string {
	if r.Now.Sub(r.From) < longTimer {
		return ""
	}
	return "That is long. If you forgot it: " + StopAt(r.From, r.Now)
}

// LikelyEnd is an example of when a forgotten timer should have ended: in the
// evening of a working day, else about an hour after it began. It lies before
// now and is in now's zone.
func LikelyEnd(from, now time.Time) time.Time {
	from = from.In(now.Location())
	evening := time.Date(from.Year(), from.Month(), from.Day(), 18, 0, 0, 0, now.Location())
	if evening.Sub(from) >= time.Hour && evening.Before(now) {
		return evening
	}
	end := from.Truncate(time.Minute).Add(time.Hour)
	return end.Add(time.Duration((60-end.Minute())%30) * time.Minute)
}

// StopAt is a command that ends a forgotten timer at its likely end.
func StopAt(from, now time.Time) string {
	end := LikelyEnd(from, now)
	switch day, today := period.DayOf(end), period.DayOf(now); day {
	case today:
		return "mull stop --at " + clock(end)
	case today - 1:
		return fmt.Sprintf(`mull stop --at "yesterday %s"`, clock(end))
	default:
		return fmt.Sprintf(`mull stop --at "%s %s"`, day, clock(end))
	}
}

// aside writes the timer under the figures it is not part of.
func (r *Running) aside(p *Page, quiet bool) {
	if r == nil {
		return
	}
	p.Aside(2, r.words(p.Style, quiet)+" Not in the figures until it is stopped.")
	p.Aside(2, r.forgotten())
}

// A Status is the timer, and what the day holds without it.
type Status struct {
	Running *Running
	Today   DaySum
}

// StatusJSON is the status in JSON.
type StatusJSON struct {
	Running *ActivityJSON `json:"running"` // null where no timer runs
	Today   TracksJSON    `json:"today"`   // without it
}

// JSON returns the view that programs read.
func (s *Status) JSON() StatusJSON { return StatusJSON{s.Running.JSON(), s.Today.tracks()} }

// Render writes the status.
func (s *Status) Render(p *Page) {
	if s.Running == nil {
		p.Paragraph(0, "No timer runs.")
	} else {
		p.paragraph(0, 2, s.Running.words(p.Style, false), plain)
		p.Aside(2, s.Running.forgotten())
	}
	today := "nothing yet"
	if s.Today.total() > 0 {
		today = strings.Join(s.Today.figures(), ", ")
	}
	today = "Today: " + today + "."
	if s.Running != nil {
		today += " What runs counts once it is stopped."
	}
	p.Aside(2, today)
}

// LoggedJSON is several pieces of time logged in one line, in JSON.
type LoggedJSON struct {
	Activities []ActivityJSON `json:"activities"`
}

// SwitchedJSON is a switch in JSON.
type SwitchedJSON struct {
	Stopped StoppedJSON  `json:"stopped"`
	Started ActivityJSON `json:"started"`
}
