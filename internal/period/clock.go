package period

import (
	"fmt"
	"strings"
	"time"
)

// A Clock is a time of day in minutes after midnight, 0 to 1439.
type Clock int

// ParseClock reads a time of day: 9:00, 09:00, 9am or 9:30pm.
func ParseClock(text string) (Clock, error) {
	fault := fmt.Errorf("%q is not a time of day: write 9:00 or 21:30", text)
	word := strings.ToLower(strings.TrimSpace(text))
	word, shift, half := cutHalf(word)
	hourText, minuteText, divided := strings.Cut(word, ":")
	if !divided && !half {
		return 0, fault
	}
	hour, err := digits(hourText)
	if err != nil {
		return 0, fault
	}
	minute := 0
	if divided {
		minute, err = digits(minuteText)
		if err != nil || len(minuteText) != 2 || minute > 59 {
			return 0, fault
		}
	}
	if half && (hour < 1 || hour > 12) || hour > 23 {
		return 0, fault
	}
	if half {
		hour = hour%12 + shift
	}
	return Clock(hour*60 + minute), nil
}

// cutHalf takes am or pm off a time of day and returns the hours it adds.
func cutHalf(word string) (rest string, shift int, found bool) {
	if rest, found = strings.CutSuffix(word, "am"); found {
		return strings.TrimSpace(rest), 0, true
	}
	if rest, found = strings.CutSuffix(word, "pm"); found {
		return strings.TrimSpace(rest), 12, true
	}
	return word, 0, false
}

// String returns the time of day as 9:05.
func (c Clock) String() string { return fmt.Sprintf("%d:%02d", int(c)/60, int(c)%60) }

// On returns the instant at which clocks in a zone show c on a day. A time that
// a clock change skips is an error; of one that comes twice it is the first.
func (c Clock) On(day Day, zone *time.Location) (time.Time, error) {
	year, month, date := day.Date()
	at := time.Date(year, month, date, int(c)/60, int(c)%60, 0, 0, zone)
	if DayOf(at) != day || at.Hour() != int(c)/60 || at.Minute() != int(c)%60 {
		return time.Time{}, fmt.Errorf("%s does not exist on %s in %s: clocks were put forward then", c, day, zone)
	}
	// Go may answer with either of two such instants; zones shift by 3 hours at most.
	_, offset := at.Zone()
	_, earlier := at.Add(-3 * time.Hour).Zone()
	if first := at.Add(time.Duration(offset-earlier) * time.Second); earlier > offset && first.Hour() == at.Hour() && first.Minute() == at.Minute() {
		return first, nil
	}
	return at, nil
}

// Again returns the second instant at which clocks in a zone show c on a day on
// which they are put back, and false where it comes once or never.
func (c Clock) Again(day Day, zone *time.Location) (time.Time, bool) {
	first, err := c.On(day, zone)
	if err != nil {
		return time.Time{}, false
	}
	_, change := first.ZoneBounds()
	if change.IsZero() || !change.Before((day + 1).Start(zone)) {
		return time.Time{}, false
	}
	_, before := first.Zone()
	_, after := change.In(zone).Zone()
	second := first.Add(time.Duration(before-after) * time.Second)
	return second, !second.Before(change) && second.After(first) && DayOf(second) == day
}
