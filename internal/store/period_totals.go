package store

import (
	"context"
	"maps"
	"slices"

	"mull/internal/period"
)

// keptKinds are the kinds of period whose totals are kept beside those of days.
var keptKinds = []period.Kind{period.KindWeek, period.KindMonth}

// keptPart is the longest of them that periods of a kind are made of.
func keptPart(kind period.Kind) (part period.Kind, kept bool) {
	switch kind {
	case period.KindWeek:
		return period.KindWeek, true
	case period.KindMonth, period.KindQuarter, period.KindYear:
		return period.KindMonth, true
	}
	return kind, false
}

// recountPeriods adds up anew the weeks and months that days lie in, whose own
// totals are right by then.
func (a *Act) recountPeriods(days map[period.Day]bool) error {
	for _, kind := range keptKinds {
		periods := map[period.Day]period.Period{}
		for day := range days {
			of := period.Of(kind, day)
			periods[of.From] = of
		}
		for of := range maps.Values(periods) {
			if err := a.recountPeriod(of); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Act) recountPeriod(of period.Period) error {
	if err := a.exec("DELETE FROM period_total WHERE kind = ? AND day = ?", string(of.Kind), int(of.From)); err != nil {
		return err
	}
	return a.exec(`
		INSERT INTO period_total (kind, day, category, days, minutes, calendar, estimated)
			SELECT ?1, ?2, category, (SELECT count(DISTINCT day) FROM day_total WHERE day BETWEEN ?2 AND ?3),
				sum(minutes), sum(calendar), sum(estimated)
			FROM day_total WHERE day BETWEEN ?2 AND ?3 GROUP BY category`,
		string(of.Kind), int(of.From), int(of.To))
}

// A periodTotal is what one category got in one week or month.
type periodTotal struct {
	kind                               period.Kind
	day                                period.Day
	category                           string
	days, minutes, calendar, estimated int
}

// wrongPeriods returns the first days of the weeks and months whose totals are
// not those of their days.
func (s *Store) wrongPeriods(ctx context.Context) ([]period.Day, error) {
	totals, err := s.Totals(ctx, period.MinDay, period.MaxDay)
	if err != nil {
		return nil, err
	}
	differ := map[periodTotal]int{}
	for _, kind := range keptKinds {
		for _, t := range addUp(kind, totals) {
			differ[t]++
		}
	}
	kept, err := all(ctx, s.db, func(scan func(...any) error) (t periodTotal, err error) {
		err = scan(&t.kind, &t.day, &t.category, &t.days, &t.minutes, &t.calendar, &t.estimated)
		return t, err
	}, "SELECT kind, day, category, days, minutes, calendar, estimated FROM period_total")
	if err != nil {
		return nil, s.explain("read the totals", err)
	}
	for _, t := range kept {
		differ[t]--
	}
	var wrong []period.Day
	for t, n := range differ {
		if n != 0 {
			wrong = append(wrong, t.day)
		}
	}
	slices.Sort(wrong)
	return slices.Compact(wrong), nil
}

// addUp adds the totals of days, in their order, to those of periods.
func addUp(kind period.Kind, totals []DayTotal) []periodTotal {
	var list []periodTotal
	for from := 0; from < len(totals); {
		of, to := period.Of(kind, totals[from].Day), from
		days, sums := 0, map[string]*periodTotal{}
		for ; to < len(totals) && of.Holds(totals[to].Day); to++ {
			t := &totals[to]
			if to == from || totals[to-1].Day != t.Day {
				days++
			}
			if sums[t.Category] == nil {
				sums[t.Category] = &periodTotal{kind: kind, day: of.From, category: t.Category}
			}
			sum := sums[t.Category]
			sum.minutes, sum.calendar, sum.estimated = sum.minutes+t.Minutes, sum.calendar+t.Calendar, sum.estimated+t.Estimated
		}
		for sum := range maps.Values(sums) {
			sum.days = days
			list = append(list, *sum)
		}
		from = to
	}
	return list
}
