package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
)

// shareOptions is a share as it was asked for.
type shareOptions struct {
	entries    []int64
	to         string
	assignment int64
	trends     []string
	state      string
	selection  string // a file, or - for standard input
	out        string
	look       bool // only show what would leave
}

func (p *program) shareCommand() *cli.Command {
	return &cli.Command{
		Name:      "share",
		Usage:     "choose, answer by answer, what a coach gets to see",
		UsageText: "mull share [NUMBER...] [--for NUMBER | --to NAME] [-o FILE]",
		Description: `   mull share --for 12 -o for-ruth.mull
   mull share 31 --to Ruth --selection chosen.yaml -o for-ruth.mull
   mull share --to Ruth --trend grow-session.sure -o for-ruth.mull
   mull share --withdraw 40 -o please.mull

   Nothing is shared by default. A selection file chooses without asking:

      state: done
      fields:                          # of one entry; of several:
        stack: true                    #   entries: {"31": {stack: true}}
        move: {words: "Fewer meetings."}
        list: {redact: [Lena]}
        felt: {open: true}             # a private answer is opened by itself
      trends: [energy-audit.recover]   # counts and the options' names`,
		Flags: []cli.Flag{
			&cli.Int64Flag{Name: "for", Usage: "what was written for the exercise `NUMBER` of mull assignments"},
			&cli.StringFlag{Name: "to", Usage: "for `NAME`"},
			&cli.StringFlag{Name: "selection", Usage: "choose as `FILE` says, - for standard input, and ask nothing"},
			&cli.StringSliceFlag{Name: "trend", Usage: "share how often each answer to `EXERCISE.QUESTION` was given: counts and the options' names"},
			&cli.StringFlag{Name: "state", Usage: "say what became of the exercise: `done`, started, skipped"},
			&cli.BoolFlag{Name: "dry-run", Usage: "show what would leave and write nothing"},
			&cli.Int64Flag{Name: "withdraw", Usage: "ask that the share `NUMBER` of mull shares be deleted"},
			&cli.StringFlag{Name: "words", Usage: "`WORDS` with a withdrawal, - for standard input"},
			outFlag(),
		},
		Action: p.action(p.shareAction),
	}
}

func (p *program) shareAction(c *cli.Context) error {
	if c.Int64("withdraw") != 0 {
		if err := noMore(c, 0); err != nil {
			return err
		}
		return p.withdraw(c.Int64("withdraw"), c.String("words"), c.String("o"))
	}
	o := shareOptions{
		to: c.String("to"), assignment: c.Int64("for"), trends: c.StringSlice("trend"), state: c.String("state"),
		selection: c.String("selection"), out: c.String("o"), look: c.Bool("dry-run"),
	}
	for _, arg := range c.Args().Slice() {
		n, err := number(arg)
		if err != nil {
			return err
		}
		o.entries = append(o.entries, n)
	}
	return p.share(o)
}

// A sharing is a share on its way: what may leave, and what was chosen.
type sharing struct {
	store      *store.Store
	person     store.Person
	assignment *store.Assignment // it answers, or nil
	entries    []sharedEntry
	state      coaching.State
	trends     []coaching.Trend
}

type sharedEntry struct {
	number   int64
	exercise *exercise.Exercise // as it was asked, under the coach's name for it
	journal  exercise.Journal
	answers  exercise.Answers
	picks    coaching.Selection
}

func (e *sharedEntry) preview() (*coaching.Preview, error) {
	return coaching.NewPreview(e.exercise, e.journal, e.answers, e.picks)
}

func (p *program) share(o shareOptions) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	if !o.look {
		if err := freeFor(o.out); err != nil {
			return err
		}
	}
	sh := &sharing{store: s}
	if err := p.receiver(sh, o); err != nil {
		return err
	}
	if err := p.gather(sh, o); err != nil {
		return err
	}
	if err := p.stateGiven(sh, o.state); err != nil {
		return err
	}
	if err := p.countTrends(sh, o.trends, false); err != nil {
		return err
	}
	if o.selection != "" {
		err = p.selected(sh, o.selection)
	} else if len(sh.entries) > 0 || sh.assignment != nil && sh.state == "" {
		err = p.askShare(sh, o)
	}
	if err == nil {
		err = p.shareOut(sh, o)
	}
	if isLeaving(err) {
		p.say("")
		p.say("Nothing was shared; what was chosen is not kept.")
	}
	return err
}

