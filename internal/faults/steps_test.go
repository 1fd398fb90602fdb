package faults

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A step is one thing a command did to the disk, or said.
type step struct {
	call     string // create, open unnamed, write, truncate, sync, link, unlink, rename, said
	path, to string
	at       int64 // -1: at the end
	bytes    []byte
}

func (s step) String() string {
	return fmt.Sprintf("%s %s %s %d+%d", s.call, filepath.Base(s.path), filepath.Base(s.to), s.at, len(s.bytes))
}

// recorded are the calls that change what is on the disk.
var recorded = []string{
	"open", "openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "linkat", "unlink", "unlinkat", "rename", "renameat",
}

// record runs a command under strace.
func (w world) record(t *testing.T, tracer string, cmd command) []step {
	t.Helper()
	log := filepath.Join(t.TempDir(), "trace")
	got := w.run(t, cmd, 0, tracer, "-f", "-qq", "-y", "-xx", "-s", "100000000", "-o", log, "-e", "trace="+strings.Join(recorded, ","))
	if got.code != 0 {
		t.Fatalf("traced, mull %q ends with %d\n%s", cmd.args, got.code, got.errs)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var steps []step
	lines := map[string]int64{}    // how far files written in a row are
	unnamed := map[string]string{} // files that have no name yet, by descriptor
	for _, line := range whole(string(text)) {
		if s, ok := w.stepOf(line, lines, unnamed); ok {
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
	callLine = regexp.MustCompile(`^(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?`)
	quoted   = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
	fdPath   = regexp.MustCompile(`^(\d+)<([^>]*)>`)
)

func (w world) stepOf(line string, written map[string]int64, unnamed map[string]string) (step, bool) {
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
		if s.at >= 0 {
			written[s.path] = s.at + int64(len(s.bytes))
		}
	case "fsync", "fdatasync":
		s.call = "sync"
	case "ftruncate":
		s.call = "truncate"
		s.at = number(parts[2])
	case "open", "openat":
		if strings.Contains(parts[2], "O_TMPFILE") {
			s.call, s.path = "open unnamed", string(plain(parts[4]))
			unnamed[parts[3]], written[s.path] = s.path, 0
			break
		}
		if !strings.Contains(parts[2], "O_CREAT") {
			return s, false
		}
		s.call, s.path = "create", string(texts[0])
		if strings.Contains(parts[2], "O_TRUNC") {
			s.call = "create anew"
		}
		// Under the name that writes to it bear.
		name := string(plain(parts[4]))
		if written[name] = 0; strings.Contains(parts[2], "O_APPEND") {
			written[name] = -1
		}
	case "linkat":
		s.call, s.path, s.to = "link", unnamed[filepath.Base(string(texts[0]))], string(texts[1])
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
