package faults

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A world is a folder with journals in it, each in a folder of its own with
// its backups, and the files commands read and write.
type world struct{ dir string }

// journal is where one of its journals lies.
func (w world) journal(name string) string { return filepath.Join(w.dir, name, "journal.db") }

// copy makes a world of one of the folders of this one and of the files beside
// them. It is gone after drop, or with the test.
func (w world) copy(t testing.TB, folder string) world {
	t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(w.dir), "copy")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(world{dir}.drop)
	files, err := os.ReadDir(w.dir)
	for _, file := range files {
		switch {
		case err != nil:
		case !file.IsDir():
			err = copyFile(filepath.Join(w.dir, file.Name()), filepath.Join(dir, file.Name()))
		case file.Name() == folder:
			err = copyTree(filepath.Join(w.dir, folder), filepath.Join(dir, folder))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return world{dir}
}

// drop removes a world with the folders in it that were made read-only, which
// nobody but root could remove as they are.
func (w world) drop() {
	_ = filepath.WalkDir(w.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			err = os.Chmod(path, 0o700)
		}
		return err
	})
	_ = os.RemoveAll(w.dir) // what stays fails the test: it is in its temporary folder
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		return copyFile(path, target)
	})
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}

// A run is what came of running the program.
type run struct {
	out, errs string
	code      int  // -1: killed
	killed    bool // by the test
	took      time.Duration
}

// prepare makes a command ready in this world; the words before args, if any,
// are a program that runs mull.
func (w world) prepare(c command, before ...string) *exec.Cmd {
	words := append(append(before, program), c.args...)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = w.dir
	cmd.Env = w.environment(c)
	cmd.Stdin = strings.NewReader(c.stdin)
	return cmd
}

func (w world) environment(c command) []string {
	now := c.now
	if now == "" {
		now = "2026-11-19T18:10:00+01:00"
	}
	return []string{
		"PATH=" + os.Getenv("PATH"), "TZ=Europe/Berlin", "ZONEINFO=" + os.Getenv("ZONEINFO"), "HOME=" + filepath.Join(w.dir, "home"),
		"MULL_JOURNAL=" + w.journal(c.folder()), "MULL_NOW=" + now,
	}
}

// run runs a command to its end, or kills it after a while; 0 is never.
func (w world) run(t testing.TB, c command, kill time.Duration, before ...string) run {
	t.Helper()
	cmd := w.prepare(c, before...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := run{}
	if kill > 0 {
		timer := time.AfterFunc(kill, func() { _ = cmd.Process.Kill() })
		defer timer.Stop()
	}
	err := cmd.Wait()
	r.took = time.Since(began)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	r.out, r.errs, r.code = out.String(), errs.String(), cmd.ProcessState.ExitCode()
	r.killed = r.code == -1
	return r
}

// must runs a command that has to work.
func (w world) must(t testing.TB, c command) run {
	t.Helper()
	r := w.run(t, c, 0)
	if r.code != 0 {
		t.Fatalf("mull %q in %s: exit code %d\n%s%s", c.args, c.folder(), r.code, r.out, r.errs)
	}
	return r
}

// acknowledged says whether the program said that it did what it was told: it
// ended well, or before it was killed it wrote as many lines as it does when it
// does.
func (r run) acknowledged(c command, whole run) bool {
	if r.code == 0 {
		return true
	}
	return r.killed && !c.shows && whole.out != "" && strings.Count(r.out, "\n") >= strings.Count(whole.out, "\n")
}
