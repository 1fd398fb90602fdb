package ask

import (
	"strings"
	"testing"

	"mull/internal/exercise"
)

// What is shown before a question keeps the columns of a table; what is long
// stands above the question, so that the question is near its answer.
func TestNotice(t *testing.T) {
	table := []string{"           IC   total", "  Mon    1h30    8h15", "  Tue       -    8h30"}
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"short": {table, "1 of 2  Surprised?\n                   IC   total\n          Mon    1h30    8h15\n          Tue       -    8h30\n  >"},
		"long":  {append(append([]string{}, table...), table...), "\n        " + strings.Join(append(append([]string{}, table...), table...), "\n        ") + "\n\n1 of 2  Surprised?\n  >"},
		"wide":  {[]string{strings.Repeat("word ", 20)}, "1 of 2  Surprised?\n        " + strings.TrimSpace(strings.Repeat("word ", 14)) + "\n"},
	} {
		q := exercise.Question{Kind: "text", Ask: "Surprised?"}
		s := sitting(t, one(q))
		s.Before = func(q *exercise.Question) (Notice, error) {
			if q.ID == "after" {
				return Notice{}, nil
			}
			return Notice{Lines: c.lines}, nil
		}
		if shown := s.plainly(t, ErrEnded, "yes"); !strings.Contains(shown, c.want) {
			t.Errorf("%s: shown\n%s\nwant\n%s", name, shown, c.want)
		}
	}
}

// Only a split that is kept as the day's estimate is said to be one.
func TestSplitOfNoDay(t *testing.T) {
	x := evening()
	x.Records.Split = ""
	s := sitting(t, x)
	if shown := s.plainly(t, ErrEnded, "direction 1h"); strings.Contains(shown, "guess") {
		t.Errorf("shown:\n%s", shown)
	}
}

// one is an exercise of one question, and one after it to see that the first
// was left in order.
func one(q exercise.Question) *exercise.Exercise {
	q.ID = "q"
	return &exercise.Exercise{ID: "one", Questions: []exercise.Question{q, {ID: "after", Kind: "text", Ask: "And after?"}}}
}
