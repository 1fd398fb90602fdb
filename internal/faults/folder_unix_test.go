//go:build unix

package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// readOnly runs every writing command where nothing may be written: it says so,
// and no byte changes.
func (c *campaign) readOnly(t *testing.T) {
	row := c.row("a folder and a journal that may only be read")
	var before []string
	if os.Getuid() == 0 { // for whom nothing is read-only
		setpriv, err := exec.LookPath("setpriv")
		if err != nil {
			row.word = "skipped: nothing is read-only for root, and there is no setpriv"
			return
		}
		before = []string{setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"}
	}
	for _, cmd := range c.commands(writing) {
		for name, modes := range map[string][2]os.FileMode{"folder": {0o555, 0o666}, "file": {0o777, 0o444}, "both": {0o555, 0o444}} {
			w := c.world.copy(t, cmd.folder())
			w.open(t, modes, cmd.folder())
			was := w.bytesOf(t, cmd.folder())
			got := w.run(t, cmd, 0, before...)
			row.runs++
			if got.code != 0 {
				row.injected++
			}
			if now := w.bytesOf(t, cmd.folder()); now != was && got.code != 0 && !cmd.replaces {
				t.Errorf("read-only %s: mull %q failed and changed the journal", name, cmd.args)
			}
			c.judge(t, row, w, cmd, c.reference(t, cmd), got)
			w.drop()
		}
	}
}

// open lets everybody pass to the journal, whose folder and files get modes.
func (w world) open(t *testing.T, modes [2]os.FileMode, folder string) {
	t.Helper()
	for dir := w.dir; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(w.dir, 0o777); err != nil { // where results are written
		t.Fatal(err)
	}
	for _, path := range filesWith(t, w.dir, "") {
		mode := os.FileMode(0o666)
		if filepath.Dir(path) != w.dir {
			mode = modes[1]
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{filepath.Join(folder, "backups"), folder} {
		if err := os.Chmod(filepath.Join(w.dir, dir), modes[0]); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}

func (w world) bytesOf(t *testing.T, folder string) string {
	t.Helper()
	content, err := os.ReadFile(w.journal(folder))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(content)
}
