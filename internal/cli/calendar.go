package cli

import (
	"cmp"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) calendarCommand() *cli.Command {
	return &cli.Command{
		Name:      "calendar",
		Usage:     "show a year of days, one mark each: darker is more, a gap is no data",
		UsageText: "mull calendar [MEASURE]",
		Description: `   mull calendar
   mull calendar daily-reflection.energy
   mull calendar leadership.minutes --year 2025`,
		Flags: []cli.Flag{&cli.StringFlag{Name: "year", Usage: "the days of `YEAR`; else the last 53 weeks"}},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			today := p.today()
			from, to := period.Of(period.KindWeek, today).From-52*7, today
			if text := c.String("year"); text != "" {
				year, err := period.Parse(period.KindYear, text, today)
				if err != nil {
					return usage("mull calendar --year 2025", "--year: %v", err)
				}
				from, to = year.From, min(year.To, today)
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.calendar(s, cmp.Or(c.Args().First(), "ic.minutes"), from, to)
		}),
	}
}

func (p *program) calendar(s *store.Store, measure string, from, to period.Day) error {
	trend, err := p.trendOf(s, measure, period.KindDay, from, to)
	if err != nil {
		return err
	}
	if trend.InParts {
		return usage("mull trend "+measure+" shows what there is", "%s has several measures, one for each of its parts; name one of them", measure)
	}
	view := &report.Calendar{Trend: *trend, From: from, To: to}
	begins, found, err := s.FirstDay(p.ctx)
	if err != nil {
		return err
	}
	if week := period.Of(period.KindWeek, begins).From; found && week > from && begins <= to {
		view.From, view.Begins = week, begins
	}
	return p.show(view, view.JSON())
}
