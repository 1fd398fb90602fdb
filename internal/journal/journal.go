// Package journal holds what is kept, entries and activities, with the rules
// that make them add up: above all Count, the one function that says how many
// minutes of a day went where.
package journal

import (
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A State says how far an entry has come.
type State string

// A draft was not finished, an open entry waits for its revisit.
const (
	Draft State = "draft"
	Open  State = "open"
	Done  State = "done"
)

// An Entry is one sitting of an exercise. Number is the small number people
// type; entries and activities share one sequence, and no number is given
// twice. Day is the local date, fixed at writing.
type Entry struct {
	Number     int64
	UUID       string // version 7
	Exercise   string
	Asked      string // content hash of the exercise as it was asked
	Day        period.Day
	Zone       string // IANA name
	StartedAt  time.Time
	WrittenAt  time.Time // the last answer
	Backfilled bool      // for another local date than the one it was written on
	State      State
	About      int64      // the activity this entry speaks of, or 0
	Revisit    period.Day // when an open entry asks again, or 0
	Answers    exercise.Answers
}

// A Source says how a piece of time came to be known.
type Source string

// Timer and logged time is the user's own; imported time came from a file;
// estimated time is a guess at the end of a day.
const (
	Timer     Source = "timer"
	Logged    Source = "logged"
	Imported  Source = "imported"
	Estimated Source = "estimated"
)

// Calendar is the Origin of time imported from calendars, which do not hold
// hands-on work.
const Calendar = "calendar"

// An Activity is a piece of time: from one instant to another, or only so many
// seconds on a day. Seconds is negative only for corrections some trackers
// know.
type Activity struct {
	Number    int64
	UUID      string // version 7
	Day       period.Day
	Zone      string
	From, To  time.Time // both zero where only the length is known; To zero while a timer runs
	Seconds   int
	Category  string
	Note      string
	Source    Source
	Origin    string // of imported time: calendar, timewarrior, toggl ...
	Key       string // the origin's own id of it, unique per origin
	Raw       string // the fields it came with, as JSON
	Entry     int64  // the entry that owns it, or 0
	WrittenAt time.Time
}

// Clocked says whether the activity has a place on the clock.
func (a *Activity) Clocked() bool { return !a.From.IsZero() }

// Running says whether the activity is a timer that has not been stopped.
func (a *Activity) Running() bool { return a.Clocked() && a.To.IsZero() }

// Location returns the zone the activity was kept in; one this program does not
// know counts as UTC.
func (a *Activity) Location() *time.Location {
	zone, err := period.LoadZone(a.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// LastDay returns the last local date the activity reaches, its Day where it
// has no clock times.
func (a *Activity) LastDay() period.Day {
	if !a.Clocked() || a.Running() {
		return a.Day
	}
	return max(a.Day, period.DayOf(a.To.Add(-time.Second).In(a.Location())))
}

// MovedTo returns the activity on another day, at the same times of the clock.
// It is an error if clocks skip the time on that day.
func (a Activity) MovedTo(day period.Day) (Activity, error) {
	if a.Day == day || !a.Clocked() {
		a.Day = day
		return a, nil
	}
	zone := a.Location()
	from := a.From.In(zone)
	begin, err := period.Clock(from.Hour()*60+from.Minute()).On(day, zone)
	if err != nil {
		return a, err
	}
	begin = begin.Add(time.Duration(from.Second())*time.Second + time.Duration(from.Nanosecond())).UTC()
	if !a.Running() {
		a.To = begin.Add(a.To.Sub(a.From))
	}
	a.Day, a.From = day, begin
	return a, nil
}

// A Track is one of the three kinds of work that balance against each other.
type Track string

// The tracks are fixed; users add categories within them.
const (
	IC         Track = "ic"
	Leadership Track = "leadership"
	Other      Track = "other"
)

// A Category is what time is spent on.
type Category struct {
	ID    string
	Track Track
	Label string
	Also  []string // words that read as it on the command line
	Own   bool     // added by the user
}

// Share returns ic / (ic + leadership), or false when both are zero.
func Share(ic, leadership int) (float64, bool) {
	if ic+leadership <= 0 {
		return 0, false
	}
	return float64(ic) / float64(ic+leadership), true
}
