package report

import (
	"fmt"
	"time"

	"mull/internal/period"
)

// longDay writes Thursday 19 November, with the year where it is not today's.
func longDay(day, today period.Day) string {
	return day.Format("Monday 2 January" + yearOf(day, today))
}

// shortDay writes Thu 19 Nov, with the year where it is not today's.
func shortDay(day, today period.Day) string { return day.Short(today) }

func yearOf(day, today period.Day) string {
	year, _, _ := day.Date()
	present, _, _ := today.Date()
	if year == present {
		return ""
	}
	return " 2006"
}

// relativeDay writes today, yesterday, or the date.
func relativeDay(day, today period.Day) string {
	switch day {
	case today:
		return "today"
	case today - 1:
		return "yesterday"
	}
	return shortDay(day, today)
}

func clock(t time.Time) string { return fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()) }

// periodTitle names a period as a heading says it.
func periodTitle(p period.Period, today period.Day) string {
	span := spanOf(p.From, p.To, today)
	_, number := p.From.ISOWeek()
	switch p.Kind {
	case period.KindDay:
		return longDay(p.From, today)
	case period.KindWeek:
		return fmt.Sprintf("Week %d, %s", number, span)
	case period.KindMonth:
		return p.From.Format("January 2006")
	case period.KindQuarter:
		return fmt.Sprintf("Quarter %s of %s, %s", p.Label[6:], p.Label[:4], p.From.Format("January")+" to "+p.To.Format("January"))
	case period.KindYear:
		return "The year " + p.Label
	}
	return sentence(span)
}

func spanOf(from, to, today period.Day) string {
	layout := "Monday 2"
	switch {
	case yearOf(from, to) != "":
		layout = "Monday 2 January 2006"
	case from.Format("January") != to.Format("January"):
		layout = "Monday 2 January"
	}
	return from.Format(layout) + " to " + longDay(to, today)
}
