package journal

import (
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

// One revisit that evening, where work was planned, and one 30 days on, where it
// was handed over.
func twoRevisits() *exercise.Exercise {
	is := func(question, option string) *exercise.Condition {
		return &exercise.Condition{Question: question, Is: []any{option}}
	}
	return &exercise.Exercise{Revisits: []exercise.Revisit{
		{When: is("timing", "before"), Evening: true, Questions: []exercise.Question{{ID: "did", Kind: "choice"}}},
		{When: is("did", "handed-over"), After: 30, Questions: []exercise.Question{{ID: "back", Kind: "choice"}}},
	}}
}

func TestSeveralRevisits(t *testing.T) {
	monday := period.NewDay(2026, 11, 16)
	for name, c := range map[string]struct {
		answers exercise.Answers
		want    period.Day // 0 is none
	}{
		"nothing planned":             {exercise.Answers{"timing": "after"}, 0},
		"planned":                     {exercise.Answers{"timing": "before"}, monday},
		"planned, answered":           {exercise.Answers{"timing": "before", "did": "yes"}, 0},
		"planned, skipped":            {exercise.Answers{"timing": "before", "did": nil}, 0},
		"handed over":                 {exercise.Answers{"timing": "before", "did": "handed-over"}, monday + 30},
		"handed over, and asked then": {exercise.Answers{"timing": "before", "did": "handed-over", "back": nil}, 0},
	} {
		day, found := RevisitDay(twoRevisits(), &Entry{Day: monday, Answers: c.answers})
		if found != (c.want != 0) || day != c.want {
			t.Errorf("%s: asks again on %s (%v), want %s", name, day, found, c.want)
		}
	}
}

func TestRevisitDueThatEvening(t *testing.T) {
	day := period.NewDay(2026, 11, 16)
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 16, hour, minute, 0, 0, time.UTC) }
	for _, c := range []struct {
		written, now time.Time
		due, closing bool
	}{
		{at(9, 0), at(9, 10), false, false},
		{at(9, 0), at(15, 59), false, true},
		{at(9, 0), at(16, 0), true, true},
		{at(18, 0), at(18, 29), false, false},
		{at(18, 0), at(18, 30), true, true},
		{at(23, 50), at(24, 5), true, true},
		{at(9, 0), at(24+9, 0), true, true},
	} {
		e := &Entry{Day: day, WrittenAt: c.written, Answers: exercise.Answers{"timing": "before"}}
		r := Revisits(twoRevisits(), e)[0]
		if got := r.Due(e, c.now); got != c.due {
			t.Errorf("written %s, due at %s: %v, want %v", c.written.Format("15:04"), c.now.Format("2 15:04"), got, c.due)
		}
		if got := r.DueAtClose(e, c.now); got != c.closing {
			t.Errorf("written %s, asked when the day is closed at %s: %v, want %v", c.written.Format("15:04"), c.now.Format("2 15:04"), got, c.closing)
		}
	}
}
