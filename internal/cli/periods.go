package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
)

// periodCommand shows a month, quarter or year as week shows a week.
func (p *program) periodCommand(kind period.Kind, label string) *cli.Command {
	name := string(kind)
	return &cli.Command{
		Name:        name,
		Usage:       "where the " + name + " went",
		UsageText:   "mull " + name + " [last | " + label + " | DAY]",
		Description: "   mull " + name + "\n   mull " + name + " last\n   mull " + name + " " + label,
		Flags:       periodFlags(),
		Action: p.action(func(c *cli.Context) error {
			of, err := p.periodOf(c, kind)
			if err == nil {
				err = p.chooseTable(c, report.BalanceJSON{})
			}
			if err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.showPeriod(c, s, of)
		}),
	}
}

func (p *program) summaryCommand() *cli.Command {
	return &cli.Command{
		Name:        "summary",
		Usage:       "show where the time between two days went",
		UsageText:   "mull summary --from DAY [--to DAY]",
		Description: "   mull summary --from 2026-11-01 --to 2026-11-15",
		Flags:       append(rangeFlags(), periodFlags()...),
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			if err := p.chooseTable(c, report.BalanceJSON{}); err != nil {
				return err
			}
			if c.String("from") == "" {
				return usage("mull summary --from 2026-11-01 --to 2026-11-15", "summary wants --from")
			}
			from, to, err := p.bounds(c)
			if err != nil {
				return err
			}
			if c.String("to") == "" {
				to = p.today()
			}
			if to < from {
				return usage("", "--from %s is still to come", from)
			}
			if to-from > 3700 {
				return usage("mull year", "a summary spans ten years at the most")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.showPeriod(c, s, period.Span(from, to))
		}),
	}
}
