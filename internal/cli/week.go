package cli

import (
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) weekCommand() *cli.Command {
	return &cli.Command{
		Name:      "week",
		Usage:     "show where the week went, IC and leadership work, and why",
		UsageText: "mull week [last | 2026-W47 | DAY]",
		Description: `   mull week
   mull week last
   mull week --motive easier
   mull week --category people
   mull week last --guess`,
		Flags: append(periodFlags(), &cli.BoolFlag{Name: "guess", Usage: "add one rough line for a week with gaps"}),
		Action: p.action(func(c *cli.Context) error {
			of, err := p.periodOf(c, period.KindWeek)
			if err == nil {
				err = p.chooseTable(c, report.BalanceJSON{})
			}
			if err != nil {
				return err
			}
			if c.Bool("guess") {
				return p.guess(of)
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.showPeriod(c, s, of)
		}),
	}
}

// periodOf reads the period a command is asked about.
func (p *program) periodOf(c *cli.Context, kind period.Kind) (period.Period, error) {
	of, err := period.Parse(kind, strings.Join(c.Args().Slice(), " "), p.today())
	if err != nil {
		return of, usage("mull help dates", "%v", err)
	}
	return of, nil
}

// periodFlags are those of every period's table.
func periodFlags() []cli.Flag {
	flags := []cli.Flag{&cli.BoolFlag{Name: "full", Usage: "every category, reason and word"}, tableFlag()}
	return append(flags, behindFlags()...)
}

// showPeriod shows the table of a period, or what is behind one of its figures.
func (p *program) showPeriod(c *cli.Context, s *store.Store, of period.Period) error {
	if asked, err := p.behind(c, s, of); asked {
		return err
	}
	return p.showWeek(s, of, c.Bool("full"))
}

func (p *program) showWeek(s *store.Store, of period.Period, full bool) error {
	b, err := p.balance(s, of)
	if err != nil {
		return err
	}
	b.Full = full
	return p.show(b, b.JSON())
}

func (p *program) dayCommand() *cli.Command {
	return &cli.Command{
		Name:      "day",
		Usage:     "show one day: its time, its entries, and how each minute counted",
		UsageText: "mull day [DAY]",
		Description: `   mull day
   mull day mon --explain`,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "explain", Usage: "say how each minute was counted"}, tableFlag()},
		Action: p.action(func(c *cli.Context) error {
			of, err := p.periodOf(c, period.KindDay)
			if err == nil {
				err = p.chooseTable(c, report.DayFull{})
			}
			if err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.showDay(s, of, c.Bool("explain"))
		}),
	}
}

func (p *program) showDay(s *store.Store, of period.Period, explain bool) error {
	b, err := p.balance(s, of)
	if err != nil {
		return err
	}
	_, pieces, err := s.Day(p.ctx, of.From)
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	day := &report.Day{Balance: *b, Pieces: pieces, Explain: explain, Titles: map[int64]string{}}
	for _, e := range b.Entries {
		day.Titles[e.Number] = titles[e.Asked]
	}
	return p.show(day, day.JSON())
}
