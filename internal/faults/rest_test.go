// What lies on the disk of an encrypted journal: age files, the key under its
// passphrase, and what SECURITY.md names. Nothing of what was written.

package faults

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/internal/store"
)

// noted are the files of the state folder, which hold paths and ids.
var noted = []string{"devices", "devices.lock", "folders"}

// inTheClear counts the files that are there beside the encrypted journal and may
// not be, or that hold anything that was written.
func (c *campaign) inTheClear(t *testing.T, w world, cmd command) int {
	t.Helper()
	if cmd.clear {
		return 0
	}
	found := odd(t, w, cmd.folder())
	texts := c.texts(t, cmd)
	for _, place := range []string{cmd.folder(), "home", "tmp"} {
		for _, path := range filesWith(t, filepath.Join(w.dir, place), "") {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range texts {
				if bytes.Contains(content, []byte(text)) {
					found = append(found, fmt.Sprintf("%s, with %q in it", path, text))
				}
			}
		}
	}
	for _, file := range found {
		t.Errorf("mull %q in %s leaves %s", cmd.args, cmd.folder(), file)
	}
	return len(found)
}

// odd lists what is in the folder of an encrypted journal, the state folder and the
// folder for temporary files and isn't named in SECURITY.md, and hidden files of
// anybody's.
func odd(t *testing.T, w world, folder string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(w.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(w.dir, path)
		if err != nil {
			return err
		}
		switch top, _, _ := strings.Cut(name, "/"); {
		case strings.HasSuffix(name, ".tmp") && info.Size() > 0 && !store.IsSealed(path): // hidden, wherever it is
		case top == "tmp":
		case top == folder && (store.IsSealed(path) || isKey(path) || info.Size() == 0):
			return nil
		case top == "home" && filepath.Dir(path) == w.state("") && slices.Contains(noted, entry.Name()):
			return nil
		case top != folder && top != "home":
			return nil // the user's own
		}
		found = append(found, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// isKey says whether a file is a journal's key under its passphrase.
func isKey(path string) bool {
	content, err := os.ReadFile(path)
	return err == nil && strings.HasSuffix(path, ".key") && strings.HasPrefix(string(content), "-----BEGIN AGE ENCRYPTED FILE-----\n")
}

// texts is what is written in the journal of a command, before or after.
func (c *campaign) texts(t *testing.T, cmd command) []string {
	t.Helper()
	key := fmt.Sprint(cmd.folder(), cmd.args)
	if known := c.written[key]; known != nil {
		return known
	}
	w := c.world.copy(t, cmd.folder())
	defer w.drop()
	words := []string{"Quorndon"}
	for _, after := range []bool{false, true} {
		if after {
			w.must(t, cmd)
		}
		texts, err := writtenIn(w.journal(cmd.folder()))
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, texts...)
	}
	slices.Sort(words)
	c.written[key] = slices.Compact(words)
	return c.written[key]
}

// writtenIn lists the texts of a journal that nobody takes for anything else.
func writtenIn(path string) (list []string, err error) {
	if _, err := os.Stat(path); os.IsNotExist(err) {
		return nil, nil
	}
	err = opened(path, func(plain string) error {
		for _, query := range []string{"SELECT note FROM activity", `SELECT trim(value, '"') FROM answer`, "SELECT text FROM item"} {
			all, err := ask(plain, query)
			if err != nil {
				return err
			}
			for _, text := range all {
				if len(text) > 8 && strings.Contains(text, " ") && !strings.ContainsAny(text, `"\[{<`) {
					list = append(list, text)
				}
			}
		}
		return nil
	})
	return list, err
}

// atRest looks at each state in which kill -9 leaves the disk, at any system call of
// every writing command: then the journal is encrypted, and nothing is in the clear.
// On a journal that is encrypted already nothing may be so at any moment.
func (c *campaign) atRest(t *testing.T) {
	row := c.row("kill -9 before each call that changes the disk, then encrypted: every file looked at")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	list, most := slices.Concat(writing, onSealed()), 1<<30
	if c.runs == 0 {
		list, most = append(c.commands(writing)[:2], c.commands(onSealed())[0]), 6
	}
	r := rand.New(rand.NewPCG(c.seed, 7))
	stale := 0
	for _, cmd := range list {
		c.replay(t, tracer, cmd, func(w world, at, all int) bool {
			if c.runs > 0 || r.IntN(all) < most {
				row.runs++
				row.injected++
				if _, err := os.Stat(w.journal(cmd.folder()) + "-journal"); err == nil {
					stale++
				}
				row.lost += c.sealedAfter(t, w, cmd, at)
			}
			return !t.Failed()
		})
		if t.Failed() {
			return
		}
	}
	row.word = fmt.Sprintf("%d commands; %d times there was a rollback journal", len(list), stale)
}

// sealedAfter encrypts the journal that a command left that was killed, and counts
// what is in the clear.
func (c *campaign) sealedAfter(t *testing.T, w world, cmd command, at int) int {
	t.Helper()
	lock := command{args: []string{"lock"}, in: cmd.in, sealed: true}
	if !store.IsSealed(w.journal(cmd.folder())) {
		if _, err := os.Stat(store.KeyFile(w.journal(cmd.folder()))); err == nil { // encryption was begun, or ended
			w.run(t, command{args: []string{"unlock", "--for-good", "--yes"}, in: cmd.in, sealed: true}, 0)
		}
		lock.args = append(lock.args, "--set-passphrase")
	} else if cmd.name() == "lock" || cmd.name() == "unlock" {
		// Backups that it didn't come to are what doctor --fix encrypts.
		w.run(t, command{args: []string{"doctor", "--fix"}, in: cmd.in, sealed: true}, 0)
	}
	if got := w.run(t, lock, 0); got.code != 0 {
		t.Errorf("mull %q in %s is killed before step %d, and then mull %q ends with %d\n%s", cmd.args, cmd.folder(), at+1, lock.args, got.code, got.errs)
	}
	cmd.clear = false
	found := c.inTheClear(t, w, cmd)
	if t.Failed() {
		t.Logf("killed before step %d", at+1)
	}
	return found
}
