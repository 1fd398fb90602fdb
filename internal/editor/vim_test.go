//go:build unix

package editor

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"mull/internal/ttytest"
)

// A real vim leaves nothing anywhere: neither beside the draft nor in a home
// whose settings ask for every copy it can make.
func TestVimLeavesNothing(t *testing.T) {
	vim, err := exec.LookPath("vim")
	if err != nil {
		t.Skip("no vim here")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("TERM", "xterm")
	settings := "set backup writebackup undofile backupdir=~ undodir=~ directory=~ viminfo='10,n~/.viminfo\n"
	if err := os.WriteFile(filepath.Join(home, ".vimrc"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	tty := ttytest.New(t)
	s := &Session{Command: vim, Dirs: []string{t.TempDir()}, In: tty.TTY, Out: tty.TTY, Err: tty.TTY}
	steps := make(chan error, 1)
	go func() {
		steps <- tty.Steps("wait before\ntype Ochanged\nkey escape\nwait changed\ntype :wq\nkey enter")
	}()
	draft, err := s.Edit(context.Background(), "text", "before")
	if err != nil {
		t.Fatal(err)
	}
	if err := <-steps; err != nil {
		t.Fatal(err)
	}
	if draft.Text != "changed\nbefore" || !draft.Changed {
		t.Errorf("got %q, changed %v", draft.Text, draft.Changed)
	}
	for dir, want := range map[string]int{home: 1, filepath.Dir(draft.Path): 1} {
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != want {
			t.Errorf("%s holds %v, %v; want %d", dir, entries, err, want)
		}
	}
}
