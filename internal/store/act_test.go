package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
)

func TestActsWithoutChangeLeaveNoTrace(t *testing.T) {
	s := start(t)
	x := logged(t, s, 30, "people")
	e := sit(t, s, thursday, exercise.Answers{"energy": 4.0, "waits": "a talk", "mins": 20.0, "because": nil})
	do(t, s, "set", func(a *Act) error { return a.SetSetting("target", 3) })
	before, acts := dump(t, s), rowsOf(t, s, "SELECT * FROM act")
	for name, fn := range map[string]func(*Act) error{
		"nothing":              func(*Act) error { return nil },
		"a number":             func(a *Act) error { _, err := a.Number(); return err },
		"the same exercise":    func(a *Act) error { _, err := a.KeepAsked(page(t)); return err },
		"the same answers":     func(a *Act) error { return a.SetAnswers(e.Number, e.Answers) },
		"the same setting":     func(a *Act) error { return a.SetSetting("target", 3) },
		"no such setting":      func(a *Act) error { return a.SetSetting("other", nil) },
		"deleting nothing":     func(a *Act) error { return errors.Join(a.DeleteActivity(99), a.DeleteEntry(99), a.DeleteItem(99)) },
		"an answer never made": func(a *Act) error { return a.DropAnswer(e.Number, "what") },
	} {
		if id := do(t, s, "test", fn); id != 0 {
			t.Errorf("%s is act %d", name, id)
		}
	}
	if err := s.Continue(ctx, 1, func(a *Act) error { return nil }); err != nil {
		t.Error(err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("the journal was\n%s and is\n%s", before, got)
	}
	if got := rowsOf(t, s, "SELECT * FROM act"); !slices.Equal(got, acts) {
		t.Errorf("the acts were %q and are %q", acts, got)
	}
	if y := logged(t, s, 1, "people"); y.Number <= x.Number {
		t.Errorf("the next number is %d", y.Number)
	}
}

// A failing act writes nothing, also when it had written already.
func TestFailedActsLeaveNoTrace(t *testing.T) {
	s := start(t)
	logged(t, s, 30, "people")
	before := dump(t, s)
	wrong := errors.New("no")
	_, err := s.Do(ctx, "test", func(a *Act) error {
		x := journal.Activity{Day: thursday, Zone: "UTC", Seconds: 60, Category: "people", Source: journal.Logged}
		return errors.Join(a.AddActivity(&x), a.SetSetting("target", 1), wrong)
	})
	if !errors.Is(err, wrong) {
		t.Errorf("the act ends with %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = s.Do(ctx, "test", func(a *Act) error {
			if err := a.SetSetting("target", 1); err != nil {
				t.Error(err)
			}
			panic("in the middle")
		})
	}()
	if got := dump(t, s); got != before {
		t.Errorf("the journal was\n%s and is\n%s", before, got)
	}
}

func TestNothingIsWrittenOutsideAnAct(t *testing.T) {
	s := start(t)
	logged(t, s, 30, "people")
	sit(t, s, thursday, exercise.Answers{"energy": 4.0, "waits": "a talk"})
	do(t, s, "set", func(a *Act) error { return a.SetSetting("target", 3) })
	before := dump(t, s)
	for _, table := range []string{"entry", "answer", "activity", "item", "category", "setting"} {
		for _, statement := range []string{"DELETE FROM " + table, "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table} {
			if _, err := s.db.Exec(statement); err == nil {
				t.Errorf("%s succeeds", statement)
			}
		}
	}
	if got := dump(t, s); got != before {
		t.Errorf("the journal was\n%s and is\n%s", before, got)
	}
}

