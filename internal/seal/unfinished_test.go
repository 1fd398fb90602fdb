package seal

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// names lists a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	list := []string{}
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}

// A new file has no name while it is written, so that a kill leaves nothing.
func TestANewFileHasNoNameUntilItIsWhole(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has files without a name")
	}
	dir, state := t.TempDir(), filepath.Join(t.TempDir(), "mull", "unfinished")
	path := filepath.Join(dir, "out.jsonl")
	err := Unfinished(state).WriteFileFrom(path, 0o600, func(w io.Writer) error {
		if got := names(t, dir); len(got) > 0 {
			t.Errorf("while it is written the folder holds %q", got)
		}
		_, err := io.WriteString(w, "private")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "private" {
		t.Errorf("it holds %q, %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("it has mode %v, %v", info.Mode(), err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"out.jsonl"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// The name of a temporary file is on the disk before the file, and gone after it.
func TestATemporaryNameIsNotedFirst(t *testing.T) {
	dir, state := t.TempDir(), filepath.Join(t.TempDir(), "mull", "unfinished")
	path := filepath.Join(dir, strings.Repeat("long", 60))
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	noted := Unfinished(state)
	err := noted.WriteFileFrom(path, 0o600, func(w io.Writer) error {
		here, notes := names(t, dir), names(t, state)
		if len(here) != 2 || len(notes) != 1 {
			t.Fatalf("while it is written the folder holds %q, and noted is %q", here, notes)
		}
		if text, err := os.ReadFile(filepath.Join(state, notes[0])); err != nil || string(text) != filepath.Join(dir, here[0]) {
			t.Errorf("noted is %q, %v, and there are %q", text, err, here)
		}
		if left, err := noted.Left(); runtime.GOOS != "windows" && (err != nil || len(left) > 0) {
			t.Errorf("%q at work counts as left, %v", left, err)
		}
		return errors.New("no")
	})
	if err == nil {
		t.Fatal("it is written all the same")
	}
	if here, notes := names(t, dir), names(t, state); len(here) != 1 || len(notes) != 0 {
		t.Errorf("the folder holds %q, and noted is %q", here, notes)
	}
}

func TestWhatAKilledProgramLeftIsFound(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	note := func(number, text string) string {
		t.Helper()
		path := filepath.Join(state, ".note."+number+".tmp")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	left, mine := filepath.Join(dir, ".out.7.tmp"), filepath.Join(dir, "mine.txt")
	for _, path := range []string{left, mine} {
		if err := os.WriteFile(path, []byte("private"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	note("1", left)
	note("2", mine) // no temporary file: somebody else's
	finished := note("3", filepath.Join(dir, ".out.8.tmp"))
	unplugged := note("4", filepath.Join(dir, "stick", ".out.9.tmp"))
	note("5", "")
	u := Unfinished(state)
	if runtime.GOOS == "windows" {
		t.Skip("a recent note counts as one in use")
	}
	if got, err := u.Left(); err != nil || !slices.Equal(got, []string{left}) {
		t.Errorf("left are %q, %v", got, err)
	}
	if _, err := os.Stat(finished); err == nil {
		t.Error("the note of a file that was finished stays")
	}
	if got, err := u.Clean(); err != nil || !slices.Equal(got, []string{left}) {
		t.Errorf("removed are %q, %v", got, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"mine.txt"}) {
		t.Errorf("the folder holds %q", got)
	}
	if _, err := os.Stat(unplugged); err != nil {
		t.Errorf("the note of a file on a disk that isn't there is gone: %v", err)
	}
	if got, err := u.Left(); err != nil || len(got) > 0 {
		t.Errorf("left are %q, %v", got, err)
	}
}

// What a dangling link points to is made; the link stays one.
func TestADanglingLinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"a": "deep/real", "b": "a", "c": filepath.Join(dir, "deep", "other")} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	for link, file := range map[string]string{"b": "deep/real", "c": "deep/other"} {
		if err := Unfinished("").WriteFile(filepath.Join(dir, link), []byte("text"), 0o600); err != nil {
			t.Errorf("%s: %v", link, err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, file)); err != nil || string(got) != "text" {
			t.Errorf("%s holds %q, %v", file, got, err)
		}
		if info, err := os.Lstat(filepath.Join(dir, link)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more, %v", link, err)
		}
	}
	if err := os.Symlink("loop", filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(dir, "loop"), nil, 0o600); err == nil {
		t.Error("a link to itself is followed")
	}
}

// A new file never takes the place of another, also where that came meanwhile.
func TestWriteNewReplacesNothing(t *testing.T) {
	dir, state := t.TempDir(), filepath.Join(t.TempDir(), "mull", "unfinished")
	u := Unfinished(state)
	path := filepath.Join(dir, "out.mull")
	if err := u.WriteNew(path, []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := u.WriteNew(path, []byte("second"), 0o600); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	link := filepath.Join(dir, "link.mull")
	if err := os.Symlink(filepath.Join(dir, "nothing"), link); err == nil {
		if err := u.WriteNew(link, []byte("second"), 0o600); !errors.Is(err, os.ErrExist) {
			t.Errorf("over a link: %v", err)
		}
	}
	temp := filepath.Join(dir, ".out.mull.1.tmp")
	if err := os.WriteFile(temp, []byte("second"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := renameNew(temp, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("a name that was taken meanwhile: %v", err)
	}
	if err := renameNew(temp, filepath.Join(dir, "other.mull")); err != nil {
		t.Error(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "first" {
		t.Errorf("it holds %q, %v", got, err)
	}
	if got := names(t, dir); slices.Contains(got, ".out.mull.1.tmp") || !slices.Contains(got, "other.mull") {
		t.Errorf("the folder holds %q", got)
	}
}
