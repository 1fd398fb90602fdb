package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) onThisDayCommand() *cli.Command {
	return &cli.Command{
		Name:        "on-this-day",
		Usage:       "show this date in earlier years",
		UsageText:   "mull on-this-day [DAY]",
		Description: "   mull on-this-day\n   mull on-this-day 2026-03-01",
		Action: p.action(func(c *cli.Context) error {
			day := p.today()
			if text := strings.Join(c.Args().Slice(), " "); text != "" {
				var err error
				if day, err = period.ParseDate(text, day, period.Past); err != nil {
					return usage("mull help dates", "%v", err)
				}
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.onThisDay(s, day)
		}),
	}
}

func (p *program) onThisDay(s *store.Store, day period.Day) error {
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	first, found, err := s.FirstDay(p.ctx)
	if err != nil {
		return err
	}
	view := &report.OnThisDay{Day: day, Now: p.here()}
	for _, past := range sameDates(day, first, found) {
		totals, err := s.Totals(p.ctx, past, past)
		if err != nil {
			return err
		}
		pages, _, err := p.pages(s, period.Of(period.KindDay, past), "")
		if err != nil {
			return err
		}
		if len(totals) == 0 && len(pages.Pages) == 0 {
			continue
		}
		then := report.PastDay{Day: past, Pages: pages.Pages}
		if sums := sumDays(totals, tracks); len(sums) > 0 {
			then.Sum = sums[0]
		}
		view.Past = append(view.Past, then)
	}
	return p.show(view, view.JSON())
}

// sameDates lists the same date of the years before, the latest first. A 29
// February is only in leap years.
func sameDates(day, first period.Day, found bool) []period.Day {
	var days []period.Day
	year, month, date := day.Date()
	for past := year - 1; found && past >= 0; past-- {
		same := period.NewDay(past, month, date)
		if same < first {
			break
		}
		if _, m, _ := same.Date(); m == month {
			days = append(days, same)
		}
	}
	return slices.Clip(days)
}
