package cli

import (
	"maps"
	"slices"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// gatherLastYear adds what the same period got a year earlier. A period that
// still runs is compared with as many days.
func (p *program) gatherLastYear(s *store.Store, b *report.Balance, tracks map[string]journal.Category) error {
	of := yearBefore(b.Period)
	totals, err := s.Totals(p.ctx, of.From, p.cut(b.Period, of))
	if err != nil || len(totals) == 0 {
		return err
	}
	b.LastYear = &report.Past{Period: of, Sum: sumOf(totals, tracks)}
	return nil
}

// gatherPrevious adds what the period just before got, as much of it as there
// is of this one, from totals that hold it; those of a day are read.
func (p *program) gatherPrevious(s *store.Store, b *report.Balance, totals []store.DayTotal, tracks map[string]journal.Category) error {
	of := b.Period.Before()
	if b.Period.Kind == period.KindDay {
		var err error
		if totals, err = s.Totals(p.ctx, of.From, of.To); err != nil {
			return err
		}
	}
	to := p.cut(b.Period, of)
	totals = slices.DeleteFunc(slices.Clone(totals), func(t store.DayTotal) bool { return t.Day < of.From || t.Day > to })
	if len(totals) == 0 {
		return nil
	}
	b.Previous = &report.Past{Period: of, Sum: sumOf(totals, tracks)}
	before := map[string]int{}
	for _, t := range totals {
		before[t.Category] += t.Minutes
	}
	for i := range b.Categories {
		b.Categories[i].Previous = before[b.Categories[i].Category]
		delete(before, b.Categories[i].Category)
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if before[id] > 0 {
			b.Categories = append(b.Categories, report.CategorySum{
				Total: journal.Total{Category: id}, Track: tracks[id].Track, Previous: before[id]})
		}
	}
	return nil
}

// cut is the last day of another period that this one is compared with: where
// this one still runs, the other is cut to as many days.
func (p *program) cut(this, other period.Period) period.Day {
	if today := p.today(); this.Holds(today) {
		return min(other.To, other.From+today-this.From)
	}
	return other.To
}

func sumOf(totals []store.DayTotal, tracks map[string]journal.Category) report.DaySum {
	past := report.Balance{Days: sumDays(totals, tracks)}
	return past.Sum()
}

// yearBefore is the same period of the year before: of a week and a day the one
// 52 weeks earlier, which is the same weekday, and lies in the same season in
// years of 53 weeks too.
func yearBefore(of period.Period) period.Period {
	switch of.Kind {
	case period.KindDay, period.KindWeek:
		return period.Of(of.Kind, of.From-52*7)
	case period.KindSpan:
		return period.Span(of.From-52*7, of.To-52*7)
	}
	year, month, _ := of.From.Date()
	return period.Of(of.Kind, period.NewDay(year-1, month, 1))
}
