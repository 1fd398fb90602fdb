package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestBackupIsTheJournalRowByRow(t *testing.T) {
	s := start(t)
	logged(t, s, 30, "people")
	sit(t, s, thursday, map[string]any{"energy": 3.0, "because": "something said"})
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	was, held := contents(t, s), load(t, path)
	if differs := was.Differing(held); len(differs) > 0 || held.Entries != 1 || held.Activities < 1 {
		t.Errorf("the copy differs in %v: %+v", differs, held)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v, %v", info.Mode(), err)
	}
	logged(t, s, 30, "people")
	if differs := contents(t, s).Differing(held); len(differs) == 0 {
		t.Error("a journal with more in it is the same")
	}
}

// A hash that takes one row for another would call a false copy true.
func TestContentsTellRowsApart(t *testing.T) {
	s := start(t)
	seen := map[string]string{}
	for _, values := range []string{"'a', 'bc'", "'ab', 'c'", "'1', '2'", "1, 2", "NULL, ''", "'', NULL", "'<nil>', ''", "x'61', 'bc'"} {
		for _, statement := range []string{"DROP TABLE IF EXISTS pair", "CREATE TABLE pair (a, b)", "INSERT INTO pair VALUES (" + values + ")"} {
			if err := exec(ctx, s.db, statement); err != nil {
				t.Fatal(err)
			}
		}
		rows := contents(t, s).Tables["pair"]
		if other, known := seen[rows.Hash]; known || rows.Count != 1 {
			t.Errorf("%s reads as %s", values, other)
		}
		seen[rows.Hash] = values
	}
}

