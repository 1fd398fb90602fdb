package cli

import (
	"errors"
	"fmt"
	"strings"

	"mull/internal/coaching"
	"mull/internal/seal"
	"mull/internal/store"
)

// givenTo finds the assignment a letter answers, which must have been given to
// whom it comes from.
func (p *program) givenTo(s *store.Store, id string, person store.Person, file string) (*store.Assignment, error) {
	x, err := s.AssignmentOf(p.ctx, id, true)
	if errors.Is(err, store.ErrNothing) || err == nil && x.Person != person.Number {
		return nil, usage("ask "+person.Name+" which exercise it answers, and whether it was meant for you",
			"%s: it answers an exercise that %s was never given here; nothing was stored", file, person.Name)
	}
	return x, err
}

// receiveReply takes in what a coachee says to an exercise or an invitation. It
// is also how the key of someone who was invited arrives.
func (p *program) receiveReply(s *store.Store, letter *seal.Letter, reply *coaching.Reply, r *receivedJSON) error {
	person, newKey, err := p.replier(s, letter, reply, r)
	if err != nil {
		return err
	}
	if seen, err := p.seenBefore(s, person, letter, r); seen || err != nil {
		return err
	}
	if newKey {
		r.Notices = append(r.Notices, fmt.Sprintf("First contact: %s. Fingerprint %s. Compare it by voice before you send anything private, then: mull people verify %s",
			person.Name, letter.From.Fingerprint(), quotedName(person.Name)))
		doubt, err := p.checkLooks(s, letter.From.Name, 0)
		if err != nil {
			return err
		}
		if doubt.text != "" {
			r.Notices = append(r.Notices, fmt.Sprintf("Check the sender's name: %s. Ask %s by voice if they sent this.", doubt.text, person.Name))
		}
	}
	contact, err := s.Contact(p.ctx, person)
	if err != nil {
		return err
	}
	var x *store.Assignment
	if reply.Assignment != "" {
		if x, err = p.givenTo(s, reply.Assignment, person, r.File); err != nil {
			return err
		}
		x.State = outcome(x, reply.Outcome())
		if reply.Answer == coaching.Move {
			x.Due, x.DueWords = reply.Due.Day, reply.Due.Words
		}
		x.Words, x.Answered = reply.Words, p.today()
		r.Number, r.State = x.Number, x.State
	}
	r.Result, r.shown = "taken", replyWords(person.Name, reply, x)
	return s.DoForGood(p.ctx, "receive", func(a *store.Act) error {
		if newKey {
			if err := a.SavePerson(&person); err != nil {
				return err
			}
			// It was answered, and opens nothing to anybody any more.
			contact.Invited = ""
			if err := a.SetContact(person, contact); err != nil {
				return err
			}
		}
		if x != nil {
			if err := a.SaveAssignment(x); err != nil {
				return err
			}
		}
		return p.keepLetter(a, person, letter)
	})
}

func (p *program) keepLetter(a *store.Act, person store.Person, letter *seal.Letter) error {
	if err := a.Touch(person.Number); err != nil {
		return err
	}
	return a.KeepLetter(person.Number, letter.ID, letter.Type, hashOf(letter.Content))
}

func replyWords(name string, reply *coaching.Reply, x *store.Assignment) string {
	var b strings.Builder
	switch {
	case x == nil:
		fmt.Fprintf(&b, "%s agrees.\n", name)
	case reply.Answer == coaching.Accept:
		fmt.Fprintf(&b, "%s accepts %s.\n", name, x.Exercise)
	case reply.Answer == coaching.Move:
		fmt.Fprintf(&b, "%s accepts %s, for another date: %s.\n", name, x.Exercise, reply.Due)
	default:
		fmt.Fprintf(&b, "%s declines %s.\n", name, x.Exercise)
	}
	if reply.Words != "" {
		fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(reply.Words, "\n", "\n    "))
	}
	return b.String()
}

// replier finds who answers: someone listed, or someone invited whose key was
// not known, by the exercise or the name the invitation had.
func (p *program) replier(s *store.Store, letter *seal.Letter, reply *coaching.Reply, r *receivedJSON) (store.Person, bool, error) {
	person, newKey, err := p.sender(s, r.File, letter, "")
	if err != nil {
		return person, false, err
	}
	r.From = person.Name
	if person.Number != 0 && !newKey {
		return person, false, nil
	}
	invited, err := p.invitedBy(s, letter, reply, r)
	if err != nil {
		return person, false, err
	}
	if invited.Number != 0 {
		invited.Public = letter.From.String()
		r.From = invited.Name
		return invited, true, nil
	}
	_, err = p.knownSender(s, letter, r)
	if err == nil {
		err = fmt.Errorf("%s: the sender is not known here", r.File)
	}
	return person, false, err
}

