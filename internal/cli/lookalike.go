// Names that look like another person's.

package cli

import (
	"fmt"

	"mull/internal/lookalike"
	"mull/internal/report"
	"mull/internal/store"
)

// A nameDoubt is what is wrong with a name to look at.
type nameDoubt struct {
	text string // a sentence without its full stop, empty for an ordinary name
	like string // who it looks like, empty where nobody listed does
}

// checkLooks compares a name with those of everyone listed but the one person who has
// this number.
func (p *program) checkLooks(s *store.Store, name string, number int64) (nameDoubt, error) {
	people, err := s.People(p.ctx)
	if err != nil {
		return nameDoubt{}, err
	}
	shown := report.Clean(name)
	for _, person := range people {
		if person.Number != number && lookalike.Alike(person.Name, name) {
			text := fmt.Sprintf("%q looks like %q, who is already listed, but it's a different name: %s",
				shown, person.Name, lookalike.Difference(name, person.Name))
			return nameDoubt{text: text, like: person.Name}, nil
		}
	}
	if odd := lookalike.Odd(name); odd != "" {
		return nameDoubt{text: fmt.Sprintf("%q %s", shown, odd)}, nil
	}
	return nameDoubt{}, nil
}

// warnSaved warns of a name that was just saved.
func (d nameDoubt) warnSaved(p *program) {
	switch {
	case d.like != "":
		p.say("%s. If they're the same person: mull undo, then use %q. If not: mull undo, then pick a name that looks different.", d.text, d.like)
	case d.text != "":
		p.say("%s. If that's not how they write it: mull undo", d.text)
	}
}

// confirmSender warns of a new sender's name. One that looks like someone listed
// is refused where nobody is asked: the answer would go to whoever took the name.
func (p *program) confirmSender(s *store.Store, file string, o *offered, asks bool) error {
	if o.person.Number != 0 {
		return nil
	}
	d, err := p.checkLooks(s, o.person.Name, 0)
	switch {
	case err != nil || d.text == "":
		return err
	case d.like == "":
		p.say("%s. Compare the fingerprint by voice before you accept.", d.text)
	case asks:
		p.say("%s. Ask %s by voice if they sent this. To save the sender under another name, add --as NAME.", d.text, d.like)
	default:
		return usage(fmt.Sprintf("ask %s by voice if they sent it; to answer someone else, add --as with a name that looks different", d.like),
			"%s: %s; nothing was saved", file, d.text)
	}
	return nil
}
