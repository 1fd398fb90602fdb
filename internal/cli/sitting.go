package cli

import (
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// A sitting is one exercise being answered: the entry that grows, and the act
// it grows in.
type sitting struct {
	store    *store.Store
	exercise *exercise.Exercise
	journal  exercise.Journal
	entry    *journal.Entry
	command  string               // the act's kind
	act      int64                // 0 until something is kept
	given    []string             // questions the journal answered, not asked again
	needless []string             // questions not to be asked of time that is there, since its length hangs on them
	shown    bool                 // what it became was said already
	again    []*exercise.Question // at a revisit, what is asked
	next     string               // an exercise the user wants to go on with

	concern store.Concern  // whom it concerns, as a coach or coachee
	people  []store.Person // whom a review may be about
}

// prepare reads an exercise and makes the entry it will fill, kept nowhere yet.
func (p *program) prepare(s *store.Store, id string, day period.Day) (*sitting, error) {
	x, err := p.exercise(id)
	if err != nil {
		return nil, err
	}
	return p.prepareExercise(s, x, day)
}

func (p *program) prepareExercise(s *store.Store, x *exercise.Exercise, day period.Day) (*sitting, error) {
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	knowledge.Past = p.pastDay(day)
	return &sitting{
		store: s, exercise: x, journal: knowledge, command: "do",
		entry: &journal.Entry{
			Exercise: x.ID, Day: day, Zone: p.zone.String(), StartedAt: p.now(), State: journal.Draft,
			Backfilled: day != p.today(), Answers: exercise.Answers{},
		},
	}, nil
}

// begin keeps the entry, without answers.
func (t *sitting) begin(a *store.Act) (err error) {
	if t.entry.Asked, err = a.KeepAsked(t.exercise); err != nil {
		return err
	}
	if err := a.AddEntry(t.entry); err != nil {
		return err
	}
	return t.belongs(a)
}

// whole keeps the entry with all its answers in one act. Where every question
// was skipped there is nothing to keep, as when all are skipped at a terminal.
func (t *sitting) whole(p *program) error {
	if !t.answered() {
		return nil
	}
	p.typed.sitting = t
	_, err := t.store.Do(p.ctx, t.command, func(a *store.Act) error {
		if err := t.begin(a); err != nil {
			return err
		}
		if err := a.SetAnswers(t.entry.Number, t.entry.Answers); err != nil {
			return err
		}
		return t.finish(a)
	})
	return err
}

// answered says whether anything was said beside what was known before.
func (t *sitting) answered() bool {
	for question, value := range t.entry.Answers {
		if value != nil && !slices.Contains(t.given, question) {
			return true
		}
	}
	return false
}

// keep puts one answer on disk, with the entry where it is the first. Skips
// before the first answer wait for it: a draft of nothing is no draft.
func (t *sitting) keep(p *program, question string, value any) error {
	p.typed.sitting = t
	known := exercise.Answers{}
	if before, reached := t.entry.Answers[question]; reached {
		known[question] = before
	}
	t.entry.Answers[question] = value
	if t.entry.Number == 0 && value == nil {
		return nil
	}
	if t.entry.Number != 0 {
		if err := t.apart(p, question, known); err != nil {
			return err
		}
	}
	write := func(a *store.Act) error {
		if t.entry.Number == 0 {
			if err := t.begin(a); err != nil {
				return err
			}
			return a.SetAnswers(t.entry.Number, t.entry.Answers)
		}
		return a.SetAnswer(t.entry.Number, question, value)
	}
	return t.write(p, write)
}

// write adds to the sitting's act, or begins it.
func (t *sitting) write(p *program, fn func(*store.Act) error) error {
	if t.act != 0 {
		return t.store.Continue(p.ctx, t.act, fn)
	}
	act, err := t.store.Do(p.ctx, t.command, fn)
	if act != 0 {
		t.act = act
	}
	return err
}

// drop takes back answers that an earlier, changed answer made stale.
func (t *sitting) drop(p *program, questions []string) error {
	if t.entry.Number == 0 {
		return nil
	}
	return t.write(p, func(a *store.Act) error {
		for _, question := range questions {
			if err := a.DropAnswer(t.entry.Number, question); err != nil {
				return err
			}
		}
		return nil
	})
}

// finish closes the entry.
func (t *sitting) finish(a *store.Act) error {
	if err := a.FinishEntry(t.exercise, t.entry); err != nil {
		return err
	}
	return t.closeConcern(a)
}

// carry puts own words on the list of open items, as the entry's, once.
func (t *sitting) carry(words []string) func(*store.Act) error {
	return func(a *store.Act) error {
		for _, text := range words {
			if err := a.Carry(text, t.entry); err != nil {
				return err
			}
		}
		return nil
	}
}