// outcome is the state an assignment goes to; one that it cannot reach, such as
// an older state that comes late, leaves it where it is.
func outcome(x *store.Assignment, to coaching.State) string {
	repeats := x.Every != ""
	// What was done was accepted, also where the answer never came.
	reached := may(x, to) || may(x, coaching.Accepted) && coaching.Accepted.May(to, repeats)
	if to == "" || !reached {
		return x.State
	}
	return string(to)
}

// receiveShare keeps what a coachee chose to show.
func (p *program) receiveShare(s *store.Store, letter *seal.Letter, share *coaching.Share, r *receivedJSON) error {
	person, err := p.knownSender(s, letter, r)
	if err != nil {
		return err
	}
	if seen, err := p.seenBefore(s, person, letter, r); seen || err != nil {
		return err
	}
	return p.keepShare(s, person, share, letter.Content, r, func(a *store.Act) error { return p.keepLetter(a, person, letter) })
}

// keepShare keeps a share and what it says of its assignment.
func (p *program) keepShare(s *store.Store, person store.Person, share *coaching.Share, body []byte, r *receivedJSON, also func(*store.Act) error) error {
	var x *store.Assignment
	var err error
	if share.Assignment != "" {
		if x, err = p.givenTo(s, share.Assignment, person, r.File); err != nil {
			return err
		}
		x.State = outcome(x, share.State)
		r.State = x.State
	}
	kept := &store.Received{UUID: share.ID, Person: person.Number, Assignment: share.Assignment, Day: p.today(), Body: body, Plain: r.Plain}
	err = s.DoForGood(p.ctx, "receive", func(a *store.Act) error {
		if x != nil {
			if err := a.SaveAssignment(x); err != nil {
				return err
			}
		}
		if err := a.AddReceived(kept); err != nil {
			return err
		}
		return also(a)
	})
	if err != nil {
		return err
	}
	r.Result, r.Number = "taken", kept.Number
	r.shown = fmt.Sprintf("From %s:\n\n%s\nmull coachee %s is the page before a session.\n", person.Name, share.Text(), quotedName(person.Name))
	return nil
}

// receiveWithdrawal removes a share that its owner asks to delete.
func (p *program) receiveWithdrawal(s *store.Store, letter *seal.Letter, w *coaching.Withdrawal, r *receivedJSON) error {
	person, err := p.knownSender(s, letter, r)
	if err != nil {
		return err
	}
	if seen, err := p.seenBefore(s, person, letter, r); seen || err != nil {
		return err
	}
	here, x, err := p.withdrawn(s, person, w.Share)
	if err != nil {
		return err
	}
	err = s.EraseReceived(p.ctx, person.Number, w.Share, func(a *store.Act) error {
		if x != nil {
			if err := a.SaveAssignment(x); err != nil {
				return err
			}
		}
		if err := a.KeepLetter(person.Number, w.Share, withdrawnKind, ""); err != nil {
			return err
		}
		return p.keepLetter(a, person, letter)
	})
	if err := p.forgetCopies(s, err); err != nil {
		return err
	}
	r.Result = "taken"
	r.shown = fmt.Sprintf("%s asks you to delete something they shared. ", person.Name)
	if here {
		r.shown += "It is removed from this journal and from mull's own backups.\n"
	} else {
		r.shown += "Nothing of it is here, and it will not be taken in later.\n"
	}
	r.shown += "What you printed or copied, and the file it came in, are yours to remove.\n"
	if x != nil {
		r.Number, r.State = x.Number, x.State
		r.shown += fmt.Sprintf("It said that %s is done; that goes with it.\n", x.Exercise)
	}
	if w.Words != "" {
		r.shown += "    " + strings.ReplaceAll(w.Words, "\n", "\n    ") + "\n"
	}
	return nil
}

// withdrawn says whether a share is here. Where it alone says that its exercise
// is done, it returns the exercise as it stands without it.
func (p *program) withdrawn(s *store.Store, person store.Person, id string) (here bool, x *store.Assignment, err error) {
	received, err := s.ReceivedFrom(p.ctx, person.Number, 0)
	if err != nil {
		return false, nil, err
	}
	assignment, left := "", coaching.Accepted
	states := map[string]coaching.State{} // what the other shares say last, by assignment
	for i := len(received) - 1; i >= 0; i-- {
		m, err := coaching.Decode(coaching.TypeShare, received[i].UUID, received[i].Body)
		if err != nil {
			return false, nil, err
		}
		share, _ := m.(*coaching.Share)
		switch {
		case received[i].UUID == id:
			here = true
			if share.State == coaching.Done {
				assignment = share.Assignment
			}
		case share.State != "":
			states[share.Assignment] = share.State
		}
	}
	if assignment == "" || states[assignment] == coaching.Done {
		return here, nil, nil
	}
	if told := states[assignment]; told != "" {
		left = told
	}
	x, err = s.AssignmentOf(p.ctx, assignment, true)
	if errors.Is(err, store.ErrNothing) {
		return here, nil, nil
	}
	if err != nil || x.State != string(coaching.Done) {
		return here, nil, err
	}
	x.State = string(left)
	return here, x, nil
}
