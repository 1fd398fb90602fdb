// Files that commands write outside the journal's folder are there whole or not at all,
// whenever the program is killed.

package faults

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outputs are the commands that write a file that was named, and which.
var outputs = []struct {
	command
	file string
}{
	{command{args: []string{"invite", "Bea", "-o", "bea.txt"}, in: "ruth"}, "bea.txt"},
	{command{args: []string{"assign", "grow-session", "--to", "ana", "--why", "to find a step", "-o", "more.mull"}, in: "ruth"}, "more.mull"},
	{command{args: []string{"accept", "nine.mull", "--yes", "-o", "answer2.mull"}, in: "ana-before"}, "answer2.mull"},
	{command{args: []string{"decline", "nine.mull", "-o", "no.mull"}, in: "ana-before"}, "no.mull"},
	{command{args: []string{"share", "--for", "2", "--selection", "two.yaml", "-o", "share2.mull"}, in: "ana"}, "share2.mull"},
	{command{args: []string{"exercises", "new", "mine"}}, "mine.yaml"},
	{command{args: []string{"export", "-o", "out.jsonl"}}, "out.jsonl"},
	{command{args: []string{"report", "month", "-o", "out.html"}}, "out.html"},
	{command{args: []string{"backup", "out.db"}}, "out.db"},
	{command{args: []string{"backup", "named.db", "--yes"}}, "named.db"},
}

// outputs kills each of them on each call that writes; in a short campaign one.
func (c *campaign) outputs(t *testing.T) {
	row := c.row("kill -9 on each writing call of every command that writes a named file")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	all, list := c.world, outputs
	if c.runs == 0 {
		list = list[:1]
	}
	for _, o := range list {
		whole := all.copy(t, o.folder())
		before, absent := os.ReadFile(filepath.Join(all.dir, o.file))
		whole.must(t, o.command)
		want, err := os.ReadFile(filepath.Join(whole.dir, o.file))
		if err != nil {
			t.Fatal(err)
		}
		killed := 0
		for _, call := range []string{"write", "pwrite64", "fsync", "linkat", "renameat", "unlinkat"} {
			for n := 1; ; n++ {
				w := all.copy(t, o.folder())
				row.runs++
				got := w.run(t, o.command, 0, tracer, "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", call, n))
				if got.code == 0 {
					w.drop()
					break
				}
				killed++
				row.injected++
				content, err := os.ReadFile(filepath.Join(w.dir, o.file))
				if err == nil && (absent != nil || string(content) != string(before)) && !sameEnd(string(content), string(want)) {
					row.lost++
					t.Errorf("mull %q, killed on %s number %d, leaves %d bytes of %d in %s", o.args, call, n, len(content), len(want), o.file)
				}
				w.allNoted(t, fmt.Sprintf("mull %q, killed on %s number %d", o.args, call, n))
				w.drop()
			}
		}
		if killed == 0 {
			t.Errorf("mull %q was never killed", o.args)
		}
		whole.drop()
	}
}

// sameEnd says whether two texts end alike: what is encrypted differs each time.
func sameEnd(a, b string) bool {
	tail := func(s string) string { return s[max(0, len(s)-12):] }
	return tail(a) == tail(b) && len(a) > len(b)*9/10
}

// allNoted fails for a hidden file that was left beside those the command names and
// that mull doesn't know of.
func (w world) allNoted(t *testing.T, after string) {
	t.Helper()
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	notes, _ := filepath.Glob(filepath.Join(w.dir, "home/.local/state/mull/unfinished/.*"))
	known := ""
	for _, note := range notes {
		text, _ := os.ReadFile(note)
		known += string(text) + "\n"
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") && !strings.Contains(known, entry.Name()+"\n") {
			t.Errorf("%s, there is %s, which nothing notes", after, entry.Name())
		}
	}
}
