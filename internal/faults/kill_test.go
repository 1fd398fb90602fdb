package faults

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killed kills commands at random points of their run, mostly where they write.
func (c *campaign) killed(t *testing.T) {
	r := rand.New(rand.NewPCG(c.seed, 1))
	row := c.row("kill -9 at a random moment of every writing command")
	commands := c.commands(writing)
	for i := range c.count(1000, 20) {
		cmd := commands[i%len(commands)]
		ref := c.reference(t, cmd)
		w := c.world.copy(t, cmd.folder())
		within := ref.run.took + ref.run.took/8
		got := w.run(t, cmd, time.Duration(1+r.Int64N(int64(within))))
		row.runs++
		if got.killed {
			row.injected++
		}
		c.judge(t, row, w, cmd, ref, got)
		if i%7 == 0 {
			c.goesOn(t, row, w, cmd)
		}
		w.drop()
		if t.Failed() {
			return
		}
	}
}

// judge sees what a fault has left: the journal is sound, holds what the
// program said it keeps, and otherwise is as before or as after.
func (c *campaign) judge(t *testing.T, row *row, w world, cmd command, ref reference, got run) {
	t.Helper()
	path := w.journal(cmd.folder())
	if strings.Contains(got.errs, "netpollBreak") {
		return // the runtime's own call was hit, and it ends the program
	}
	if got.code == 70 || strings.Contains(got.errs, "goroutine ") {
		t.Errorf("%s: mull %q ended with %d\n%s", row.fault, cmd.args, got.code, got.errs)
	}
	state, err := c.examine(path)
	if cmd.in == "unwell" && err != nil && got.code != 0 {
		state, err = read(path) // not mended yet, and as readable as before
	}
	if err != nil {
		row.unreadable++
		t.Errorf("%s: after mull %q in %s: %v", row.fault, cmd.args, cmd.folder(), err)
		return
	}
	if len(state) == 0 && len(ref.before) > 0 {
		row.unreadable++
		t.Errorf("%s: after mull %q in %s there is no journal", row.fault, cmd.args, cmd.folder())
		return
	}
	undone := ref.differs(state, ref.after)
	if len(undone) == 0 {
		return
	}
	if got.acknowledged(cmd, ref.run) {
		row.lost++
		t.Errorf("%s: mull %q in %s said it was done (%d, %q), and %q", row.fault, cmd.args, cmd.folder(), got.code, got.out, undone)
		return
	}
	if changed := ref.differs(state, ref.before); len(changed) > 0 && !cmd.steps && !isFresh(ref.before, state) {
		t.Errorf("%s: after mull %q in %s the journal is neither as before nor as after: %q, %q", row.fault, cmd.args, cmd.folder(), changed, undone)
	}
}

// isFresh says whether a journal that was not there before is one now that
// holds nothing yet.
func isFresh(before, now state) bool { return len(before) == 0 && now["act"].rows == 0 }

// goesOn sees that the next command works on what a fault has left.
func (c *campaign) goesOn(t *testing.T, row *row, w world, cmd command) {
	t.Helper()
	next := command{args: []string{"log", "2m", "learning", "afterwards"}, in: cmd.in, sealed: cmd.sealed}
	w.must(t, next)
	next.args = []string{"list", "--json"}
	if list := w.must(t, next).out; strings.Count(list, `"note": "afterwards"`) != 1 {
		row.lost++
		t.Errorf("%s: after mull %q the next command saves nothing: %s", row.fault, cmd.args, list)
	}
	if cmd.name() == "purge" || cmd.name() == "forget" {
		c.finishes(t, row, w, cmd)
	}
}

// finishes does again what was killed: then no byte of it is left.
func (c *campaign) finishes(t *testing.T, row *row, w world, cmd command) {
	t.Helper()
	word := "Quorndon"
	if cmd.name() == "forget" {
		word = "could be handed on"
	}
	if cmd.args[1] == "--deleted" {
		word = "One that goes"
	}
	again := w.run(t, cmd, 0)
	if again.code != 0 && again.code != 3 {
		t.Errorf("%s: mull %q again ends with %d\n%s", row.fault, cmd.args, again.code, again.errs)
	}
	// Where there is nothing to purge any more, doctor finishes it.
	w.run(t, command{args: []string{"doctor", "--fix"}, in: cmd.in, sealed: cmd.sealed}, 0)
	for _, file := range filesWith(t, filepath.Join(w.dir, cmd.folder()), word) {
		t.Errorf("%s: after mull %q was done again, %s still holds %q", row.fault, cmd.args, file, word)
	}
}
