// Whose answer a first contact is.

package cli

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/coaching"
	"mull/internal/seal"
	"mull/internal/store"
)

// invitedBy finds who of those without a known key answers with a reply: the one
// whose invitation it proves to have read. A reply that answers someone's
// invitation without proving so is refused; nobody is found where it answers none.
func (p *program) invitedBy(s *store.Store, letter *seal.Letter, reply *coaching.Reply, r *receivedJSON) (store.Person, error) {
	known, err := p.byNumber(s)
	if err != nil {
		return store.Person{}, err
	}
	var waiting []store.Person
	for _, person := range known {
		if person.Public == "" {
			waiting = append(waiting, person)
		}
	}
	slices.SortFunc(waiting, func(a, b store.Person) int { return cmp.Compare(a.Number, b.Number) })
	var claimed *claim
	for _, person := range waiting {
		contact, err := s.Contact(p.ctx, person)
		if err != nil {
			return store.Person{}, err
		}
		if contact.Invited != "" && letter.From.Proves(contact.Invited, reply.Proof) {
			return person, nil
		}
		c := claim{person: person, secret: contact.Invited != ""}
		if err := p.claims(s, &c, reply); err != nil {
			return store.Person{}, err
		}
		if claimed == nil && (c.exercise || c.named) {
			claimed = &c
		}
	}
	switch {
	case claimed == nil:
		return store.Person{}, nil
	case !claimed.secret && claimed.exercise:
		// An older mull's invitation has no secret, but the random id of its
		// exercise was only in it.
		r.Notices = append(r.Notices, fmt.Sprintf("This answer doesn't prove that it's from %s: what they were sent was a form or from an older mull. Compare the fingerprint by voice before you rely on it.", claimed.person.Name))
		return claimed.person, nil
	}
	return store.Person{}, unproven(letter, reply, r.File, claimed)
}

// A claim is what a reply says of someone who was invited.
type claim struct {
	person   store.Person
	secret   bool // the invitation had one
	exercise bool // it answers an exercise they were given
	named    bool // it agrees in their name
}

func (p *program) claims(s *store.Store, c *claim, reply *coaching.Reply) error {
	c.named = reply.Agreement != nil && strings.EqualFold(reply.Agreement.Coachee, c.person.Name)
	if reply.Assignment == "" {
		return nil
	}
	x, err := s.AssignmentOf(p.ctx, reply.Assignment, true)
	if errors.Is(err, store.ErrNothing) {
		return nil
	}
	c.exercise = err == nil && x.Person == c.person.Number
	return err
}

// unproven refuses an answer that anybody could have made who knows a name.
func unproven(letter *seal.Letter, reply *coaching.Reply, file string, c *claim) error {
	name := c.person.Name
	problem := "doesn't prove that the sender has seen the invitation for " + name
	switch {
	case !c.secret:
		problem = "can't prove that it's from " + name + ": no invitation with a secret was made for them"
	case reply.Proof != "":
		problem = "was made for another invitation than the one for " + name + ", or with other keys"
	}
	hint := fmt.Sprintf("ask %s to answer the newest invitation with the newest mull; or compare this fingerprint by voice: %s, then: mull people add %s %s",
		name, letter.From.Fingerprint(), quotedName(name), letter.From)
	return usage(hint, "%s: the answer %s; nothing was saved", file, problem)
}
