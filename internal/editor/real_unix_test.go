//go:build unix

package editor

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mull/internal/ttytest"
)

// The real editors leave nothing anywhere: neither beside the draft nor in a
// home whose settings ask for every copy they can make.
func TestEditorsLeaveNothing(t *testing.T) {
	const vimrc = "set backup writebackup undofile swapfile backupdir=~ undodir=~ directory=~\n"
	const vimKeys = "type Ochanged\nkey escape\nwait changed\ntype :wq\nkey enter"
	for _, test := range []struct {
		name, command  string
		file, settings string
		keys           string
	}{
		{"vim", "vim", ".vimrc", vimrc + "set viminfo='10,n~/.viminfo\n", vimKeys},
		{"nvim", "nvim", ".config/nvim/init.vim", vimrc, vimKeys},
		{"nano", "nano", ".nanorc", "set backup\nset backupdir \"~\"\nset historylog\nset positionlog\n",
			"type changed\nkey enter\nwait changed\nkey ctrl-o\nwait Name\nkey enter\nwait Wrote\nkey ctrl-x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := exec.LookPath(test.name); err != nil {
				t.Skipf("no %s here", test.name)
			}
			home := t.TempDir()
			for name, value := range map[string]string{"HOME": home, "TERM": "xterm", "LC_ALL": "C",
				"XDG_CONFIG_HOME": home + "/.config", "XDG_DATA_HOME": home + "/.local/share", "XDG_STATE_HOME": home + "/.local/state"} {
				t.Setenv(name, value)
			}
			settings := filepath.Join(home, test.file)
			if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(settings, []byte(test.settings), 0o600); err != nil {
				t.Fatal(err)
			}
			tty := ttytest.New(t)
			s := &Session{Command: test.command, Dirs: []string{t.TempDir()}, In: tty.TTY, Out: tty.TTY, Err: tty.TTY}
			steps := make(chan error, 1)
			go func() { steps <- tty.Steps("wait before\n" + test.keys) }()
			text, _, err := s.Write(context.Background(), "text", "before")
			if err != nil {
				t.Fatal(err)
			}
			if err := <-steps; err != nil {
				t.Fatal(err)
			}
			if text != "changed\nbefore" {
				t.Errorf("got %q", text)
			}
			for _, path := range everything(t, home) {
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				for _, word := range []string{"before", "changed", filepath.Dir(s.Path)} {
					if strings.Contains(string(content), word) {
						t.Errorf("%s holds %q", path, word)
					}
				}
			}
			if beside := everything(t, filepath.Dir(s.Path)); len(beside) != 1 {
				t.Errorf("the draft's folder holds %q", beside)
			}
		})
	}
}

// everything lists the files under a folder.
func everything(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Each family of editors is started with the flags that keep it from copying
// the text, before the person's own, and with the draft last; what it leaves
// beside the draft all the same goes with it.
func TestEditorsGetTheirFlags(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		own  string
		want []string
	}{
		{"vim", " -y", []string{"-n", "-i", "NONE", "-c", vimSettings, "-y"}},
		{"nvim", "", []string{"-n", "-i", "NONE", "-c", vimSettings}},
		{"emacs", " -nw", []string{"--eval", emacsSettings, "-nw"}},
		{"nano", "", []string{"--ignorercfiles"}},
		{"code", "", []string{"--wait"}},
		{"helix", " -v", []string{"-v"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			fake, record := filepath.Join(folder, test.name), filepath.Join(folder, "record")
			if err := os.Symlink(exe, fake); err != nil {
				t.Fatal(err)
			}
			t.Setenv("MULL_TEST_EDITOR", "record")
			t.Setenv("MULL_TEST_RECORD", record)
			s := &Session{Command: fake + test.own, Dirs: []string{t.TempDir()}}
			_, kept, err := s.Write(context.Background(), "text", "before")
			if err != nil {
				t.Fatal(err)
			}
			said, err := os.ReadFile(record)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Split(string(said), "\x00")
			if want := append(test.want, s.Path); !slices.Equal(got, want) {
				t.Errorf("%s was started with %q, want %q", test.name, got, want)
			}
			if beside := everything(t, s.Dirs[0]); len(beside) < 5 {
				t.Fatalf("the fake left only %q: the test looks for nothing", beside)
			}
			if err := kept(); err != nil {
				t.Error(err)
			}
			if left := everything(t, s.Dirs[0]); len(left) != 0 {
				t.Errorf("after it is kept there are %q", left)
			}
		})
	}
}
