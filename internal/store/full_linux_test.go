package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/seal"
)

func init() {
	children["full"] = fillDisk
	children["erase full"] = eraseOnFullDisk
	children["seal full"] = sealOnFullDisk
}

const notPermitted = 77

// fillDisk mounts a small file system in memory for itself alone and fills it.
func fillDisk(args []string) error {
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=1m"); err != nil {
		fmt.Println(err)
		os.Exit(notPermitted)
	}
	path := filepath.Join(args[0], "journal.db")
	if sealing != nil {
		s, err := Open(ctx, path, time.Now)
		if err != nil {
			return err
		}
		if err := s.Seal(ctx, sealing, []byte("wrapped")); err != nil {
			return err
		}
	}
	s, err := Open(ctx, path, time.Now, testKeys()...)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := fillUp(s); err != nil {
		return err
	}
	// With room again, writing goes on.
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
		return err
	}
	return addBig(s)
}

// eraseOnFullDisk erases where there is room for the act and none to clean the
// file.
func eraseOnFullDisk(args []string) error {
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=8m"); err != nil {
		fmt.Println(err)
		os.Exit(notPermitted)
	}
	path := filepath.Join(args[0], "journal.db")
	s, err := Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	defer s.Close()
	for range 300 {
		if err := addBig(s); err != nil {
			return err
		}
	}
	page, err := keepLong(s, strings.Repeat("marigold ", 5000))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	filler := filepath.Join(args[0], "filler")
	if err := os.WriteFile(filler, make([]byte, 8<<20-int(info.Size())-600<<10), 0o600); err != nil {
		return err
	}
	err = s.Purge(ctx, []int64{page})
	var left *Uncleaned
	if !errors.As(err, &left) || !errors.Is(err, ErrFull) || strings.Contains(err.Error(), "nothing was changed") {
		return fmt.Errorf("the journal has %d kB; purging ends with: %v", info.Size()>>10, err)
	}
	fmt.Println(err)
	if _, err := s.Entry(ctx, page); !errors.Is(err, ErrNothing) {
		return fmt.Errorf("of the page that was purged: %w", err)
	}
	shelf := NewShelf(path, "", 8)
	if _, file, err := shelf.Unfinished(ctx, s); err != nil || !file {
		return fmt.Errorf("that the file is not cleaned is not seen: %w", err)
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	if err := s.Compact(ctx); err != nil {
		return err
	}
	if _, file, err := shelf.Unfinished(ctx, s); err != nil || file {
		return fmt.Errorf("the file is cleaned, and that is not seen: %w", err)
	}
	return nil
}

func keepLong(s *Store, text string) (int64, error) {
	x, err := exercise.Read("test-page.yaml", []byte(testExercise))
	if err != nil {
		return 0, err
	}
	e := &journal.Entry{Exercise: x.ID, Day: thursday, Zone: "Europe/Berlin", State: journal.Draft, Answers: exercise.Answers{"because": text}}
	_, err = s.Do(ctx, "do", func(a *Act) error { return keepEntry(a, x, e) })
	return e.Number, err
}

// sealOnFullDisk seals where there is room for the key and none for the journal:
// it is as if it had not been tried.
func sealOnFullDisk(args []string) error {
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=2m"); err != nil {
		fmt.Println(err)
		os.Exit(notPermitted)
	}
	key, err := seal.NewKey()
	if err != nil {
		return err
	}
	path := filepath.Join(args[0], "journal.db")
	try := func() error {
		s, err := Open(ctx, path, time.Now)
		if err != nil {
			return err
		}
		return s.Seal(ctx, key, []byte("wrapped"))
	}
	s, err := Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	for range 60 {
		if err := addBig(s); err != nil {
			return err
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	filler := filepath.Join(args[0], "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20-int(info.Size())-100<<10), 0o600); err != nil {
		return err
	}
	if err := try(); !errors.Is(err, ErrFull) {
		return fmt.Errorf("the journal has %d kB; sealing it ends with: %w", info.Size()>>10, err)
	}
	found, err := filepath.Glob(path + "*")
	if err != nil || len(found) != 1 || IsSealed(path) {
		return fmt.Errorf("left of the try: %q %w", found, err)
	}
	if err := os.WriteFile(KeyFile(path), []byte("former"), 0o600); err != nil {
		return err
	}
	if err := try(); !errors.Is(err, ErrFull) {
		return fmt.Errorf("with a former key sealing ends with: %w", err)
	}
	if key, err := os.ReadFile(KeyFile(path)); err != nil || string(key) != "former" {
		return fmt.Errorf("the former key is %q, %w", key, err)
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	return try()
}

func TestSealOnFullDisk(t *testing.T) { onFullDisk(t, "seal full") }

func TestFullDisk(t *testing.T) { onFullDisk(t, "full") }

func TestEraseOnFullDisk(t *testing.T) { onFullDisk(t, "erase full") }

func TestSealedFullDisk(t *testing.T) {
	sealed(t)
	onFullDisk(t, "full")
}

func onFullDisk(t *testing.T, role string) {
	t.Helper()
	command := child(t, role, t.TempDir())
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := command.CombinedOutput()
	if command.ProcessState == nil || command.ProcessState.ExitCode() == notPermitted {
		t.Skipf("no disk to fill: mounting one is not permitted here (%v %s)", err, out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
