package cli

import (
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// gatherLastYear adds what the same period got a year earlier. A period that
// still runs is compared with as many days.
func (p *program) gatherLastYear(s *store.Store, b *report.Balance, tracks map[string]journal.Category) error {
	if b.Period.Kind == period.KindDay || b.Period.Kind == period.KindSpan {
		return nil
	}
	of := yearBefore(b.Period)
	to := of.To
	if today := p.today(); b.Period.Holds(today) {
		to = min(to, of.From+today-b.Period.From)
	}
	totals, err := s.Totals(p.ctx, of.From, to)
	if err != nil || len(totals) == 0 {
		return err
	}
	past := report.Balance{Days: sumDays(totals, tracks)}
	b.LastYear = &report.LastYear{Period: of, Sum: past.Sum()}
	return nil
}

// yearBefore is the same period of the year before: of a week the one 52 weeks
// earlier, which lies in the same season in years of 53 weeks too.
func yearBefore(of period.Period) period.Period {
	if of.Kind == period.KindWeek {
		return period.Of(of.Kind, of.From-52*7)
	}
	year, month, _ := of.From.Date()
	return period.Of(of.Kind, period.NewDay(year-1, month, 1))
}
