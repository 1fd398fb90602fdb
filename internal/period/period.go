package period

import (
	"fmt"
	"strings"
	"time"
)

// A Kind names how long a period is.
type Kind string

// The kinds of period, in the words of the command line. Span is any other
// range of days, both ends included.
const (
	KindDay     Kind = "day"
	KindWeek    Kind = "week"
	KindMonth   Kind = "month"
	KindQuarter Kind = "quarter"
	KindYear    Kind = "year"
	KindSpan    Kind = "range"
)

// Kinds lists the kinds that have labels, shortest first.
func Kinds() []Kind { return []Kind{KindDay, KindWeek, KindMonth, KindQuarter, KindYear} }

// A Period is a run of days, both ends included. Weeks are ISO 8601 weeks:
// they start on Monday, and week 1 holds the year's first Thursday.
type Period struct {
	Kind     Kind
	Label    string // 2026-11-18, 2026-W47, 2026-11, 2026-Q4, 2026
	From, To Day
}

// Of returns the period of a kind that holds a day.
func Of(kind Kind, day Day) Period {
	year, month, _ := day.Date()
	switch kind {
	case KindWeek:
		from := day - Day((int(day.Weekday())+6)%7)
		isoYear, week := day.ISOWeek()
		return Period{kind, fmt.Sprintf("%04d-W%02d", isoYear, week), from, from + 6}
	case KindMonth:
		return Period{kind, fmt.Sprintf("%04d-%02d", year, month), NewDay(year, month, 1), NewDay(year, month+1, 0)}
	case KindQuarter:
		first := (month-1)/3*3 + 1
		return Period{kind, fmt.Sprintf("%04d-Q%d", year, (first+2)/3), NewDay(year, first, 1), NewDay(year, first+3, 0)}
	case KindYear:
		return Period{kind, fmt.Sprintf("%04d", year), NewDay(year, 1, 1), NewDay(year, 12, 31)}
	default:
		return Period{KindDay, day.String(), day, day}
	}
}

// Span returns the range from one day to another, both included.
func Span(from, to Day) Period {
	return Period{KindSpan, from.String() + ".." + to.String(), from, to}
}

func parseLabel(text string) (Period, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if day, err := ParseDay(text); err == nil {
		return Of(KindDay, day), true
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return bounded(Of(KindMonth, DayOf(t)))
	}
	yearText, rest, divided := strings.Cut(text, "-")
	year, err := digits(yearText)
	if err != nil || len(yearText) != 4 {
		return Period{}, false
	}
	if !divided {
		return bounded(Of(KindYear, NewDay(year, 1, 1)))
	}
	if len(rest) < 2 || len(rest) > 3 {
		return Period{}, false
	}
	number, err := digits(rest[1:])
	if err != nil {
		return Period{}, false
	}
	switch rest[0] {
	case 'w':
		// 4 January is always in week 1.
		period := Of(KindWeek, NewDay(year, 1, 4)+Day(7*(number-1)))
		if number < 1 || !strings.HasPrefix(period.Label, yearText) {
			return Period{}, false
		}
		return bounded(period)
	case 'q':
		if number < 1 || number > 4 || len(rest) != 2 {
			return Period{}, false
		}
		return bounded(Of(KindQuarter, NewDay(year, time.Month(3*number), 1)))
	}
	return Period{}, false
}

func bounded(p Period) (Period, bool) { return p, p.From >= MinDay && p.To <= MaxDay }

// Before returns the period of the same kind and length just before p.
func (p Period) Before() Period {
	if p.Kind == KindSpan {
		return Span(p.From-Day(p.Days()), p.From-1)
	}
	return Of(p.Kind, p.From-1)
}

// After returns the period of the same kind and length just after p.
func (p Period) After() Period {
	if p.Kind == KindSpan {
		return Span(p.To+1, p.To+Day(p.Days()))
	}
	return Of(p.Kind, p.To+1)
}

// Days returns how many days p has.
func (p Period) Days() int { return int(p.To-p.From) + 1 }

// Holds says whether a day lies in p.
func (p Period) Holds(day Day) bool { return p.From <= day && day <= p.To }

// Split cuts p into the periods of a kind that touch it, in order. The first
// and last may reach beyond p.
func (p Period) Split(kind Kind) []Period {
	var parts []Period
	for part := Of(kind, p.From); part.From <= p.To; part = part.After() {
		parts = append(parts, part)
	}
	return parts
}
