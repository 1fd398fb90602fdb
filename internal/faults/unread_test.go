// A disk that doesn't give what is on it: that is no damage, and repairs nothing.

package faults

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unreading are commands that read all of a journal, and would act on damage.
var unreading = []command{
	{args: []string{"doctor"}},
	{args: []string{"doctor", "--fix"}},
	{args: []string{"backup"}},
	{args: []string{"backup", "fresh.db"}},
	{args: []string{"restore", "named.db", "--yes"}},
	{args: []string{"log", "5m", "people"}},
	{args: []string{"undo"}},
}

// unread lets reading fail, once or from then on. Whatever the command says, the
// journal holds all it held, isn't taken for damaged, and goes on.
func (c *campaign) unread(t *testing.T) {
	row := c.row("EIO on the Nth call that reads the journal, once or from then on")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	r := rand.New(rand.NewPCG(c.seed, 8))
	type miss struct {
		command command
		when    string
	}
	var misses []miss
	for _, cmd := range unreading {
		for n := range c.readsOf(t, tracer, cmd) {
			misses = append(misses, miss{cmd, fmt.Sprint(n + 1)}, miss{cmd, fmt.Sprint(n+1) + "+"})
		}
	}
	r.Shuffle(len(misses), func(i, j int) { misses[i], misses[j] = misses[j], misses[i] })
	log := filepath.Join(t.TempDir(), "trace")
	for _, m := range misses[:min(len(misses), c.count(len(misses), 24))] {
		w := c.world.copy(t, "plain")
		before, err := read(w.journal("plain"))
		if err != nil {
			t.Fatal(err)
		}
		got := w.run(t, m.command, 0, tracer, "-f", "-qq", "-o", log, "-P", w.journal("plain"), "-e", "trace=pread64",
			"-e", "inject=pread64:error=EIO:when="+m.when)
		row.runs++
		if text, err := os.ReadFile(log); err != nil {
			t.Fatal(err)
		} else if bytes.Contains(text, []byte("(INJECTED)")) {
			row.injected++
		}
		after, err := examine(w.journal("plain"))
		kept := reference{before: before}.differs(after, before)
		if err != nil || m.command.name() != "restore" && after["act"].rows < before["act"].rows ||
			m.command.name() == "doctor" && len(kept) > 0 {
			row.lost++
			t.Errorf("pread64 %s of mull %q fails (exit code %d): %v, %q\n%s%s", m.when, m.command.args, got.code, err, kept, got.out, got.errs)
		}
		for _, name := range asides(t, w.dir) {
			row.unreadable++
			t.Errorf("pread64 %s of mull %q fails (exit code %d), and the journal is taken for damaged: %s\n%s%s", m.when, m.command.args, got.code, name, got.out, got.errs)
		}
		w.drop()
		if t.Failed() {
			return
		}
	}
	row.word = fmt.Sprintf("%d points in all", len(misses))
}

// readsOf returns how often a thread of a command reads the journal.
func (c *campaign) readsOf(t *testing.T, tracer string, cmd command) int {
	t.Helper()
	w := c.world.copy(t, cmd.folder())
	defer w.drop()
	log := filepath.Join(t.TempDir(), "reads")
	w.run(t, cmd, 0, tracer, "-f", "-qq", "-o", log, "-P", w.journal(cmd.folder()), "-e", "trace=pread64")
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	threads := map[string]int{}
	for _, match := range regexp.MustCompile(`(?m)^(\d+) +pread64\(`).FindAllStringSubmatch(string(text), -1) {
		threads[match[1]]++
	}
	most := 0
	for _, n := range threads {
		most = max(most, n)
	}
	return most
}

// asides are the files that say that a journal or a backup was found damaged.
func asides(t *testing.T, folder string) []string {
	t.Helper()
	return slices.DeleteFunc(filesWith(t, folder, ""), func(path string) bool {
		name := filepath.Base(path)
		return !strings.Contains(name, ".damaged") && !strings.HasSuffix(name, ".no-writes")
	})
}
