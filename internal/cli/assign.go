package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/seal"
	"mull/internal/store"
	"mull/prompts"
)

// assignFlags say what is asked of a coachee.
func assignFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "why", Usage: "the reason, in one `LINE` they read"},
		&cli.StringFlag{Name: "due", Usage: "`WHEN`: 2026-12-04, \"before 4 Dec\", \"by our next session\""},
		&cli.StringFlag{Name: "every", Usage: "how often: `1w`, 3d, 1m, or week, day, month"},
		&cli.StringFlag{Name: "until", Usage: "the last `DAY` of the repeats"},
		&cli.StringFlag{Name: "see", Usage: "what you ask to see: `nothing`, done (that it was done) or chosen (answers they choose)"},
		&cli.IntFlag{Name: "keep", Usage: "how many `MONTHS` you keep what they share; part of the agreement (12)"},
		outFlag(),
	}
}

func (p *program) assignCommand() *cli.Command {
	return &cli.Command{
		Name:      "assign",
		Usage:     "give a coachee an exercise, as a file",
		UsageText: "mull assign EXERCISE --to NAME --why REASON [--due WHEN] [-o FILE]",
		Description: `   mull assign energy-audit --to Ana --why "to see what could be handed on" --due "before 4 Dec" -o ana.mull
   mull assign grow-session --to Bo --why "to find a step" --as-text

   The whole exercise travels, your own ones too. With --as-text it is a form
   to paste into a mail, for someone without mull; mull receive reads it back.`,
		Flags: append(assignFlags(),
			&cli.StringFlag{Name: "to", Usage: "for `NAME`"},
			&cli.BoolFlag{Name: "as-text", Usage: "a plain form for someone without mull; not encrypted"}),
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("mull exercises lists them", "assign wants the name of one exercise")
			}
			if c.String("to") == "" {
				return usage("mull people lists everyone", "assign wants --to NAME")
			}
			s, err := p.ready()
			if err != nil {
				return err
			}
			person, err := p.person(s, c.String("to"))
			if err != nil {
				return err
			}
			if person.Public == "" && !c.Bool("as-text") {
				return usage(fmt.Sprintf("mull invite %q makes the first message; --as-text writes a form to paste", person.Name), "the public id of %s is not known", person.Name)
			}
			return p.assign(c, s, person)
		}),
	}
}

func (p *program) assign(c *cli.Context, s *store.Store, person store.Person) error {
	a, err := p.assignmentAsked(c, s, c.Args().First())
	if err != nil {
		return err
	}
	me, err := p.identify("")
	if err != nil {
		return err
	}
	terms, fresh, err := p.linkUp(s, me, person, c.Int("keep"))
	if err != nil {
		return err
	}
	out := parcel{path: c.String("o")}
	if c.Bool("as-text") {
		text, err := coaching.AsText(a, shippedLists)
		if err != nil {
			return usage("mull exercises lists others", "%v", err)
		}
		out.text = []byte(text)
	} else if out.text, err = p.letterTo(me, person, a.ID, a); err != nil {
		return err
	}
	kept, err := p.given(a, person)
	if err != nil {
		return err
	}
	err = p.sent(out, p.undoable(s, "assign"), func(act *store.Act) error {
		if fresh {
			if err := act.SetAgreement(&terms); err != nil {
				return err
			}
		}
		return act.AddAssignment(kept)
	})
	if err != nil {
		return err
	}
	if c.Bool("as-text") {
		p.say("This form is not encrypted: whoever can read the mail can read it, and the answers.")
	}
	return p.handOver(out, letterJSON{To: person.Name, Number: kept.Number, State: kept.State},
		"Given to %s as %d: %s. Send them %s.", person.Name, kept.Number, a.Exercise.ID, or(out.path, "what follows"))
}

func or(text, other string) string {
	if text != "" {
		return text
	}
	return other
}

// letterTo writes a message to someone whose public id is known.
func (p *program) letterTo(me *seal.Identity, person store.Person, id string, m coaching.Message) ([]byte, error) {
	public, err := publicOf(person)
	if err != nil {
		return nil, err
	}
	letter, err := coaching.Write(me, public, id, m)
	if err != nil {
		return nil, usage("", "%v", err)
	}
	return letter, nil
}

