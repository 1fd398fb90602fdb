package cli

import (
	"errors"
	"fmt"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/seal"
	"mull/internal/store"
)

// An offered thing is a coach's file as it was read: an exercise, an invitation,
// or both; nothing of it is kept yet.
type offered struct {
	from       seal.Public
	person     store.Person // new where its Number is 0
	newKey     bool         // the person is listed, and their id was not known
	assignment *coaching.Assignment
	local      string // the exercise's name in this journal
	terms      store.Agreement
	fresh      bool // the agreement is new here
	invited    bool
	secret     string            // of the invitation, or empty
	present    *store.Assignment // it is here already
}

// readOffer reads a file of a coach, and says who it comes from.
func (p *program) readOffer(s *store.Store, me *seal.Identity, file, as string) (*offered, error) {
	letter, m, err := p.openLetter(file, me)
	if err != nil {
		return nil, err
	}
	o := &offered{from: letter.From}
	var proposed *coaching.Agreement
	switch v := m.(type) {
	case *coaching.Assignment:
		o.assignment = v
	case *coaching.Invite:
		o.assignment, o.invited, proposed, o.secret = v.Assignment, true, &v.Agreement, v.Secret
	default:
		return nil, usage("mull receive "+file, "%s holds a %s, which is received, not accepted", file, letter.Type)
	}
	if me != nil && me.Public().SameKeys(letter.From) {
		return nil, usage("mull assignments", "%s is a file of your own", file)
	}
	if o.person, o.newKey, err = p.sender(s, file, letter, as); err != nil {
		return nil, err
	}
	if o.newKey {
		if err := p.notInvited(s, file, o); err != nil {
			return nil, err
		}
	}
	if err := p.fits(s, o); err != nil {
		return nil, err
	}
	if o.terms, o.fresh, err = p.agree(s, me, o, proposed); err != nil {
		return nil, err
	}
	return o, nil
}

// notInvited refuses a stranger's file under the name of someone who was invited:
// only an answer to the invitation shows whose keys are theirs.
func (p *program) notInvited(s *store.Store, file string, o *offered) error {
	_, invited, err := p.agreed(s, o.person.Number, store.RoleCoach)
	if err != nil || !invited {
		return err
	}
	name := quotedName(o.person.Name)
	return usage(fmt.Sprintf("compare fingerprints by voice, then: mull people add %s %s (or choose another name for the sender with --as NAME)", name, o.from),
		"%s: it's signed as %s, who was invited and hasn't answered yet; nothing was saved", file, o.person.Name)
}

// sender finds who wrote a letter. A stranger gets the name they sign with, or
// another that is given. A changed key is refused.
func (p *program) sender(s *store.Store, file string, letter *seal.Letter, as string) (person store.Person, newKey bool, err error) {
	people, err := s.People(p.ctx)
	if err != nil {
		return person, false, err
	}
	known := make([]seal.Public, len(people))
	for i := range people {
		if known[i], err = publicOf(people[i]); err != nil {
			return person, false, err
		}
	}
	from := letter.From
	if as != "" {
		from.Name = as
	}
	switch standing, at := seal.Stand(from, known); {
	case standing == seal.Known:
		return people[at], false, nil
	case standing == seal.ChangedKey && people[at].Public == "":
		people[at].Public = letter.From.String()
		return people[at], true, nil
	case standing == seal.ChangedKey:
		return person, false, usage(
			fmt.Sprintf("do not use it yet: call %s and compare; if the key is theirs: mull people add %q --new-key ID", people[at].Name, people[at].Name),
			"%s: it is signed as %s with another key than %s has here (theirs %s, this one %s); nothing was stored",
			file, shownName(letter.From), people[at].Name, known[at].Fingerprint(), letter.From.Fingerprint())
	}
	if from.Name == "" {
		return person, false, usage("--as NAME says what to call them", "%s: whoever wrote it gives no name", file)
	}
	if err := checkPersonName(from.Name); err != nil {
		return person, false, err
	}
	return store.Person{Name: from.Name, Public: letter.From.String(), Day: p.today()}, false, nil
}

func shownName(public seal.Public) string { return or(public.Name, "nobody") }

// fits looks for what is here already, and gives the exercise a name of its own
// where another bears its name.
func (p *program) fits(s *store.Store, o *offered) error {
	if o.assignment == nil {
		return nil
	}
	present, err := s.AssignmentOf(p.ctx, o.assignment.ID, false)
	switch {
	case err == nil && present.Person != o.person.Number:
		return usage("ask them for a file of their own", "%s sends an exercise that came from someone else before; nothing was stored", o.person.Name)
	case err == nil:
		o.present, o.local = present, present.Exercise
		return nil
	case !errors.Is(err, store.ErrNothing):
		return err
	}
	if err := p.recordable(s, o.assignment.Exercise); err != nil {
		return err
	}
	o.local, err = p.localName(s, o.assignment.Exercise, o.person)
	return err
}

