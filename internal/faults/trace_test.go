package faults

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// strace is where it is, or "" where there is none that may trace.
func strace(t testing.TB) string {
	path, err := exec.LookPath("strace")
	if err != nil {
		return ""
	}
	if err := exec.Command(path, "-o", os.DevNull, "-e", "inject=fsync:error=EIO", "true").Run(); err != nil {
		t.Logf("strace does not trace here: %v", err)
		return ""
	}
	return path
}

// calls are those that write, name and remove files, and those that read them.
var calls = []string{"pwrite64", "write", "fsync", "ftruncate", "unlink", "unlinkat", "rename", "renameat", "open", "openat", "pread64"}

// harms are what is done to a call: it fails, or the program is killed on it.
var harms = map[string][]string{
	"pwrite64":  {"signal=SIGKILL", "error=EIO", "error=ENOSPC"},
	"write":     {"signal=SIGKILL", "error=EIO", "error=ENOSPC"},
	"fsync":     {"signal=SIGKILL", "error=EIO"},
	"ftruncate": {"signal=SIGKILL", "error=EIO"},
	"unlink":    {"signal=SIGKILL", "error=EIO"},
	"unlinkat":  {"signal=SIGKILL", "error=EIO"},
	"rename":    {"signal=SIGKILL", "error=EIO"},
	"renameat":  {"signal=SIGKILL", "error=EIO"},
	"open":      {"error=EIO", "error=EMFILE"},
	"openat":    {"error=EIO", "error=EMFILE"},
	"pread64":   {"error=EIO"},
}

// A blow is one harm to the nth call of a name in a command. Calls are counted
// per thread, so some never fall; those that fell are counted.
type blow struct {
	command command
	harm    string
	point
}

// A point is the nth call of a name.
type point struct {
	call string
	n    int
}

// failing lets single calls of every writing command fail, or kills it there.
func (c *campaign) failing(t *testing.T) {
	c.strike(t, c.commands(writing), c.count(2000, 10), "")
}

// failingSealed does so where the journal is encrypted. Whatever happens, nothing
// of it lies in the open.
func (c *campaign) failingSealed(t *testing.T) {
	c.strike(t, c.commands(onSealed()), c.count(2000, 6), ", the journal encrypted")
}

func (c *campaign) strike(t *testing.T, commands []command, times int, how string) {
	t.Helper()
	tracer := strace(t)
	kills := c.row("kill -9 on the Nth writing call of every writing command" + how)
	fails := c.row("I/O errors under SQLite and beside it: EIO, ENOSPC, EMFILE on the Nth call" + how)
	if tracer == "" {
		kills.word, fails.word = "skipped: no strace here", "skipped: no strace here"
		return
	}
	r := rand.New(rand.NewPCG(c.seed, 2))
	blows := c.blows(t, tracer, commands)
	r.Shuffle(len(blows), func(i, j int) { blows[i], blows[j] = blows[j], blows[i] })
	log := filepath.Join(t.TempDir(), "trace")
	for _, b := range blows[:min(len(blows), times)] {
		row := fails
		if b.harm == "signal=SIGKILL" {
			row = kills
		}
		w := c.world.copy(t, b.command.folder())
		got := w.run(t, b.command, 0, tracer, "-f", "-qq", "-o", log, "-e", "trace="+b.call,
			"-e", fmt.Sprintf("inject=%s:%s:when=%d", b.call, b.harm, b.n))
		row.runs++
		if text, err := os.ReadFile(log); err != nil {
			t.Fatal(err)
		} else if strings.Contains(string(text), "(INJECTED)") || strings.Contains(string(text), "killed by SIGKILL") {
			row.injected++
		}
		c.judge(t, row, w, b.command, c.reference(t, b.command), got)
		if how != "" {
			row.lost += c.inTheClear(t, w, b.command)
		}
		w.drop()
		if t.Failed() {
			t.Logf("seed %d: %s on %s number %d of mull %q in %s: exit code %d\n%s%s", c.seed, b.harm, b.call, b.n, b.command.args, b.command.folder(), got.code, got.out, got.errs)
			return
		}
	}
	kills.word = fmt.Sprintf("%d points in all", len(blows))
}

// blows finds the calls each command makes.
func (c *campaign) blows(t *testing.T, tracer string, commands []command) []blow {
	t.Helper()
	var list []blow
	log := filepath.Join(t.TempDir(), "trace")
	call := regexp.MustCompile(`^(\d+) +(\w+)\(`)
	for _, cmd := range commands {
		w := c.world.copy(t, cmd.folder())
		if got := w.run(t, cmd, 0, tracer, "-f", "-qq", "-y", "-o", log, "-e", "trace="+strings.Join(calls, ",")); got.code != 0 {
			t.Fatalf("traced, mull %q ends with %d\n%s", cmd.args, got.code, got.errs)
		}
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		points := map[point]bool{}
		threads := map[string]int{}
		for line := range strings.Lines(string(text)) {
			match := call.FindStringSubmatch(line)
			if match == nil {
				continue
			}
			threads[match[1]+match[2]]++
			if strings.Contains(line, w.dir) { // not what the system's own files are opened for
				points[point{match[2], threads[match[1]+match[2]]}] = true
			}
		}
		for _, p := range slices.SortedFunc(maps.Keys(points), point.compare) {
			for _, harm := range harms[p.call] {
				list = append(list, blow{cmd, harm, p})
			}
		}
	}
	return list
}

func (p point) compare(other point) int {
	return cmp.Or(strings.Compare(p.call, other.call), cmp.Compare(p.n, other.n))
}
