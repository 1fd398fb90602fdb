//go:build unix

// Something that is no file in the place of the journal, of what belongs to it, or
// of what mull notes on this device.

package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// kindsOfFile put something at a path.
var kindsOfFile = map[string]func(path string) error{
	"a folder":           func(path string) error { return os.Mkdir(path, 0o755) },
	"a named pipe":       func(path string) error { return syscall.Mkfifo(path, 0o666) },
	"a socket":           func(path string) error { return syscall.Mknod(path, syscall.S_IFSOCK|0o666, 0) },
	"a link to a device": func(path string) error { return os.Symlink("/dev/null", path) },
	"a dangling link":    func(path string) error { return os.Symlink(path+".nowhere", path) },
	"a link to a pipe": func(path string) error {
		if err := syscall.Mkfifo(path+".pipe", 0o666); err != nil {
			return err
		}
		return os.Symlink(path+".pipe", path)
	},
	"a hard link": func(path string) error {
		if err := os.WriteFile(path+".other", nil, 0o600); err != nil {
			return err
		}
		return os.Link(path+".other", path)
	},
}

var kindNames = []string{"a folder", "a named pipe", "a socket", "a link to a device", "a dangling link", "a link to a pipe", "a hard link"}

// places are where they are put: the journal itself, what is beside it, and the
// state folder.
func (w world) places(folder string) []string {
	path := w.journal(folder)
	return []string{path, path + ".lock", path + ".key", path + "-journal", path + ".no-writes", filepath.Join(w.dir, folder, "backups"),
		w.state("devices"), w.state("devices.lock"), w.state("folders"), w.state("unfinished")}
}

// kinds runs the writing commands beside them. A command ends, says what it couldn't
// do, and leaves the thing and its mode alone; what it says is done is done.
func (c *campaign) kinds(t *testing.T) {
	row := c.row("a folder, pipe, socket, device, dangling or hard link as journal, lock, key, list of devices ...")
	r := rand.New(rand.NewPCG(c.seed, 11))
	list := append(c.commands(writing), c.commands(onSealed())...)
	for range c.count(2500, 16) {
		cmd := list[r.IntN(len(list))]
		kind := kindNames[r.IntN(len(kindNames))]
		w := c.world.copy(t, cmd.folder())
		places := w.places(cmd.folder())
		at := r.IntN(len(places))
		c.beside(t, row, w, cmd, kind, places[at])
		w.drop()
		if t.Failed() {
			t.Logf("seed %d: %s as %s, mull %q", c.seed, kind, places[at], cmd.args)
			return
		}
	}
}

func (c *campaign) beside(t *testing.T, row *row, w world, cmd command, kind, place string) {
	t.Helper()
	aside := filepath.Join(w.dir, "aside")
	err := os.Rename(place, aside)
	was := err == nil
	if os.IsNotExist(err) {
		err = os.MkdirAll(filepath.Dir(place), 0o700)
	}
	if err == nil && kind == "a hard link" && was { // the very file, under another name
		err = os.Link(aside, place)
		if info, statErr := os.Stat(aside); statErr == nil && info.IsDir() {
			err = os.Mkdir(place, 0o700)
		}
	} else if err == nil {
		err = kindsOfFile[kind](place)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := lookAt(place)
	got := w.run(t, cmd, time.Minute)
	row.runs++
	row.injected++
	if got.killed {
		t.Errorf("it hangs: %s", got.errs)
	}
	path := w.journal(cmd.folder())
	replaceable := kind == "a hard link" || kind == "a dangling link"
	if after := lookAt(place); after != before && !replaceable {
		row.lost++
		t.Errorf("%s is %s now, and was %s (exit code %d)", place, after, before, got.code)
	}
	if kind == "a hard link" && place == path {
		if was {
			c.judge(t, row, w, cmd, c.reference(t, cmd), got)
		}
		return
	}
	if place == path {
		if got.code == 0 && kind != "a dangling link" {
			t.Errorf("mull %q ends well: %s", cmd.args, got.out)
		}
		if got.code == 70 {
			t.Errorf("mull %q ends with %d: %s", cmd.args, got.code, got.errs)
		}
		return
	}
	if kind != "a dangling link" && kind != "a hard link" || place == path+"-journal" {
		if err := os.RemoveAll(place); err != nil {
			t.Fatal(err)
		}
		if was {
			if err := os.Rename(aside, place); err != nil {
				t.Fatal(err)
			}
		}
	}
	// A key that was there is needed to read what is left.
	if _, err := os.Stat(place); place == path+".key" && was && (err != nil || kind == "a dangling link") {
		_ = os.Remove(place)
		if err := os.Rename(aside, place); err != nil {
			t.Fatal(err)
		}
	}
	c.judge(t, row, w, cmd, c.reference(t, cmd), got)
}

// lookAt is what kind of file there is, its mode, and which one it is.
func lookAt(path string) string {
	text := ""
	for _, look := range []func(string) (os.FileInfo, error){os.Lstat, os.Stat} {
		info, err := look(path)
		if err != nil {
			return text + "nothing"
		}
		stat, _ := info.Sys().(*syscall.Stat_t)
		text += fmt.Sprintf("%s %d ", info.Mode(), stat.Ino)
	}
	return text
}
