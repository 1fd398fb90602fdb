package faults

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
	for _, cmd := range c.commands() {
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
		if other, err := os.ReadFile(got[i]); err != nil || !bytes.Equal(one, other) {
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

// A step is one thing a command did to the disk, or said.
type step struct {
	call     string // create, write, truncate, sync, unlink, rename, said
	path, to string
	at       int64
	bytes    []byte
}

func (s step) String() string {
	return fmt.Sprintf("%s %s %s %d+%d", s.call, filepath.Base(s.path), filepath.Base(s.to), s.at, len(s.bytes))
}

// record runs a command under strace.
func (w world) record(t *testing.T, tracer string, cmd command) []step {
	t.Helper()
	log := filepath.Join(t.TempDir(), "trace")
	traced := []string{"open", "openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename", "renameat"}
	got := w.run(t, cmd, 0, tracer, "-f", "-qq", "-y", "-xx", "-s", "100000000", "-o", log, "-e", "trace="+strings.Join(traced, ","))
	if got.code != 0 {
		t.Fatalf("traced, mull %q ends with %d\n%s", cmd.args, got.code, got.errs)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var steps []step
	lines := map[string]int64{} // how far files written in a row are
	for _, line := range whole(string(text)) {
		if s, ok := w.stepOf(line, lines); ok {
			steps = append(steps, s)
		}
	}
	if len(steps) < 5 {
		t.Fatalf("mull %q made only %d steps", cmd.args, len(steps))
	}
	return steps
}

// whole joins the lines of calls that others came between. What a call did
// counts from where it ended.
func whole(text string) []string {
	begun := map[string]string{}
	var list []string
	for line := range strings.Lines(text) {
		thread, line, _ := strings.Cut(strings.TrimSpace(line), " ")
		line = strings.TrimSpace(line)
		if start, unfinished := strings.CutSuffix(line, "<unfinished ...>"); unfinished {
			begun[thread] = strings.TrimSpace(start)
			continue
		}
		if _, end, resumed := strings.Cut(line, " resumed>"); resumed && strings.HasPrefix(line, "<... ") {
			line = begun[thread] + end
		}
		list = append(list, line)
	}
	return list
}

var (
	callLine = regexp.MustCompile(`^(\w+)\((.*)\) += (-?\d+)`)
	quoted   = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
	fdPath   = regexp.MustCompile(`^(\d+)<([^>]*)>`)
)

func (w world) stepOf(line string, written map[string]int64) (step, bool) {
	parts := callLine.FindStringSubmatch(line)
	if parts == nil || strings.HasPrefix(parts[3], "-") {
		return step{}, false
	}
	var texts [][]byte
	for _, match := range quoted.FindAllStringSubmatch(parts[2], -1) {
		texts = append(texts, unhex(match[1]))
	}
	s := step{}
	fd := fdPath.FindStringSubmatch(parts[2])
	if fd != nil {
		s.path = string(plain(fd[2]))
	}
	switch parts[1] {
	case "write", "pwrite64":
		if fd[1] == "1" {
			return step{call: "said"}, true
		}
		s.call, s.bytes, s.at = "write", texts[0], written[s.path]
		if parts[1] == "pwrite64" {
			s.at = number(parts[2])
		}
		written[s.path] = s.at + int64(len(s.bytes))
	case "fsync", "fdatasync":
		s.call = "sync"
	case "ftruncate":
		s.call = "truncate"
		s.at = number(parts[2])
	case "open", "openat":
		if !strings.Contains(parts[2], "O_CREAT") {
			return s, false
		}
		s.call, s.path = "create", string(texts[0])
		written[s.path] = 0
	case "unlink", "unlinkat":
		s.call, s.path = "unlink", string(texts[0])
	case "rename", "renameat":
		s.call, s.path, s.to = "rename", string(texts[0]), string(texts[1])
	}
	for _, path := range []*string{&s.path, &s.to} {
		if *path == "" {
			continue
		}
		if !filepath.IsAbs(*path) {
			*path = filepath.Join(w.dir, *path)
		}
		name, err := filepath.Rel(w.dir, *path)
		if err != nil || strings.HasPrefix(name, "..") {
			return s, false
		}
		*path = name
	}
	return s, s.path != ""
}

// number reads the last argument of a call; one that is none must not be taken
// for the beginning of the file.
func number(arguments string) int64 {
	n, err := strconv.ParseInt(arguments[strings.LastIndex(arguments, " ")+1:], 10, 64)
	if err != nil {
		panic("strace wrote " + arguments[max(0, len(arguments)-40):])
	}
	return n
}

// plain reads a path as -xx and -y write it.
func plain(path string) []byte {
	if strings.HasPrefix(path, `\x`) {
		return unhex(path)
	}
	return []byte(path)
}

func unhex(text string) []byte {
	b, _ := hex.DecodeString(strings.ReplaceAll(text, `\x`, ""))
	return b
}

// A disk knows what is on it for sure and what is only on its way.
type disk struct {
	names map[string]*inode // as programs see them
	sure  map[string]*inode // as they are found after a power cut
	moves map[string][]move // on their way, by folder
}

type inode struct {
	sure  []byte
	moves []step // writes and cuts on their way
}

// A move makes a name mean a file, or nothing.
type move struct {
	name string
	file *inode
}

func diskOf(t *testing.T, dir string) *disk {
	t.Helper()
	d := &disk{map[string]*inode{}, map[string]*inode{}, map[string][]move{}}
	for _, path := range filesWith(t, dir, "") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		d.names[name] = &inode{sure: content}
		d.sure[name] = d.names[name]
	}
	return d
}

func (d *disk) name(path string, file *inode) {
	if file == nil {
		delete(d.names, path)
	} else {
		d.names[path] = file
	}
	folder := filepath.Dir(path)
	d.moves[folder] = append(d.moves[folder], move{path, file})
}

func (d *disk) take(s step) {
	file := d.names[s.path]
	switch s.call {
	case "create":
		if file == nil {
			d.name(s.path, &inode{})
		}
	case "write", "truncate":
		if file != nil {
			file.moves = append(file.moves, s)
		}
	case "sync":
		if file != nil {
			file.settle(file.moves)
			file.moves = nil
			return
		}
		d.settle(d.moves[s.path])
		delete(d.moves, s.path)
	case "unlink":
		d.name(s.path, nil)
	case "rename":
		d.name(s.to, file)
		d.name(s.path, nil)
	}
}

func (d *disk) settle(moves []move) {
	for _, m := range moves {
		if m.file == nil {
			delete(d.sure, m.name)
			continue
		}
		d.sure[m.name] = m.file
	}
}

func (n *inode) settle(moves []step) {
	for _, s := range moves {
		end := s.at + int64(len(s.bytes))
		if s.call == "truncate" {
			n.sure = append(n.sure, make([]byte, max(0, s.at-int64(len(n.sure))))...)[:s.at]
			continue
		}
		n.sure = append(n.sure, make([]byte, max(0, end-int64(len(n.sure))))...)
		copy(n.sure[s.at:], s.bytes)
	}
}

// fail is the power cut. luck is how much of what was on its way arrives.
func (d *disk) fail(r *rand.Rand, luck float64) {
	arrives := func() bool { return r.Float64() < luck || luck == 1 }
	for _, folder := range slices.Sorted(maps.Keys(d.moves)) {
		moves := d.moves[folder] // a file system keeps the order of its names
		n := 0
		for n < len(moves) && arrives() {
			n++
		}
		d.settle(moves[:n])
	}
	for _, name := range slices.Sorted(maps.Keys(d.sure)) {
		file := d.sure[name]
		for _, s := range file.moves {
			for from := 0; s.call == "write" && from < len(s.bytes); {
				to := min(len(s.bytes), from+512-int((s.at+int64(from))%512))
				if arrives() {
					file.settle([]step{{call: "write", at: s.at + int64(from), bytes: s.bytes[from:to]}})
				}
				from = to
			}
			if s.call == "truncate" && arrives() {
				file.settle([]step{s})
			}
		}
		file.moves = nil
	}
}

// write leaves in a folder what is on the disk.
func (d *disk) write(t *testing.T, dir string) {
	t.Helper()
	for _, path := range filesWith(t, dir, "") {
		if name, err := filepath.Rel(dir, path); err != nil || d.sure[name] == nil {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, file := range d.sure {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.sure, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
