package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/sample"
)

func (p *program) demoCommand() *cli.Command {
	return &cli.Command{
		Name:      "demo",
		Usage:     "try any command on sample data",
		UsageText: "mull demo [COMMAND ...]",
		Description: `   mull demo
   mull demo week last
   mull demo read month`,
		SkipFlagParsing: true,
		Action: p.action(func(c *cli.Context) error {
			words := c.Args().Slice()
			s, err := sample.Quarter(p.ctx, p.here())
			if err != nil {
				return err
			}
			if len(words) > 0 {
				inner := &program{World: p.World, demo: s}
				return inner.run(p.ctx, words)
			}
			p.journal = s
			if err := p.home(); err != nil {
				return err
			}
			if p.json {
				return nil
			}
			return p.demoWeek()
		}),
	}
}

// demoWeek shows the week under the first screen, and what to try next.
func (p *program) demoWeek() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	b, err := p.balance(s, period.Of(period.KindWeek, p.today()))
	if err != nil {
		return err
	}
	if err := p.print("\n"); err != nil {
		return err
	}
	if err := report.Write(p.Out, p.style(), b); err != nil {
		return err
	}
	if err := p.print("\n"); err != nil {
		return err
	}
	return p.tell("This is sample data. It's deleted when the command ends. Try: mull demo list, mull demo week last, mull demo because month, mull demo exercises")
}
