package journal

import (
	"math"
	"slices"
	"time"

	"mull/internal/period"
)

// An Off is days without work: those from one day to another, or with Weekly
// one weekday of every week between them.
type Off struct {
	Number   int64
	From, To period.Day // both included; To 0, with Weekly only, is until further notice
	Weekly   bool
	Weekday  time.Weekday // with Weekly
	Part     float64      // 1 is the whole day, 0.5 half of it
}

// Holds says whether a day is off by it.
func (o Off) Holds(day period.Day) bool {
	return day >= o.From && (o.To == 0 || day <= o.To) && (!o.Weekly || day.Weekday() == o.Weekday)
}

// Offs are all of them. Saturdays and Sundays are not worked anyway.
type Offs []Off

// On returns how much of a day is off: 0, 0.5 or 1. Two halves are not added
// up: nobody knows whether they are the same half. Weekends are not asked
// about.
func (offs Offs) On(day period.Day) float64 {
	part := 0.0
	for _, o := range offs {
		if o.Holds(day) {
			part = max(part, o.Part)
		}
	}
	return part
}

// Workday says whether a day is one somebody may work on, at least for half of
// it.
func (offs Offs) Workday(day period.Day) bool {
	return !weekend(day) && offs.On(day) < 1
}

// Next returns the first workday on or after a day, or the day itself where the
// year to come has none.
func (offs Offs) Next(day period.Day) period.Day {
	for next := day; next < day+366; next++ {
		if offs.Workday(next) {
			return next
		}
	}
	return day
}

// Whole returns the days of a period that are off from morning to evening.
func (offs Offs) Whole(p period.Period) map[period.Day]bool {
	whole := map[period.Day]bool{}
	for day := p.From; day <= p.To; day++ {
		if offs.On(day) == 1 {
			whole[day] = true
		}
	}
	return whole
}

// Worked returns how many days of a period are worked, halves included.
func (offs Offs) Worked(p period.Period) float64 {
	days := 0.0
	for day := p.From; day <= p.To; day++ {
		if !weekend(day) {
			days += 1 - offs.On(day)
		}
	}
	return days
}

// Usual returns how many days of a period would be worked without holidays:
// only what is off every week is left out.
func (offs Offs) Usual(p period.Period) float64 {
	return slices.DeleteFunc(slices.Clone(offs), func(o Off) bool { return !o.Weekly }).Worked(p)
}

// Share returns what of so many minutes a week belongs to a period: each day
// worked has its part of its own week as it usually is, so that a week with a
// holiday asks for less, and a part-time week for the same as every week.
func (offs Offs) Share(weekly int, p period.Period) int {
	sum := 0.0
	for _, week := range p.Split(period.KindWeek) {
		usual := offs.Usual(week)
		if usual == 0 {
			continue
		}
		within := period.Span(max(week.From, p.From), min(week.To, p.To))
		sum += float64(weekly) * offs.Worked(within) / usual
	}
	return int(math.Round(sum))
}

func weekend(day period.Day) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}
