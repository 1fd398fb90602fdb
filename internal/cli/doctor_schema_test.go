package cli

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tamperWith runs SQL on a file behind mull's back.
func tamperWith(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// A journal and a backup whose triggers aren't mull's are refused, and doctor puts
// the journal right.
func TestForeignSchema(t *testing.T) {
	folder := t.TempDir()
	journal, backup := filepath.Join(folder, "journal.db"), filepath.Join(folder, "kept.db")
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		world := World{
			In: strings.NewReader(""), Out: &out, Err: &out, LoadZone: time.LoadLocation,
			Free: func(string) (uint64, bool) { return 1 << 40, true },
			Now:  func() time.Time { return time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC) },
			Getenv: func(name string) string {
				return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": journal, "HOME": folder}[name]
			},
		}
		err := Run(context.Background(), world, args)
		code, line, hint := Explain(err)
		if code != want {
			t.Fatalf("%v ends with %d, want %d: %s %s\n%s", args, code, want, line, hint, &out)
		}
		return out.String() + line + "\n" + hint
	}
	contains := func(text string, wanted ...string) {
		t.Helper()
		for _, w := range wanted {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), w) {
				t.Errorf("%q is not in:\n%s", w, text)
			}
		}
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	run(0, "log", "1h", "people")
	run(0, "backup", backup)
	before := run(0, "list", "--json")
	tamperWith(t, backup, "CREATE TRIGGER helper AFTER INSERT ON activity BEGIN DELETE FROM answer; END")
	contains(run(exitUnusable, "backup", "--verify", backup), `the trigger "helper" isn't one of mull's`)
	contains(run(exitUnusable, "restore", "--yes", backup), `the trigger "helper" isn't one of mull's`)

	tamperWith(t, journal, "DROP TRIGGER activity_inserted; CREATE TABLE mine (x); INSERT INTO mine VALUES ('kept words')")
	contains(run(exitUnusable, "log", "1h", "people"), "changed by something other than mull", "mull doctor")
	contains(run(exitUnusable, "week"), "changed by something other than mull")
	contains(run(exitFailed, "doctor"), "the trigger activity_inserted is missing", `the table "mine" isn't one of mull's`, "mull doctor --fix")
	drafts, err := filepath.Glob(journal + ".draft-*")
	if err != nil || len(drafts) != 1 {
		t.Errorf("what was typed is saved in %q, %v", drafts, err)
	}
	for _, draft := range drafts {
		if err := os.Remove(draft); err != nil {
			t.Fatal(err)
		}
	}
	fixed := run(0, "doctor", "--fix")
	contains(fixed, "As it was, the journal is in")
	_, after, _ := strings.Cut(fixed, "As it was, the journal is in ")
	copied, _, _ := strings.Cut(after, "\n")
	if held, err := os.ReadFile(strings.TrimSuffix(copied, ".")); err != nil || !bytes.Contains(held, []byte("kept words")) {
		t.Errorf("what was taken away is not in the copy: %v", err)
	}
	run(0, "doctor")
	if got := run(0, "list", "--json"); got != before {
		t.Errorf("after it, list shows\n%s\nand before\n%s", got, before)
	}
	run(0, "log", "1h", "people")

	tamperWith(t, journal, "DROP TABLE off")
	contains(run(exitFailed, "doctor", "--fix"), "the table off is missing", "mull restore")
}
