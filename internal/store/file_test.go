package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/schema"
)

// files lists a folder.
func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestNamesThatMeanSomethingElsewhere(t *testing.T) {
	for _, name := range []string{"a b.db", "a?mode=ro.db", "a#b.db", "100%25.db", "a&_pragma=x.db", "Ärger 日本.db", "file:x.db", "'quote\".db"} {
		folder := t.TempDir()
		s := reopen(t, filepath.Join(folder, name))
		logged(t, s, 10, "people")
		if err := s.CopyTo(ctx, filepath.Join(folder, "copy "+name)); err != nil {
			t.Error(err)
		}
		if got := files(t, folder); !slices.Equal(got, []string{name, "copy " + name}) && !slices.Equal(got, []string{"copy " + name, name}) {
			t.Errorf("%q leaves %q", name, got)
		}
	}
}

// After a command there is one file, and nothing outside its folder.
func TestNoSecondFileIsLeft(t *testing.T) {
	folder, temp := t.TempDir(), t.TempDir()
	for _, name := range []string{"TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"} {
		t.Setenv(name, temp)
	}
	path := filepath.Join(folder, "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	sit(t, s, thursday, exercise.Answers{"energy": 4.0, "because": strings.Repeat("a long page ", 50_000), "waits": "a talk"})
	for range 30 {
		logged(t, s, 10, "people")
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := files(t, folder); !slices.Equal(got, []string{"journal.db"}) {
		t.Errorf("between two acts there are %q", got)
	}
	sound(t, s)
	// The work that would spill: a sort of everything, and a copy.
	if n := rowsOf(t, s, "SELECT count(*) FROM (SELECT DISTINCT a.before || b.seq || c.seq FROM change a, change b, change c ORDER BY 1 DESC)"); n[0] == "0" {
		t.Error("the sort sorts nothing")
	}
	if err := s.CopyTo(ctx, filepath.Join(folder, "copy.db")); err != nil {
		t.Error(err)
	}
	if got := files(t, temp); len(got) > 0 {
		t.Errorf("temporary files are left: %q", got)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if got := files(t, folder); !slices.Equal(got, []string{"copy.db", "journal.db"}) {
		t.Errorf("in the end there are %q", got)
	}
	logged(t, reopen(t, filepath.Join(folder, "copy.db")), 10, "people")
}

// The pragmas that the package comment promises are in force on the connection.
func TestPragmas(t *testing.T) {
	s := start(t)
	for pragma, want := range map[string]string{"journal_mode": "delete", "synchronous": "3", "foreign_keys": "1", "secure_delete": "1", "temp_store": "2",
		"trusted_schema": "0", "user_version": fmt.Sprint(schema.Version()), "busy_timeout": "10000"} {
		if got := rowsOf(t, s, "PRAGMA "+pragma); got[0] != want {
			t.Errorf("%s is %s, want %s", pragma, got[0], want)
		}
	}
	if _, err := s.db.Exec(`SELECT "no such column"`); err == nil {
		t.Error("a word in double quotes is taken for a text")
	}
}

// Deleted words are overwritten once no undo can bring them back.
func TestDeletedWordsAreOverwritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	const word = "grapefruit"
	do(t, s, "set", func(a *Act) error { return a.SetSetting("target", word) })
	do(t, s, "set", func(a *Act) error { return a.SetSetting("target", nil) })
	if _, err := s.db.Exec("DELETE FROM change"); err != nil { // as a purge will
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if data := readFile(t, path); bytes.Contains(data, []byte(word)) {
		t.Error("the deleted word is still in the file")
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// foreign makes a SQLite file of another program.
func foreign(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

func TestOtherFilesAreRefusedUntouched(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	write := func(name string, data []byte) {
		if err := os.WriteFile(path(name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mine := path("mine.db")
	s, err := Open(ctx, mine, clock())
	if err != nil {
		t.Fatal(err)
	}
	logged(t, s, 10, "people")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole := readFile(t, mine)
	newer := bytes.Clone(whole)
	binary.BigEndian.PutUint32(newer[60:], 99)
	write("text", []byte("Dear diary, this is a text file and no journal at all; it is longer than the header of a SQLite file is, by some words."))
	write("short text", []byte("Dear diary"))
	write("cut header", whole[:60])
	write("newer", newer)
	foreign(t, path("foreign"), "CREATE TABLE t (x); INSERT INTO t VALUES (1)")
	foreign(t, path("foreign wal"), "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
	foreign(t, path("foreign application"), "PRAGMA application_id = 12345; CREATE TABLE act (x)")
	if err := os.Remove(mine); err != nil {
		t.Fatal(err)
	}
	names := files(t, folder)
	for _, name := range names {
		before := readFile(t, path(name))
		stat, err := os.Stat(path(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, open := range []func(context.Context, string) (*Store, error){
			func(ctx context.Context, path string) (*Store, error) { return Open(ctx, path, clock()) },
			func(ctx context.Context, path string) (*Store, error) { return OpenLater(ctx, path, clock()) },
		} {
			s, err := open(ctx, path(name))
			var refused *Unusable
			if !errors.As(err, &refused) || s != nil || refused.Hint == "" || !strings.Contains(err.Error(), "left as it is") {
				t.Errorf("%s: opened with %v", name, err)
			}
			if name == "newer" && !strings.Contains(err.Error(), "version 99") {
				t.Errorf("%s: %v", name, err)
			}
		}
		after, err := os.Stat(path(name))
		if err != nil || !bytes.Equal(before, readFile(t, path(name))) || after.ModTime() != stat.ModTime() || after.Mode() != stat.Mode() {
			t.Errorf("%s was touched (%v)", name, err)
		}
	}
	if got := files(t, folder); !slices.Equal(got, names) {
		t.Errorf("the folder held %q and holds %q", names, got)
	}
}

// A journal that is damaged further on is refused by name, not with wrong
// figures, and left as it is.
func TestDamagedJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	logged(t, s, 10, "people")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole := readFile(t, path)
	for name, data := range map[string][]byte{
		"cut short":   whole[:5000],
		"overwritten": append(bytes.Clone(whole[:100]), bytes.Repeat([]byte("x"), len(whole)-100)...),
	} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(ctx, path, clock())
		if err == nil {
			_, err = s.Totals(ctx, thursday, thursday)
			if err == nil {
				_, err = s.Do(ctx, "log", func(a *Act) error { return a.SetSetting("x", 1) })
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
		var refused *Unusable
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(data, readFile(t, path)) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

// Looking at a journal that is not there makes none.
func TestLookingMakesNoJournal(t *testing.T) {
	folder := t.TempDir()
	s, err := OpenLater(ctx, filepath.Join(folder, "deep", "journal.db"), clock())
	if err != nil {
		t.Fatal(err)
	}
	if totals, err := s.Totals(ctx, 0, thursday); err != nil || len(totals) != 0 {
		t.Errorf("it holds %v, %v", totals, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if got := files(t, folder); len(got) > 0 {
		t.Errorf("it made %q", got)
	}
}

// The first act makes the journal that was put off, in a folder of its own.
func TestFirstActMakesTheJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "journal.db")
	s, err := OpenLater(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	if s.Path() != Memory {
		t.Errorf("before the first act it is at %s", s.Path())
	}
	logged(t, s, 10, "people")
	if totals, err := s.Totals(ctx, thursday, thursday); err != nil || len(totals) != 1 || s.Path() != path {
		t.Errorf("at %s it holds %v, %v", s.Path(), totals, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// An empty file is nobody's: it becomes the journal, and private.
func TestEmptyFileBecomesTheJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	logged(t, reopen(t, path), 10, "people")
	if header := readFile(t, path); binary.BigEndian.Uint32(header[68:]) != schema.ApplicationID {
		t.Error("it is not marked as a journal")
	}
	if stat, err := os.Stat(path); err != nil || stat.Mode().Perm()&0o077 != 0 {
		t.Errorf("its mode is %v, %v", stat.Mode(), err)
	}
}

func TestFolderInstead(t *testing.T) {
	_, err := Open(ctx, t.TempDir(), clock())
	var refused *Unusable
	if !errors.As(err, &refused) {
		t.Errorf("a folder opens with %v", err)
	}
}

// A journal whose making was cut short by the power is made anew; a blank file
// without SQLite's own note beside it is left alone.
func TestMakingCutShort(t *testing.T) {
	// https://sqlite.org/fileformat.html#the_rollback_journal: no pages are to be
	// written back, and the file had none before.
	note := make([]byte, 512)
	copy(note, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	note[22], note[26] = 2, 16 // sectors of 512 bytes, pages of 4096
	torn := make([]byte, 4096)
	torn[1024] = 1 // some of the first page arrived
	for name, beside := range map[string][]byte{"cut short": note, "of another": []byte("no note"), "alone": nil} {
		path := filepath.Join(t.TempDir(), "journal.db")
		if err := os.WriteFile(path, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		if beside != nil {
			if err := os.WriteFile(path+"-journal", beside, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if name == "cut short" {
			logged(t, reopen(t, path), 10, "people")
			continue
		}
		if _, err := Open(ctx, path, clock()); !errors.As(err, new(*Unusable)) {
			t.Errorf("%s: it opens with %v", name, err)
		}
		if !bytes.Equal(readFile(t, path), torn) {
			t.Errorf("%s: it was changed", name)
		}
	}
}