// given is an assignment as the coach keeps it.
func (p *program) given(a *coaching.Assignment, person store.Person) (*store.Assignment, error) {
	body, err := coaching.Encode(a)
	if err != nil {
		return nil, usage("", "%v", err)
	}
	return &store.Assignment{
		UUID: a.ID, Given: true, Person: person.Number, Exercise: a.Exercise.ID, Title: a.Exercise.Title, Body: body,
		Why: a.Why, Every: a.Every, Until: a.Until, See: string(a.See), State: string(coaching.Offered), Due: a.Due.Day, DueWords: a.Due.Words, Day: p.today(),
	}, nil
}

// assignmentAsked reads an assignment from the flags.
func (p *program) assignmentAsked(c *cli.Context, s *store.Store, id string) (*coaching.Assignment, error) {
	x, err := p.bare(s, id)
	if err != nil {
		return nil, err
	}
	if c.String("why") == "" {
		return nil, usage(`--why "to see what could be handed on"`, "an exercise wants a reason, in one line that %s reads", or(c.String("to"), c.Args().First()))
	}
	a := &coaching.Assignment{ID: s.NewUUID(), Exercise: x, Why: c.String("why"), Every: rhythm(c.String("every")), See: coaching.See(c.String("see"))}
	if a.See == "" {
		a.See = coaching.SeeChosen
		if x.Never || x.Privacy == exercise.Private {
			a.See = coaching.SeeDone
		}
	}
	if c.String("due") != "" {
		if a.Due, err = p.parseDue(c.String("due")); err != nil {
			return nil, err
		}
	}
	if c.String("until") != "" {
		until, err := p.parseDue(c.String("until"))
		if err != nil {
			return nil, err
		}
		if until.Day == 0 {
			return nil, usage("--until 2027-03-01", "--until wants a date, not %q", c.String("until"))
		}
		a.Until = until.Day
	}
	if _, err := coaching.Encode(a); err != nil {
		return nil, usage("mull assign --help shows the flags", "%v", err)
	}
	return a, nil
}

// rhythm reads week as 1w.
func rhythm(text string) string {
	if short, found := map[string]string{"day": "1d", "week": "1w", "month": "1m"}[text]; found {
		return short
	}
	return text
}

// bare reads an exercise as its file has it: options that were added from own
// words stay in this journal.
func (p *program) bare(s *store.Store, id string) (*exercise.Exercise, error) {
	source, found := prompts.Exercise(id)
	if !found {
		var err error
		if source, found, err = ownSource(p.ctx, s, id); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, p.noExercise(s, id)
	}
	return exercise.Read(id+".yaml", source)
}

// shippedLists names the options of lists that come with mull. Those that are
// the owner's words stay out of what travels.
var shippedLists = exercise.Journal{List: func(name string) ([]exercise.Option, error) { return shippedList(name) }}

// dueOf is when an assignment is wanted, as agreed last.
func dueOf(x *store.Assignment) coaching.Due { return coaching.Due{Day: x.Due, Words: x.DueWords} }

// stateOf is the state of an assignment today.
func (p *program) stateOf(x *store.Assignment) coaching.State {
	state := coaching.State(x.State)
	a := coaching.Assignment{Due: dueOf(x), Every: x.Every, Until: x.Until}
	if a.Lapses(state, p.today()) {
		return coaching.Lapsed
	}
	return state
}

// may says whether an assignment may go to a state.
func may(x *store.Assignment, to coaching.State) bool {
	return coaching.State(x.State).May(to, x.Every != "")
}

// letterOf reads what an assignment came or went with, the exercise in it.
func (p *program) letterOf(s *store.Store, x *store.Assignment) (*coaching.Assignment, error) {
	body, err := s.AssignmentLetter(p.ctx, x.Number)
	if err != nil {
		return nil, err
	}
	m, err := coaching.Decode(coaching.TypeAssignment, x.UUID, body)
	if err != nil {
		return nil, fmt.Errorf("assignment %d: %w", x.Number, err)
	}
	return m.(*coaching.Assignment), nil
}

// when says a due date in words; empty where there is none.
func when(due coaching.Due, today period.Day) string {
	if due.Words == "" && due.Day != 0 {
		return due.Day.Format("Mon 2 Jan") + yearIfOther(due.Day, today)
	}
	return due.Words
}

func yearIfOther(day, today period.Day) string {
	year, _, _ := day.Date()
	present, _, _ := today.Date()
	if year == present {
		return ""
	}
	return fmt.Sprintf(" %d", year)
}
