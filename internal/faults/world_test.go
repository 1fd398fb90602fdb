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
		case file.Name() == folder, file.Name() == "home", file.Name() == "tmp":
			err = copyTree(filepath.Join(w.dir, file.Name()), filepath.Join(dir, file.Name()))
		}
	}
	if err == nil {
		err = world{dir}.movedFrom(w.dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	return world{dir}
}

// state is the folder of what mull notes on this device.
func (w world) state(name string) string { return filepath.Join(w.dir, "home/.local/state/mull", name) }

// movedFrom makes what is noted of journals elsewhere that of this world's: the
// device of a journal depends on its path.
func (w world) movedFrom(dir string) error {
	for _, name := range []string{"devices", "folders"} {
		text, err := os.ReadFile(w.state(name))
		if err == nil {
			err = os.WriteFile(w.state(name), bytes.ReplaceAll(text, []byte(dir+"/"), []byte(w.dir+"/")), 0o600)
		}
		if err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// twin copies a folder within this world, with what is noted of its journal.
func (w world) twin(t testing.TB, from, to string) {
	t.Helper()
	copyFolder(t, filepath.Join(w.dir, from), filepath.Join(w.dir, to))
	text, err := os.ReadFile(w.state("devices"))
	if os.IsNotExist(err) {
		return
	}
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, w.journal(from)+`"`) {
			text = append(text, strings.Replace(line, w.journal(from), w.journal(to), 1)...)
		}
	}
	if err == nil {
		err = os.WriteFile(w.state("devices"), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// passphrase opens the sealed journals of every world.
const passphrase = "five words that nobody guesses"

// seal seals the journal in a folder, as mull lock does.
func (w world) seal(t testing.TB, folder string) {
	t.Helper()
	w.must(t, command{args: []string{"lock", "--set-passphrase"}, in: folder, sealed: true})
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
	if c.sealed {
		cmd.Args = append(cmd.Args[:len(before)+1:len(before)+1], append([]string{"--passphrase-fd", "3"}, c.args...)...)
		if file, err := os.Open(filepath.Join(w.dir, "passphrase")); err == nil {
			cmd.ExtraFiles = []*os.File{file} // closed when nobody can reach it any more
		}
	}
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
		"TMPDIR=" + filepath.Join(w.dir, "tmp"),
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
