package editor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The test program is its own editor: what it does is said by an environment
// variable, and the file is its last argument.
func TestMain(m *testing.M) {
	if act := os.Getenv("MULL_TEST_EDITOR"); act != "" {
		os.Exit(edit(act, os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

func edit(act, path string) int {
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
	switch act {
	case "write":
		write("\ufeffone\r\ntwo \r\n\r\n")
	case "record":
		if err := os.WriteFile(os.Getenv("MULL_TEST_RECORD"), []byte(strings.Join(os.Args[1:], "\x00")), 0o600); err != nil {
			panic(err)
		}
		folder, name := filepath.Split(path)
		for _, left := range []string{name + "~", "." + name + ".swp", "." + name + ".un~", "#" + name + "#", name + ".save"} {
			if err := os.WriteFile(filepath.Join(folder, left), []byte("left"), 0o600); err != nil {
				panic(err)
			}
		}
	case "fail":
		return 3
	case "write and fail":
		write("one\n")
		return 3
	case "remove":
		os.Remove(path)
	case "binary":
		write("\xff\xfe")
	case "huge":
		write(strings.Repeat("x", 2<<20))
	case "beside":
		write("one")
		if err := os.WriteFile(path+"~", []byte("zero"), 0o600); err != nil {
			panic(err)
		}
	}
	return 0
}

func session(t *testing.T, act string) *Session {
	t.Helper()
	t.Setenv("MULL_TEST_EDITOR", act)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "with a space [1]")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return &Session{Command: fmt.Sprintf("'%s' --wait", exe), Dirs: []string{dir}}
}

func TestWrite(t *testing.T) {
	tests := []struct {
		act, initial string
		text         string
		fault        string
		left         bool // the draft is still there after a fault
	}{
		{"write", "", "one\ntwo", "", false},
		{"write", "one\ntwo", "one\ntwo", "", false},
		{"nothing", "as it was", "as it was", "", false},
		{"nothing", "", "", "", false},
		{"beside", "", "one", "", false},
		{"fail", "as it was", "", "exit status 3; nothing was written", false},
		{"write and fail", "", "", "exit status 3; what you wrote is in ", true},
		{"remove", "a", "", "no such file", false},
		{"binary", "a", "", "not valid UTF-8; it is still in ", true},
		{"huge", "a", "", "it has 2.0 MB, and an answer holds 1 MB; it is still in ", true},
	}
	for _, test := range tests {
		t.Run(test.act, func(t *testing.T) {
			s := session(t, test.act)
			text, kept, err := s.Write(context.Background(), "What came?", test.initial)
			left, leftErr := Leftovers(s.Dirs)
			if leftErr != nil {
				t.Fatal(leftErr)
			}
			if test.fault != "" {
				if err == nil || !strings.Contains(err.Error(), test.fault) {
					t.Errorf("err = %v, want %q", err, test.fault)
				}
				if (len(left) == 1) != test.left || test.left && !strings.Contains(err.Error(), left[0].Path) {
					t.Errorf("left %v, error %v", left, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if text != test.text {
				t.Errorf("got %q, want %q", text, test.text)
			}
			if len(left) != 1 || left[0].Path != s.Path || left[0].Name != "what-came" {
				t.Errorf("before it is kept: %v", left)
			}
			if err := kept(); err != nil {
				t.Error(err)
			}
			if entries, _ := os.ReadDir(s.Dirs[0]); len(entries) != 0 {
				t.Errorf("after it is kept: %v", entries)
			}
		})
	}
}

func TestOnlyTheOwnerReads(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits")
	}
	s := session(t, "write")
	_, _, err := s.Write(context.Background(), "text", "")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{s.Path: 0o600, filepath.Dir(s.Path): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
		}
	}
}

// Where the first folder cannot be written the next is taken; where none can,
// every reason is named.
func TestFolders(t *testing.T) {
	s := session(t, "write")
	gone := filepath.Join(t.TempDir(), "gone")
	s.Dirs = []string{gone, s.Dirs[0]}
	if _, _, err := s.Write(context.Background(), "text", ""); err != nil {
		t.Error(err)
	}
	s.Dirs = []string{gone}
	if _, _, err := s.Write(context.Background(), "text", ""); err == nil || !strings.Contains(err.Error(), gone) {
		t.Errorf("err = %v", err)
	}
}

// A draft left by a process that is gone is found; one whose process lives is
// not.
func TestLeftovers(t *testing.T) {
	dead := exec.Command(os.Args[0], "-test.run=^$")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	live := exec.Command(os.Args[0], "-test.run=^TestHold$")
	live.Env = append(os.Environ(), "MULL_TEST_HOLD=1")
	hold, err := live.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := live.Start(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, pid := range []int{dead.Process.Pid, live.Process.Pid} {
		folder := filepath.Join(dir, prefix+strconv.Itoa(pid)+"-1")
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"page.md", ".page.md.swp"} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte("one\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	left, err := Leftovers([]string{dir, filepath.Join(dir, "gone")})
	hold.Close()
	_ = live.Wait()
	if err != nil || len(left) != 1 || !strings.Contains(left[0].Path, strconv.Itoa(dead.Process.Pid)) {
		t.Fatalf("got %v, %v", left, err)
	}
	if text, err := left[0].Read(); err != nil || text != "one" {
		t.Errorf("Read = %q, %v", text, err)
	}
	if err := left[0].Remove(); err != nil {
		t.Error(err)
	}
	if err := (Leftover{Path: filepath.Join(dir, "journal.db")}).Remove(); err == nil {
		t.Error("removed a folder that is no draft's")
	}
}

// TestHold is a process that lives until its input ends.
func TestHold(t *testing.T) {
	if os.Getenv("MULL_TEST_HOLD") == "" {
		t.Skip("for TestLeftovers")
	}
	_, _ = os.Stdin.Read(make([]byte, 1))
}

func TestSplit(t *testing.T) {
	tests := []struct {
		command string
		want    []string
	}{
		{"vim", []string{"vim"}},
		{"code --wait", []string{"code", "--wait"}},
		{`  emacs   -nw `, []string{"emacs", "-nw"}},
		{`"/opt/my editor/ed" -x`, []string{"/opt/my editor/ed", "-x"}},
		{`'/opt/my editor/ed' ''`, []string{"/opt/my editor/ed", ""}},
		{`/opt/my\ editor/ed`, []string{"/opt/my editor/ed"}},
		{`ed $(touch x) ; rm`, []string{"ed", "$(touch", "x)", ";", "rm"}},
		{`ed "open`, nil},
		{`""`, nil},
		{" ", nil},
	}
	for _, test := range tests {
		got, err := Words(test.command)
		if !slices.Equal(got, test.want) || (err == nil) != (test.want != nil) {
			t.Errorf("Words(%q) = %q, %v; want %q", test.command, got, err, test.want)
		}
	}
}

func TestCommand(t *testing.T) {
	here := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			if slices.Contains(names, name) {
				return "/bin/" + name, nil
			}
			return "", exec.ErrNotFound
		}
	}
	tests := []struct {
		command string
		here    []string
		want    string
	}{
		{"", []string{"vi", "nano"}, "/bin/vi"},
		{"", []string{"nano"}, "/bin/nano"},
		{"hx", []string{"vi"}, ""},
		{"my editor", []string{"my editor"}, "/bin/my editor"},
		{"ed -s", []string{"ed"}, "/bin/ed|-s"},
	}
	for _, test := range tests {
		s := &Session{Command: test.command, LookPath: here(test.here...)}
		got, err := s.command()
		if strings.Join(got, "|") != test.want || (err == nil) != (test.want != "") {
			t.Errorf("command %q with %q here = %q, %v; want %q", test.command, test.here, got, err, test.want)
		}
	}
	if _, err := (&Session{LookPath: here()}).command(); !errors.Is(err, ErrNoEditor) {
		t.Errorf("without an editor: %v", err)
	}
}

func TestFlags(t *testing.T) {
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"/usr/bin/vim", "-u", "x"}, "-n -i NONE -c " + vimSettings + " -u x"},
		{[]string{"/usr/bin/vim.basic"}, "-n -i NONE -c " + vimSettings},
		{[]string{"nvim"}, "-n -i NONE -c " + vimSettings},
		{[]string{"emacs-nox", "-nw"}, "--eval " + emacsSettings + " -nw"},
		{[]string{"nano"}, "--ignorercfiles"},
		{[]string{"/snap/bin/code"}, "--wait"},
		{[]string{"code-insiders", "-n", "--wait"}, "-n --wait"},
		{[]string{"hx", "-v"}, "-v"},
		{[]string{"/nowhere/vi"}, ""},
	}
	for _, test := range tests {
		if got := strings.Join(withFlags(test.args), " "); got != test.want {
			t.Errorf("withFlags(%q) = %q, want %q", test.args, got, test.want)
		}
	}
}

func TestWarnOnce(t *testing.T) {
	var warned []string
	s := &Session{Warn: func(text string) { warned = append(warned, text) }}
	s.warn("/usr/bin/code")
	s.warn("/usr/bin/code")
	if len(warned) != 1 || !strings.Contains(warned[0], "localHistory") {
		t.Errorf("warned %q", warned)
	}
}

func TestDirs(t *testing.T) {
	disk := t.TempDir()
	if got := Dirs("", disk); !slices.Equal(got, []string{disk}) {
		t.Errorf("without a runtime folder: %v", got)
	}
	memory, err := os.MkdirTemp("/dev/shm", "mull-test-")
	if err != nil {
		t.Skip("no memory file system to try")
	}
	defer os.RemoveAll(memory)
	if got := Dirs(memory, disk); !slices.Equal(got, []string{memory, disk}) {
		t.Errorf("with one in memory: %v", got)
	}
	if err := os.Chmod(memory, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := Dirs(memory, disk); !slices.Equal(got, []string{disk}) {
		t.Errorf("with one that others may read: %v", got)
	}
}
