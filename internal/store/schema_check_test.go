package store

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/internal/journal"
	"mull/schema"
)

// What is read from the text of the migrations is what running them makes, for
// every version: the check on each start relies on it.
func TestSchemaFromTextIsTheMigratedOne(t *testing.T) {
	for version := 1; version <= schema.Version(); version++ {
		objects, known := schema.Objects(version)
		if !known {
			t.Errorf("version %d holds a statement that schema.Objects can't follow: each start runs the migrations", version)
			continue
		}
		ran, err := migrated(ctx, version)
		if err != nil {
			t.Fatal(err)
		}
		maps.DeleteFunc(ran, func(_ string, o schema.Object) bool { return schema.Shadow(objects, o.SQL) })
		if !maps.Equal(objects, ran) {
			t.Errorf("version %d: %v", version, differences(objects, slices.Collect(maps.Values(ran))))
		}
	}
}

// tampered are changes to the schema of a journal, and what is said of each.
var tampered = map[string]struct{ sql, says string }{
	"a foreign trigger":      {"CREATE TRIGGER helper AFTER INSERT ON activity BEGIN DELETE FROM answer; END", `the trigger "helper" isn't one of mull's`},
	"a trigger gone":         {"DROP TRIGGER activity_inserted", "the trigger activity_inserted is missing"},
	"a trigger changed":      {"DROP TRIGGER item_inserted; CREATE TRIGGER item_inserted AFTER INSERT ON item BEGIN SELECT 1; END", "the trigger item_inserted was changed"},
	"a trigger on the state": {"CREATE TRIGGER quiet AFTER UPDATE ON state BEGIN DELETE FROM change; END", `the trigger "quiet" isn't one of mull's`},
	"an index gone":          {"DROP INDEX entry_day", "the index entry_day is missing"},
	"an index more":          {"CREATE UNIQUE INDEX one_a_day ON activity(day)", `the index "one_a_day" isn't one of mull's`},
	"a table more":           {"CREATE TABLE lines (text)", `the table "lines" isn't one of mull's`},
	"a view":                 {"CREATE VIEW hours AS SELECT * FROM day_total", `the view "hours" isn't one of mull's`},
	"a column more":          {"ALTER TABLE item ADD COLUMN color TEXT", "the table item was changed"},
	"a table gone":           {"DROP TABLE off", "the table off is missing"},
	"a hidden trigger": {`CREATE TRIGGER helper AFTER INSERT ON activity BEGIN DELETE FROM answer; END;
		PRAGMA writable_schema = 1; UPDATE sqlite_schema SET type = 'table', name = 'sqlite_stat1', tbl_name = 'sqlite_stat1' WHERE name = 'helper'`, ""},
	"a trigger as a shadow": {`CREATE TRIGGER helper AFTER INSERT ON activity BEGIN DELETE FROM answer; END;
		PRAGMA writable_schema = 1; UPDATE sqlite_schema SET type = 'table', name = 'word_index_config', tbl_name = 'word_index_config' WHERE name = 'helper'`, ""},
}

// tamper changes the schema of the journal at path behind mull's back.
func tamper(t *testing.T, path, sql string) {
	t.Helper()
	s, err := openRaw(ctx, path, readFile(t, path))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := exec(ctx, s.db, sql); err != nil {
		t.Fatal(err)
	}
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, image)
}

// A journal whose schema is not mull's is refused untouched, as a journal, as a
// backup and in an examination; and what can be put right is.
func TestTamperedSchemas(t *testing.T) {
	for name, c := range tampered {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "journal.db")
			s, err := Open(ctx, path, clock())
			if err != nil {
				t.Fatal(err)
			}
			logged(t, s, 10, "people")
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			tamper(t, path, c.sql)
			before := readFile(t, path)
			_, openErr := Open(ctx, path, clock())
			_, _, loadErr := LoadBackup(ctx, path, clock())
			for how, err := range map[string]error{"opened": openErr, "read as a backup": loadErr} {
				if !errors.Is(err, ErrDamaged) || c.says != "" && !strings.Contains(fmt.Sprint(err), c.says) {
					t.Errorf("%s: %v, want %q", how, err, c.says)
				}
			}
			if string(readFile(t, path)) != string(before) {
				t.Error("the refused journal was written to")
			}
			x, err := Examine(ctx, path, before, clock())
			if err == nil && len(x.Schema) == 0 && len(x.Faults) == 0 {
				t.Error("an examination finds nothing")
			}
		})
	}
}

