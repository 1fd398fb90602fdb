package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) switchCommand() *cli.Command {
	return &cli.Command{
		Name:      "switch",
		Usage:     "stop the timer and start it on something else",
		UsageText: "mull switch CATEGORY [NOTE]",
		Description: `   mull switch stakeholders "board prep"
   mull switch people --at 14:00
   mull switch people --why easier`,
		Flags: []cli.Flag{atFlag("the change was at `TIME`"),
			&cli.StringFlag{Name: "why", Usage: "`REASONS` for the hands-on work that ends, with commas between"}, noteFlag()},
		Action: p.action(func(c *cli.Context) error {
			o, err := p.startOptions(c)
			if err != nil {
				return err
			}
			return p.switchTo(o, stopOptions{at: o.at, why: words(c.String("why"))})
		}),
	}
}

func (p *program) switchTo(o startOptions, end stopOptions) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	category, err := p.activityCategory(s, o.category)
	if err != nil {
		return err
	}
	stopped, err := p.stopped(s, end)
	if err != nil {
		return err
	}
	started := p.timer(category, o.note)
	started.From, started.Day = stopped.at, period.DayOf(stopped.at.In(p.zone))
	_, err = s.Do(p.ctx, "switch", func(a *store.Act) error {
		if err := saveEnded(a, stopped); err != nil {
			return err
		}
		return a.AddActivity(started)
	})
	if err != nil {
		return err
	}
	view, err := p.endedView(s, stopped)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.SwitchedJSON{Stopped: view.JSON(), Started: report.ActivityOf(started, category.Track, p.now())})
	}
	if err := p.show(view, nil); err != nil {
		return err
	}
	return p.started(started, nil)
}
