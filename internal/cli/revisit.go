package cli

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/store"
)

// revisited takes up an open entry to answer what its exercise asks again.
func (p *program) revisited(s *store.Store, o doOptions) (*sitting, error) {
	entry, err := s.Entry(p.ctx, o.revisit)
	if err != nil {
		return nil, notFound("mull due lists what is open", "there is no entry %d", o.revisit)
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	if len(x.Revisits) == 0 || entry.State == journal.Draft {
		return nil, usage("mull due lists what is open", "entry %d, %s, asks nothing again", entry.Number, x.ID)
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	t := &sitting{store: s, exercise: x, journal: knowledge, entry: entry, command: "do --revisit"}
	t.again = revisitPlan(x, entry, p.here())
	if len(t.again) == 0 {
		return nil, usage("mull show "+fmt.Sprint(entry.Number), "entry %d, %s, asks nothing again after what was answered", entry.Number, x.ID)
	}
	// What was answered at an earlier revisit is asked anew; it stays in the
	// journal until another answer comes.
	if o.answers == "" {
		for _, q := range t.again {
			delete(entry.Answers, q.ID)
		}
	}
	return t, nil
}

// revisitPlan is what an entry is asked again: the revisits that are due; before
// their time the next one; after all of them, those that apply.
func revisitPlan(x *exercise.Exercise, e *journal.Entry, now time.Time) []*exercise.Question {
	pending := journal.Revisits(x, e)
	var plan []*exercise.Question
	for _, r := range pending {
		if r.Due(e, now) {
			plan = append(plan, r.Plan()...)
		}
	}
	if len(plan) > 0 {
		return plan
	}
	if len(pending) > 0 {
		return slices.MinFunc(pending, func(a, b journal.Pending) int { return cmp.Compare(a.Day, b.Day) }).Plan()
	}
	for i := range x.Revisits {
		if x.Revisits[i].When.Holds(e.Answers) {
			plan = append(plan, x.Revisits[i].Plan()...)
		}
	}
	return plan
}

// dueNow says whether an open entry whose day has come asks again at an instant,
// and what, where it comes back the same evening. One whose revisit was left
// halfway does, too.
func dueNow(x *exercise.Exercise, e *journal.Entry, now time.Time) (due bool, evening string) {
	pending := journal.Revisits(x, e)
	due = len(pending) == 0
	for _, r := range pending {
		if !r.Due(e, now) {
			continue
		}
		due = true
		if r.Evening && evening == "" {
			evening = r.Questions[0].Ask
		}
	}
	return due, evening
}

// askAgain asks at the end of the day what comes back the same evening: what was
// left open on it or before. Whoever leaves loses nothing; it is asked later.
func (p *program) askAgain(t *sitting, asker ask.Asker) error {
	open, err := t.store.Entries(p.ctx, store.Filter{State: journal.Open, To: t.entry.Day})
	if err != nil {
		return err
	}
	for _, head := range slices.Backward(open) {
		entry, err := t.store.Entry(p.ctx, head.Number)
		if err != nil {
			return err
		}
		x, err := t.store.Asked(p.ctx, entry.Asked)
		if err != nil {
			return err
		}
		for _, r := range journal.Revisits(x, entry) {
			if !r.DueAtClose(entry, p.here()) {
				continue
			}
			if err := p.askOne(t.store, asker, &sitting{store: t.store, exercise: x, entry: entry, command: "do --revisit", again: r.Plan()}); err != nil {
				return leaving(err)
			}
		}
	}
	return nil
}

func (p *program) askOne(s *store.Store, asker ask.Asker, t *sitting) (err error) {
	if t.journal, err = p.knowledge(s, t.exercise); err != nil {
		return err
	}
	asker.Say("")
	asker.Say(fmt.Sprintf("From %s: %s", p.dayName(t.entry.Day), sentence(t.exercise.Title)))
	run := ask.Sitting{
		Exercise: t.exercise, Plan: t.again, Journal: t.journal, Answers: t.entry.Answers,
		Keep:   func(question string, value any) error { return t.keep(p, question, value) },
		Drop:   func(questions []string) error { return t.drop(p, questions) },
		Before: func(q *exercise.Question) (ask.Notice, error) { return p.before(t, q) },
	}
	if err := run.Run(p.ctx, asker); err != nil {
		p.sayUnsaved(t, err)
		return err
	}
	return t.write(p, t.finish)
}

// reminder says in a few words what an open entry was about, and whether they
// are private.
func reminder(x *exercise.Exercise, answers exercise.Answers) (words string, private bool) {
	for i := range x.Questions {
		q := &x.Questions[i]
		if text, ok := answers[q.ID].(string); ok && (q.Kind == "text" || q.Kind == "longtext") {
			return text, x.PrivacyOf(q) == exercise.Private
		}
	}
	return fmt.Sprintf("%s (%s)", x.Title, x.ID), false
}
