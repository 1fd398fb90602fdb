package cli

import (
	"mull/internal/intake"
	"mull/internal/store"
)

// planEntries compares pages and check-ins with those imported before. What
// does not fit its exercise is refused.
func (p *program) planEntries(s *store.Store, plan *importPlan) error {
	origin := plan.batch.Entries[0].Origin
	known, err := s.KnownEntries(p.ctx, origin)
	if err != nil {
		return err
	}
	dismissed, err := s.Dismissed(p.ctx, "entry", origin)
	if err != nil {
		return err
	}
	for i := range plan.batch.Entries {
		e := &plan.batch.Entries[i]
		before, seen := known[e.Key]
		if seen && before.Raw == store.HashOf(e.Raw) || dismissed[e.Key] {
			plan.known++
			continue
		}
		fits, err := p.fitAnswers(s, plan, e)
		if err != nil {
			return err
		}
		switch {
		case !fits:
			plan.refused = append(plan.refused, intake.Refusal{Reason: "the entry of " + e.Day.String() + " does not fit " + e.Exercise})
		case !seen:
			plan.entries = append(plan.entries, e)
		case before.Touched:
			plan.known++
			plan.kept++
		default:
			plan.changedEntries = append(plan.changedEntries, changedEntry{before.Number, e})
		}
	}
	return nil
}

// fitAnswers holds an entry's answers to the rules of its exercise.
func (p *program) fitAnswers(s *store.Store, plan *importPlan, e *intake.Entry) (bool, error) {
	form, found := plan.forms[e.Exercise]
	if !found {
		x, err := p.exercise(e.Exercise)
		if err != nil {
			return false, err
		}
		knowledge, err := p.knowledge(s, x)
		if err != nil {
			return false, err
		}
		form = importForm{x, knowledge}
		plan.forms[e.Exercise] = form
	}
	answers, err := form.exercise.CheckAnswers(e.Answers, form.journal)
	if err != nil {
		return false, nil //nolint:nilerr // the row is refused; the reason may hold private text
	}
	e.Answers = answers
	return true, nil
}

func (plan *importPlan) keepEntries(a *store.Act) (err error) {
	for _, e := range plan.entries {
		if e.Asked, err = a.KeepAsked(plan.forms[e.Exercise].exercise); err != nil {
			return err
		}
		entry := e.Entry
		if err := a.AddEntry(&entry); err != nil {
			return err
		}
		if err := a.SetAnswers(entry.Number, e.Answers); err != nil {
			return err
		}
		if err := a.SetSource(entry.Number, e.Origin, e.Key, e.Raw); err != nil {
			return err
		}
	}
	for _, c := range plan.changedEntries {
		if err := a.SetAnswers(c.number, c.read.Answers); err != nil {
			return err
		}
		if err := a.SetSource(c.number, c.read.Origin, c.read.Key, c.read.Raw); err != nil {
			return err
		}
	}
	return nil
}
