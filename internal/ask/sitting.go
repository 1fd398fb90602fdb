package ask

import (
	"context"
	"errors"

	"mull/internal/exercise"
)

// A Sitting puts the questions of one exercise to a person, one screen after
// the other, and keeps each answer before the next is shown.
type Sitting struct {
	Exercise *exercise.Exercise
	Plan     []*exercise.Question // from exercise.Plan
	Journal  exercise.Journal
	// Answers so far: empty, or those of a draft taken up again. They are
	// updated as answers come.
	Answers exercise.Answers
	// Fixed are questions whose answers are given and not to be changed here,
	// such as the minutes of an activity that exists already.
	Fixed []string

	// Keep puts one answer on disk; nil is a skip. An error ends the sitting.
	Keep func(question string, value any) error
	// Drop takes answers back that an earlier, changed answer made pointless.
	Drop func(questions []string) error
	// Before says what to show before a question; it may be nil.
	Before func(q *exercise.Question) (Notice, error)
	// Remember makes a word read as a category from now on; it may be nil.
	Remember func(word, category string) error

	former exercise.Answers // answers dropped in this sitting, to start from
	passed []string         // questions with nothing to choose from
}

// Run asks until every question of the plan that applies is answered or
// skipped. ErrInterrupted and ErrEnded mean that the person left; every answer
// given until then is kept.
func (s *Sitting) Run(ctx context.Context, a Asker) error {
	if s.Answers == nil {
		s.Answers = exercise.Answers{}
	}
	if h, ok := a.(holder); ok {
		release, err := h.hold()
		if err != nil {
			return err
		}
		defer release()
	}
	again := s.unfinished()
	for {
		if ctx.Err() != nil {
			return ErrInterrupted
		}
		q := again
		if q == nil {
			q = exercise.Next(s.open(), s.Answers)
		}
		if q == nil {
			return nil
		}
		back, err := s.step(ctx, a, q, again != nil)
		if err != nil {
			return err
		}
		again = nil
		if back {
			again = s.before(q.ID)
		}
	}
}

// A holder keeps the terminal to itself from one question to the next.
type holder interface {
	hold() (release func(), err error)
}

// Revise asks one question again, starting from its answer, and hands what comes
// to Keep. Where that was written in an editor, kept is to be called once it is on
// disk: until then the editor's draft may be all there is of it.
func (s *Sitting) Revise(ctx context.Context, a Asker, id string) (kept func() error, err error) {
	if s.Answers == nil {
		s.Answers = exercise.Answers{}
	}
	q, found := s.Exercise.Question(id)
	if !found {
		return nil, errors.New("no question " + id + " in " + s.Exercise.ID)
	}
	asked, err := s.Exercise.Resolve(q, s.Journal, s.Answers)
	if err != nil {
		return nil, err
	}
	screen, err := s.screen([]*exercise.Question{asked})
	if err != nil {
		return nil, err
	}
	screen.Back, screen.At, screen.Of = false, 0, 0
	reply, err := s.ask(ctx, a, screen)
	return reply.Kept, err
}

// step asks the screen that begins with q. Where q leaves no choice it is
// answered, or passed, without a word.
func (s *Sitting) step(ctx context.Context, a Asker, q *exercise.Question, again bool) (back bool, err error) {
	asked, err := s.Exercise.Resolve(q, s.Journal, s.Answers)
	if err != nil {
		return false, err
	}
	if value, settled := s.Exercise.Settled(asked); settled && !again {
		return false, s.keep(q.ID, value)
	}
	if !asked.Askable() {
		s.passed = append(s.passed, q.ID)
		return false, nil
	}
	questions := []*exercise.Question{asked}
	for _, next := range s.joinedTo(q, again) {
		inner, err := s.Exercise.Resolve(next, s.Journal, s.Answers)
		if err != nil {
			return false, err
		}
		questions = append(questions, inner)
	}
	screen, err := s.screen(questions)
	if err != nil {
		return false, err
	}
	reply, err := s.ask(ctx, a, screen)
	if err == nil && reply.Kept != nil {
		err = reply.Kept()
	}
	return reply.Back, err
}

// An Unsaved error says that a text written in the person's editor couldn't be
// saved: the editor's draft still has it.
type Unsaved struct {
	Question string
	err      error
}

func (u *Unsaved) Error() string { return u.err.Error() }
func (u *Unsaved) Unwrap() error { return u.err }

// ask shows a screen and keeps what comes back, also what was half written
// when the person left.
func (s *Sitting) ask(ctx context.Context, a Asker, screen Screen) (Reply, error) {
	reply, err := a.Ask(ctx, screen)
	if err != nil {
		return Reply{}, s.rescue(screen, reply, err)
	}
	if reply.Back {
		return reply, nil
	}
	for _, q := range screen.Questions {
		if err := s.keep(q.ID, reply.Values[q.ID]); err != nil {
			if reply.Kept != nil {
				err = &Unsaved{q.ID, err}
			}
			return Reply{}, err
		}
		if words := q.ReplyTo(reply.Values[q.ID]); words != "" {
			a.Say(indent + flow(words))
		}
	}
	return reply, nil
}

// rescue keeps a text that was being written when the person left.
func (s *Sitting) rescue(screen Screen, reply Reply, err error) error {
	for _, q := range screen.Questions {
		if value := reply.Values[q.ID]; value != nil {
			err = errors.Join(err, s.keep(q.ID, value))
		}
	}
	return err
}

// given are the answers known before the first question.
func (s *Sitting) given() exercise.Answers {
	given := exercise.Answers{}
	for _, id := range s.Fixed {
		given[id] = s.Answers[id]
	}
	return given
}

// screen gathers what an asker needs to know.
func (s *Sitting) screen(questions []*exercise.Question) (Screen, error) {
	first := questions[0]
	screen := Screen{Questions: questions, Back: s.before(first.ID) != nil, Present: exercise.Answers{}, Partly: s.keep, Remember: s.Remember}
	if !first.Aside && !first.Joined {
		screen.At, screen.Of = s.Exercise.Progress(s.Plan, s.Journal, s.given(), first.ID)
	}
	if s.Before != nil {
		notice, err := s.Before(first)
		if err != nil {
			return Screen{}, err
		}
		screen.Notice = notice
		if notice.Ask != "" {
			asked := *first
			asked.Ask = notice.Ask
			screen.Questions = append([]*exercise.Question{&asked}, questions[1:]...)
		}
		if notice.Value != nil {
			screen.Present[first.ID] = notice.Value
		}
	}
	for _, q := range questions {
		if value, found := s.former[q.ID]; found {
			screen.Present[q.ID] = value
		}
		if value, found := s.Answers[q.ID]; found {
			screen.Present[q.ID] = value
		}
		if value, err := q.Check(screen.Present[q.ID]); err != nil || value == nil {
			delete(screen.Present, q.ID)
		}
	}
	return screen, nil
}
