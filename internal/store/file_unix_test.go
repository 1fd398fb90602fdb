//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

func init() {
	children["umask"] = createWithOpenMask
	children["nobody"] = writeAsNobody
	children["limited"] = writeWithinLimit
}

// createWithOpenMask makes a journal with a mask that forbids nothing, and says
// what modes the files have while an act is under way.
func createWithOpenMask(args []string) error {
	syscall.Umask(0)
	s, err := Open(ctx, args[0], time.Now)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Do(ctx, "set", func(a *Act) error {
		if err := a.SetSetting("target", 1); err != nil {
			return err
		}
		if _, err := os.Stat(args[0] + "-journal"); err != nil {
			return err // it is to be looked at, too
		}
		return private(filepath.Dir(args[0]))
	})
	if err != nil {
		return err
	}
	if err := s.CopyTo(ctx, args[0]+".copy"); err != nil {
		return err
	}
	return private(filepath.Dir(args[0]))
}

func private(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm() != 0o600 {
			return fmt.Errorf("%s has mode %v", entry.Name(), info.Mode())
		}
	}
	return nil
}

func TestFilesArePrivateWhateverTheMask(t *testing.T) {
	root := t.TempDir()
	run(t, "umask", filepath.Join(root, "a", "b", "journal.db"))
	for _, folder := range []string{"a", filepath.Join("a", "b")} {
		if info, err := os.Stat(filepath.Join(root, folder)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("folder %s has mode %v, %v", folder, info.Mode(), err)
		}
	}
	if got := files(t, filepath.Join(root, "a", "b")); !slices.Equal(got, []string{"journal.db", "journal.db.copy"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// writeAsNobody reads and writes as a user without rights, where root runs the
// tests, since nothing is read-only for root.
func writeAsNobody(args []string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			return err
		}
	}
	s, err := Open(ctx, args[0], time.Now)
	if err == nil {
		defer s.Close()
		if _, err := s.Totals(ctx, 0, thursday); err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		_, err = s.Do(ctx, "set", func(a *Act) error { return a.SetSetting("target", 1) })
	}
	var refused *Unusable
	if !errors.As(err, &refused) {
		return fmt.Errorf("writing ends with %v", err)
	}
	if refused.Hint != "make the file and its folder writable for you" {
		return fmt.Errorf("%w, with the hint %q", err, refused.Hint)
	}
	return nil
}

// A read-only file, and a read-only folder, can be read; writing names what is
// to be done, and changes nothing.
func TestReadOnly(t *testing.T) {
	for name, modes := range map[string][2]os.FileMode{"file": {0o755, 0o444}, "folder": {0o555, 0o666}, "new journal": {0o555, 0}} {
		folder := t.TempDir()
		for open := folder; len(open) > len(os.TempDir()); open = filepath.Dir(open) {
			if err := os.Chmod(open, 0o755); err != nil { // for nobody to pass
				t.Fatal(err)
			}
		}
		path := filepath.Join(folder, "journal.db")
		if modes[1] != 0 {
			s, err := Open(ctx, path, clock())
			if err != nil {
				t.Fatal(err)
			}
			logged(t, s, 10, "people")
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, modes[1]); err != nil {
				t.Fatal(err)
			}
		}
		before := files(t, folder)
		if err := os.Chmod(folder, modes[0]); err != nil {
			t.Fatal(err)
		}
		if out, err := child(t, "nobody", path).CombinedOutput(); err != nil {
			t.Errorf("read-only %s: %v\n%s", name, err, out)
		}
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if got := files(t, folder); !slices.Equal(got, before) {
			t.Errorf("read-only %s: the folder held %q and holds %q", name, before, got)
		}
	}
}

// writeWithinLimit adds time until no file may grow any more, and then sees
// that the journal still has exactly what was kept.
func writeWithinLimit(args []string) error {
	s, err := Open(ctx, args[0], time.Now)
	if err != nil {
		return err
	}
	defer s.Close()
	info, err := os.Stat(args[0])
	if err != nil {
		return err
	}
	limit := syscall.Rlimit{Cur: uint64(info.Size()) + 64<<10, Max: uint64(info.Size()) + 64<<10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	return fillUp(s)
}

// fillUp adds time until the disk refuses, and then counts.
func fillUp(s *Store) error {
	kept := 0
	var err error
	for err == nil && kept < 100_000 {
		if err = addBig(s); err == nil {
			kept++
		}
	}
	var refused *Unusable
	if !errors.As(err, &refused) && !errors.Is(err, ErrFull) {
		return fmt.Errorf("after %d acts: %v", kept, err)
	}
	fmt.Printf("after %d acts: %v\n", kept, err)
	count, err := one[int](ctx, s.db, "SELECT count(*) FROM setting")
	if err != nil || count != kept || kept == 0 {
		return fmt.Errorf("%d acts were kept and %d are there: %w", kept, count, err)
	}
	check, err := one[string](ctx, s.db, "PRAGMA integrity_check")
	if err != nil || check != "ok" {
		return fmt.Errorf("%s: %w", check, err)
	}
	return nil
}

func TestFileSizeLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	out, err := child(t, "limited", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	if err := addBig(reopen(t, path)); err != nil {
		t.Errorf("without the limit: %v", err)
	}
}

// addBig keeps four thousand characters in an act.
func addBig(s *Store) error {
	_, err := s.Do(ctx, "set", func(a *Act) error { return a.SetSetting(fmt.Sprint("big", a.ID()), make([]int, 2000)) })
	return err
}

// A journal that is deleted or replaced while it is open takes no more acts,
// and says so, rather than keep them where nobody finds them.
func TestDeletedWhileOpen(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"deleted":  os.Remove,
		"moved":    func(path string) error { return os.Rename(path, path+".moved") },
		"replaced": func(path string) error { return errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o600)) },
	} {
		path := filepath.Join(t.TempDir(), "journal.db")
		s, err := Open(ctx, path, clock())
		if err != nil {
			t.Fatal(err)
		}
		logged(t, s, 10, "people")
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		_, err = s.Do(ctx, "set", func(a *Act) error { return a.SetSetting("target", 1) })
		var refused *Unusable
		if !errors.As(err, &refused) {
			t.Errorf("%s: writing ends with %v", name, err)
		} else if refused.Problem[:9] != "was moved" {
			t.Errorf("%s: %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
