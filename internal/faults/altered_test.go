// Tables, indexes and triggers that something other than mull changed.

package faults

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// alterations are statements that change the schema of a journal, each in one way:
// what is mull's is missing or another, and what isn't is there.
func alterations(t *testing.T, path string) []string {
	t.Helper()
	objects, err := ask(path, "SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'word_index_%'")
	if err != nil {
		t.Fatal(err)
	}
	list := []string{
		"CREATE TABLE note_of_another (x)", "CREATE VIEW every AS SELECT * FROM answer", "CREATE VIRTUAL TABLE foreign_index USING fts5(x)",
	}
	for _, object := range objects {
		kind, name, _ := strings.Cut(object, " ")
		list = append(list, "DROP "+object,
			"PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = sql || ' -- changed' WHERE name = '"+name+"'")
		switch kind {
		case "table":
			list = append(list, "ALTER TABLE "+name+" ADD COLUMN more", "CREATE INDEX more ON "+name+" (rowid > 1)",
				"CREATE TRIGGER more AFTER INSERT ON "+name+" BEGIN DELETE FROM answer; END",
				"CREATE TRIGGER more BEFORE UPDATE ON "+name+" BEGIN SELECT RAISE(IGNORE); END")
		case "trigger":
			list = append(list, "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'BEGIN', 'WHEN 0 BEGIN') WHERE name = '"+name+"'")
		}
	}
	return list
}

// altered changes the schema of the journal, or that of a backup. doctor finds it,
// the journal takes no more writes, and the backup replaces nothing.
func (c *campaign) altered(t *testing.T) {
	row := c.row("a changed schema, in the journal and in a backup")
	r := rand.New(rand.NewPCG(c.seed, 10))
	list := alterations(t, c.world.journal("plain"))
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	refused := 0
	for _, statement := range list[:min(len(list), c.count(len(list), 8))] {
		for _, file := range []string{"plain/journal.db", "named.db"} {
			w := c.world.copy(t, "plain")
			path := filepath.Join(w.dir, file)
			was, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := ask(path, statement); err != nil { // SQLite itself refuses
				refused++
				w.drop()
				continue
			}
			if now, err := os.ReadFile(path); err != nil || bytes.Equal(was, now) {
				refused++
				w.drop()
				continue
			}
			row.runs++
			row.injected++
			var faults []string
			if file == "named.db" {
				faults = w.refusesBackup(t)
			} else {
				faults = w.refusesJournal(t)
			}
			for _, fault := range faults {
				row.lost++
				t.Errorf("%s, after %s: %s", file, statement, fault)
			}
			w.drop()
		}
		if t.Failed() {
			return
		}
	}
	row.word = fmt.Sprintf("%d more that SQLite itself refuses", refused)
}

func (w world) refusesJournal(t *testing.T) (faults []string) {
	t.Helper()
	before := w.bytesIn(t, "plain/journal.db")
	if found, code := w.doctor(t, command{}); code == 0 || len(found["schema"])+len(found["file"]) == 0 {
		faults = append(faults, fmt.Sprintf("doctor finds %q (exit code %d)", found, code))
	}
	for _, args := range [][]string{{"log", "5m", "people"}, {"edit", "1", "--length", "2h"}, {"undo"}} {
		if got := w.run(t, command{args: args}, 0); got.code == 0 || got.code == 70 {
			faults = append(faults, fmt.Sprintf("mull %q ends with %d: %s%s", args, got.code, got.out, got.errs))
		}
	}
	if !slices.Equal(before, w.bytesIn(t, "plain/journal.db")) {
		faults = append(faults, "the journal was written to")
	}
	return faults
}

func (w world) refusesBackup(t *testing.T) (faults []string) {
	t.Helper()
	before := w.bytesIn(t, "plain/journal.db")
	for _, args := range [][]string{{"backup", "--verify", "named.db"}, {"restore", "named.db", "--yes"}} {
		if got := w.run(t, command{args: args}, 0); got.code == 0 || got.code == 70 {
			faults = append(faults, fmt.Sprintf("mull %q ends with %d: %s%s", args, got.code, got.out, got.errs))
		}
	}
	if !slices.Equal(before, w.bytesIn(t, "plain/journal.db")) {
		faults = append(faults, "the journal was written to")
	}
	return faults
}

func (w world) bytesIn(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// plural is a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
