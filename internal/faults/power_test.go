package faults

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// cut records what commands write and syncs, and lets the power fail after
// each step: what was not synced by then may be on the disk or not, in parts of
// 512 bytes, and names that were made, changed or removed may be as before as
// long as their folder was not synced.
func (c *campaign) cut(t *testing.T) {
	tracer := strace(t)
	row := c.row("power cut after each write, with what was not synced lost in part or whole")
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	r := rand.New(rand.NewPCG(c.seed, 3))
	for _, cmd := range c.commands(writing) {
		if cmd.folder() == "unwell" {
			continue
		}
		ref := c.reference(t, cmd)
		w := c.world.copy(t, cmd.folder())
		steps := w.record(t, tracer, cmd)
		c.sameAs(t, w, cmd, steps)
		// From another step on in each command, so many of them.
		every := 1 + len(steps)/c.count(40, 6)
		for at := r.IntN(every); at <= len(steps); at += every {
			for _, luck := range []float64{0, 1, 0.5, r.Float64()} {
				left := c.world.copy(t, cmd.folder())
				d := diskOf(t, left.dir)
				said := false
				for _, s := range steps[:at] {
					d.take(s)
					said = said || s.call == "said"
				}
				d.fail(r, luck)
				d.write(t, left.dir)
				row.runs++
				row.injected++
				got := run{code: -1}
				if said && !cmd.shows {
					got.killed, got.out = true, ref.run.out
				}
				c.judge(t, row, left, cmd, ref, got)
				left.drop()
				if t.Failed() {
					t.Logf("seed %d: mull %q in %s, the power cut after step %d of %d, luck %.2f; the last steps are\n%s",
						c.seed, cmd.args, cmd.folder(), at, len(steps), luck, told(steps[:at]))
					return
				}
			}
		}
	}
}

// sameAs sees that nothing is missing in a record: played again without a
// power cut it leaves what the command left.
func (c *campaign) sameAs(t *testing.T, w world, cmd command, steps []step) {
	t.Helper()
	again := c.world.copy(t, cmd.folder())
	defer again.drop()
	d := diskOf(t, again.dir)
	for _, s := range steps {
		d.take(s)
	}
	d.fail(rand.New(rand.NewPCG(0, 0)), 1)
	d.write(t, again.dir)
	want, got := filesWith(t, w.dir, ""), filesWith(t, again.dir, "")
	if len(want) != len(got) {
		t.Fatalf("mull %q left %q, and its record leaves %q", cmd.args, want, got)
	}
	for i := range want {
		one, err := os.ReadFile(want[i])
		if err != nil {
			t.Fatal(err)
		}
		other, err := os.ReadFile(got[i])
		if strings.HasPrefix(got[i], again.state("")) { // where paths are noted
			other = bytes.ReplaceAll(other, []byte(again.dir), []byte(w.dir))
		}
		if err != nil || !bytes.Equal(one, other) {
			t.Fatalf("mull %q left another %s than its record, %v", cmd.args, want[i], err)
		}
	}
}

// told lists the last steps, writes to one file in a row as one.
func told(steps []step) string {
	var lines []string
	for i, s := range steps {
		if i > 0 && s.call == "write" && steps[i-1].call == "write" && steps[i-1].path == s.path {
			continue
		}
		lines = append(lines, fmt.Sprint(i+1, " ", s))
	}
	return strings.Join(lines[max(0, len(lines)-40):], "\n")
}
