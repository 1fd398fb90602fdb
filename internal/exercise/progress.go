package exercise

import "slices"

// Progress returns which screen of how many a question is on. given are the
// answers known before the first question; those that come later change neither
// number, so that a sitting counts to the same total from beginning to end. What
// an answer makes needless is passed over in the count, and what hangs on one
// answer among several, or has nothing to choose from, has no number: at is 0
// then. Joined questions share a screen and asides have none.
func (x *Exercise) Progress(plan []*Question, journal Journal, given Answers, id string) (at, of int) {
	for _, q := range plan {
		if q.Joined || q.Aside || !x.comes(q, plan, journal, given) {
			continue
		}
		if of++; q.ID == id {
			at = of
		}
	}
	return at, of
}

// Answered returns how many screens of how many have an answer, counted as
// Progress counts them.
func (x *Exercise) Answered(plan []*Question, journal Journal, given, answers Answers) (done, of int) {
	counted := false // the screen that is looked at has a number and no answer yet
	for _, q := range plan {
		if !q.Joined {
			at, _ := x.Progress(plan, journal, given, q.ID)
			counted = at > 0
		}
		if counted && answers[q.ID] != nil {
			done++
			counted = false
		}
	}
	_, of = x.Progress(plan, journal, given, "")
	return done, of
}

// Extent is how many questions are announced when the exercise is begun, and
// how many with --more; the two are the same where nothing more is asked.
func (x *Exercise) Extent(journal Journal) (short, all int) {
	count := func(more bool) int {
		_, of := x.Progress(x.Plan(more, journal, nil), journal, nil, "")
		return of
	}
	return count(false), count(true)
}

// Longer says whether answers are of the longer form: one of its questions was
// reached already.
func (x *Exercise) Longer(answers Answers) bool {
	return slices.ContainsFunc(x.Questions, func(q Question) bool { return q.More && answers.reached(q.ID) })
}

// comes says whether a question is asked, or will be as far as one can tell.
func (x *Exercise) comes(q *Question, plan []*Question, journal Journal, answers Answers) bool {
	if !q.When.Holds(answers) && !x.mayHold(q.When, plan, journal, answers) {
		return false
	}
	if _, reached := answers[q.ID]; reached {
		return true
	}
	for _, from := range []string{q.Options.From, q.Rows.From} {
		if source, found := x.source(from); found && !answers.reached(source.ID) {
			return x.awaited(source.ID, plan, journal, answers)
		}
	}
	if q.Options.From == "" && q.Rows.From == "" {
		return q.Askable()
	}
	asked, err := x.Resolve(q, journal, answers)
	return err != nil || asked.Askable()
}

// mayHold says whether a condition will hold if no question is skipped.
func (x *Exercise) mayHold(c *Condition, plan []*Question, journal Journal, answers Answers) bool {
	may := func(c Condition) bool { return c.Holds(answers) || x.mayHold(&c, plan, journal, answers) }
	switch {
	case len(c.All) > 0:
		return !slices.ContainsFunc(c.All, func(c Condition) bool { return !may(c) })
	case len(c.Any) > 0:
		return slices.ContainsFunc(c.Any, may)
	}
	return c.Answered != nil && *c.Answered && !answers.reached(c.Question) && x.awaited(c.Question, plan, journal, answers)
}

// awaited says whether a question of the plan is still to come.
func (x *Exercise) awaited(id string, plan []*Question, journal Journal, answers Answers) bool {
	at := slices.IndexFunc(plan, func(q *Question) bool { return q.ID == id })
	return at >= 0 && x.comes(plan[at], plan, journal, answers)
}

func (a Answers) reached(id string) bool {
	_, reached := a[id]
	return reached
}
