package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
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
			&cli.Int64Flag{Name: "for", Usage: "speak of the time kept as `NUMBER`, or do the exercise a coach gave you as NUMBER", DefaultText: "none"},
			&cli.StringFlag{Name: "with", Usage: "review a session with `NAME`"},
			&cli.Int64Flag{Name: "revisit", Usage: "answer what the open entry `NUMBER` asks again", DefaultText: "none"}),
		Action: p.action(func(c *cli.Context) error {
			return p.doAction(c, "do", c.Args().First())
		}),
	}
}

func (p *program) reflectCommand() *cli.Command {
	return &cli.Command{
		Name:      "reflect",
		Usage:     "close the day: three questions, about two minutes",
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
		Usage:     "read the week and choose one thing for the next",
		UsageText: "mull review",
		Description: `   mull review
   mull review --date sun`,
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
	s, err := p.open()
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
	if err := p.ask(t, o); err != nil || t.shown {
		return err
	}
	return p.kept(t)
}

// sittingFor prepares a new sitting, or takes up the draft of an earlier one.
func (p *program) sittingFor(s *store.Store, o doOptions) (*sitting, error) {
	if o.resume {
		return p.resumed(s, o)
	}
	if o.revisit != 0 {
		return p.revisited(s, o)
	}
	day := o.day
	if !o.dated && o.answers == "" && o.command == "reflect" && p.here().Hour() < 4 {
		asker, err := p.asker()
		if err != nil {
			return nil, err
		}
		yes, err := asker.Confirm(p.ctx, "It is "+p.here().Format("15:04")+". Is this for yesterday, "+(day-1).Format("Monday 2 January")+"?", true)
		if err != nil {
			return nil, err
		}
		if yes {
			day--
		}
	}
	if o.assigned != nil {
		return p.prepareAssigned(s, o.assigned, day)
	}
	t, err := p.prepare(s, o.exercise, day)
	if err != nil {
		return nil, err
	}
	t.command = o.command
	switch {
	case o.with != "":
		return t, p.speakWith(s, t, o.with)
	case o.about != 0:
		return t, p.speakOf(s, t, o.about)
	}
	t.people, err = s.People(p.ctx)
	return t, err
}

// resumed takes up the newest draft, of one exercise where it is named.
func (p *program) resumed(s *store.Store, o doOptions) (*sitting, error) {
	drafts, err := s.Entries(p.ctx, store.Filter{State: journal.Draft, Exercise: o.exercise, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		return nil, notFound("mull do starts a new one", "there is no open draft")
	}
	entry, err := s.Entry(p.ctx, drafts[0].Number)
	if err != nil {
		return nil, err
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	act, err := s.LastActOf(p.ctx, entry.Number)
	if err != nil {
		return nil, err
	}
	t := &sitting{store: s, exercise: x, journal: knowledge, entry: entry, command: o.command, act: act}
	return t, p.concerned(s, t)
}

// speakOf attaches a sitting to time that is kept already, which answers how
// long and what.
func (p *program) speakOf(s *store.Store, t *sitting, number int64) error {
	activity, err := s.Activity(p.ctx, number)
	if err != nil {
		return notFound("mull list shows the numbers", "there is no activity %d", number)
	}
	if activity.Running() {
		return usage("mull stop, then mull do "+t.exercise.ID+" --for "+fmt.Sprint(number), "the timer %d still runs", number)
	}
	record := t.exercise.Records.Activity
	if record == nil {
		return usage("mull exercises show "+t.exercise.ID, "%s does not speak of a piece of time, so --for has no meaning", t.exercise.ID)
	}
	t.entry.About, t.entry.Day = number, activity.Day
	t.entry.Answers[record.Minutes] = float64(period.Minutes(activity.Seconds))
	if activity.Note != "" {
		t.entry.Answers[record.Note] = activity.Note
	}
	t.given = []string{record.Minutes, record.Note}
	return nil
}

// fromFile answers a whole sitting from an answers file.
func (p *program) fromFile(t *sitting, name string) error {
	data, err := p.readFile(name)
	if err != nil {
		return err
	}
	given, err := exercise.ReadAnswers(name, data)
	if err != nil {
		return usage("", "%v", err)
	}
	for question, value := range t.entry.Answers {
		if _, said := given[question]; !said {
			given[question] = value
		}
	}
	answers, err := t.exercise.CheckAnswers(given, t.journal)
	if err != nil {
		return err
	}
	if t.entry.Number != 0 {
		return p.saveEdited(t, answers)
	}
	t.entry.Answers = answers
	return t.whole(p)
}

// maxFile is the largest answers file that is read.
const maxFile = 16 << 20

func (p *program) readFile(name string) ([]byte, error) {
	in := p.In
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
		}
		defer file.Close()
		in = file
	}
	data, err := readAll(io.Reader(in), maxFile)
	if err != nil {
		return nil, usage("", "the file %s: %v", name, err)
	}
	return data, nil
}

// ask puts the questions to whoever is there.
func (p *program) ask(t *sitting, o doOptions) error {
	asker, err := p.asker()
	if err != nil {
		return err
	}
	plan, err := p.planOf(t, o.more)
	if err != nil {
		return err
	}
	if o.revisit != 0 {
		plan = revisitPlan(t)
	}
	p.opening(t, o, plan, asker)
	run := ask.Sitting{
		Exercise: t.exercise,
		Plan:     plan,
		Journal:  t.journal,
		Answers:  t.entry.Answers,
		Fixed:    t.given,
		Keep:     func(question string, value any) error { return t.keep(p, question, value) },
		Drop:     func(questions []string) error { return t.drop(p, questions) },
		Before:   func(q *exercise.Question) (ask.Notice, error) { return p.before(t, q) },
	}
	if err := run.Run(p.ctx, asker); err != nil {
		return p.interrupted(t, err)
	}
	if t.entry.Number == 0 {
		return nil
	}
	if err := t.write(p, t.finish); err != nil {
		return err
	}
	if err := p.offer(t, asker, o.revisit != 0); err != nil {
		return err
	}
	asker.Say("")
	if t.next == "" {
		return nil
	}
	return p.goOn(t, o)
}

// goOn starts the exercise that was offered and taken up, once what was written
// so far is shown.
func (p *program) goOn(t *sitting, o doOptions) error {
	if err := p.kept(t); err != nil {
		return err
	}
	next := o
	next.command, next.exercise, next.about, next.revisit, next.resume = "do", t.next, 0, 0, false
	t.shown = true
	return p.do(next)
}

// interrupted says what became of the answers given so far.
func (p *program) interrupted(t *sitting, err error) error {
	if !errors.Is(err, ask.ErrInterrupted) && !errors.Is(err, ask.ErrEnded) {
		return err
	}
	p.say("")
	if t.entry.Number == 0 {
		p.say("Nothing was written, so nothing is kept.")
		return err
	}
	p.say("Kept as a draft. mull do --resume goes on at the next question.")
	return err
}

// kept shows what a sitting became.
func (p *program) kept(t *sitting) error {
	if t.entry.Number == 0 {
		p.say("Nothing was written, so nothing is kept.")
		return nil
	}
	entry, err := t.store.Entry(p.ctx, t.entry.Number)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.EntryOf(entry))
	}
	return p.closing(t, entry)
}
