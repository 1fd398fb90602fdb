// Copies that a killed command leaves while it writes a file for its user.

package faults

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/internal/store"
)

// writesFiles are commands that write a file of the user's: a new one, and over one
// that is there.
var writesFiles = []struct {
	command
	file string
}{
	{command{args: []string{"backup", "fresh.db"}}, "fresh.db"},
	{command{args: []string{"backup", "named.db", "--yes"}}, "named.db"},
	{command{args: []string{"export", "--format", "jsonl", "-o", "new.jsonl"}}, "new.jsonl"},
	{command{args: []string{"export", "--format", "jsonl", "-o", "all.jsonl"}}, "all.jsonl"},
	{command{args: []string{"report", "week", "-o", "week.html"}}, "week.html"},
	{command{args: []string{"report", "week", "-o", "evening.yaml"}}, "evening.yaml"},
	{command{args: []string{"share", "--for", "2", "--selection", "two.yaml", "-o", "share2.mull"}, in: "ana"}, "share2.mull"},
	{command{args: []string{"invite", "Bea", "-o", "bea.txt"}, in: "ruth"}, "bea.txt"},
	{command{args: []string{"lock", "--set-passphrase"}, sealed: true}, "plain/journal.db"},
	{command{args: []string{"lock", "--recovery"}, in: "plain" + suffix, sealed: true}, "plain" + suffix + "/journal.db"},
	{command{args: []string{"export", "--format", "jsonl", "-o", "all.jsonl"}, in: "plain" + suffix, sealed: true}, "all.jsonl"},
	{command{args: []string{"backup", "named.db", "--yes"}, in: "plain" + suffix, sealed: true}, "named.db"},
	{command{args: []string{"unlock", "--for-good", "--yes"}, in: "plain" + suffix, sealed: true}, "plain" + suffix + "/journal.db"},
}

// hidden kills them before each call that changes the disk. The file is as it was,
// or whole, and what is left hidden is found by doctor and removed by it, by purge
// and by lock.
func (c *campaign) hidden(t *testing.T) {
	row := c.row("kill -9 while a file of the user's is written: hidden copies")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	list := writesFiles
	if c.runs == 0 {
		list = list[c.seed%3:][:4]
	}
	copies := 0
	for _, x := range list {
		old, err := os.ReadFile(filepath.Join(c.world.dir, x.file))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		target, isNew, seen := "", os.IsNotExist(err), map[string]bool{}
		c.replay(t, tracer, x.command, func(w world, at, all int) bool {
			row.runs++
			row.injected++
			target = filepath.Join(w.dir, x.file)
			content, err := os.ReadFile(target)
			if err != nil && !(isNew && os.IsNotExist(err)) {
				row.lost++
				t.Errorf("mull %q, killed before step %d of %d: %v", x.args, at+1, all, err)
			}
			if err == nil && (isNew || !bytes.Equal(content, old)) {
				seen[string(content)] = true
			}
			left := hiddenFiles(t, w.dir)
			if copies += len(left); len(left) > 0 {
				row.lost += c.findsHidden(t, w, x.command, left, at)
			}
			return !t.Failed()
		})
		// lock and unlock write the journal, which may have changed before that.
		if len(seen) > 1 && !strings.HasSuffix(x.file, "journal.db") {
			row.lost++
			t.Errorf("mull %q leaves %d other forms of %s", x.args, len(seen), x.file)
		}
		if t.Failed() {
			return
		}
	}
	row.word = plural(copies, "hidden file")
}

// hiddenFiles lists what is named like a file that is being written and isn't empty.
func hiddenFiles(t *testing.T, dir string) []string {
	t.Helper()
	return slices.DeleteFunc(filesWith(t, dir, ""), func(path string) bool {
		info, err := os.Stat(path)
		name := strings.TrimSuffix(filepath.Base(path), "-journal")
		return err != nil || info.Size() == 0 || !strings.HasPrefix(name, ".") || !strings.HasSuffix(name, ".tmp") ||
			strings.HasPrefix(name, ".note.") // a name, of mull's own
	})
}

func (c *campaign) findsHidden(t *testing.T, w world, cmd command, left []string, at int) (lost int) {
	t.Helper()
	key := command{in: cmd.in, sealed: cmd.sealed}
	found, _ := w.doctor(t, key)
	for _, path := range left {
		if !slices.ContainsFunc(found["leftovers"], func(line string) bool { return strings.Contains(line, path) }) {
			lost++
			t.Errorf("mull %q, killed before step %d, left %s, and doctor finds %q", cmd.args, at+1, path, found)
		}
	}
	remedies := [][]string{{"doctor", "--fix"}, {"purge", "--deleted", "--yes"}, {"lock"}}
	key.args = remedies[at%len(remedies)]
	if _, err := os.Stat(w.journal(cmd.folder()) + ".key"); err != nil && key.name() == "lock" {
		key.args, key.sealed = []string{"lock", "--set-passphrase"}, true
	}
	got := w.run(t, key, 0)
	for _, path := range hiddenFiles(t, w.dir) {
		if store.IsSealed(path) {
			continue // doctor alone removes what nobody can read
		}
		lost++
		t.Errorf("mull %q, killed before step %d, and then mull %q (exit code %d), leaves %s\n%s", cmd.args, at+1, key.args, got.code, path, got.errs)
	}
	return lost
}
