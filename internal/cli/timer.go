package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/lexicon"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// startOptions is a timer as it was asked for.
type startOptions struct {
	category, note, at string
	why                []string
}

func atFlag(usage string) cli.Flag { return &cli.StringFlag{Name: "at", Usage: usage} }

func noteFlag() cli.Flag {
	return &cli.StringFlag{Name: "note", Usage: "the note is `TEXT`; - reads it from standard input"}
}

func (p *program) startCommand() *cli.Command {
	return &cli.Command{
		Name:      "start",
		Usage:     "start the timer",
		UsageText: "mull start CATEGORY [NOTE]",
		Description: `   mull start people "one-to-one with Priya"
   mull start ic --at 9:10 --why easier,unwind
   mull start ic --at "yesterday 23:50"

   One timer runs at a time. It survives a restart of the computer and
   midnight; its time counts once it is stopped, each day getting its own.`,
		Flags: []cli.Flag{atFlag("it began at `TIME`"), whyFlag(), noteFlag()},
		Action: p.action(func(c *cli.Context) error {
			o, err := p.startOptions(c)
			if err != nil {
				return err
			}
			o.why = words(c.String("why"))
			return p.start(o)
		}),
	}
}

func (p *program) startOptions(c *cli.Context) (startOptions, error) {
	name := c.Command.Name
	if c.NArg() == 0 {
		hint := "mull " + name + ` people "what it is"`
		if name == "start" { // as one begins with a program
			hint = "to start the timer: " + hint + ". To begin your journal: mull reflect"
		}
		return startOptions{}, usage(hint, "%s needs a category", name)
	}
	s, err := p.ready()
	if err != nil {
		return startOptions{}, err
	}
	options, err := categoryOptions(p.ctx, s)
	if err != nil {
		return startOptions{}, err
	}
	word, note := nameAndNote(options, lexicon.NewTimes(options), c.Args().Slice())
	note, err = p.noteOf(c, note)
	return startOptions{category: word, note: note, at: c.String("at")}, err
}

func (p *program) start(o startOptions) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	category, err := p.activityCategory(s, o.category)
	if err != nil {
		return err
	}
	from, err := p.startAt(o.at)
	if err != nil {
		return err
	}
	timer := p.timer(category, o.note)
	timer.From, timer.Day = from, period.DayOf(from.In(p.zone))
	reasons, err := p.reasonsFor(s, timer, o.why)
	if err != nil {
		return err
	}
	_, err = s.Do(p.ctx, "start", func(a *store.Act) error {
		running, err := a.Running()
		if err != nil {
			return err
		}
		if running != nil {
			return usage("mull switch "+category.ID+" ends it and starts this; mull stop ends it",
				"%s runs already, since %s", running.Category, p.sinceWhen(running.From))
		}
		return keepTime(a, timer, reasons, a.AddActivity)
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.ActivityOf(timer, category.Track, p.now()))
	}
	return p.started(timer, reasons)
}

// timer is a timer that has no beginning yet.
func (p *program) timer(category journal.Category, note string) *journal.Activity {
	return &journal.Activity{Zone: p.zone.String(), Category: category.ID, Note: note, Source: journal.Timer}
}

func (p *program) started(timer *journal.Activity, reasons *sitting) error {
	line := fmt.Sprintf("Started %d: %s, at %s", timer.Number, timer.Category, p.sinceWhen(timer.From))
	if reasons != nil {
		line += "; mainly " + p.mainReason(reasons)
	}
	return p.tell("%s. mull stop ends it.", line)
}

func (p *program) statusCommand() *cli.Command {
	return &cli.Command{
		Name:      "status",
		Usage:     "show what the timer is on",
		UsageText: "mull status",
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.status(s)
		}),
	}
}

func (p *program) status(s *store.Store) error {
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	running, err := p.running(s, tracks)
	if err != nil {
		return err
	}
	totals, err := s.Totals(p.ctx, p.today(), p.today())
	if err != nil {
		return err
	}
	view := &report.Status{Running: running}
	for _, day := range sumDays(totals, tracks) {
		view.Today = day
	}
	return p.show(view, view.JSON())
}

// running is the timer as screens show it, or nil.
func (p *program) running(s *store.Store, tracks map[string]journal.Category) (*report.Running, error) {
	timer, err := s.Running(p.ctx)
	if err != nil || timer == nil {
		return nil, err
	}
	return &report.Running{Activity: *timer, Track: tracks[timer.Category].Track, Now: p.here()}, nil
}
