package cli

import (
	"errors"
	"os"
	"strconv"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/seal"
	"mull/internal/store"
)

func answerFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "words", Usage: "`WORDS` with the answer, - for standard input; none are owed"},
		&cli.StringFlag{Name: "as", Usage: "call a new sender `NAME` here"},
		&cli.StringFlag{Name: "name", Usage: "the `NAME` others know you by, where there is no public id yet"},
		outFlag(),
	}
}

func (p *program) acceptCommand() *cli.Command {
	return &cli.Command{
		Name:      "accept",
		Usage:     "review what a coach asks, then accept it or propose another date",
		UsageText: "mull accept FILE | NUMBER [--yes | --due WHEN] [-o ANSWER]",
		Description: `   mull accept from-ruth.mull
   mull accept from-ruth.mull --due "after the fair" -o answer.mull
   mull accept 12 --due 2026-12-11

   Nothing is kept before you say so. The answer is a file for the coach.`,
		Flags: append(answerFlags(),
			&cli.BoolFlag{Name: "yes", Usage: "accept without being asked"},
			&cli.StringFlag{Name: "due", Usage: "accept it for another `WHEN`: 2026-12-11, \"after the fair\""}),
		Action: p.action(func(c *cli.Context) error { return p.answerAction(c, coaching.Accept) }),
	}
}

func (p *program) declineCommand() *cli.Command {
	return &cli.Command{
		Name:      "decline",
		Usage:     "decline an exercise, with or without a reason",
		UsageText: "mull decline FILE | NUMBER [--words WORDS] [-o ANSWER]",
		Description: `   mull decline from-ruth.mull
   mull decline 12 --words "Not this month." -o answer.mull`,
		Flags:  answerFlags(),
		Action: p.action(func(c *cli.Context) error { return p.answerAction(c, coaching.Decline) }),
	}
}

func (p *program) answerAction(c *cli.Context, answer coaching.Answer) error {
	if c.NArg() != 1 {
		return usage("mull "+c.Command.Name+" from-ruth.mull", "%s wants the file a coach sent, or the number of an exercise in mull assignments", c.Command.Name)
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	me, err := p.me(s)
	if err != nil {
		return err
	}
	o, err := p.offerNamed(s, me, c.Args().First(), c.String("as"))
	if err != nil {
		return err
	}
	asks := answer == coaching.Accept && c.String("due") == "" && !c.Bool("yes")
	if err := p.confirmSender(s, c.Args().First(), o, asks); err != nil {
		return err
	}
	reply := coaching.Reply{Answer: answer}
	if c.String("due") != "" {
		reply.Answer = coaching.Move
		if reply.Due, err = p.parseDue(c.String("due")); err != nil {
			return err
		}
	}
	if done, err := p.alreadyThere(o, reply); done || err != nil {
		return err
	}
	if err := freeFor(c.String("o")); err != nil {
		return err
	}
	if err := p.describe(s, o); err != nil {
		return err
	}
	if asks {
		if err := p.decide(o, &reply); err != nil || reply.Answer == "" {
			return err
		}
	}
	if reply.Words == "" || c.IsSet("words") {
		if reply.Words, err = p.wordsGiven(c.String("words")); err != nil {
			return err
		}
	}
	name := c.String("name")
	if me == nil && name == "" {
		name = o.terms.Coachee
	}
	return p.answer(c, o, &reply, name)
}

// wordsGiven reads words from a flag, or with - from standard input.
func (p *program) wordsGiven(text string) (string, error) {
	if text != "-" {
		return text, nil
	}
	data, err := p.readFile("-")
	return string(data), err
}

// offerNamed reads a coach's file, or takes up an exercise by its number.
func (p *program) offerNamed(s *store.Store, me *seal.Identity, arg, as string) (*offered, error) {
	n, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return p.readOffer(s, me, arg, as)
	}
	if _, err := os.Stat(arg); err == nil {
		return p.readOffer(s, me, arg, as)
	}
	x, err := s.Assignment(p.ctx, n)
	if errors.Is(err, store.ErrNothing) || err == nil && x.Given {
		return nil, notFound("mull assignments lists them", "no exercise that you were asked to do has the number %d", n)
	}
	if err != nil {
		return nil, err
	}
	o := &offered{present: x, local: x.Exercise}
	if o.assignment, err = p.letterOf(s, x); err != nil {
		return nil, err
	}
	people, err := p.byNumber(s)
	if err != nil {
		return nil, err
	}
	o.person = people[x.Person]
	o.assignment.Due = dueOf(x)
	o.from, err = publicOf(o.person)
	if err != nil {
		return nil, err
	}
	contact, err := s.Contact(p.ctx, o.person)
	if err != nil {
		return nil, err
	}
	o.secret = contact.Invitation
	o.terms, _, err = p.agreed(s, o.person.Number, store.RoleCoachee)
	return o, err
}

// alreadyThere says of an exercise that came before what it is now, where the
// answer would change nothing.
func (p *program) alreadyThere(o *offered, reply coaching.Reply) (bool, error) {
	if o.present == nil {
		return false, nil
	}
	state := coaching.State(o.present.State)
	to := reply.Outcome()
	if reply.Answer == coaching.Move && (state == coaching.Accepted || state == coaching.Started) {
		return false, nil
	}
	if state != to && state.May(to, o.assignment.Every != "") {
		return false, nil
	}
	if p.json {
		return true, p.write(letterJSON{To: o.person.Name, Number: o.present.Number, State: string(state)})
	}
	return true, p.tell("Here already as %d: %s from %s, %s. mull assignments lists all.", o.present.Number, o.local, o.person.Name, state.Words())
}