// A journal of an older version is checked against that version before it is
// brought up to date.
func TestTamperedSchemaIsNotMigrated(t *testing.T) {
	for version := 1; version <= schema.Version(); version++ {
		path := released(t, version)
		tamper(t, path, "DROP TRIGGER activity_updated")
		if _, err := Open(ctx, path, clock()); !errors.Is(err, ErrForeignSchema) {
			t.Errorf("version %d: %v", version, err)
		}
	}
}

// A sealed journal is checked, too.
func TestTamperedSealedSchema(t *testing.T) {
	key := sealed(t)
	path := filepath.Join(t.TempDir(), "journal.db")
	sealNew(t, path, key)
	s, err := Open(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	err = s.change(ctx, func() (bool, error) { return true, exec(ctx, s.db, "DROP TRIGGER activity_inserted") })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, clock(), testKeys()...); !errors.Is(err, ErrForeignSchema) {
		t.Errorf("opened: %v", err)
	}
}

// What ANALYZE leaves is SQLite's own.
func TestStatisticsAreNoForeignTable(t *testing.T) {
	s := start(t)
	logged(t, s, 10, "people")
	if err := exec(ctx, s.db, "ANALYZE"); err != nil {
		t.Fatal(err)
	}
	if faults, err := s.schemaFaultsOf(ctx); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
	if err := s.checkSchema(ctx, schema.Version()); err != nil {
		t.Error(err)
	}
}

func BenchmarkCheckSchema(b *testing.B) {
	s, err := Open(ctx, filepath.Join(b.TempDir(), "journal.db"), clock())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.Run("text", func(b *testing.B) {
		for b.Loop() {
			if err := s.checkSchema(ctx, schema.Version()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("migrations", func(b *testing.B) {
		for b.Loop() {
			if faults, err := s.schemaFaultsOf(ctx); err != nil || len(faults) > 0 {
				b.Fatal(faults, err)
			}
		}
	})
}

// An act that writes what no change tells of is refused, whatever it is: a
// trigger may go while the journal is open.
func TestUnnotedWritesAreRefused(t *testing.T) {
	s, err := Open(ctx, filepath.Join(t.TempDir(), "journal.db"), clock())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	x := logged(t, s, 10, "people")
	e := sit(t, s, thursday, map[string]any{"energy": 4.0, "mins": 20.0})
	if _, err := s.Undo(ctx); err != nil { // counted like any other
		t.Fatal(err)
	}
	e = sit(t, s, thursday, map[string]any{"energy": 4.0, "mins": 20.0})
	for trigger, write := range map[string]func(*Act) error{
		"activity_inserted": func(a *Act) error {
			return a.AddActivity(&journal.Activity{Day: thursday, Zone: "UTC", Seconds: 60, Category: "people", Source: journal.Logged})
		},
		"activity_deleted": func(a *Act) error { return a.exec("DELETE FROM activity WHERE number = ?", x.Number) },
		"answer_updated": func(a *Act) error {
			if err := a.SetAnswer(e.Number, "because", "noted"); err != nil { // one of two is
				return err
			}
			return a.SetAnswer(e.Number, "energy", 2.0)
		},
	} {
		text := rowsOf(t, s, "SELECT sql FROM sqlite_schema WHERE name = ?", trigger)[0]
		if err := exec(ctx, s.db, "DROP TRIGGER "+trigger); err != nil {
			t.Fatal(err)
		}
		before := dump(t, s)
		if _, err := s.Do(ctx, "test", write); !errors.Is(err, ErrForeignSchema) {
			t.Errorf("without %s: %v", trigger, err)
		}
		if dump(t, s) != before {
			t.Errorf("without %s something was saved", trigger)
		}
		if err := exec(ctx, s.db, text); err != nil {
			t.Fatal(err)
		}
		do(t, s, "test", func(a *Act) error { return write(a) })
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	// What a purge takes away was noted before.
	if err := s.Purge(ctx, []int64{e.Number}); err != nil {
		t.Error(err)
	}
	sound(t, s)
}

// No statement of this package writes to a table whose rows are noted in a way
// that the count of an act does not see.
func TestNotedWritesAreSeen(t *testing.T) {
	for query, want := range map[string]bool{
		"INSERT INTO entry (number) VALUES (?)":       true,
		"UPDATE activity SET note = ?":                true,
		"\n\tDELETE FROM answer WHERE entry = ?":      true,
		"DELETE FROM words WHERE id IN (SELECT 1)":    false,
		"INSERT INTO change SELECT * FROM entry":      false,
		"UPDATE state SET act = ?":                    false,
		"PRAGMA defer_foreign_keys = ON":              false,
		touched + "DELETE FROM words WHERE id IN (?)": false,
	} {
		if got := writesNoted(query); got != want {
			t.Errorf("%q: %v", query, got)
		}
	}
}