// Numbers are given once: not after a delete, not after an undo.
func TestNumbersAreNeverReused(t *testing.T) {
	s := start(t)
	seen := map[int64]bool{}
	for i := range 12 {
		x := logged(t, s, 10, "people")
		e := sit(t, s, thursday, exercise.Answers{"mins": 5.0, "waits": fmt.Sprint(i)})
		numbers := rowsOf(t, s, "SELECT number FROM activity WHERE number >= ?1 UNION ALL SELECT number FROM entry WHERE number >= ?1 UNION ALL SELECT number FROM item WHERE number >= ?1", x.Number)
		for _, text := range numbers {
			var n int64
			if _, err := fmt.Sscan(text, &n); err != nil || seen[n] {
				t.Fatalf("number %s comes twice (%v)", text, err)
			}
			seen[n] = true
		}
		switch i % 3 {
		case 0:
			do(t, s, "delete", func(a *Act) error { return errors.Join(a.DeleteEntry(e.Number), a.DeleteActivity(x.Number)) })
		case 1:
			for range 2 {
				if _, err := s.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if len(seen) != 48 {
		t.Errorf("%d numbers, want 48", len(seen))
	}
}

// UUIDs are of version 7, show the journal's clock, and grow in the order of
// writing, also within one millisecond and with a clock that stands still or
// runs back.
func TestUUIDsGrow(t *testing.T) {
	s := start(t)
	last := ""
	for i := range 10_000 {
		at := evening.Add(time.Duration(i/5000-i/9000) * time.Millisecond)
		id := s.newUUID(at)
		if id <= last {
			t.Fatalf("UUID %d is %s, after %s", i, id, last)
		}
		if id[14] != '7' || id[19] != '8' && id[19] != '9' && id[19] != 'a' && id[19] != 'b' {
			t.Fatalf("%s is not of version 7", id)
		}
		last = id
	}
	var ms int64
	if _, err := fmt.Sscanf(s.newUUID(evening.Add(time.Hour)), "%08x", &ms); err != nil || ms != evening.Add(time.Hour).UnixMilli()>>16 {
		t.Errorf("the UUID's instant begins with %x, %v", ms, err)
	}
}

// What was kept is what is read.
func TestEntriesAndActivitiesReadBack(t *testing.T) {
	s := start(t)
	x := journal.Activity{Day: thursday, Zone: "Europe/Berlin", From: evening.Add(-time.Hour), To: evening, Seconds: 3600, Category: "people",
		Note: `Ünï "code"` + "\n", Source: journal.Imported, Origin: journal.Calendar, Key: "k", Raw: `{"a":1}`}
	do(t, s, "import", func(a *Act) error { return a.AddActivity(&x) })
	got, err := s.Activity(ctx, x.Number)
	if err != nil || *got != x {
		t.Errorf("kept %+v, read %+v, %v", x, got, err)
	}
	given := exercise.Answers{"energy": 4.0, "words": []any{"red", map[string]any{"other": "x"}}, "because": nil, "mins": 12.5}
	e := sit(t, s, thursday-1, given)
	read, err := s.Entry(ctx, e.Number)
	if err != nil || fmt.Sprint(read) != fmt.Sprint(e) {
		t.Errorf("kept %+v, read %+v, %v", e, read, err)
	}
	asked, err := s.Asked(ctx, e.Asked)
	if err != nil || exercise.Hash(exercise.Encode(asked)) != e.Asked {
		t.Errorf("the exercise as asked does not read back: %v", err)
	}
	owned, err := s.Owned(ctx, e.Number)
	if err != nil || len(owned) != 1 || owned[0].Seconds != 750 || read.About != owned[0].Number {
		t.Errorf("the entry owns %+v, %v", owned, err)
	}
	for _, err := range []error{second(s.Entry(ctx, 99)), second(s.Activity(ctx, 99)), second(s.Item(ctx, 99)), second(s.Entry(ctx, x.Number))} {
		if !errors.Is(err, ErrNothing) {
			t.Errorf("reading nothing: %v", err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// The origin's own id of imported time is unique, so that a second import of
// the same cannot double it.
func TestKeysAreUniquePerOrigin(t *testing.T) {
	s := start(t)
	add := func(origin, key string) error {
		_, err := s.Do(ctx, "import", func(a *Act) error {
			return a.AddActivity(&journal.Activity{Day: thursday, Zone: "UTC", Seconds: 60, Category: "people", Source: journal.Imported, Origin: origin, Key: key})
		})
		return err
	}
	for _, ok := range [][2]string{{"calendar", "a"}, {"calendar", "b"}, {"toggl", "a"}, {"toggl", ""}, {"toggl", ""}} {
		if err := add(ok[0], ok[1]); err != nil {
			t.Errorf("%v: %v", ok, err)
		}
	}
	if err := add("calendar", "a"); err == nil {
		t.Error("the same event is kept twice")
	}
}

// A stretch longer than a count would look back for is refused, not lost.
func TestTooLongIsRefused(t *testing.T) {
	s := start(t)
	for days, fits := range map[int]bool{1: true, 8: true, 9: false, 400: false} {
		x := journal.Activity{Day: thursday, Zone: "UTC", Source: journal.Timer, Category: "people", From: thursday.Start(time.UTC).Add(time.Hour)}
		x.To = x.From.AddDate(0, 0, days)
		if _, err := s.Do(ctx, "stop", func(a *Act) error { return a.AddActivity(&x) }); (err == nil) != fits {
			t.Errorf("%d days: %v", days, err)
		}
	}
}
