package cli

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) inviteCommand() *cli.Command {
	return &cli.Command{
		Name:      "invite",
		Usage:     "write the first message to a coachee: your key, the agreement, a first exercise",
		UsageText: "mull invite NAME [EXERCISE --why REASON] [-o FILE]",
		Description: `   mull invite Ana -o for-ana.mull
   mull invite Ana energy-audit --why "to begin with" --due "before our first session"

   To someone whose public id is not known yet it goes without encryption:
   whoever carries it can read it. It is signed.`,
		Flags:  assignFlags(),
		Action: p.action(p.inviteAction),
	}
}

func (p *program) inviteAction(c *cli.Context) error {
	if c.NArg() < 1 || c.NArg() > 2 {
		return usage("mull invite Ana energy-audit", "invite wants a name, and an exercise if there shall be one")
	}
	s, err := p.ready()
	if err != nil {
		return err
	}
	person, err := p.invited(s, c.Args().First())
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
	invite := &coaching.Invite{Agreement: *termsOf(terms)}
	var kept *store.Assignment
	if id := c.Args().Get(1); id != "" {
		if invite.Assignment, err = p.assignmentAsked(c, s, id); err != nil {
			return err
		}
		if kept, err = p.given(invite.Assignment, person); err != nil {
			return err
		}
	}
	contact, err := p.inviteSecret(s, person, invite)
	if err != nil {
		return err
	}
	out := parcel{path: c.String("o")}
	if out.text, err = p.invitation(s, me, person, invite); err != nil {
		return err
	}
	err = p.sent(out, p.undoable(s, "invite"), func(a *store.Act) error {
		if person.Number == 0 {
			if err := a.AddPerson(&person); err != nil {
				return err
			}
		}
		if invite.Secret != "" {
			if err := a.SetContact(person, contact); err != nil {
				return err
			}
		}
		terms.Person = person.Number
		if fresh {
			if err := a.SetAgreement(&terms); err != nil {
				return err
			}
		}
		if kept == nil {
			return nil
		}
		kept.Person = person.Number
		return a.AddAssignment(kept)
	})
	if err != nil {
		return err
	}
	fields := letterJSON{To: person.Name}
	if kept != nil {
		fields.Number, fields.State = kept.Number, kept.State
	}
	if person.Public == "" {
		p.say("The invitation is signed but not encrypted: whoever carries it can read it.")
	}
	return p.handOver(out, fields, "An invitation for %s. Send them %s.", person.Name, or(out.path, "what follows"))
}

// inviteSecret gives an invitation what its answer has to prove, where the
// receiver's key isn't known yet. A second invitation has the secret of the first,
// so that either can be answered.
func (p *program) inviteSecret(s *store.Store, person store.Person, invite *coaching.Invite) (store.Contact, error) {
	contact, err := s.Contact(p.ctx, person)
	if err != nil || person.Public != "" {
		return contact, err
	}
	if contact.Invited == "" {
		if contact.Invited, err = seal.NewSecret(); err != nil {
			return contact, err
		}
	}
	invite.Secret = contact.Invited
	return contact, nil
}

// invited finds someone, or makes room for a name that is new.
func (p *program) invited(s *store.Store, name string) (store.Person, error) {
	if err := checkPersonName(name); err != nil {
		return store.Person{}, err
	}
	person, err := p.person(s, name)
	var unknown *fault
	if errors.As(err, &unknown) && unknown.code == exitNotFound {
		return store.Person{Name: name, Day: p.today()}, p.newNameFits(s, name)
	}
	return person, err
}

// newNameFits refuses to invite a new person whose name looks like that of someone
// listed, who was probably meant: the invitation would be another person's.
func (p *program) newNameFits(s *store.Store, name string) error {
	d, err := p.checkLooks(s, name, 0)
	switch {
	case err != nil:
		return err
	case d.like != "":
		return usage(fmt.Sprintf("to invite %s: mull invite %s; for someone else, pick a name that looks different", d.like, quotedName(d.like)), "%s", d.text)
	case d.text != "":
		p.say("%s. If that's not how they write it, don't send this invitation: mull undo", d.text)
	}
	return nil
}

// invitation is the letter with a few words for someone who has not seen one.
func (p *program) invitation(s *store.Store, me *seal.Identity, person store.Person, invite *coaching.Invite) ([]byte, error) {
	var letter []byte
	var err error
	id := s.NewUUID()
	if person.Public == "" {
		if letter, err = coaching.WriteOpen(me, id, invite); err != nil {
			return nil, usage("", "%v", err)
		}
	} else if letter, err = p.letterTo(me, person, id, invite); err != nil {
		return nil, err
	}
	mine := me.Public()
	words := fmt.Sprintf(`%s,

this is an invitation to work together with mull, a private journal in the
terminal. What you write stays with you; I see what you choose to send.

Save this whole text as invitation.txt, then type

    mull accept invitation.txt

It shows what I ask and what we agree, and sends nothing by itself. Then let
us compare by voice: my fingerprint is %s.

%s

`, person.Name, mine.Fingerprint(), mine.Name)
	return append([]byte(words), letter...), nil
}
