package cli

import (
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/store"
)

func (p *program) forgetCommand() *cli.Command {
	return &cli.Command{
		Name:      "forget",
		Usage:     "list, then permanently delete, everything about a person",
		UsageText: "mull forget NAME [--past] [--yes]",
		Description: `   mull forget Ana
   mull forget Ana --yes
   mull forget Ana --past

   Nothing of it comes back with undo. Backups mull made that hold it
   go, too; those you named are yours to remove.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "past", Usage: "only what they shared longer ago than you agreed to keep it"},
			&cli.BoolFlag{Name: "yes", Usage: "remove it without being asked"},
		},
		Action: p.action(func(c *cli.Context) error {
			s, err := p.look()
			if err != nil {
				return err
			}
			person, err := p.personNamed(c, s)
			if err != nil {
				return p.forgottenHalf(err)
			}
			if c.Bool("past") {
				return p.forgetPast(s, person, c.Bool("yes"))
			}
			return p.forget(s, person, c.Bool("yes"))
		}),
	}
}

// forgottenJSON counts what was removed. Fields are added, never renamed.
type forgottenJSON struct {
	Name        string  `json:"name"`
	Agreements  int     `json:"agreements"`
	Assignments int     `json:"assignments"`
	Notes       int     `json:"notes"`
	Reviews     int     `json:"reviews"`
	Received    int     `json:"received"`
	Receipts    int     `json:"receipts"`
	Mentions    []int64 `json:"mentions"` // own entries that name them, and stay
}

func (p *program) forget(s *store.Store, person store.Person, yes bool) error {
	reviews, err := s.ReviewsOf(p.ctx, person)
	if err != nil {
		return err
	}
	held, err := s.HeldOn(p.ctx, person.Number, reviews)
	if err != nil {
		return err
	}
	mentions, err := p.mentions(s, person, reviews)
	if err != nil {
		return err
	}
	p.say("Held on %s, and to be removed:", person.Name)
	p.tellHeld(held, mentions)
	if !yes {
		sure, err := p.sureToForget(person)
		if err != nil || !sure {
			return err
		}
	}
	if err := p.forgetCopies(s, s.Forget(p.ctx, person)); err != nil {
		return err
	}
	if p.json {
		return p.write(forgottenJSON{
			person.Name, held.Agreements, held.Given + held.Taken, held.Notes, held.Reviews, held.Received, held.Receipts, append([]int64{}, mentions...),
		})
	}
	return p.tell("Forgotten. Nothing of it is left in this journal's file; backups you named and the files you sent or got are yours to remove.")
}

// forgetCopies removes mull's own backups of what was removed just now, and
// names the others. erased is how the removing ended.
func (p *program) forgetCopies(s *store.Store, erased error) error {
	copies := purgedJSON{Backups: []string{}}
	if err := p.eraseCopies(s, erased, &copies, false); err != nil {
		return err
	}
	p.sayCopies(copies)
	return nil
}

// eraseCopies removes mull's own backups of what was erased, also where the
// journal's file could not be cleaned: that is tried again in the room they
// leave on the disk, before a fresh one takes it.
func (p *program) eraseCopies(s *store.Store, erased error, view *purgedJSON, everything bool) error {
	var uncleaned *store.Uncleaned
	if erased != nil && (!errors.As(erased, &uncleaned) || p.ctx.Err() != nil) {
		return erased
	}
	err := p.purgeBackups(s, view, everything, func() {
		if uncleaned != nil && s.Compact(p.ctx) == nil {
			erased = nil
		}
	})
	if erased != nil {
		return erased
	}
	return err
}

// forgottenHalf adds to what is said of a name that is unknown how to finish an
// earlier forget that took the name and then failed.
func (p *program) forgottenHalf(err error) error {
	var unknown *fault
	if !errors.As(err, &unknown) || unknown.code != exitNotFound {
		return err
	}
	for _, found := range p.checkPurged() {
		if found.fix != nil {
			return notFound("mull doctor --fix finishes what was begun", "%v; an earlier forget or purge is not finished", err)
		}
	}
	return err
}

func (p *program) sureToForget(person store.Person) (bool, error) {
	if !p.mayAsk() {
		return false, needsAnswer("mull forget "+quotedName(person.Name)+" --yes", "forget asks first, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	sure, err := asker.Confirm(p.ctx, "Remove all of this for good? Undo does not bring it back.", false)
	if err == nil && !sure {
		p.say("Nothing was removed.")
	}
	return sure, err
}

// mentions finds own entries in which the name stands; they are the owner's
// and stay.
func (p *program) mentions(s *store.Store, person store.Person, reviews []int64) ([]int64, error) {
	hits, err := s.Search(p.ctx, store.Search{Words: `"` + person.Name + `"`})
	if err != nil {
		return nil, err
	}
	var list []int64
	for _, hit := range hits {
		if !slices.Contains(list, hit.Number) && !slices.Contains(reviews, hit.Number) {
			list = append(list, hit.Number)
		}
	}
	slices.Sort(list)
	return list, nil
}

func (p *program) tellHeld(held store.Held, mentions []int64) {
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{1, "their name and public id", ""},
		{held.Agreements, "agreement", "agreements"},
		{held.Given, "exercise you gave", "exercises you gave"},
		{held.Taken, "exercise you took from them", "exercises you took from them"},
		{held.Received, "share that came from them", "shares that came from them"},
		{held.Receipts, "receipt of what you shared with them", "receipts of what you shared with them"},
		{held.Notes, "note of yours", "notes of yours"},
		{held.Reviews, "review of a session", "reviews of sessions"},
	} {
		switch {
		case part.n == 0:
		case part.many == "":
			p.say("  %s", part.one)
		case part.n == 1:
			p.say("  1 %s", part.one)
		default:
			p.say("  %d %s", part.n, part.many)
		}
	}
	if held.Answered > 0 {
		p.say("What you answered to their exercises is yours and stays, without their name.")
	}
	if len(mentions) > 0 {
		p.say("Pages of your own with the name in them stay: %s. mull delete and mull purge remove those.", numbers(mentions))
	}
	p.say("")
}

// sayCopies says which backups went too, and which are their owner's.
func (p *program) sayCopies(copies purgedJSON) {
	if n := len(copies.Backups); n > 0 {
		p.say("%s of mull's own that held it, or could not be read, went with it.", counted(n, "backup", "backups"))
	}
	for _, path := range copies.Left {
		p.say("Yours to remove, if it is in there: %s", path)
	}
}
