// Rollback journals that a killed program left beside the journal.

package faults

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"mull/internal/store"
)

// stale lets rollback journals that SQLite doesn't need lie beside the journal, with
// its pages in plain text. doctor finds each, and whatever comes next removes it and
// changes nothing.
func (c *campaign) stale(t *testing.T) {
	row := c.row("a stale rollback journal beside a plain and an encrypted journal")
	r := rand.New(rand.NewPCG(c.seed, 9))
	pages, err := os.ReadFile(c.world.journal("plain"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.count(1500, 8) {
		cmd := command{}
		if i%2 == 1 {
			cmd.in, cmd.sealed = "plain"+suffix, true
		}
		w := c.world.copy(t, cmd.folder())
		path := w.journal(cmd.folder())
		left := path + "-journal"
		if err := os.WriteFile(left, staleJournal(r, pages), 0o600); err != nil {
			t.Fatal(err)
		}
		row.runs++
		row.injected++
		before, err := c.examine(c.world.journal(cmd.folder()))
		if err != nil {
			t.Fatal(err)
		}
		found, code := w.doctor(t, cmd)
		named := slices.ContainsFunc(found["stale"], func(line string) bool { return strings.Contains(line, left) })
		if _, err := os.Stat(left); err == nil && (code == 0 || !named) {
			row.lost++
			t.Errorf("doctor finds %q (exit code %d), and not %s", found, code, left)
		}
		cmd.args = [][]string{{"doctor", "--fix"}, {"log", "5m", "people", "after it"}, {"lock", "--set-passphrase"}}[r.IntN(3)]
		if cmd.sealed && cmd.name() == "lock" {
			cmd.args = []string{"lock", "--change-passphrase"}
		}
		sealed := cmd
		sealed.sealed = true
		if got := w.run(t, sealed, 0); got.code != 0 && cmd.name() != "doctor" { // which finds more
			t.Errorf("mull %q ends with %d: %s", cmd.args, got.code, got.errs)
		}
		after, err := c.examine(path)
		if err != nil {
			row.unreadable++
			t.Errorf("after mull %q: %v", cmd.args, err)
		}
		if cmd.name() == "log" {
			if after["activity"].rows != before["activity"].rows+1 {
				row.lost++
				t.Errorf("mull %q saved nothing", cmd.args)
			}
		} else if changed := (reference{random: map[string]bool{"act": true}}).differs(after, before); len(changed) > 0 {
			row.lost++
			t.Errorf("mull %q changed %q", cmd.args, changed)
		}
		if _, err := os.Stat(left); err == nil && (cmd.name() != "log" || store.IsSealed(path)) {
			row.lost++
			t.Errorf("mull %q left %s", cmd.args, left)
		}
		w.drop()
		if t.Failed() {
			return
		}
	}
}

// staleJournal is what is there of a rollback journal before its header is: nothing,
// zeros, and then pages of the journal. Cut anywhere.
func staleJournal(r *rand.Rand, pages []byte) []byte {
	content := bytes.Repeat([]byte{0}, 512)
	for range 1 + r.IntN(8) {
		at := 4096 * r.IntN(len(pages)/4096)
		content = append(append(content, 0, 0, 0, byte(at/4096+1)), pages[at:at+4096]...)
	}
	return content[:1+r.IntN(len(content))]
}
