// Whether a fingerprint was compared by voice: recorded, and said where it counts.

package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/store"
)

func (p *program) verifyPersonCommand() *cli.Command {
	return &cli.Command{
		Name: "verify", Usage: "compare fingerprints with someone by voice, and record it", UsageText: "mull people verify NAME [--yes]",
		Description: `   mull people verify Ana
   Call them, read your fingerprint out, and let them read theirs.
   To undo it: mull undo`,
		Flags:  []cli.Flag{&cli.BoolFlag{Name: "yes", Usage: "record it without being asked"}},
		Action: p.action(p.verifyPersonAction),
	}
}

func (p *program) verifyPersonAction(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("mull people verify Ana", "verify needs one name")
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	person, err := p.person(s, c.Args().First())
	if err != nil {
		return err
	}
	if person.Public == "" {
		return usage(fmt.Sprintf("mull people add %s ID", quotedName(person.Name)), "the public id of %s isn't known yet", person.Name)
	}
	theirs, err := publicOf(person)
	if err != nil {
		return err
	}
	me, err := p.identify("")
	if err != nil {
		return err
	}
	p.say("%s reads out:  %s", person.Name, theirs.Fingerprint())
	p.say("You read out:  %s", me.Public().Fingerprint())
	if !c.Bool("yes") {
		if yes, err := p.confirmVerified(person.Name); err != nil || !yes {
			return err
		}
	}
	contact, err := s.Contact(p.ctx, person)
	if err != nil {
		return err
	}
	contact.Verified, contact.VerifiedOn = theirs.Fingerprint(), p.today().String()
	if _, err := s.Do(p.ctx, "people verify", func(a *store.Act) error { return a.SetContact(person, contact) }); err != nil {
		return err
	}
	if p.json {
		return p.writePerson(s, person)
	}
	return p.tell("Saved: you compared fingerprints with %s. To undo it: mull undo", person.Name)
}

func (p *program) confirmVerified(name string) (bool, error) {
	if !p.mayAsk() {
		return false, needsAnswer("mull people verify "+quotedName(name)+" --yes", "verify asks whether both fingerprints match, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	yes, err := asker.Confirm(p.ctx, "Did both match, on a call with "+name+"?", false)
	if err == nil && !yes {
		p.say("Nothing saved. If they differ, send nothing private: someone else may have sent the public id.")
	}
	return yes, err
}

// verifiedOn returns the day the fingerprint of someone's present keys was compared
// by voice, or an empty text.
func (p *program) verifiedOn(s *store.Store, person store.Person) (string, error) {
	contact, err := s.Contact(p.ctx, person)
	if err != nil || person.Public == "" || contact.Verified == "" {
		return "", err
	}
	public, err := publicOf(person)
	if err != nil || contact.Verified != public.Fingerprint() {
		return "", err
	}
	return contact.VerifiedOn, nil
}

// unverified is what to say of someone whose fingerprint wasn't compared; empty
// where it was, or where there is none.
func (p *program) unverified(s *store.Store, person store.Person) (string, error) {
	day, err := p.verifiedOn(s, person)
	if err != nil || day != "" || person.Public == "" {
		return "", err
	}
	return fmt.Sprintf("Fingerprint not compared by voice yet. To compare it: mull people verify %s", quotedName(person.Name)), nil
}

// comparedText is a day in a list.
func (p *program) comparedText(day string) string {
	if on, err := period.ParseDay(day); err == nil {
		return p.shortDay(on)
	}
	return "no"
}
