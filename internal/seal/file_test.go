package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The tests start this binary again as other processes, told apart by MULL_SEAL_CHILD.
func TestMain(m *testing.M) {
	switch os.Getenv("MULL_SEAL_CHILD") {
	case "write":
		writeForever(os.Args[len(os.Args)-1])
	case "count":
		os.Exit(countUnderLock(os.Args[len(os.Args)-1]))
	}
	if job := children[os.Getenv("MULL_SEAL_CHILD")]; job != nil {
		os.Exit(job(os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

// children are further jobs, of systems that have them.
var children = map[string]func(arg string) int{}

func child(t *testing.T, job, path string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "--", path)
	command.Env = append(os.Environ(), "MULL_SEAL_CHILD="+job)
	command.Stderr = os.Stderr
	return command
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal.db.age")
	for _, content := range []string{"first", "second, longer", "third"} {
		if err := WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != content {
			t.Errorf("read %q, %v; want %q", got, err, content)
		}
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("permissions %v, %v; want 0600", info.Mode().Perm(), err)
		}
	}
	onlyFile(t, dir, "journal.db.age")
}

func TestWriteFileFailing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal.db.age")
	if err := WriteFile(path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	err := WriteFileFrom(path, 0o600, func(w io.Writer) error {
		if _, err := w.Write(make([]byte, 1<<20)); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v, want that of the writer", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "kept" {
		t.Errorf("the file holds %q, %v; want what it held before", got, err)
	}
	onlyFile(t, dir, "journal.db.age")
	if err := WriteFile(filepath.Join(dir, "gone", "x"), nil, 0o600); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("writing into a folder that is not there: %v", err)
	}
}

func TestWriteFileThroughLink(t *testing.T) {
	dir := t.TempDir()
	elsewhere := filepath.Join(t.TempDir(), "real")
	link := filepath.Join(dir, "journal.db.age")
	if err := WriteFile(elsewhere, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := WriteFile(link, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	if got, _ := os.ReadFile(elsewhere); string(got) != "new" {
		t.Errorf("the file behind the link holds %q, want new", got)
	}
}

// Two contents are written in turn by a process that is killed at any moment;
// the file is always one of them, whole.
func TestWriteFileKilled(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal.db.age")
	for round := range 40 {
		command := child(t, "write", path)
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		// The first byte says that it writes; a few more that it is busy.
		if _, err := io.ReadFull(out, make([]byte, 1+round%7)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(round*37%1000) * time.Microsecond)
		_ = command.Process.Kill()
		_ = command.Wait()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) != killedSize || bytes.Count(data, data[:1]) != killedSize {
			t.Fatalf("round %d: %d bytes of a mixture, want %d alike", round, len(data), killedSize)
		}
	}
	left, err := Leftovers(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range left {
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
	onlyFile(t, dir, "journal.db.age")
}

const killedSize = 300_000

func writeForever(path string) {
	for i := 0; ; i++ {
		content := bytes.Repeat([]byte{byte('a' + i%2)}, killedSize)
		if err := WriteFile(path, content, 0o600); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Print(".")
	}
}

func onlyFile(t *testing.T, dir, name string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != name {
			t.Errorf("%s was left in the folder", entry.Name())
		}
	}
}

// Four processes read a number, add one and write it back, each under the lock:
// no addition is lost.
func TestLockAcrossProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "number")
	if err := WriteFile(path, []byte("0"), 0o600); err != nil {
		t.Fatal(err)
	}
	var commands []*exec.Cmd
	for range 4 {
		command := child(t, "count", path)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		commands = append(commands, command)
	}
	for _, command := range commands {
		if err := command.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "100" {
		t.Errorf("after 4 x 25 additions the file holds %q, %v; want 100", got, err)
	}
}

func countUnderLock(path string) int {
	for range 25 {
		if err := addOne(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return 0
}

func addOne(path string) error {
	lock, err := Lock(context.Background(), path+".lock")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err == nil {
		var n int
		n, err = strconv.Atoi(string(data))
		if err == nil {
			err = WriteFile(path, []byte(strconv.Itoa(n+1)), 0o600)
		}
	}
	return errors.Join(err, lock.Unlock())
}

func TestLockBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.lock")
	first, err := Lock(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := Lock(ctx, path); !errors.Is(err, ErrBusy) {
		t.Errorf("a second lock: %v, want ErrBusy", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Lock(stopped, path); !errors.Is(err, context.Canceled) {
		t.Errorf("a lock given up: %v, want context.Canceled", err)
	}
	if err := first.Unlock(); err != nil {
		t.Fatal(err)
	}
	second, err := Lock(context.Background(), path)
	if err != nil {
		t.Fatal("after Unlock:", err)
	}
	if err := second.Unlock(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the lock file: %v, %v; want it there with 0600", info, err)
	}
	if _, err := Lock(context.Background(), filepath.Join(path, "no", "folder")); err == nil || errors.Is(err, ErrBusy) {
		t.Errorf("a lock in a folder that is not there: %v", err)
	}
}

func TestLeftoversKnowsItsOwn(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal.db")
	for _, name := range []string{".journal.db.123.tmp", ".journal.db..tmp", ".other.db.1.tmp", "journal.db.tmp", ".journal.dbx.1.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Leftovers(path)
	if err != nil || len(got) != 1 || !strings.HasSuffix(got[0], ".journal.db.123.tmp") {
		t.Errorf("Leftovers = %v, %v; want only .journal.db.123.tmp", got, err)
	}
}
