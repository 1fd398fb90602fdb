package faults

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// What doctor says of each check, by its name.
type checkup struct {
	Healthy bool
	Checks  []struct {
		Check string
		OK    bool
		Found []struct {
			What, Mend string
			Fixed      bool
		}
	}
}

func (w world) doctor(t *testing.T, c command, args ...string) (found map[string][]string, code int) {
	t.Helper()
	c.args = append([]string{"doctor", "--json"}, args...)
	got := w.run(t, c, 0)
	var view checkup
	if err := json.Unmarshal([]byte(got.out), &view); err != nil {
		t.Fatalf("exit code %d, %v\n%s%s", got.code, err, got.out, got.errs)
	}
	if view.Healthy != (got.code == 0) {
		t.Errorf("healthy is %v, and the exit code %d", view.Healthy, got.code)
	}
	found = map[string][]string{}
	for _, check := range view.Checks {
		for _, finding := range check.Found {
			if !finding.Fixed {
				found[check.Check] = append(found[check.Check], finding.What+" | "+finding.Mend)
			}
		}
		if check.OK != (len(found[check.Check]) == 0) {
			t.Errorf("check %s is ok: %v, and found is %q", check.Check, check.OK, found[check.Check])
		}
	}
	return found, got.code
}

// Each thing doctor looks for is found where it is planted, alone, with what
// mends it; --fix mends what it says it mends, and leaves the rest alone.
func TestDoctorFindsWhatIsPlanted(t *testing.T) {
	all := worldOf(t)
	sql := func(statement string) func(world, string) error {
		return func(w world, folder string) error {
			_, err := ask(w.journal(folder), statement)
			return err
		}
	}
	old := func(w world, folder, name string) error {
		path := filepath.Join(w.dir, folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte("left"), 0o600); err != nil {
			return err
		}
		return os.Chtimes(path, time.Time{}, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	for _, plant := range []struct {
		name, check, what, mend string
		fixed                   bool
		in, now                 string
		do                      func(w world, folder string) error
	}{
		{name: "nothing", fixed: true, do: func(world, string) error { return nil }},
		{name: "the file for all to read", check: "permissions", what: "others may look into", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return os.Chmod(w.journal(folder), 0o644) }},
		{name: "the folder open", check: "permissions", what: "(mode 0755)", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return os.Chmod(filepath.Join(w.dir, folder), 0o755) }},
		{name: "a folder open that mull didn't make", check: "permissions", what: "(mode 0755)", mend: "chmod 700 ",
			do: func(w world, folder string) error {
				return errors.Join(os.Remove(w.state("folders")), os.Chmod(filepath.Join(w.dir, folder), 0o755))
			}},
		{name: "backups open", check: "permissions", what: "backups", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return os.Chmod(filepath.Join(w.dir, folder, "backups"), 0o750) }},
		{name: "a page overwritten", check: "file", what: "the journal is damaged", mend: "the newest good backup", fixed: true, do: overwritten},
		{name: "cut short", check: "file", what: "the journal is damaged", mend: "the newest good backup",
			do: func(w world, folder string) error { return os.Truncate(w.journal(folder), 5000) }},
		{name: "a reference to nothing", check: "file", what: "refers to one of entry that is not there", mend: "the newest good backup", fixed: true,
			do: sql("INSERT INTO measurement SELECT id, 20000, 999, 1 FROM measure LIMIT 1")},
		{name: "a letter that the disk changed", check: "content", what: "activity 1 is damaged", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return garble(w.journal(folder)) }},
		{name: "wrong totals", check: "totals", what: "recount", mend: "mull doctor --fix", fixed: true, do: sql("UPDATE day_total SET minutes = minutes + 7")},
		{name: "wrong measures", check: "measures", what: "answers", mend: "mull doctor --fix", fixed: true, do: sql("UPDATE measurement SET value = value + 1")},
		{name: "a wrong index", check: "search", what: "index of words", mend: "mull doctor --fix", fixed: true, do: sql("DELETE FROM words")},
		{name: "a draft", check: "drafts", what: "a draft of page was never kept", mend: "mull write - < ",
			do: func(w world, folder string) error { return old(w, folder, "mull-draft-999999999-1/page.md") }},
		{name: "an unfinished copy", check: "leftovers", what: "left an unfinished copy", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return old(w, folder, ".journal.db.123.tmp") }},
		{name: "an unfinished backup", check: "leftovers", what: "left an unfinished copy", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return old(w, folder, "backups/.journal-2026.db.123.tmp") }},
		{name: "the rollback journal of an unfinished backup", check: "leftovers", what: "left an unfinished copy", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error { return old(w, folder, "backups/.journal-2026.db.123.tmp-journal") }},
		{name: "a synchronised folder", check: "folder", what: "Syncthing", mend: "MULL_JOURNAL",
			do: func(w world, folder string) error { return os.Mkdir(filepath.Join(w.dir, folder, ".stfolder"), 0o700) }},
		{name: "a newer version", check: "file", what: "newer mull", mend: "install a newer mull", do: sql("PRAGMA user_version = 99")},
		{name: "an older version", check: "version", what: "it has version 3", mend: "mull doctor --fix", fixed: true, in: "old-3", do: func(world, string) error { return nil }},
		{name: "the clock behind", check: "clock", what: "the clock shows 2026-11-01", mend: "set the computer's clock", now: "2026-11-01T10:00:00+01:00",
			do: func(world, string) error { return nil }},
		{name: "a killed purge", check: "purged", what: "still holds something that was purged", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error {
				w.must(t, command{args: []string{"purge", "6", "--yes"}, in: folder})
				return copyFile(filepath.Join(w.dir, "named.db"), filepath.Join(w.dir, folder, "backups", "journal-20261118T110000.000Z-asked.db"))
			}},
		{name: "a killed cleaning", check: "purged", what: "cleaned the journal's file", mend: "mull doctor --fix", fixed: true,
			do: func(w world, folder string) error {
				w.must(t, command{args: []string{"purge", "6", "--yes"}, in: folder})
				return sql("CREATE TABLE freed AS SELECT randomblob(9000); DROP TABLE freed")(w, folder)
			}},
	} {
		t.Run(plant.name, func(t *testing.T) {
			if plant.check == "permissions" && runtime.GOOS == "windows" {
				t.Skip("no permission bits")
			}
			c := command{in: plant.in, now: plant.now}
			w := all.copy(t, c.folder())
			if err := plant.do(w, c.folder()); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadFile(w.journal(c.folder()))
			if err != nil {
				t.Fatal(err)
			}
			found, _ := w.doctor(t, c)
			if len(found) > 1 || plant.check != "" && !slices.ContainsFunc(found[plant.check], func(line string) bool {
				return strings.Contains(line, plant.what) && strings.Contains(line[strings.Index(line, " | "):], plant.mend)
			}) {
				t.Errorf("doctor finds %q", found)
			}
			if after, err := os.ReadFile(w.journal(c.folder())); err != nil || string(after) != string(before) {
				t.Errorf("looking changed the journal: %v", err)
			}
			if plant.check == "content" {
				lossy := w.copy(t, c.folder())
				c := c
				c.args = []string{"doctor", "--fix"}
				got := lossy.run(t, c, 0)
				if strings.Contains(got.out, "All is well") || strings.Contains(got.out, "not checked") || !strings.Contains(got.out, "isn't in the journal any more") {
					t.Errorf("--fix, which lost something, says\n%s", got.out)
				}
				lossy.drop()
			}
			_, code := w.doctor(t, c, "--fix")
			if (code == 0) != plant.fixed {
				t.Errorf("with --fix the exit code is %d", code)
			}
			after, err := os.ReadFile(w.journal(c.folder()))
			if err != nil || plant.check == "file" && !plant.fixed && string(after) != string(before) {
				t.Errorf("--fix wrote to a journal that cannot be used: %v", err)
			}
			if _, code := w.doctor(t, c); (code == 0) != plant.fixed {
				t.Errorf("the next time the exit code is %d", code)
			}
			w.drop()
		})
	}
}

// overwritten spoils the middle of a table.
func overwritten(w world, folder string) error {
	file, err := os.OpenFile(w.journal(folder), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteAt([]byte("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x10"), 4096)
	return err
}

// garble changes a letter of a note, in each place of the file that holds it.
func garble(path string) error {
	notes, err := ask(path, "SELECT note FROM activity WHERE length(note) > 4 AND entry IS NULL ORDER BY number LIMIT 1")
	if err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	other := []byte(notes[0])
	other[2] ^= 3
	return os.WriteFile(path, bytes.ReplaceAll(content, []byte(notes[0]), other), 0o600)
}
