package journal

import (
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Pending revisit is still to come, from a day on.
type Pending struct {
	*exercise.Revisit
	Day period.Day
}

// Revisits returns what a finished entry asks again, in the order of its
// exercise.
func Revisits(x *exercise.Exercise, e *Entry) []Pending {
	var list []Pending
	for i := range x.Revisits {
		r := &x.Revisits[i]
		if !revisits(r, e.Answers) {
			continue
		}
		day := e.Day + period.Day(r.After)
		if text, ok := e.Answers[r.On].(string); ok && r.On != "" {
			if on, err := period.ParseDay(text); err == nil {
				day = on
			}
		}
		list = append(list, Pending{r, day})
	}
	return list
}

// RevisitDay returns the first day on which a finished entry asks again, or
// false where its exercise has nothing left to ask.
func RevisitDay(x *exercise.Exercise, e *Entry) (period.Day, bool) {
	var first period.Day
	found := false
	for _, r := range Revisits(x, e) {
		if !found || r.Day < first {
			first, found = r.Day, true
		}
	}
	return first, found
}

// revisits says whether the revisit is still to come: it applies, and it was not
// asked yet, or what it asks for has not been reached.
func revisits(r *exercise.Revisit, answers exercise.Answers) bool {
	if !r.When.Holds(answers) || r.On != "" && answers[r.On] == nil {
		return false
	}
	for i := range r.Questions {
		if _, reached := answers[r.Questions[i].ID]; reached {
			return r.Until != nil && !r.Until.Holds(answers)
		}
	}
	return true
}

// The evening begins at this hour; what comes back the same evening does so at
// least so long after it was written.
const (
	eveningHour  = 16
	eveningAfter = 30 * time.Minute
)

// DueAtClose says whether a revisit that comes back the same evening is asked when
// the day is closed, at whatever hour.
func (r Pending) DueAtClose(e *Entry, now time.Time) bool {
	return r.Evening && (r.Day < period.DayOf(now) || now.Sub(e.WrittenAt) >= eveningAfter)
}

// Due says whether a revisit of an entry is asked at an instant, given in the
// reader's zone: its day has come and, where it comes back the same evening, it
// is evening.
func (r Pending) Due(e *Entry, now time.Time) bool {
	today := period.DayOf(now)
	if r.Day != today || !r.Evening {
		return r.Day <= today
	}
	return now.Hour() >= eveningHour && now.Sub(e.WrittenAt) >= eveningAfter
}

// AsksAnew says whether a finished entry asks something again that it didn't ask
// before it was edited, or on another day that an answer names.
func AsksAnew(x *exercise.Exercise, before, after *Entry) bool {
	asked := Revisits(x, before)
	for _, now := range Revisits(x, after) {
		if !slices.ContainsFunc(asked, func(was Pending) bool {
			return was.Revisit == now.Revisit && (now.On == "" || was.Day == now.Day)
		}) {
			return true
		}
	}
	return false
}
