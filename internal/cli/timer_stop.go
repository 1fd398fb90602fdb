package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/store"
)

// stopOptions is the end of a timer as it was asked for.
type stopOptions struct {
	at, note string
	why      []string
}

func whyFlag() cli.Flag {
	return &cli.StringFlag{Name: "why", Usage: "`REASONS` for hands-on work with commas between, the main one first"}
}

func (p *program) stopCommand() *cli.Command {
	return &cli.Command{
		Name:      "stop",
		Usage:     "stop the timer and save its time, with --why your reason for hands-on work",
		UsageText: "mull stop",
		Description: `   mull stop
   mull stop --why easier,unwind
   mull stop --at 18:00

   --at is for a timer that was forgotten: it means the first such time after
   the start; --at "fri 18:00" names the day.

   Less than a minute isn't saved, unless you typed a note or a reason: then it
   is saved as 1 minute.`,
		Flags: []cli.Flag{atFlag("it ended at `TIME`"), whyFlag(), noteFlag()},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			note, err := p.noteOf(c, "")
			if err != nil {
				return err
			}
			return p.stop(stopOptions{at: c.String("at"), note: note, why: words(c.String("why"))})
		}),
	}
}

func (p *program) stop(o stopOptions) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	stopped, err := p.stopped(s, o)
	if err != nil {
		return err
	}
	if _, err := s.Do(p.ctx, "stop", func(a *store.Act) error { return saveEnded(a, stopped) }); err != nil {
		return err
	}
	view, err := p.endedView(s, stopped)
	if err != nil {
		return err
	}
	return p.show(view, view.JSON())
}

// stopped ends the timer that runs, saved nowhere yet, with its reasons.
func (p *program) stopped(s *store.Store, o stopOptions) (*ended, error) {
	timer, err := s.Running(p.ctx)
	if err != nil {
		return nil, err
	}
	if timer == nil {
		return nil, errNoTimer
	}
	if timer.To, err = p.stopAt(timer.From, o.at); err != nil {
		return nil, err
	}
	timer.Seconds = int(timer.To.Sub(timer.From) / time.Second)
	if o.note != "" {
		timer.Note = o.note
	}
	e := &ended{activity: timer, at: timer.To, brief: timer.To.Sub(timer.From) < time.Minute}
	if e.brief && (len(o.why) > 0 || !e.empty()) {
		lengthen(timer)
	}
	if err := p.fitsDays(s, presence{}, timer); err != nil {
		return nil, err
	}
	e.reasons, err = p.reasonsFor(s, timer, o.why)
	return e, err
}

var errNoTimer = &fault{exitFailed, "mull start CATEGORY starts one", errors.New("no timer runs")}

// loggedView shows a piece of time that was just kept.
func (p *program) loggedView(s *store.Store, x *journal.Activity, reasons *sitting) (*report.Logged, error) {
	category, err := p.categoryOf(s, x)
	if err != nil {
		return nil, err
	}
	view := &report.Logged{Activity: report.Activity{Activity: *x, Track: category.Track, Label: category.Label, Now: p.here()}}
	if reasons != nil {
		view.Motives = p.motivesOf(reasons)
	}
	totals, err := s.Totals(p.ctx, x.Day, x.Day)
	if err != nil {
		return nil, err
	}
	for _, total := range totals {
		view.DayTotal += total.Minutes
	}
	if x.To.Sub(x.From) > 10*time.Hour && x.Source == journal.Timer {
		view.Notices = append(view.Notices, fmt.Sprintf("That is long for one piece. If it was forgotten: mull edit %d --to %s",
			x.Number, clockOf(report.LikelyEnd(x.From, x.To.In(x.Location())))))
	}
	return view, nil
}

// motivesOf names the reasons of a sitting in the words of its options.
func (p *program) motivesOf(t *sitting) []string {
	q, found := t.exercise.ByRole("motive")
	if !found {
		return nil
	}
	value := t.entry.Answers[q.ID]
	var labels []string
	for _, id := range exercise.IDs(value) {
		if option, known := exercise.Find(q.Options.List, id); known {
			labels = append(labels, option.Label)
		}
	}
	return append(labels, exercise.OwnWords(value)...)
}
