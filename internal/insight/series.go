package insight

import (
	"slices"

	"mull/internal/period"
)

// A Point is a measure in one period. Where OK is false nothing is known, the
// three values are zero and mean nothing: a gap is a gap. Low and High are the
// range of scale answers; elsewhere they repeat Value.
type Point struct {
	Period           period.Period
	N                int // answers for scales and options, days with time for minutes and shares
	OK               bool
	Value, Low, High float64
	OnlyCalendar     bool // why a share is missing: all of the time came from calendars
}

// A Series is a measure over consecutive periods, oldest first, gaps included.
type Series []Point

// An Amount is one number on one day: an answer on a scale, or minutes. Minutes
// may be those of more days with time, added up; Days is how many, and 0 is one.
type Amount struct {
	Day   period.Day
	Days  int
	Value float64
	Ref   int64
}

// A Mark says of one answer whether it named the option in question.
type Mark struct {
	Day period.Day
	Yes bool
	Ref int64
}

// Periods returns the periods of a kind that touch the days from one to
// another, both included, oldest first.
func Periods(kind period.Kind, from, to period.Day) []period.Period {
	var all []period.Period
	for at := from; at <= to; {
		p := period.Of(kind, at)
		all = append(all, p)
		at = p.To + 1
	}
	return all
}

// Medians gives the median and range of scale answers in each period.
func Medians(kind period.Kind, from, to period.Day, answers []Amount) Series {
	return series(kind, from, to, answers, amountDay, func(pt *Point, in []Amount) {
		values := make([]float64, len(in))
		for i, a := range in {
			values[i] = a.Value
		}
		pt.Value, pt.Low, pt.High, pt.OK = medianRange(values)
	})
}

// Sums adds up minutes in each period. A period without a row is a gap, not
// zero; N counts the days that have one.
func Sums(kind period.Kind, from, to period.Day, minutes []Amount) Series {
	return series(kind, from, to, minutes, amountDay, func(pt *Point, in []Amount) {
		pt.N, pt.OK = 0, true
		for i, a := range in {
			pt.Value += a.Value
			if i == 0 || in[i-1].Day != a.Day { // a day may have several
				pt.N += max(1, a.Days)
			}
		}
		pt.Low, pt.High = pt.Value, pt.Value
	})
}

// Proportions gives the share of answers in each period, between 0 and 1, that
// named an option.
func Proportions(kind period.Kind, from, to period.Day, marks []Mark) Series {
	return series(kind, from, to, marks, func(m Mark) period.Day { return m.Day }, func(pt *Point, in []Mark) {
		yes := 0
		for _, m := range in {
			if m.Yes {
				yes++
			}
		}
		pt.Value, pt.OK = float64(yes)/float64(len(in)), true
		pt.Low, pt.High = pt.Value, pt.Value
	})
}

// Shares gives the IC share of each period, between 0 and 1: hours added up
// first, then divided. A period whose time all came from calendars has none.
func Shares(kind period.Kind, from, to period.Day, days []DayTime) Series {
	return series(kind, from, to, days, func(d DayTime) period.Day { return d.Day }, func(pt *Point, in []DayTime) {
		var b Balance
		for _, d := range in {
			b.add(d)
		}
		pt.N, pt.OnlyCalendar = b.Days, b.OnlyCalendar()
		pt.Value, pt.OK = b.Share()
		pt.Low, pt.High = pt.Value, pt.Value
	})
}

func amountDay(a Amount) period.Day { return a.Day }

// series cuts rows into the periods between two days and lets point fill in
// those that have any.
func series[Row any](kind period.Kind, from, to period.Day, rows []Row, day func(Row) period.Day, point func(*Point, []Row)) Series {
	sorted := byDay(rows, day)
	var s Series
	next := 0
	for _, p := range Periods(kind, from, to) {
		for next < len(sorted) && day(sorted[next]) < max(p.From, from) {
			next++
		}
		end := next
		for end < len(sorted) && day(sorted[end]) <= min(p.To, to) {
			end++
		}
		pt := Point{Period: p, N: end - next}
		if pt.N > 0 {
			point(&pt, sorted[next:end])
		}
		next = end
		s = append(s, pt)
	}
	return s
}

// byDay returns the rows in the order of their days, rows of one day in the
// order given, and leaves rows as they are.
func byDay[Row any](rows []Row, day func(Row) period.Day) []Row {
	compare := func(a, b Row) int { return int(day(a)) - int(day(b)) }
	if slices.IsSortedFunc(rows, compare) {
		return rows
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, compare)
	return rows
}
