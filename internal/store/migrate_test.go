package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/schema"
)

// next returns the schema's steps with one more after them.
func next(sql string) steps {
	return func(version int) ([]schema.Migration, error) {
		list, err := schema.After(version)
		if version <= schema.Version() {
			list = append(list, schema.Migration{Version: schema.Version() + 1, Name: "next.sql", SQL: sql})
		}
		return list, err
	}
}

// old makes a journal with something in it and returns its path and bytes.
func old(t *testing.T) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	logged(t, s, 10, "people")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, readFile(t, path)
}

func TestFailingMigrationLeavesTheOldJournal(t *testing.T) {
	for name, sql := range map[string]string{
		"no SQL":         "ALTER TABLE entry ADD COLUMN weather TEXT; THIS IS NO SQL",
		"loses rows":     "DROP TRIGGER activity_deleted; CREATE TABLE more (x) STRICT; DELETE FROM activity",
		"loses rows (2)": "DROP TRIGGER activity_deleted; DELETE FROM uncounted; DELETE FROM activity",
	} {
		path, before := old(t)
		s, err := Open(ctx, path, clock())
		if err != nil {
			t.Fatal(err)
		}
		err = s.migrate(ctx, schema.Version(), next(sql))
		copied := fmt.Sprintf("%s.before-version-%d", path, schema.Version()+1)
		if err == nil || !strings.Contains(err.Error(), copied) || !strings.Contains(err.Error(), "unchanged") {
			t.Errorf("%s: the migration ends with %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if !bytes.Equal(before, readFile(t, path)) {
			t.Errorf("%s: the journal was changed", name)
		}
		want := []string{"journal.db", filepath.Base(copied)}
		if got := files(t, filepath.Dir(path)); !slices.Equal(got, want) {
			t.Errorf("%s: left are %q, want %q", name, got, want)
		}
		if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: the copy has mode %v, %v", name, info.Mode(), err)
		}
		first, second := reopen(t, path), reopen(t, copied)
		if dump(t, first) != dump(t, second) {
			t.Errorf("%s: the copy differs", name)
		}
	}
}

func TestMigrationKeepsACopyOfWhatWas(t *testing.T) {
	path, _ := old(t)
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second process finds it done, and copies nothing over the copy
		if err := s.migrate(ctx, schema.Version(), next("ALTER TABLE item ADD COLUMN weather TEXT")); err != nil {
			t.Fatal(err)
		}
	}
	if got := rowsOf(t, s, "PRAGMA user_version"); got[0] != fmt.Sprint(schema.Version()+1) {
		t.Errorf("the journal has version %s", got[0])
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, clock()); !errors.As(err, new(*Unusable)) {
		t.Errorf("the journal of the newer version opens with %v", err)
	}
	copied := fmt.Sprintf("%s.before-version-%d", path, schema.Version()+1)
	if got := rowsOf(t, reopen(t, copied), "PRAGMA user_version"); got[0] != fmt.Sprint(schema.Version()) {
		t.Errorf("the copy has version %s", got[0])
	}
	if got := files(t, filepath.Dir(path)); len(got) != 2 {
		t.Errorf("the folder holds %q", got)
	}
}
