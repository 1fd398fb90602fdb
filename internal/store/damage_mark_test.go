package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mull/internal/journal"
)

// garbled changes a text in a journal's file, as a disk may: SQLite sees nothing.
func garbled(t *testing.T, path, from, to string) {
	t.Helper()
	content := readFile(t, path)
	if !bytes.Contains(content, []byte(from)) || len(from) != len(to) {
		t.Fatalf("%q is not in the file", from)
	}
	write(t, path, bytes.ReplaceAll(content, []byte(from), []byte(to)))
}

// twoNotes makes a journal with two activities, closed.
func twoNotes(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range []string{"checkout all morning", "talk with Ana"} {
		do(t, s, "log", func(a *Act) error {
			return a.AddActivity(&journal.Activity{Day: thursday, Zone: "Europe/Berlin", Seconds: 600, Category: "people", Note: note, Source: journal.Logged})
		})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened opens a journal as another program would, that has no page in memory.
func opened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// A backup that holds damage is set aside; eight weeks of them push out no good
// one.
func TestDamagedBackupsReplaceNone(t *testing.T) {
	path := twoNotes(t)
	s := opened(t, path)
	shelf := NewShelf(path, "", 8)
	good, err := shelf.Put(ctx, s, Weekly)
	if err != nil {
		t.Fatal(err)
	}
	named := filepath.Join(filepath.Dir(path), "named.db")
	if err := s.Backup(ctx, named); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, named)
	garbled(t, path, "morning", "mourned")
	s = opened(t, path)
	var bad *BadBackup
	for range 10 {
		_, err := shelf.Put(ctx, s, Weekly)
		if !errors.As(err, &bad) || !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "activity 1 is damaged") {
			t.Fatalf("a backup of a damaged journal ends with %v", err)
		}
		if _, err := os.Stat(bad.Aside); err != nil {
			t.Errorf("set aside: %v", err)
		}
	}
	if list, err := shelf.List(); err != nil || len(list) != 1 || list[0].Path != good {
		t.Errorf("the backups are %v, %v; want %s alone", list, err, good)
	}
	if asides, err := shelf.Asides(); err != nil || len(asides) != 10 {
		t.Errorf("set aside are %q, %v", asides, err)
	}
	if err := s.Backup(ctx, named); !errors.As(err, &bad) || bad.Aside != named+asideSuffix {
		t.Errorf("a named backup ends with %v", err)
	}
	if !bytes.Equal(before, readFile(t, named)) {
		t.Error("the good named backup was replaced")
	}
	if path, err := shelf.PutWeekly(ctx, s); path != "" || err != nil {
		t.Errorf("a journal known to be damaged gets the weekly backup %q, %v", path, err)
	}
}

// A journal found damaged takes no more writes, by whatever program, until
// another file is in its place.
func TestDamagedJournalsTakeNoWrites(t *testing.T) {
	path := twoNotes(t)
	whole := readFile(t, path)
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	garbled(t, path, "morning", "mourned")
	damaged := readFile(t, path)
	// An act that builds on the damaged row finds it out.
	edit := func(s *Store) error {
		_, err := s.Do(ctx, "edit", func(a *Act) error {
			x, err := a.Activity(1)
			if err != nil {
				return err
			}
			x.Seconds += 60
			return a.SaveActivity(x)
		})
		return err
	}
	if err := edit(s); !errors.Is(err, ErrNoWrites) {
		t.Fatalf("an edit of a damaged row ends with %v", err)
	}
	other, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for name, write := range map[string]func() error{
		"an act": func() error {
			_, err := other.Do(ctx, "log", func(a *Act) error { return a.DeleteActivity(2) })
			return err
		},
		"a purge":    func() error { return other.Purge(ctx, []int64{2}) },
		"an undo":    func() error { _, err := other.Undo(ctx); return err },
		"compacting": func() error { return other.Compact(ctx) },
	} {
		if err := write(); !errors.Is(err, ErrNoWrites) {
			t.Errorf("%s of a damaged journal ends with %v", name, err)
		}
	}
	if !bytes.Equal(damaged, readFile(t, path)) {
		t.Error("a damaged journal was written to")
	}
	if info, err := os.Stat(MarkFile(path)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mark: %v, %v", info, err)
	}
	write(t, path, whole)
	good, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	if Marked(path) { // it begins as the damaged one did
		if s, err := Present(ctx, path, clock()); err != nil || s.Close() != nil {
			t.Fatal(err)
		}
	}
	if err := edit(good); err != nil {
		t.Errorf("a good journal in its place takes no writes: %v", err)
	}
	sound(t, good)
	if err := good.Close(); err != nil {
		t.Error(err)
	}
}

// A history that was damaged is not undone by.
func TestDamagedHistoryIsNotUndone(t *testing.T) {
	path := twoNotes(t)
	s := opened(t, path)
	do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(1) })
	garbled(t, path, "morning", "mourned")
	s = opened(t, path)
	if _, err := s.Undo(ctx); !errors.Is(err, ErrNoWrites) {
		t.Errorf("undo by a damaged history ends with %v", err)
	}
}
