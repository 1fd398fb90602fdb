package ask

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"mull/internal/exercise"
)

func number(n float64) *float64 { return &n }

func options(labels ...string) exercise.Options {
	var list []exercise.Option
	for _, label := range labels {
		list = append(list, exercise.Option{ID: exercise.Slug(label), Label: label})
	}
	return exercise.Options{List: list}
}

var categories = options("people", "direction", "running", "stakeholders", "learning", "hands-on", "admin")

// evening is the short form of a day's end: a split, a scale with words joined
// to it, a line, and an aside.
func evening() *exercise.Exercise {
	return &exercise.Exercise{ID: "evening", Title: "Close the day", Records: exercise.Records{Split: "time"}, Questions: []exercise.Question{
		{ID: "time", Kind: "split", Ask: "How did you spend the day?", Options: categories, Max: number(1440), Show: "day"},
		{ID: "energy", Kind: "scale", Ask: "Energy", Min: number(1), Max: number(5), Low: "on empty", High: "plenty left", Help: "As it is now."},
		{ID: "feel", Kind: "many", Ask: "and up to three words", Options: options("tired", "absorbed", "hopeful", "at ease", "impatient"), Max: number(3), Other: true, Joined: true},
		{ID: "because", Kind: "text", Ask: "What happened today that would not have without you?"},
		{ID: "first", Kind: "ifthen", If: "Tomorrow, when ...", Then: "I will ...", Aside: true},
	}}
}

// motives has a choice that follows from an earlier answer, conditions and a
// wording.
func motives() *exercise.Exercise {
	return &exercise.Exercise{ID: "motives", Title: "What took me to this task?", Questions: []exercise.Question{
		{ID: "task", Kind: "text", Ask: "The hands-on work"},
		{ID: "mins", Kind: "number", Ask: "Minutes", Unit: "minutes", Min: number(1), Max: number(1440)},
		{ID: "motive", Kind: "many", Ask: "What drew me to it", Options: options("unwind", "easier", "asked"), Max: number(2), Other: true},
		{ID: "main", Kind: "choice", Ask: "Mostly", Options: exercise.Options{From: "motive"}},
		{ID: "who", Kind: "yesno", Ask: "Was somebody waiting?", Notes: true},
		{ID: "whom", Kind: "text", Ask: "Who?", When: &exercise.Condition{Question: "who", Is: []any{true}}},
		{ID: "found", Kind: "longtext", Ask: "What did you find?"},
	}}
}

// sat is a sitting whose answers are kept in memory.
type sat struct {
	Sitting
	kept []string // in order: "id=json", or "-id" for what was dropped
}

func sitting(t *testing.T, x *exercise.Exercise) *sat {
	t.Helper()
	s := &sat{}
	s.Exercise, s.Answers = x, exercise.Answers{}
	s.Plan = x.Plan(false, s.Journal, s.Answers)
	s.Keep = func(id string, value any) error {
		text, err := exercise.EncodeValue(value)
		s.kept = append(s.kept, id+"="+text)
		return err
	}
	s.Drop = func(ids []string) error {
		for _, id := range ids {
			s.kept = append(s.kept, "-"+id)
		}
		return nil
	}
	return s
}

// plainly runs a sitting over lines and returns what was shown.
func (s *sat) plainly(t *testing.T, want error, lines ...string) string {
	t.Helper()
	var shown bytes.Buffer
	text := strings.Join(lines, "\n")
	if len(lines) > 0 {
		text += "\n"
	}
	err := s.Run(context.Background(), NewPlain(PlainOptions{In: strings.NewReader(text), Out: &shown}))
	if err != want {
		t.Fatalf("Run = %v, want %v; shown:\n%s", err, want, shown.String())
	}
	return shown.String()
}

func (s *sat) wantKept(t *testing.T, want ...string) {
	t.Helper()
	if got := strings.Join(s.kept, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("kept\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}
