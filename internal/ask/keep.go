package ask

import (
	"mull/internal/exercise"
)

// keep puts an answer on disk and takes back what no longer follows from it.
func (s *Sitting) keep(id string, value any) error {
	before, reached := s.Answers[id]
	if reached && same(before, value) {
		return nil
	}
	if err := s.Keep(id, value); err != nil {
		return err
	}
	s.Answers[id] = value
	delete(s.former, id)
	if !reached {
		return nil
	}
	return s.dropAfter(id)
}

// dropAfter drops the answers to questions whose options came from a changed
// answer, and those whose condition no longer holds.
func (s *Sitting) dropAfter(id string) error {
	s.passed = nil
	var gone []string
	drop := func(id string) {
		if s.former == nil {
			s.former = exercise.Answers{}
		}
		s.former[id] = s.Answers[id]
		delete(s.Answers, id)
		gone = append(gone, id)
	}
	for _, q := range s.Exercise.All() {
		if _, reached := s.Answers[q.ID]; reached && (q.Options.From == id || q.Rows.From == id) {
			drop(q.ID)
		}
	}
	for stale := s.Exercise.Stale(s.Answers); len(stale) > 0; stale = s.Exercise.Stale(s.Answers) {
		for _, id := range stale {
			drop(id)
		}
	}
	if len(gone) == 0 || s.Drop == nil {
		return nil
	}
	return s.Drop(gone)
}
