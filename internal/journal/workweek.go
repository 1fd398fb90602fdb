package journal

import (
	"time"

	"mull/internal/period"
)

// patternWeeks is how many weeks back one's own pattern of work is read from.
const patternWeeks = 4

// A Workweek says which days somebody works: Monday to Friday without days off,
// and the weekend days their journal shows they work on.
type Workweek struct {
	Offs Offs
	// Closed are the days that were closed with a page.
	Closed map[period.Day]bool
}

// PatternFrom is the first day a Workweek looks at to know a day's week.
func PatternFrom(day period.Day) period.Day {
	return period.Of(period.KindWeek, day).From - 7*patternWeeks
}

// Workday says whether a day is one to work on. A weekend day is one where that
// weekday was closed in at least 2 of the 4 weeks before.
func (w Workweek) Workday(day period.Day) bool {
	if w.Offs.On(day) == 1 {
		return false
	}
	if !weekend(day) {
		return true
	}
	times := 0
	for back := 1; back <= patternWeeks; back++ {
		if w.Closed[day-period.Day(7*back)] {
			times++
		}
	}
	return times >= 2
}

// Last returns the last workday of the week that holds a day, or false where
// all of it is off. Where in at least 3 of the 4 weeks before the last day
// closed was the same weekday, it is that one; else the last workday. On a day
// off the one before takes its place.
func (w Workweek) Last(day period.Day) (period.Day, bool) {
	week := period.Of(period.KindWeek, day)
	last, usual := week.To, false
	if weekday, found := w.usualEnd(week); found {
		last, usual = week.From+period.Day((int(weekday)+6)%7), true
	}
	for ; last >= week.From; last-- {
		if usual && w.Offs.On(last) < 1 || w.Workday(last) {
			return last, true
		}
		usual = false
	}
	return 0, false
}

// usualEnd is the weekday on which the weeks before ended.
func (w Workweek) usualEnd(week period.Period) (time.Weekday, bool) {
	ends := map[time.Weekday]int{}
	for range patternWeeks {
		week = week.Before()
		for day := week.To; day >= week.From; day-- {
			if w.Closed[day] {
				ends[day.Weekday()]++
				break
			}
		}
	}
	for weekday, times := range ends {
		if times >= 3 {
			return weekday, true
		}
	}
	return 0, false
}
