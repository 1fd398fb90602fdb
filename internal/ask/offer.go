package ask

import (
	"context"

	"mull/internal/exercise"
)

// Offer makes the one small offer after an exercise. An offer that is a
// question of its own is asked on one line and kept like any answer; for the
// others words is put as a yes or no, where Enter alone is no. It returns
// whether the person took it up.
func (s *Sitting) Offer(ctx context.Context, a Asker, offer exercise.Offer, words string) (bool, error) {
	if offer.Ask == nil {
		return a.Confirm(ctx, words, false)
	}
	asked, err := s.Exercise.Resolve(offer.Ask, s.Journal, s.Answers)
	if err != nil {
		return false, err
	}
	asked.Aside = true
	screen, err := s.screen([]*exercise.Question{asked})
	if err != nil {
		return false, err
	}
	screen.Back = false
	if _, err := s.ask(ctx, a, screen); err != nil {
		return false, err
	}
	return s.Answers[asked.ID] != nil, nil
}
