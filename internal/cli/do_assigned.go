package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/store"
)

// findAssigned looks whether what is to be done is an exercise a coach asked
// for: --for NUMBER, or the name of one that is open.
func (p *program) findAssigned(o *doOptions) error {
	if o.revisit != 0 || o.with != "" {
		return nil
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	if o.about == 0 {
		o.assigned, err = p.openAssignment(s, o.exercise)
		return err
	}
	x, err := s.Assignment(p.ctx, o.about)
	if errors.Is(err, store.ErrNothing) || err == nil && x.Given {
		return p.timeNumbered(s, o.about)
	}
	if err != nil {
		return err
	}
	if o.exercise != "" && o.exercise != x.Exercise {
		return usage(forCommand(x), "%d is %s, not %s", x.Number, x.Exercise, o.exercise)
	}
	o.exercise, o.assigned = x.Exercise, x
	return nil
}

// timeNumbered refuses a number that is no piece of time either, before anybody
// chooses what to say of it.
func (p *program) timeNumbered(s *store.Store, n int64) error {
	_, err := s.Activity(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return notFound("mull assignments and mull list show the numbers", "there is no piece of time %d, and no exercise that you were asked to do has that number", n)
	}
	return err
}

// openAssignment returns the exercise of a name that a coach asked for and that
// is open or comes again; nil where there is none.
func (p *program) openAssignment(s *store.Store, name string) (*store.Assignment, error) {
	if name == "" {
		return nil, nil
	}
	open, err := s.TakenIn(p.ctx, string(coaching.Accepted), string(coaching.Started), string(coaching.Done))
	if err != nil {
		return nil, err
	}
	for i := range open {
		if open[i].Exercise == name && (open[i].State != string(coaching.Done) || open[i].Every != "") {
			return &open[i], nil
		}
	}
	return nil, nil
}

// prepareAssigned makes a sitting of the exercise as the coach sent it.
func (p *program) prepareAssigned(s *store.Store, x *store.Assignment, day period.Day) (*sitting, error) {
	a, err := p.letterOf(s, x)
	if err != nil {
		return nil, err
	}
	asked := a.Exercise
	asked.ID = x.Exercise
	names, err := p.exerciseNames(s)
	if err != nil {
		return nil, err
	}
	// What the coach's catalogue goes on with may not be in this one.
	asked.Offers = slices.DeleteFunc(asked.Offers, func(o exercise.Offer) bool {
		return o.Exercise != "" && !slices.Contains(names, o.Exercise)
	})
	t, err := p.prepareExercise(s, asked, day)
	if err != nil {
		return nil, err
	}
	t.concern = store.Concern{Person: x.Person, Assignment: x.Number}
	return t, nil
}

// speakWith makes a sitting the review of a session with someone.
func (p *program) speakWith(s *store.Store, t *sitting, name string) error {
	q, found := t.exercise.ByRole("client")
	if !found {
		return usage("mull do coach-session-review --with "+quotedName(name), "%s is not about a person, so --with has no meaning", t.exercise.ID)
	}
	person, err := p.person(s, name)
	if err != nil {
		return err
	}
	t.concern = store.Concern{Person: person.Number}
	t.entry.Answers[q.ID] = person.Name
	t.given = append(t.given, q.ID)
	return nil
}

// concerned finds whom a sitting that is taken up again concerns, or may.
func (p *program) concerned(s *store.Store, t *sitting) (err error) {
	if t.concern, err = s.ConcernOf(p.ctx, t.entry.Number); err != nil {
		return err
	}
	t.people, err = s.People(p.ctx)
	return err
}

// belongs notes whom a new entry concerns, and that the exercise they asked for
// is begun.
func (t *sitting) belongs(a *store.Act) error {
	if t.concern.Person == 0 {
		return nil
	}
	t.concern.Entry = t.entry.Number
	if err := a.SetConcern(t.concern); err != nil {
		return err
	}
	return t.reach(a, coaching.Started)
}

// reach brings the assignment that is being done to a state, where it may go
// there.
func (t *sitting) reach(a *store.Act, to coaching.State) error {
	if t.concern.Assignment == 0 {
		return nil
	}
	x, err := a.Assignment(t.concern.Assignment)
	if err != nil {
		return err
	}
	if x.State == string(to) || !may(x, to) {
		return nil
	}
	x.State = string(to)
	return a.SaveAssignment(x)
}

// closeConcern follows an entry that is finished: the exercise asked for is
// done, and a review belongs to the person it names.
func (t *sitting) closeConcern(a *store.Act) error {
	if t.concern.Assignment != 0 {
		return t.reach(a, coaching.Done)
	}
	q, found := t.exercise.ByRole("client")
	if !found || t.concern.Person != 0 {
		return nil
	}
	name, _ := t.entry.Answers[q.ID].(string)
	for _, person := range t.people {
		if name != "" && strings.EqualFold(strings.TrimSpace(name), person.Name) {
			return a.SetConcern(store.Concern{Entry: t.entry.Number, Person: person.Number})
		}
	}
	return nil
}

// dueAssignments lists exercises that a coach asked for and that are open, and
// agreements to be looked at again.
func (p *program) dueAssignments(s *store.Store) ([]dueThing, error) {
	open, err := s.TakenIn(p.ctx, string(coaching.Accepted), string(coaching.Started), string(coaching.Done), string(coaching.Skipped))
	if err != nil {
		return nil, err
	}
	// An agreement looked at since then is not due for six months to come.
	agreements, err := s.AgreementsSeenBy(p.ctx, p.today()-180)
	if err != nil || len(open) == 0 && len(agreements) == 0 {
		return nil, err
	}
	people, err := p.byNumber(s)
	if err != nil {
		return nil, err
	}
	var things []dueThing
	for i := range open {
		since, comes, err := p.comesRound(s, &open[i])
		if err != nil {
			return nil, err
		}
		if !comes {
			continue
		}
		text := open[i].Title + ", from " + people[open[i].Person].Name
		if words := when(dueOf(&open[i]), p.today()); words != "" {
			text += ", " + words
		}
		things = append(things, dueThing{
			Number: open[i].Number, Kind: "assignment", Since: since.String(), Text: text, Command: forCommand(&open[i]),
		})
	}
	for _, g := range agreements {
		if p.reviewDue(g) {
			name := people[g.Person].Name
			things = append(things, dueThing{
				Kind: "agreement", Since: coaching.ReviewDay(g.Seen).String(),
				Text: "look at the agreement with " + name + " again", Command: "mull agreement " + quotedName(name),
			})
		}
	}
	return things, nil
}

// comesRound says whether an exercise asked for is open today, and since when:
// it is not done, or done and its rhythm has come round.
func (p *program) comesRound(s *store.Store, x *store.Assignment) (since period.Day, comes bool, err error) {
	switch p.stateOf(x) {
	case coaching.Lapsed:
		return 0, false, nil
	case coaching.Accepted, coaching.Started:
		return x.Day, true, nil
	}
	every, rhythmic := period.Rhythm(x.Every)
	if !rhythmic {
		return 0, false, nil
	}
	last := x.Day
	done, err := s.AnsweredFor(p.ctx, x.Number)
	if err != nil {
		return 0, false, err
	}
	if len(done) > 0 {
		entry, err := s.Entry(p.ctx, done[0])
		if err != nil {
			return 0, false, err
		}
		last = entry.Day
	}
	return last + every, last+every <= p.today(), nil
}

// settleAssignment says that an exercise asked for is dealt with, or left out
// this time.
func settleAssignment(a *store.Act, n int64, state store.ItemState) error {
	x, err := a.Assignment(n)
	if err != nil {
		return err
	}
	if x.Given {
		return store.ErrNothing
	}
	to := coaching.Done
	if state == store.ItemDropped {
		to = coaching.Skipped
	}
	if !may(x, to) {
		return usage("mull assignments", "exercise %d is %s", n, coaching.State(x.State).Words())
	}
	x.State = string(to)
	return a.SaveAssignment(x)
}

func forCommand(x *store.Assignment) string { return fmt.Sprintf("mull do --for %d", x.Number) }

// quotedName writes a name as it is typed in a command.
func quotedName(name string) string {
	if strings.ContainsAny(name, " '’") {
		return `"` + name + `"`
	}
	return name
}
