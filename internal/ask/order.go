package ask

import (
	"slices"

	"mull/internal/exercise"
)

// open is the plan without what has nothing to choose from.
func (s *Sitting) open() []*exercise.Question {
	if len(s.passed) == 0 {
		return s.Plan
	}
	return slices.DeleteFunc(slices.Clone(s.Plan), func(q *exercise.Question) bool {
		return slices.Contains(s.passed, q.ID)
	})
}

// before returns the question that begins the screen before that of id, or nil
// where there is none to go back to.
func (s *Sitting) before(id string) *exercise.Question {
	end := slices.IndexFunc(s.Plan, func(q *exercise.Question) bool { return q.ID == id })
	for at := end - 1; at >= 0; at-- {
		if !s.canReturn(s.Plan[at]) {
			continue
		}
		for at > 0 && oneLine(s.Plan[at-1], s.Plan[at]) && s.canReturn(s.Plan[at-1]) {
			at--
		}
		return s.Plan[at]
	}
	return nil
}

// canReturn says whether a question was reached and may be answered anew.
func (s *Sitting) canReturn(q *exercise.Question) bool {
	if _, reached := s.Answers[q.ID]; !reached || slices.Contains(s.Fixed, q.ID) {
		return false
	}
	asked, err := s.Exercise.Resolve(q, s.Journal, s.Answers)
	if err != nil {
		return false
	}
	_, settled := s.Exercise.Settled(asked)
	return !settled
}

// unfinished returns the question that a draft stopped in the middle of: the
// last one reached, where cards, rows or a half of it are still open or more
// items can follow.
func (s *Sitting) unfinished() *exercise.Question {
	for at := len(s.Plan) - 1; at >= 0; at-- {
		q := s.Plan[at]
		value, reached := s.Answers[q.ID]
		if !reached {
			continue
		}
		asked, err := s.Exercise.Resolve(q, s.Journal, s.Answers)
		if err != nil || value == nil {
			return nil
		}
		if stillOpen(asked, value) {
			return q
		}
		return nil
	}
	return nil
}

func stillOpen(asked *exercise.Question, value any) bool {
	switch asked.Kind {
	case "sort":
		return len(exercise.Unsorted(asked, value)) > 0
	case "matrix":
		rows, _ := value.(map[string]any)
		return len(rows) < len(asked.Rows.List)
	case "ifthen":
		halves, _ := value.(map[string]any)
		return len(halves) == 1
	case "group":
		items, _ := value.([]any)
		if len(items) == 0 {
			return false
		}
		last, _ := items[len(items)-1].(map[string]any)
		return len(items) < asked.Items.Most || nextOf(asked, last) < len(asked.Questions)
	}
	return false
}

// joinedTo returns the questions answered on the same line as q.
func (s *Sitting) joinedTo(q *exercise.Question, again bool) []*exercise.Question {
	var joined []*exercise.Question
	at := slices.Index(s.Plan, q)
	if at < 0 {
		return nil
	}
	for last, next := range s.Plan[at+1:] {
		_, reached := s.Answers[next.ID]
		if !oneLine(s.Plan[at+last], next) || !next.When.Holds(s.Answers) || reached && !again {
			break
		}
		joined = append(joined, next)
	}
	return joined
}

// oneLine says whether two questions that follow each other are answered on
// one line. The first must be a single word, so that it is clear where it ends;
// other joined questions follow on a line of their own under the same number.
func oneLine(q, next *exercise.Question) bool {
	if !next.Joined {
		return false
	}
	return (q.Kind == "scale" || q.Kind == "number") &&
		slices.Contains([]string{"scale", "number", "many", "choice", "yesno"}, next.Kind)
}

// same compares two canonical answers.
func same(a, b any) bool {
	left, errA := exercise.EncodeValue(a)
	right, errB := exercise.EncodeValue(b)
	return errA == nil && errB == nil && left == right
}
