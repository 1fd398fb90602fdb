// Package period holds calendar time as people say it: local days, ISO weeks,
// months, quarters, years, clock times and durations. It knows nothing of what
// happened in them.
package period

import (
	"fmt"
	"strings"
	"time"
)

// A Day is a local calendar date, counted in days since 1 January 1970. It has
// no zone: 19 November is 19 November wherever it was written.
type Day int

// MinDay and MaxDay bound the dates mull accepts. The range keeps every
// calculation inside four-digit years.
var (
	MinDay = NewDay(1900, time.January, 1)
	MaxDay = NewDay(2200, time.December, 31)
)

// NewDay returns the day of a year, month and day of the month, normalised as
// time.Date normalises (32 January is 1 February).
func NewDay(year int, month time.Month, day int) Day {
	return Day(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), 86400))
}

// DayOf returns the date an instant has in its own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return NewDay(year, month, day)
}

// ParseDay reads a date in the form 2026-11-19 and nothing else.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil && shapedAsDate(text) {
		return 0, fmt.Errorf("%s isn't a day of the calendar", text)
	}
	if err != nil {
		return 0, fmt.Errorf("%q isn't a date like 2026-11-19", text)
	}
	day := DayOf(t)
	if day < MinDay || day > MaxDay {
		return 0, fmt.Errorf("%s is outside the years 1900 to 2200", text)
	}
	return day, nil
}

// shapedAsDate says whether a text has the form of a date, whatever its numbers.
func shapedAsDate(text string) bool {
	return len(text) == len(time.DateOnly) && text[4] == '-' && text[7] == '-' && strings.Trim(text[:4]+text[5:7]+text[8:], "0123456789") == ""
}

func (d Day) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String returns the date as 2026-11-19.
func (d Day) String() string { return d.utc().Format(time.DateOnly) }

// Format writes the date with a layout of package time.
func (d Day) Format(layout string) string { return d.utc().Format(layout) }

// Short writes Fri 20 Nov, with the year where it isn't the one of today.
func (d Day) Short(today Day) string {
	if d.utc().Year() == today.utc().Year() {
		return d.Format("Mon 2 Jan")
	}
	return d.Format("Mon 2 Jan 2006")
}

// Date returns the year, month and day of the month.
func (d Day) Date() (int, time.Month, int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// Start returns the first instant of the day in a zone: midnight, the first of
// two where clocks are put back over it, and the instant of the jump where
// they are put forward over it. A day that a zone left out, as Samoa left out
// 30 December 2011, starts and ends at that jump.
func (d Day) Start(zone *time.Location) time.Time {
	const furthest = 16 * time.Hour // no zone was ever further from UTC
	midnight := d.utc()
	for at := midnight.Add(-furthest).In(zone); ; {
		_, offset := at.Zone()
		start := midnight.Add(-time.Duration(offset) * time.Second).In(zone)
		if start.Before(at) {
			return at // the offset changed after midnight by the new clock
		}
		_, end := at.ZoneBounds()
		// Beyond the changes a zone lists, from 2040 on, Go has bounds end as the
		// last day of a leap year begins, before what they are the bounds of. No
		// clock changes then.
		if end.IsZero() || start.Before(end) || !end.After(at) {
			return start
		}
		at = end
	}
}

// Length returns how long the day lasts in a zone: about 23 or 25 hours where
// clocks change, 24 otherwise.
func (d Day) Length(zone *time.Location) time.Duration {
	return (d + 1).Start(zone).Sub(d.Start(zone))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// ISOWeek returns the ISO 8601 year and week the day lies in.
func (d Day) ISOWeek() (year, week int) { return d.utc().ISOWeek() }
