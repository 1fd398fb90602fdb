package cli

import (
	"mull/internal/coaching"
	"mull/internal/store"
)

// dueKept names those whose shares are held longer than was agreed.
func (p *program) dueKept(s *store.Store) ([]dueThing, error) {
	hoards, err := s.Hoards(p.ctx)
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for _, h := range hoards {
		until := coaching.KeptUntil(h.Oldest, h.KeepMonths)
		if until >= p.today() {
			continue
		}
		people, err := p.byNumber(s)
		if err != nil {
			return nil, err
		}
		name := people[h.Person].Name
		things = append(things, dueThing{
			Kind: "kept", Since: (until + 1).String(),
			Text:    "shared by " + name + ", past the " + coaching.Months(h.KeepMonths) + " you agreed",
			Command: "mull forget " + quotedName(name) + " --past",
		})
	}
	return things, nil
}

// forgetPast removes for good what someone shared longer ago than was agreed.
func (p *program) forgetPast(s *store.Store, person store.Person, yes bool) error {
	g, found, err := p.agreed(s, person.Number, store.RoleCoach)
	if err != nil {
		return err
	}
	if !found {
		return notFound("mull forget "+quotedName(person.Name)+" removes everything", "there is no agreement with %s that says how long to keep what they share", person.Name)
	}
	received, err := s.ReceivedDays(p.ctx, person.Number)
	if err != nil {
		return err
	}
	var past []int64
	for _, r := range received {
		if coaching.KeptUntil(r.Day, g.KeepMonths) < p.today() {
			past = append(past, r.Number)
		}
	}
	if len(past) > 0 {
		p.say("Removes %s that came from %s more than %s ago, as you agreed.", counted(len(past), "share", "shares"), person.Name, coaching.Months(g.KeepMonths))
		if !yes {
			if sure, err := p.sureToForget(person); err != nil || !sure {
				return err
			}
		}
		if err := p.forgetCopies(s, s.Erase(p.ctx, "forget", past, nil)); err != nil {
			return err
		}
	}
	if p.json {
		return p.write(forgottenJSON{Name: person.Name, Received: len(past), Mentions: []int64{}})
	}
	if len(past) == 0 {
		return p.tell("Nothing of %s is kept longer than the %s you agreed.", person.Name, coaching.Months(g.KeepMonths))
	}
	return p.tell("Removed. What you printed or copied, and the files it came in, are yours to remove.")
}
