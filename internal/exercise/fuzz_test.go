package exercise

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"
)

// FuzzRead: no file makes the reader panic; every fault has a place; what is
// accepted is written and read back as itself.
func FuzzRead(f *testing.F) {
	for _, source := range shipped(f) {
		f.Add(source)
		if x, err := Read("x", source); err == nil {
			f.Add(Encode(x))
		}
	}
	for _, c := range slices.Concat(brokenFiles, brokenKinds) {
		f.Add([]byte(c.source))
	}
	for _, source := range soundFiles {
		f.Add([]byte(source))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		x, err := Read("x.yaml", source)
		if err != nil {
			var faults Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("error %v is no list of faults", err)
			}
			for _, fault := range faults {
				if fault.Line < 1 || fault.Column < 1 || fault.Problem == "" {
					t.Fatalf("fault without a place: %+v", fault)
				}
			}
			return
		}
		encoded := Encode(x)
		again, err := Read("again.yaml", encoded)
		if err != nil || !reflect.DeepEqual(again, x) {
			t.Fatalf("Read(Encode(x)) differs: %v\n%s\n%s", err, encoded, Encode(again))
		}
	})
}

// FuzzParseCheck: a line that any kind of question accepts is written as a
// line that reads back as the same answer, and checking it changes nothing.
func FuzzParseCheck(f *testing.F) {
	questions := kindQuestions()
	names := slices.Sorted(maps.Keys(questions))
	for i := range names {
		for _, line := range []string{
			"a; b", "3", "yes, note", "other:a\\, b, red", "red 1h, blue: 1:30", "being 4 5; being seen: , 2",
			"matters: red; matters most: other:x", "a -> b", "2026-11-19", "item: a | came: handed up | words: x; item: b",
			"\\", "\\;", "other:\\\\", ";,|-> :=", "1 2 3 4", "-0", "1e-9", "0x1p-4", "red 0.001m",
		} {
			f.Add(i, line)
		}
	}
	f.Fuzz(func(t *testing.T, kind int, line string) {
		if kind < 0 || kind >= len(names) {
			return
		}
		q := questions[names[kind]]
		value, err := q.Parse(line)
		if err == nil {
			roundTrip(t, names[kind], q, value)
		}
	})
}

// FuzzReadAnswers: no answers file makes the reader panic, and answers written
// to a file are read back as they were.
func FuzzReadAnswers(f *testing.F) {
	for _, source := range []string{"a: [1, {b: c}]\nd: ~\n", "{\"a\": \"b\\u0000\"}", "a: |2-\n   x\n  y", "- a", "a: 'b", "a: &a [*a]", "#", "\xff"} {
		f.Add([]byte(source), "words\nof two lines ", 2.5, true)
		f.Add([]byte(source), "1e-9", 1.5e-9, false)
	}
	f.Fuzz(func(t *testing.T, source []byte, text string, number float64, yes bool) {
		if given, err := ReadAnswers("x", source); err == nil && given == nil {
			t.Fatal("no answers and no error")
		}
		words, err := (&Question{ID: "a", Kind: "longtext"}).Check(text)
		value, wrong := (&Question{ID: "b", Kind: "number"}).Check(number)
		if err != nil || wrong != nil {
			return
		}
		answers := Answers{"a": words, "b": value, "c": yes, "d": map[string]any{"if": "x", "then": words}, "e": []any{words, "y"}}
		var questions []*Question
		for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
			questions = append(questions, &Question{ID: id, Kind: "text", Ask: "What?"})
		}
		file, err := WriteAnswers(questions, answers)
		if err != nil {
			t.Fatal(err)
		}
		given, err := ReadAnswers("x", file)
		if err != nil || !reflect.DeepEqual(Answers(given), answers) {
			t.Fatalf("written\n%s\nread %#v, %v\nwant %#v", file, given, err, answers)
		}
	})
}