// receiver finds whom it goes to, and which exercise it answers.
func (p *program) receiver(sh *sharing, o shareOptions) error {
	if o.assignment != 0 {
		x, err := sh.store.Assignment(p.ctx, o.assignment)
		if err != nil || x.Given {
			return notFound("mull assignments lists them", "no exercise that you were asked to do has the number %d", o.assignment)
		}
		sh.assignment = x
	}
	for _, n := range o.entries {
		concern, err := sh.store.ConcernOf(p.ctx, n)
		if err != nil {
			return err
		}
		if sh.assignment != nil || concern.Assignment == 0 {
			continue
		}
		if sh.assignment, err = sh.store.Assignment(p.ctx, concern.Assignment); err != nil {
			return err
		}
	}
	people, err := p.byNumber(sh.store)
	if err != nil {
		return err
	}
	switch {
	case o.to != "":
		if sh.person, err = p.person(sh.store, o.to); err != nil {
			return err
		}
		if sh.assignment != nil && sh.assignment.Person != sh.person.Number {
			sh.assignment = nil // it answers somebody else's exercise
		}
	case sh.assignment != nil:
		sh.person = people[sh.assignment.Person]
	default:
		return usage("mull people lists everyone", "share wants --to NAME, or --for the NUMBER of an exercise a coach gave you")
	}
	if sh.person.Public == "" {
		return usage(fmt.Sprintf("mull people add %s ID", quotedName(sh.person.Name)), "the public id of %s is not known, so nothing can be encrypted to them", sh.person.Name)
	}
	return nil
}

// gather reads the entries: those named, or the newest written for the exercise.
func (p *program) gather(sh *sharing, o shareOptions) error {
	numbers := o.entries
	if len(numbers) == 0 && sh.assignment != nil {
		done, err := sh.store.AnsweredFor(p.ctx, sh.assignment.Number)
		if err != nil {
			return err
		}
		numbers = done[:min(1, len(done))]
	}
	if len(numbers) == 0 && len(o.trends) == 0 && sh.assignment == nil && o.selection == "" {
		chosen, err := p.chooseEntry(sh.store)
		if err != nil {
			return err
		}
		numbers = []int64{chosen}
	}
	for _, n := range numbers {
		entry, err := p.sharedEntry(sh, n)
		if err != nil {
			return err
		}
		sh.entries = append(sh.entries, *entry)
	}
	return nil
}

func (p *program) sharedEntry(sh *sharing, n int64) (*sharedEntry, error) {
	entry, err := sh.store.Entry(p.ctx, n)
	if err != nil {
		return nil, p.noSuch(sh.store, n, "")
	}
	x, err := sh.store.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	knowledge, err := p.knowledge(sh.store, x)
	if err != nil {
		return nil, err
	}
	knowledge.Past = p.writtenLater(entry)
	concern, err := sh.store.ConcernOf(p.ctx, n)
	if err != nil {
		return nil, err
	}
	if concern.Assignment != 0 {
		from, err := sh.store.Assignment(p.ctx, concern.Assignment)
		if err != nil {
			return nil, err
		}
		asked, err := p.letterOf(sh.store, from)
		if err != nil {
			return nil, err
		}
		x.ID = asked.Exercise.ID
	}
	e := &sharedEntry{number: n, exercise: x, journal: knowledge, answers: entry.Answers, picks: coaching.Selection{}}
	if _, err := e.preview(); err != nil {
		return nil, usage("mull list shows other entries", "entry %d, %v", n, err)
	}
	return e, nil
}

func (p *program) stateGiven(sh *sharing, word string) error {
	if word == "" {
		return nil
	}
	sh.state = coaching.State(word)
	switch sh.state {
	case coaching.Accepted, coaching.Started, coaching.Done, coaching.Skipped, coaching.Lapsed:
	default:
		return usage("--state done, started or skipped", "a share cannot say that an exercise is %q", report.Clean(word))
	}
	if sh.assignment == nil {
		return usage("--for NUMBER names the exercise", "a state wants the exercise it is of")
	}
	return nil
}

// shareJSON is a share that was written, or with --dry-run would be. Fields are
// added, never renamed.
type shareJSON struct {
	letterJSON
	Leaves []string `json:"leaves"`
	Stays  []string `json:"stays"`
	Text   string   `json:"text"` // exactly what leaves
	beside []string // what leaves with it, on the last screen
}