// decide asks what to answer; no answer is "not now", and keeps nothing.
func (p *program) decide(o *offered, reply *coaching.Reply) error {
	if !p.mayAsk() {
		return needsAnswer("mull accept FILE --yes, --due WHEN, or mull decline FILE", "accept asks for a decision, and --no-input leaves nobody to make it")
	}
	asker, err := p.asker()
	if err != nil {
		return err
	}
	choices := []exercise.Option{{ID: "accept", Label: "accept"}}
	if o.assignment != nil {
		choices = append(choices, exercise.Option{ID: "move", Label: "accept for another date"}, exercise.Option{ID: "decline", Label: "decline"})
	}
	choice, err := asker.Pick(p.ctx, "What do you say? Enter decides later.", choices)
	if err != nil {
		return err
	}
	switch choice {
	case "accept":
		reply.Answer = coaching.Accept
	case "decline":
		reply.Answer = coaching.Decline
		reply.Words, err = asker.Line(p.ctx, "A word for "+o.person.Name+"? None is owed")
		return err
	case "move":
		reply.Answer = coaching.Move
		text, err := asker.Line(p.ctx, "Until when? 2026-12-11, or in words")
		if err != nil {
			return err
		}
		if text == "" {
			reply.Answer = ""
			p.say("Nothing is kept and nothing is sent.")
			return nil
		}
		reply.Due, err = p.parseDue(text)
		return err
	default:
		reply.Answer = ""
		p.say("Nothing is kept and nothing is sent.")
	}
	return nil
}

// answer keeps the decision and writes the answer for the coach.
func (p *program) answer(c *cli.Context, o *offered, reply *coaching.Reply, name string) error {
	me, err := p.identify(name)
	if err != nil {
		return err
	}
	s, err := p.ready()
	if err != nil {
		return err
	}
	if o.terms.Coachee == "" {
		o.terms.Coachee = me.Public().Name
	}
	declined := reply.Answer == coaching.Decline
	if o.assignment != nil {
		reply.Assignment = o.assignment.ID
	}
	if o.invited && !declined {
		reply.Agreement = termsOf(o.terms)
	}
	if o.secret != "" {
		if reply.Proof, err = me.Public().Prove(o.secret); err != nil {
			return err
		}
	}
	contact, err := s.Contact(p.ctx, o.person)
	if err != nil {
		return err
	}
	if reply.Assignment == "" && reply.Agreement == nil {
		return usage("", "the invitation asks for no exercise; not answering it declines it")
	}
	out := parcel{path: c.String("o")}
	if out.text, err = p.letterTo(me, o.person, s.NewUUID(), reply); err != nil {
		return err
	}
	kept, err := p.taken(o, reply)
	if err != nil {
		return err
	}
	err = p.sent(out, p.undoable(s, c.Command.Name), func(a *store.Act) error {
		if err := keepOffer(a, o, kept, declined); err != nil || o.secret == contact.Invitation {
			return err
		}
		contact.Invitation = o.secret
		return a.SetContact(o.person, contact)
	})
	if err != nil {
		return err
	}
	fields := letterJSON{To: o.person.Name}
	if kept == nil {
		return p.handOver(out, fields, "Agreed with %s. Send them %s.", o.person.Name, or(out.path, "what follows"))
	}
	fields.Number, fields.State = kept.Number, kept.State
	if declined {
		return p.handOver(out, fields, "Declined: %s. Send %s %s, or nothing.", o.local, o.person.Name, or(out.path, "what follows"))
	}
	return p.handOver(out, fields, "Accepted as %d: %s. mull do --for %d asks it. Send %s %s.", kept.Number, o.local, kept.Number, o.person.Name, or(out.path, "what follows"))
}

// taken is the assignment as the coachee keeps it.
func (p *program) taken(o *offered, reply *coaching.Reply) (*store.Assignment, error) {
	if o.assignment == nil {
		return nil, nil
	}
	x := o.present
	if x == nil {
		body, err := coaching.Encode(o.assignment)
		if err != nil {
			return nil, err
		}
		x = &store.Assignment{
			UUID: o.assignment.ID, Person: o.person.Number, Exercise: o.local, Title: o.assignment.Exercise.Title,
			Why: o.assignment.Why, Every: o.assignment.Every, Until: o.assignment.Until, See: string(o.assignment.See),
			Body: body, Day: p.today(), Due: o.assignment.Due.Day, DueWords: o.assignment.Due.Words,
		}
	}
	if to := reply.Outcome(); x.State != string(coaching.Started) || to == coaching.Declined {
		x.State = string(to)
	}
	x.Words, x.Answered = reply.Words, p.today()
	if reply.Answer == coaching.Move {
		x.Due, x.DueWords = reply.Due.Day, reply.Due.Words
	}
	return x, nil
}

func keepOffer(a *store.Act, o *offered, kept *store.Assignment, declined bool) error {
	switch {
	case o.person.Number == 0:
		if err := a.AddPerson(&o.person); err != nil {
			return err
		}
	case o.newKey:
		if err := a.SavePerson(&o.person); err != nil {
			return err
		}
	}
	if o.fresh && !declined {
		o.terms.Person = o.person.Number
		if err := a.SetAgreement(&o.terms); err != nil {
			return err
		}
	}
	if kept == nil {
		return nil
	}
	kept.Person = o.person.Number
	if kept.Number != 0 {
		return a.SaveAssignment(kept)
	}
	return a.AddAssignment(kept)
}
