package store

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/schema"
)

// testdata/released holds a journal of each version of the schema that was
// released: entries of several exercises, time of every source, items, rules,
// own categories and exercises, changed, deleted and undone things; from
// version 3 on a coachee with exercises, a share and a note, and from 4 on
// something purged and a named backup, from 5 on a key of a recovery sheet, in 6
// time in two years and a day known from a calendar alone. With a new migration,
// a journal of its version joins them, gzipped.

// released unpacks the journal of a version.
func released(t *testing.T, version int) string {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "released", fmt.Sprintf("version-%d.db.gz", version)))
	if err != nil {
		t.Fatalf("each version of the schema needs a journal to be migrated in tests: %v", err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "journal.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// asItIs opens the bytes of a journal without bringing them up to date.
func asItIs(t *testing.T, path string) *Store {
	t.Helper()
	s, err := openRaw(ctx, path, readFile(t, path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// valuesOf returns every row of every table but the index, by the names of the
// columns, so that a column more does not make another row.
func valuesOf(t testing.TB, s *Store, columns map[string][]string) map[string][]string {
	t.Helper()
	values := map[string][]string{}
	for table, names := range columns {
		values[table] = rowsOf(t, s, "SELECT "+strings.Join(names, ", ")+" FROM "+table)
		slices.Sort(values[table])
	}
	return values
}

func columnsIn(t testing.TB, s *Store) map[string][]string {
	t.Helper()
	columns := map[string][]string{}
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'word\\_index%' ESCAPE '\\'") {
		columns[table] = rowsOf(t, s, "SELECT name FROM pragma_table_info(?)", table)
	}
	return columns
}

// Every value of a journal of any released version is there after its
// migration, the copy made before holds them, too, and what is computed is what
// a rebuilding computes.
func TestReleasedJournalsAreMigrated(t *testing.T) {
	for version := 1; version <= schema.Version(); version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			path := released(t, version)
			before := readFile(t, path)
			old := asItIs(t, path)
			columns := columnsIn(t, old)
			want := valuesOf(t, old, columns)
			for _, table := range []string{"act", "change", "entry", "answer", "activity", "item", "category", "setting", "rule", "off", "target"} {
				if len(want[table]) == 0 {
					t.Errorf("there is no row of %s to be migrated", table)
				}
			}
			s := reopen(t, path) // which ends with a check of everything
			if got := rowsOf(t, s, "PRAGMA user_version"); got[0] != fmt.Sprint(schema.Version()) {
				t.Errorf("it has version %s then", got[0])
			}
			for table, rows := range valuesOf(t, s, columns) {
				if table == "words" && version < 2 {
					continue
				}
				if !slices.Equal(rows, want[table]) {
					t.Errorf("%s held\n%q, and holds\n%q", table, want[table], rows)
				}
			}
			if version == schema.Version() {
				return
			}
			copied := fmt.Sprintf("%s.before-version-%d", path, schema.Version())
			if s.Migrated() != copied {
				t.Errorf("the copy is said to be %q, not %q", s.Migrated(), copied)
			}
			for table, rows := range valuesOf(t, asItIs(t, copied), columns) {
				if !slices.Equal(rows, want[table]) {
					t.Errorf("in the copy, %s differs", table)
				}
			}
			goOn(t, s)
			restoreReleased(t, s, path, before)
		})
	}
}

// goOn uses what was migrated: search, undo of what was done before, new acts.
func goOn(t *testing.T, s *Store) {
	t.Helper()
	if hits, err := s.Search(ctx, Search{Words: "vendor"}); err != nil || len(hits) == 0 {
		t.Errorf("a search finds %d pages, %v", len(hits), err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Errorf("undo of what was done before: %v", err)
	}
	logged(t, s, 10, "people")
}

// restoreReleased reads the bytes of the former version as a backup.
func restoreReleased(t *testing.T, s *Store, path string, before []byte) {
	t.Helper()
	backup := path + ".backup"
	if err := os.WriteFile(backup, before, 0o600); err != nil {
		t.Fatal(err)
	}
	loaded, _, err := LoadBackup(context.Background(), backup, clock())
	if err != nil {
		t.Fatalf("as a backup: %v", err)
	}
	defer loaded.Close()
	held, err := loaded.Contents(ctx)
	if err != nil || held.Entries == 0 {
		t.Errorf("as a backup it holds %+v, %v", held, err)
	}
}

// A released journal has exactly the tables its migrations make: none of them
// was edited since.
func TestReleasedMigrationsStay(t *testing.T) {
	const tables = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1, 2"
	plain := func(list []string) []string {
		for i, text := range list {
			list[i] = strings.Join(strings.Fields(text), " ")
		}
		return list
	}
	all, err := schema.After(0)
	if err != nil {
		t.Fatal(err)
	}
	for version := 1; version <= schema.Version(); version++ {
		fresh, err := openRaw(ctx, Memory, emptyFile(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range all[:version] {
			if err := exec(ctx, fresh.db, step.SQL); err != nil {
				t.Fatal(err)
			}
		}
		got, want := plain(rowsOf(t, fresh, tables)), plain(rowsOf(t, asItIs(t, released(t, version)), tables))
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("version %d was released with\n%s\nand its migrations make\n%s", version, strings.Join(want[i:min(i+1, len(want))], ""), strings.Join(got[i:min(i+1, len(got))], ""))
			}
		}
		if err := fresh.Close(); err != nil {
			t.Error(err)
		}
	}
}

// emptyFile returns the bytes of a database without tables.
func emptyFile(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "empty.db")
	s, err := open(ctx, path, schema.Version(), clock())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"CREATE TABLE x (y)", "DROP TABLE x"} {
		if err := exec(ctx, s.db, statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return readFile(t, path)
}