// recordable refuses an exercise that keeps time in categories unknown here.
func (p *program) recordable(s *store.Store, x *exercise.Exercise) error {
	var wanted []string
	if record := x.Records.Activity; record != nil {
		wanted = append(wanted, record.Category)
	}
	if q, found := x.Question(x.Records.Split); found {
		for _, option := range q.Options.List {
			wanted = append(wanted, option.ID)
		}
	}
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, c := range categories {
		known[c.ID] = true
	}
	for _, category := range wanted {
		if !known[category] {
			return usage("ask the sender for the exercise without it; mull categories lists yours",
				"the exercise %s keeps time as %q, which is no category here; nothing was stored", x.ID, category)
		}
	}
	return nil
}

// localName is the name of an exercise from someone else in this journal: its
// own, unless another exercise bears it here; then that with a number, and not
// with the person's name, which would outlive mull forget.
func (p *program) localName(s *store.Store, x *exercise.Exercise, person store.Person) (string, error) {
	hash := exercise.Hash(exercise.Encode(x))
	name := x.ID
	for try := 2; ; try++ {
		clash, err := p.clashes(s, name, x.ID, hash, person)
		if err != nil || !clash {
			return name, err
		}
		name = fmt.Sprintf("%s-%d", x.ID, try)
	}
}

// clashes says whether another exercise than the one with the hash bears a name.
func (p *program) clashes(s *store.Store, name, id, hash string, person store.Person) (bool, error) {
	own, err := p.bare(s, name)
	var unknown *fault
	switch {
	case err == nil && (name != id || exercise.Hash(exercise.Encode(own)) != hash):
		return true, nil
	case err != nil && !(errors.As(err, &unknown) && unknown.code == exitNotFound):
		return false, err
	}
	taken, err := s.TakenCalled(p.ctx, name)
	if err != nil {
		return false, err
	}
	theirs := false
	for i := range taken {
		other, err := p.letterOf(s, &taken[i])
		if err != nil {
			return false, err
		}
		if taken[i].Person == person.Number && other.Exercise.ID == id {
			theirs = true
			continue
		}
		if exercise.Hash(exercise.Encode(other.Exercise)) != hash {
			return true, nil
		}
	}
	if name == id || theirs {
		return false, nil
	}
	// What was written for someone since forgotten is not continued.
	written, err := s.Entries(p.ctx, store.Filter{Exercise: name, Limit: 1})
	return len(written) > 0, err
}

// agree returns the agreement a file comes under: what was agreed, what it
// proposes, or at first contact the usual terms.
func (p *program) agree(s *store.Store, me *seal.Identity, o *offered, proposed *coaching.Agreement) (store.Agreement, bool, error) {
	g, found, err := p.agreed(s, o.person.Number, store.RoleCoachee)
	if err != nil {
		return g, false, err
	}
	if found && (proposed == nil || proposed.KeepMonths == g.KeepMonths) {
		return g, false, nil
	}
	g = store.Agreement{
		Person: o.person.Number, Role: store.RoleCoachee, Coach: or(o.from.Name, o.person.Name),
		KeepMonths: coaching.DefaultKeep, Agreed: p.today(), Seen: p.today(),
	}
	if me != nil {
		g.Coachee = me.Public().Name
	}
	if proposed != nil {
		g.Coach, g.Coachee, g.KeepMonths = proposed.Coach, proposed.Coachee, proposed.KeepMonths
	}
	return g, true, nil
}

// describe says what both agree at first, then who asks, what, why, when, and
// what they ask to see, so that this stands right above the decision.
func (p *program) describe(s *store.Store, o *offered) error {
	if o.person.Number == 0 || o.newKey {
		p.say("First contact: %s. Fingerprint %s; compare it by voice.", o.person.Name, o.from.Fingerprint())
		p.say("")
	}
	if o.fresh {
		p.say("Whoever accepts agrees to this, and %s to the same:", o.person.Name)
		p.say("")
		p.sayBlock(termsOf(o.terms).Text())
		p.say("")
	} else if err := p.lookAgain(s, o.person, store.RoleCoachee); err != nil {
		return err
	}
	if o.assignment != nil {
		return p.describeExercise(s, o)
	}
	return nil
}

func (p *program) describeExercise(s *store.Store, o *offered) error {
	a, x := o.assignment, o.assignment.Exercise
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return err
	}
	p.say("%s asks: %s (%s), %s", o.person.Name, x.Title, x.ID, length(x, knowledge))
	p.say("  why          %s", a.Why)
	if a.Due != (coaching.Due{}) {
		p.say("  when         %s", a.Due)
	}
	if a.Every != "" {
		p.say("  how often    %s", often(a.Every, a.Until))
	}
	p.say("  asks to see  %s", seeWords(a.See))
	if o.local != x.ID {
		p.say("  Another exercise here is called %s; this one is kept as %s, and yours stays as it is.", x.ID, o.local)
	}
	p.say("")
	return nil
}

func length(x *exercise.Exercise, knowledge exercise.Journal) string {
	short, _ := x.Extent(knowledge)
	words := count(short, "question")
	if x.Minutes > 0 {
		words += ", about " + count(x.Minutes, "minute")
	}
	return words
}

func often(every string, until period.Day) string {
	words := coaching.EveryWords(every)
	if until != 0 {
		words += " until " + until.Format("2 January 2006")
	}
	return words
}

func seeWords(see coaching.See) string {
	switch see {
	case coaching.SeeNothing:
		return "nothing; it is for you"
	case coaching.SeeDone:
		return "that it was done; the answers are yours"
	}
	return "what you choose to share, and nothing else"
}
