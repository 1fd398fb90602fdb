package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/store"
)

// doOptions is a sitting as it was asked for.
type doOptions struct {
	command  string
	exercise string
	day      period.Day
	dated    bool   // --date was given
	answers  string // a file, or - for standard input
	more     bool
	resume   bool
	about    int64             // --for: the activity it speaks of, or the assignment it answers
	with     string            // --with: whom a review is about
	assigned *store.Assignment // the exercise a coach asked for, if it is one
	revisit  int64             // the open entry that asks again
}

func doFlags() []cli.Flag {
	return []cli.Flag{
		dateFlag(),
		&cli.StringFlag{Name: "answers", Usage: "take the answers from `FILE` (YAML or JSON), - for standard input"},
		&cli.BoolFlag{Name: "more", Usage: "ask the longer form"},
		&cli.BoolFlag{Name: "resume", Usage: "go on with the open draft at its next question"},
	}
}

func (p *program) doCommand() *cli.Command {
	return &cli.Command{
		Name:      "do",
		Usage:     "answer an exercise; without a name, choose one",
		UsageText: "mull do [EXERCISE]",
		Description: `   mull do ic-motives
   mull do emotion-checkin --answers answers.yaml
   mull do --resume`,
		Flags: append(doFlags(),
			&cli.Int64Flag{Name: "for", Usage: "speak of the time kept as `NUMBER`, or do the exercise a coach gave you as NUMBER"},
			&cli.StringFlag{Name: "with", Usage: "review a session with `NAME`"},
			&cli.Int64Flag{Name: "revisit", Usage: "answer what the open entry `NUMBER` asks again"}),
		Action: p.action(func(c *cli.Context) error {
			return p.doAction(c, "do", c.Args().First())
		}),
	}
}

func (p *program) reflectCommand() *cli.Command {
	return &cli.Command{
		Name:      "reflect",
		Usage:     "close the day: 3 questions, about 2 minutes",
		UsageText: "mull reflect",
		Description: `   mull reflect
   mull reflect --date yesterday
   mull reflect --more`,
		Flags:  doFlags(),
		Action: p.action(func(c *cli.Context) error { return p.doAction(c, "reflect", reflectExercise) }),
	}
}

func (p *program) reviewCommand() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "review the week and choose one thing for the next",
		UsageText: "mull review",
		Description: `   mull review
   mull review --date sun

   Bare mull suggests it on the last workday of your week: Friday, or the last
   day that isn't off (mull off every fri), or the weekday on which your last
   weeks ended.`,
		Flags:  doFlags(),
		Action: p.action(func(c *cli.Context) error { return p.doAction(c, "review", reviewExercise) }),
	}
}

func (p *program) doAction(c *cli.Context, command, id string) error {
	most := 0
	if command == "do" {
		most = 1
	}
	if err := noMore(c, most); err != nil {
		return err
	}
	day, err := p.day(c)
	if err != nil {
		return err
	}
	return p.do(doOptions{
		command: command, exercise: id, day: day, dated: c.IsSet("date"), answers: c.String("answers"),
		more: c.Bool("more"), resume: c.Bool("resume"), about: c.Int64("for"), with: c.String("with"), revisit: c.Int64("revisit"),
	})
}

func (p *program) do(o doOptions) error {
	if err := p.findAssigned(&o); err != nil {
		return err
	}
	if !o.resume && o.revisit == 0 && o.exercise == "" {
		id, err := p.choose()
		if err != nil {
			return err
		}
		o.exercise = id
	}
	if o.exercise != "" && o.assigned == nil {
		if _, err := p.exercise(o.exercise); err != nil {
			return err
		}
	}
	if o.answers == "" && !p.mayAsk() {
		return needsAnswer("mull do "+o.exercise+" --answers FILE", "%s asks questions, and --no-input leaves nobody to answer", o.exercise)
	}
	s, err := p.ready()
	if err != nil {
		return err
	}
	t, err := p.sittingFor(s, o)
	if err != nil {
		return err
	}
	if o.answers != "" {
		if err := p.fromFile(t, o.answers); err != nil {
			return err
		}
		return p.kept(t)
	}
	// Whoever is asked learns before the first question that nothing can be kept,
	// not after it.
	if err := s.Make(p.ctx); err != nil {
		return err
	}
	if err := p.ask(t, o); err != nil || t.shown {
		return err
	}
	return p.kept(t)
}
