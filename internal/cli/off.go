package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) offCommand() *cli.Command {
	half := func() cli.Flag { return &cli.BoolFlag{Name: "half", Usage: "half of each day"} }
	return &cli.Command{
		Name:      "off",
		Usage:     "record days off, so that a week with holidays counts fairly",
		UsageText: "mull off [DAY | DAY..DAY]",
		Description: `   mull off 2026-12-24..2027-01-01
   mull off fri
   mull off 24 December to 2 January
   mull off every fri
   mull off every wed --half --from 2026-09-01
   mull off remove 12

   Days off are mostly still to come, so a weekday or a date without a year is
   the next one; other commands take the latest. What is off every week is how
   a usual week looks, and hours aimed at are for a usual week; other days off
   make the aim of their week smaller.`,
		Flags: []cli.Flag{half()},
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				s, err := p.look()
				if err != nil {
					return err
				}
				return p.showOffs(s)
			}
			from, to, err := p.offSpan(strings.Join(c.Args().Slice(), " "))
			if err != nil {
				return err
			}
			return p.addOffs([]journal.Off{{From: from, To: to, Part: offPart(c)}})
		}),
		Subcommands: []*cli.Command{
			{Name: "every", Usage: "take a weekday off every week", UsageText: "mull off every WEEKDAY[,WEEKDAY]",
				Flags:  append(offBounds(), half()),
				Action: p.action(p.offEvery)},
			{Name: "remove", Usage: "make days working days again", UsageText: "mull off remove NUMBER...", Action: p.action(p.offRemove)},
		},
	}
}

func offBounds() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "from `DAY` on, this week by default"},
		&cli.StringFlag{Name: "to", Usage: "up to `DAY`, included; until further notice by default"},
	}
}

func offPart(c *cli.Context) float64 {
	if c.Bool("half") {
		return .5
	}
	return 1
}

// maxOff is how many days one time off may last.
const maxOff = 800

// offSpan reads a day or DAY..DAY. Days off are mostly to come, so weekdays
// are the next ones.
func (p *program) offSpan(text string) (from, to period.Day, err error) {
	if from, to, err = period.ParseRange(text, p.today(), period.Future); err != nil {
		return 0, 0, usage("mull off 2026-12-24..2027-01-01", "%v", err)
	}
	if to-from >= maxOff {
		return 0, 0, usage("", "%s to %s is more than two years", p.shortDate(from), p.shortDate(to))
	}
	return from, to, nil
}

func (p *program) offEvery(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("mull off every fri", "off every wants a weekday")
	}
	from, to := period.Of(period.KindWeek, p.today()).From, period.Day(0)
	var err error
	if text := c.String("from"); text != "" {
		if from, err = period.ParseDate(text, p.today(), period.Future); err != nil {
			return usage("mull help dates", "--from: %v", err)
		}
	}
	if text := c.String("to"); text != "" {
		if to, err = period.ParseTo(text, p.today(), from); err != nil {
			return usage("mull help dates", "--to: %v", err)
		}
		if to < from {
			return usage("", "--to %s is before --from %s", to, from)
		}
	}
	var offs []journal.Off
	for _, word := range words(c.Args().First()) {
		weekday, found := period.ParseWeekday(word)
		if !found {
			return usage("mull off every fri", "%q is not a weekday", word)
		}
		offs = append(offs, journal.Off{From: from, To: to, Weekly: true, Weekday: weekday, Part: offPart(c)})
	}
	return p.addOffs(offs)
}

// addOffs keeps days off in one act, those that are known already left out.
func (p *program) addOffs(offs []journal.Off) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	known, err := s.Offs(p.ctx)
	if err != nil {
		return err
	}
	already := map[int64]bool{}
	for i, o := range offs {
		for _, k := range known {
			if o.Number = k.Number; k == o {
				offs[i].Number, already[k.Number] = k.Number, true
			}
		}
	}
	_, err = s.Do(p.ctx, "off", func(a *store.Act) error {
		for i := range offs {
			if already[offs[i].Number] {
				continue
			}
			if err := a.AddOff(&offs[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.showOffs(s)
	}
	for i := range offs {
		words := report.OffWords(&offs[i], p.today())
		if already[offs[i].Number] {
			words += ", off already"
		}
		if err := p.tell("%d: %s.", offs[i].Number, words); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) showOffs(s *store.Store) error {
	offs, err := s.Offs(p.ctx)
	if err != nil {
		return err
	}
	view := &report.OffList{List: offs, Now: p.here()}
	return p.show(view, view.JSON())
}

func (p *program) offRemove(c *cli.Context) error {
	wanted, err := numbersFrom(c, "days off", "mull off shows the numbers; mull off remove NUMBER")
	if err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	known, err := s.Offs(p.ctx)
	if err != nil {
		return err
	}
	for _, n := range wanted {
		if !slices.ContainsFunc(known, func(o journal.Off) bool { return o.Number == n }) {
			return notFound("mull off lists them; nothing was removed", "there are no days off with the number %d", n)
		}
	}
	_, err = s.Do(p.ctx, "off remove", func(a *store.Act) error {
		var errs []error
		for _, n := range wanted {
			errs = append(errs, a.DeleteOff(n))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.showOffs(s)
	}
	return p.tell("Working days again: %s. mull undo takes it back.", numbers(wanted))
}

// dayOff says whether today is off, all of it.
func (p *program) dayOff(s *store.Store) (bool, error) {
	offs, err := s.Offs(p.ctx)
	return err == nil && offs.On(p.today()) == 1, err
}