func TestBackupThatCannotBeWrittenLeavesTheFormerOne(t *testing.T) {
	s := start(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, path)
	if err := os.Mkdir(filepath.Join(folder, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, filepath.Join(folder, "taken")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := s.Backup(ctx, filepath.Join(folder, "none", "copy.db")); err == nil {
		t.Error("a backup was written to no folder")
	}
	if got := files(t, folder); len(got) != 2 || !bytes.Equal(before, readFile(t, path)) {
		t.Errorf("left are %q", got)
	}
}

func TestDamagedBackupsAreRefused(t *testing.T) {
	path, whole := old(t)
	refused := 0
	for at := 0; at < len(whole); at += 4096 - 700 {
		broken := bytes.Clone(whole)
		for i := at; i < min(at+40, len(broken)); i++ {
			broken[i] ^= 0xff
		}
		file := filepath.Join(t.TempDir(), "broken.db")
		write(t, file, broken)
		s, _, err := LoadBackup(ctx, file, clock())
		if err != nil {
			refused++
			if !errors.As(err, new(*Unusable)) {
				t.Errorf("byte %d: %v", at, err)
			}
			continue
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d of %d damages were seen", refused, len(whole)/(4096-700)+1)
	if refused < 5 {
		t.Errorf("only %d damages were seen", refused)
	}
	for _, length := range []int{0, 50, 100, 4096, len(whole) - 1, len(whole) - 4096} {
		file := filepath.Join(t.TempDir(), "short.db")
		write(t, file, whole[:length])
		if _, _, err := LoadBackup(ctx, file, clock()); !errors.As(err, new(*Unusable)) {
			t.Errorf("cut at %d: %v", length, err)
		}
	}
	write(t, path+"-journal", []byte("half a write"))
	if _, _, err := LoadBackup(ctx, path, clock()); !errors.Is(err, ErrDamaged) {
		t.Errorf("a copy with half a write beside it: %v", err)
	}
}

func TestRestoreKeepsWritersOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	other := reopenLoose(t, path)
	logged(t, other, 10, "people")
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := other.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	logged(t, other, 20, "people")
	_, image, err := LoadBackup(ctx, backup, clock())
	if err != nil {
		t.Fatal(err)
	}
	present, err := Present(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	was := contents(t, present)
	copied, err := NewShelf(path, "", 8).Restore(ctx, present, nil, image, nil)
	if err != nil {
		t.Fatal(err)
	}
	// One that had the former file open must not believe that it wrote.
	_, err = other.Do(ctx, "log", func(a *Act) error { return a.exec("DELETE FROM activity") })
	if !errors.As(err, new(*Unusable)) || !strings.Contains(err.Error(), "moved") {
		t.Errorf("writing to the former journal ends with %v", err)
	}
	if differs := load(t, copied).Differing(was); len(differs) > 0 {
		t.Errorf("the copy of what was differs in %v", differs)
	}
	if now := contents(t, reopen(t, path)); now.Activities != 1 || len(now.Differing(load(t, backup))) > 0 {
		t.Errorf("restored are %d activities", now.Activities)
	}
}

func TestPresentLeavesStrangersAlone(t *testing.T) {
	for name, content := range map[string]string{"a text": "a text somebody wrote", "another program's": "SQLite format 3\x00" + strings.Repeat("x", 200)} {
		path := filepath.Join(t.TempDir(), "file")
		write(t, path, []byte(content))
		if s, err := Present(ctx, path, clock()); s != nil || !errors.As(err, new(*Unusable)) || errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "zeros")
	write(t, path, make([]byte, 5000))
	if _, err := Present(ctx, path, clock()); !errors.Is(err, ErrDamaged) {
		t.Errorf("zeros: %v", err)
	}
}

// A journal whose write was cut leaves a file beside it that would be played
// back into whatever takes its place.
func TestRestoreTakesAHalfWriteAside(t *testing.T) {
	backup, image := old(t)
	path := filepath.Join(t.TempDir(), "journal.db")
	write(t, path, make([]byte, 5000))
	write(t, path+"-journal", []byte("half a write"))
	aside, err := NewShelf(path, "", 8).Restore(ctx, nil, nil, image, nil)
	if err != nil || aside != path+".damaged-1" {
		t.Fatal(aside, err)
	}
	if got := files(t, filepath.Dir(path)); fmt.Sprint(got) != "[journal.db journal.db.damaged-1 journal.db.damaged-1-journal]" {
		t.Errorf("the folder holds %q", got)
	}
	if differs := contents(t, reopen(t, path)).Differing(load(t, backup)); len(differs) > 0 {
		t.Errorf("restored differs in %v", differs)
	}
}

func TestShelvesOfOneFolderAreApart(t *testing.T) {
	folder := t.TempDir()
	for range 3 {
		for _, at := range []string{filepath.Join(t.TempDir(), "journal.db"), filepath.Join(t.TempDir(), "journal.db")} {
			s := reopen(t, at)
			logged(t, s, 10, "people")
			shelf := NewShelf(at, folder, 2)
			for range 4 {
				if _, err := shelf.Put(ctx, s, "weekly"); err != nil {
					t.Fatal(err)
				}
			}
			list, err := shelf.List()
			if err != nil || len(list) != 2 || !list[0].At.After(list[1].At) {
				t.Errorf("on the shelf are %v, %v", list, err)
			}
		}
	}
	if got := len(files(t, folder)); got != 12 {
		t.Errorf("the folder holds %d backups, want 2 for each of 6 journals", got)
	}
}

func contents(t testing.TB, s *Store) *Contents {
	t.Helper()
	c, err := s.Contents(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func load(t testing.TB, path string) *Contents {
	t.Helper()
	s, _, err := LoadBackup(ctx, path, time.Now, testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return contents(t, s)
}

// reopenLoose is reopen without the checks at the end, for a file that is
// replaced.
func reopenLoose(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A day of imports pushes no week off the shelf.
func TestStepsLeaveTheWeeks(t *testing.T) {
	s := start(t)
	logged(t, s, 10, "people")
	shelf := NewShelf(s.Path(), "", 8)
	for _, why := range strings.Fields("weekly weekly weekly weekly weekly weekly import import import import import import import restore weekly") {
		if _, err := shelf.Put(ctx, s, why); err != nil {
			t.Fatal(err)
		}
	}
	list, err := shelf.List()
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, b := range list {
		left = append(left, b.Why)
	}
	if got := strings.Join(left, " "); got != "weekly restore import import import weekly weekly weekly" {
		t.Errorf("left are %s", got)
	}
}
