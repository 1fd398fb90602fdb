package faults

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A campaign is all faults, one after the other, and what came of them.
type campaign struct {
	seed    uint64
	runs    int // of each kind; 0 is a short campaign
	world   world
	known   map[string]reference
	rows    []*row
	written map[string][]string // the texts in the journal of a command
	// examined is what sound journals hold, by a sum over their bytes.
	examined map[[sha256.Size]byte]state
}

// A row of the report.
type row struct {
	fault            string
	runs, injected   int
	lost, unreadable int
	word             string // what else there is to say
}

func (c *campaign) row(fault string) *row {
	r := &row{fault: fault}
	c.rows = append(c.rows, r)
	return r
}

// count is how many runs of a kind there are: of a whole campaign, and of the
// short one.
func (c *campaign) count(whole, short int) int {
	if c.runs > 0 {
		return max(1, whole*c.runs/1000)
	}
	return short
}

// commands are all of a list; in a short campaign some of them, others with another
// seed.
func (c *campaign) commands(all []command) []command {
	if c.runs > 0 {
		return all
	}
	r := rand.New(rand.NewPCG(c.seed, 0))
	var list []command
	for _, i := range r.Perm(len(all))[:5] {
		list = append(list, all[i])
	}
	return list
}

// reference runs a command undisturbed, once for all faults.
func (c *campaign) reference(t *testing.T, cmd command) reference {
	t.Helper()
	key := fmt.Sprint(cmd.folder(), cmd.args)
	if _, known := c.known[key]; !known {
		c.known[key] = c.world.reference(t, cmd)
	}
	return c.known[key]
}

// TestCampaign harms the program and its journals, and counts. Short, unless
// -args -runs says how often.
func TestCampaign(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	began := time.Now()
	c := &campaign{seed: *seed, runs: *runs, world: worldOf(t), known: map[string]reference{}, examined: map[[sha256.Size]byte]state{}, written: map[string][]string{}}
	for _, cmd := range c.commands(writing) {
		t.Run("undisturbed "+cmd.folder()+" "+strings.Join(cmd.args, " "), func(t *testing.T) { c.reference(t, cmd) })
	}
	if t.Failed() {
		return
	}
	for _, part := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"killed", c.killed},
		{"failing", c.failing},
		{"encrypted", c.failingSealed},
		{"unread", c.unread},
		{"rest", c.atRest},
		{"power", c.cut},
		{"full", c.full},
		{"read-only", c.readOnly},
		{"sittings", c.sittings},
		{"vanishing", c.vanishing},
		{"crowd", c.crowd},
		{"clocks", c.clocks},
		{"flipped", c.flipped},
		{"swept", c.swept},
		{"outputs", c.outputs},
		{"stale", c.stale},
		{"hidden", c.hidden},
		{"altered", c.altered},
		{"kinds", c.kinds},
		{"devices", c.devices},
	} {
		t.Run(part.name, part.run)
	}
	text := c.report(time.Since(began))
	t.Log("\n" + text)
	if *reportFile != "" {
		if err := os.WriteFile(*reportFile, []byte(text), 0o644); err != nil {
			t.Error(err)
		}
	}
}

func (c *campaign) report(took time.Duration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Seed %d, %s.\n\n", c.seed, took.Round(time.Second))
	b.WriteString("| fault | runs | faults injected | acknowledged acts lost | journals unreadable | |\n|---|---:|---:|---:|---:|---|\n")
	all := row{fault: "**all**"}
	for _, r := range append(c.rows, &all) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %s |\n", r.fault, r.runs, r.injected, r.lost, r.unreadable, r.word)
		all.runs += r.runs
		all.injected += r.injected
		all.lost += r.lost
		all.unreadable += r.unreadable
	}
	return b.String()
}

// filesWith returns the files under a folder that hold a word, in whatever
// case.
func filesWith(t testing.TB, folder, word string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(bytes.ToLower(content), bytes.ToLower([]byte(word))) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
