package ask

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"mull/internal/exercise"
)

// Whatever is typed, asking never panics, ends by itself, and keeps only what
// an answers file could hold too.
func FuzzPlain(f *testing.F) {
	f.Add("direction 1h\n3 tired\nx\nwhen\nthen\n")
	f.Add("people +1h;\n- tired other:a b\n\\?\n<\n<\n?\n")
	f.Add("4 2\n\n5 5\na; b\n<\nc\n1\nother:own\n2\n2\n1\n3 1 2\nthing\nn\nAna\n\n2026-11-30\n")
	f.Add("a\n90\n1 2 4\nmine\n2\ny, now\nL\ntext\n\\.\n.\n")
	f.Add("a\n1:30\n4,4\nb\n<\n<\n-\n\xff\n")
	f.Fuzz(func(t *testing.T, typed string) {
		for _, x := range []*exercise.Exercise{evening(), motives(), parted()} {
			s := sitting(t, x)
			s.Before = func(*exercise.Question) (Notice, error) {
				return Notice{Known: []Known{{"people", 60, "calendar"}}}, nil
			}
			s.Keep = func(id string, value any) error { return checkKept(t, &s.Sitting, id, value) }
			var shown bytes.Buffer
			err := s.Run(context.Background(), NewPlain(PlainOptions{In: bytes.NewBufferString(typed), Out: &shown}))
			if err != nil && !errors.Is(err, ErrEnded) {
				t.Fatalf("%q: %v", typed, err)
			}
			if stale := x.Stale(s.Answers); len(stale) > 0 {
				t.Errorf("%q leaves stale answers %v", typed, stale)
			}
		}
	})
}

func checkKept(t *testing.T, s *Sitting, id string, value any) error {
	t.Helper()
	q, _ := s.Exercise.Question(id)
	asked, err := s.Exercise.Resolve(q, s.Journal, s.Answers)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := asked.Check(value)
	if err != nil || !same(checked, value) {
		t.Errorf("%s: kept %v, Check gives %v, %v", id, value, checked, err)
	}
	return nil
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"?", `\?`, `\\<`, "e", "-", ".", "word", `C:\dir`, ` \.`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, err := (&exercise.Question{Kind: "text"}).Parse(text)
		if err != nil || value == nil {
			return
		}
		clean := value.(string)
		did, read := interpret(escape(clean), false, true)
		if did != answer || read != clean {
			t.Errorf("%q escaped is %q and reads as %v %q", clean, escape(clean), did, read)
		}
	})
}
