package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mull/internal/exercise"
)

// tracesOf counts how often a text stands in the bytes of the files in the
// journal's folder, backups and all.
func tracesOf(t testing.TB, s *Store, text string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(filepath.Dir(s.Path()), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		n += strings.Count(strings.ToLower(string(data)), strings.ToLower(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Text in free pages that was deleted where nothing overwrites it, by an older
// program or by another that had the file open, goes with the next purge:
// secure_delete alone would leave it there.
func TestEraseCleansFreePages(t *testing.T) {
	s := start(t)
	kept := sit(t, s, thursday, exercise.Answers{"because": "sunflower stays"})
	long := sit(t, s, thursday, exercise.Answers{"because": strings.Repeat("marigold ", 2000)})
	other := sit(t, s, thursday, exercise.Answers{"because": "rosebud goes"})
	if err := exec(ctx, s.db, "PRAGMA secure_delete = 0"); err != nil {
		t.Fatal(err)
	}
	if err := s.DoForGood(ctx, "purge", func(a *Act) error {
		if err := a.DeleteEntry(long.Number); err != nil {
			return err
		}
		if err := a.settle(); err != nil {
			return err
		}
		return a.eraseTraces([]int64{long.Number}, nil)
	}); err != nil {
		t.Fatal(err)
	}
	if err := exec(ctx, s.db, "PRAGMA secure_delete = 1"); err != nil {
		t.Fatal(err)
	}
	if tracesOf(t, s, "marigold") == 0 {
		t.Fatal("no deleted text is in the free pages: the test looks for nothing")
	}
	if err := s.Purge(ctx, []int64{other.Number}); err != nil {
		t.Fatal(err)
	}
	if n := tracesOf(t, s, "marigold"); n != 0 {
		t.Errorf("free pages still hold a deleted text %d times", n)
	}
	if free := rowsOf(t, s, "PRAGMA freelist_count"); free[0] != "0" {
		t.Errorf("the file has %s free pages", free[0])
	}
	if _, err := s.Entry(ctx, kept.Number); err != nil || tracesOf(t, s, "sunflower") == 0 {
		t.Errorf("what was to stay is gone: %v", err)
	}
}

// TestErase removes an entry that was edited, one that was deleted already and
// a piece of time, and looks for every version of them in the file's bytes.
func TestErase(t *testing.T) {
	s := start(t)
	ctx := context.Background()
	kept := sit(t, s, thursday, exercise.Answers{"because": "sunflower stays"})
	edited := sit(t, s, thursday, exercise.Answers{"because": "rosebud as first written"})
	do(t, s, "edit", func(a *Act) error { return a.SetAnswer(edited.Number, "because", "rosebush as written later") })
	deleted := sit(t, s, thursday, exercise.Answers{"because": "rosehip deleted"})
	do(t, s, "delete", func(a *Act) error { return a.DeleteEntry(deleted.Number) })
	time := logged(t, s, 45, "hands-on")
	do(t, s, "edit", func(a *Act) error {
		time.Note = "rosewood"
		return a.SaveActivity(&time)
	})
	if tracesOf(t, s, "rose") < 4 {
		t.Fatal("the words are not in the file: the test looks for nothing")
	}
	if err := s.Erase(ctx, "purge", []int64{edited.Number, deleted.Number, time.Number}, nil); err != nil {
		t.Fatal(err)
	}
	if n := tracesOf(t, s, "rose"); n != 0 {
		t.Errorf("the file holds a word of what was erased %d times", n)
	}
	if tracesOf(t, s, "sunflower") == 0 {
		t.Error("what was to stay is gone")
	}
	hits, err := s.Search(ctx, Search{Words: "sunflower"})
	if err != nil || len(hits) != 1 {
		t.Errorf("search finds %d pages that stayed, %v; want 1", len(hits), err)
	}
	// Undo goes on with what is left, and brings nothing back.
	for {
		if _, err := s.Undo(ctx); err != nil {
			break
		}
	}
	if n := tracesOf(t, s, "rose"); n != 0 {
		t.Errorf("undo brought a word back")
	}
	if _, err := s.Entry(ctx, kept.Number); !errors.Is(err, ErrNothing) {
		t.Errorf("the page that stayed cannot be undone any more: %v", err)
	}
	sound(t, s)
}

// TestForget fills every table that may hold something on a person, and looks
// for it afterwards.
func TestForget(t *testing.T) {
	s := start(t)
	ctx := context.Background()
	ana, bo := Person{Name: "Analena", Day: thursday}, Person{Name: "Bosse", Day: thursday}
	for _, p := range []*Person{&ana, &bo} {
		do(t, s, "people add", func(a *Act) error { return a.AddPerson(p) })
		fill(t, s, p)
	}
	ana.Name = "Annalotta"
	do(t, s, "people rename", func(a *Act) error { return a.SavePerson(&ana) })
	linked := sit(t, s, thursday, exercise.Answers{"because": "analena worked it out"})
	do(t, s, "link", func(a *Act) error { return a.SetConcern(Concern{Entry: linked.Number, Person: ana.Number}) })
	gone := sit(t, s, thursday, exercise.Answers{"because": "analena again"})
	do(t, s, "link", func(a *Act) error { return a.SetConcern(Concern{Entry: gone.Number, Person: ana.Number}) })
	do(t, s, "delete", func(a *Act) error { return a.DeleteEntry(gone.Number) })
	own := sit(t, s, thursday, exercise.Answers{"because": "marigold, my own answer"})
	do(t, s, "link", func(a *Act) error { return a.SetConcern(Concern{own.Number, ana.Number, 1}) })
	if tracesOf(t, s, "analena") < 10 {
		t.Fatal("the file holds too little on her: the test looks for nothing")
	}
	if err := s.Forget(ctx, ana); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"analena", "annalotta"} {
		if n := tracesOf(t, s, word); n != 0 {
			t.Errorf("the file says %q %d times", word, n)
		}
	}
	if tracesOf(t, s, "marigold") == 0 {
		t.Error("the owner's own answer is gone")
	}
	if free := rowsOf(t, s, "PRAGMA freelist_count"); free[0] != "0" {
		t.Errorf("the file has %s free pages; want none", free[0])
	}
	held, err := s.HeldOn(ctx, bo.Number, nil)
	if want := (Held{Keys: true, Agreements: 1, Given: 1, Notes: 1, Received: 1, Receipts: 1}); err != nil || held != want {
		t.Errorf("on someone else it holds %+v, %v; want %+v", held, err, want)
	}
	sound(t, s)
}

// fill keeps something with a person's name in every table.
func fill(t testing.TB, s *Store, p *Person) {
	t.Helper()
	id := func() string { return s.NewUUID() }
	do(t, s, "fill", func(a *Act) error {
		p.Public = "mull1-" + p.Name
		if err := a.SavePerson(p); err != nil {
			return err
		}
		if err := a.SetAgreement(&Agreement{Person: p.Number, Role: RoleCoach, Coach: "Ruth", Coachee: p.Name, KeepMonths: 12}); err != nil {
			return err
		}
		if err := a.AddNote(&Note{Person: p.Number, Day: thursday, Text: p.Name + " went quiet"}); err != nil {
			return err
		}
		return a.AddAssignment(&Assignment{UUID: id(), Given: true, Person: p.Number, Exercise: "page", Title: "for " + p.Name, Body: []byte(`"` + p.Name + `"`), State: "offered", Day: thursday})
	})
	err := s.DoForGood(context.Background(), "receive", func(a *Act) error {
		if err := a.AddReceived(&Received{UUID: id(), Person: p.Number, Day: thursday, Body: []byte(`"` + strings.Repeat(p.Name, 3000) + `"`)}); err != nil {
			return err
		}
		if err := a.AddReceipt(&Receipt{UUID: id(), Person: p.Number, Day: thursday, Text: "for " + p.Name}); err != nil {
			return err
		}
		return a.KeepLetter(p.Number, id(), "share", p.Name)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestForGood looks at what undo passes over.
func TestForGood(t *testing.T) {
	s := start(t)
	ctx := context.Background()
	logged(t, s, 30, "hands-on")
	ana := Person{Name: "Ana", Day: thursday}
	do(t, s, "people add", func(a *Act) error { return a.AddPerson(&ana) })
	if err := s.DoForGood(ctx, "share", func(a *Act) error {
		if err := a.Touch(ana.Number); err != nil {
			return err
		}
		return a.AddReceipt(&Receipt{UUID: s.NewUUID(), Person: ana.Number})
	}); err != nil {
		t.Fatal(err)
	}
	// The share stays, and so does the person it went to; the time before goes.
	undone, err := s.Undo(ctx)
	if err != nil || undone.Kind != "log" {
		t.Errorf("undo took back %+v, %v; want the log", undone, err)
	}
	if _, err := s.Undo(ctx); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("a second undo: %v; want nothing to undo", err)
	}
	if people, err := s.People(ctx); err != nil || len(people) != 1 {
		t.Errorf("%d people, %v; want 1", len(people), err)
	}
	sound(t, s)
}
