// What SQLite leaves beside a journal when a program is killed.
package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"mull/internal/seal"
)

// dropBeside removes what SQLite left beside a journal under its name and a
// suffix: pages of it, in the open. Whoever calls it holds the journal's lock.
func dropBeside(path string, suffixes ...string) error {
	removed := false
	for _, suffix := range suffixes {
		err := os.Remove(real(path) + suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		removed = removed || err == nil
	}
	if !removed {
		return nil
	}
	return syncFolder(filepath.Dir(real(path)))
}

// Stale returns what a killed program left beside the journal that nobody needs
// any more, in the open: a rollback journal that was never filled, or any beside a
// sealed journal. It changes nothing.
func Stale(ctx context.Context, path string) ([]string, error) {
	return stale(ctx, path, func(string) error { return nil })
}

// DropStale removes it.
func DropStale(ctx context.Context, path string) error {
	_, err := stale(ctx, path, os.Remove)
	return err
}

func stale(ctx context.Context, path string, do func(name string) error) (found []string, err error) {
	suffixes := besideSuffixes
	if !IsSealed(path) {
		suffixes = suffixes[:1] // a write-ahead log is not stale
	}
	var present []string
	for _, suffix := range suffixes {
		if name := real(path) + suffix; isFile(name) {
			present = append(present, name)
		}
	}
	if len(present) == 0 {
		return nil, nil
	}
	release, err := holdAny(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	for _, name := range present {
		if !isFile(name) {
			continue // whoever was writing is done
		}
		if err := do(name); err != nil {
			return nil, err
		}
		found = append(found, name)
	}
	return found, nil
}

// holdAny keeps writers out of a journal, plain or sealed. Of a plain one SQLite
// takes back, with that, what a killed program left half done.
func holdAny(ctx context.Context, path string) (release func() error, err error) {
	if IsSealed(path) {
		return (&vault{path: real(path)}).hold(ctx, path)
	}
	if err := seal.Regular(path); err != nil {
		return nil, notAFile(path, err)
	}
	s, err := openPlain(path, "")
	if err != nil {
		return nil, err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(s.explain("hold the journal", err), s.db.Close())
	}
	return func() error { return errors.Join(tx.Rollback(), s.db.Close()) }, nil
}

func isFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
