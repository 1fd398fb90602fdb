package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mull/internal/seal"
)

// ErrSealed says that the journal is sealed already.
var ErrSealed = errors.New("the journal is sealed already")

// Seal turns the journal into a sealed one: the wrapped key is put in KeyFile,
// and then the file is replaced by one that only the key opens. Whoever else has
// the journal open is kept waiting, and then told that it was replaced; of two
// that seal it the second fails with ErrSealed. Where it stays plain, what was
// made beside it goes again, and nothing else was changed. What SQLite left beside
// it in the open goes, too. The Store is closed in the end.
func (s *Store) Seal(ctx context.Context, key *seal.Key, wrapped []byte) (err error) {
	if err := oneName(s.path); err != nil {
		return errors.Join(err, s.Close())
	}
	lockFile := real(s.path) + ".lock"
	_, err = os.Lstat(lockFile)
	fresh := errors.Is(err, fs.ErrNotExist)
	release, err := (&vault{path: real(s.path)}).hold(ctx, s.path)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	defer func() {
		err = errors.Join(err, release())
		if err != nil && fresh && !IsSealed(s.path) {
			_ = os.Remove(lockFile)
		}
	}()
	if IsSealed(s.path) {
		return errors.Join(ErrSealed, s.Close())
	}
	if err := s.takesWrites(); err != nil {
		return errors.Join(err, s.Close())
	}
	lock, tx, err := s.holdPlain(ctx)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	defer func() {
		err = errors.Join(err, tx.Rollback(), lock.Close(), s.Close())
		if IsSealed(s.path) { // once SQLite has closed its files
			err = errors.Join(err, dropBeside(s.path, besideSuffixes...))
		}
	}()
	// The rollback journal of a writer that was killed. With the lock held none is
	// in use or needed any more.
	if err := dropBeside(s.path, "-journal"); err != nil {
		return err
	}
	image, sealed, err := s.sealedImage(ctx, tx, key)
	if err != nil {
		return err
	}
	former, unknown := seal.ReadRegular(KeyFile(s.path))
	if err := seal.WriteFile(KeyFile(s.path), wrapped, 0o600); err != nil {
		return writeFault(KeyFile(s.path), err)
	}
	if err := seal.WriteFile(s.path, sealed, 0o600); err != nil {
		s.takeBackKey(former, unknown)
		return writeFault(s.path, err)
	}
	if written, err := seal.ReadRegular(s.path); err != nil || !bytes.Equal(written, sealed) {
		err = errors.Join(fmt.Errorf("seal the journal: the disk doesn't give back what was written; the journal is as it was: %w", err),
			seal.WriteFile(s.path, image, 0o600))
		s.takeBackKey(former, unknown)
		return err
	}
	return nil
}

// sealedImage returns the journal's image, and the same sealed to key. Both are
// compared row by row with the journal as tx holds it: the only plain copy goes in
// a moment.
func (s *Store) sealedImage(ctx context.Context, tx *sql.Tx, key *seal.Key) (image, sealed []byte, err error) {
	image, err = s.serialize(ctx)
	if err == nil {
		// A sheet printed for an earlier sealing opens nothing of this one.
		image, err = withRecovery(ctx, s.path, image, seal.Recipient{})
	}
	if err != nil {
		return nil, nil, s.explain("read the journal", err)
	}
	if sealed, err = seal.Seal(image, key.Recipient()); err != nil {
		return nil, nil, err
	}
	opened, err := seal.Open(sealed, key)
	if err != nil || !bytes.Equal(opened, image) {
		return nil, nil, fmt.Errorf("seal the journal: what was sealed does not open again; nothing was changed: %w", err)
	}
	differs, err := s.differing(ctx, tx, opened)
	if err != nil {
		return nil, nil, err
	}
	if len(differs) > 0 {
		return nil, nil, fmt.Errorf("seal the journal: the sealed copy would differ in %v; nothing was changed", differs)
	}
	return image, sealed, nil
}

// differing lists the tables in which an image isn't what the journal holds.
func (s *Store) differing(ctx context.Context, tx *sql.Tx, image []byte) ([]string, error) {
	held, err := s.contentsIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	other, err := openRaw(ctx, s.path, image)
	if err != nil {
		return nil, err
	}
	copied, err := other.Contents(ctx)
	if err := errors.Join(err, other.db.Close()); err != nil {
		return nil, err
	}
	return held.Differing(copied), nil
}

// takeBackKey removes the key of a sealing that failed, or puts the one back
// that it replaced. The key stays where the journal may be sealed with it.
func (s *Store) takeBackKey(former []byte, unknown error) {
	start, err := seal.ReadRegular(s.path)
	switch {
	case err != nil || seal.IsSealed(start):
	case unknown == nil:
		_ = seal.WriteFile(KeyFile(s.path), former, 0o600)
	case errors.Is(unknown, fs.ErrNotExist):
		_ = os.Remove(KeyFile(s.path))
	}
}

// holdPlain keeps writers out of a journal that is not sealed, by a second
// connection, while s goes on to read.
func (s *Store) holdPlain(ctx context.Context) (*Store, *sql.Tx, error) {
	lock, err := Open(ctx, s.path, s.now)
	if err != nil {
		return nil, nil, err
	}
	tx, err := lock.db.BeginTx(ctx, nil) // immediate: others may read on
	if err != nil {
		return nil, nil, errors.Join(s.explain("hold the journal", err), lock.Close())
	}
	return lock, tx, nil
}

// Unseal turns a sealed journal into a plain one for good. The Store is closed
// in the end.
func (s *Store) Unseal(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.held(ctx, func() error {
		if err := s.whole(ctx); err != nil {
			return err
		}
		image, err := s.serialize(ctx)
		if err != nil {
			return s.explain("read the journal", err)
		}
		if image, err = withRecovery(ctx, s.path, image, seal.Recipient{}); err != nil {
			return s.explain("read the journal", err)
		}
		// To a plain journal it would be a write to be taken back.
		if err := dropBeside(s.path, besideSuffixes...); err != nil {
			return err
		}
		if err := seal.WriteFile(s.vault.path, image, 0o600); err != nil {
			return writeFault(s.path, err)
		}
		return nil
	})
}

// Rekey seals the journal to another key from now on, and puts that in KeyFile,
// wrapped.
func (s *Store) Rekey(ctx context.Context, key *seal.Key, wrapped []byte) error {
	return s.held(ctx, func() error {
		s.vault.key = key
		if err := s.keep(ctx); err != nil {
			return err
		}
		return s.putKey(wrapped)
	})
}

// PutKey puts the journal's key in KeyFile, wrapped, if it opens the journal as
// it is now.
func (s *Store) PutKey(ctx context.Context, wrapped []byte) error {
	return s.held(ctx, func() error { return s.putKey(wrapped) })
}

func (s *Store) putKey(wrapped []byte) error {
	if err := seal.WriteFile(KeyFile(s.path), wrapped, 0o600); err != nil {
		return writeFault(KeyFile(s.path), err)
	}
	return nil
}

// RemoveKey removes the key of a journal that is not sealed any more.
func RemoveKey(ctx context.Context, path string) (err error) {
	release, err := (&vault{path: real(path)}).hold(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if IsSealed(path) {
		return ErrSealed
	}
	if err := os.Remove(KeyFile(path)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// SetRecovery seals the journal to the key of a recovery sheet as well, in the
// place of a former sheet's. ready is called before anything is kept; where it
// fails nothing is.
func (s *Store) SetRecovery(ctx context.Context, to seal.Recipient, ready func() error) error {
	return s.DoForGood(ctx, "lock", func(a *Act) error {
		if err := a.exec("INSERT OR REPLACE INTO recovery (one, recipient, at) VALUES (1, ?, ?)", to.String(), a.now.UnixMilli()); err != nil {
			return err
		}
		return ready()
	})
}

// held does something to a sealed journal as it is on the disk while no other
// program can write to it.
func (s *Store) held(ctx context.Context, do func() error) error {
	return s.change(ctx, func() (bool, error) { return false, do() })
}

// withRecovery returns an image that says it is sealed to a sheet's key as
// well, or to none. It works in memory.
func withRecovery(ctx context.Context, path string, image []byte, to seal.Recipient) ([]byte, error) {
	s, err := openRaw(ctx, path, image)
	if err != nil {
		return nil, err
	}
	defer s.db.Close()
	present, err := s.Recovery(ctx)
	if err != nil || present == to {
		return image, err
	}
	if err := exec(ctx, s.db, "DELETE FROM recovery"); err != nil {
		return nil, err
	}
	if to != (seal.Recipient{}) {
		if err := exec(ctx, s.db, "INSERT INTO recovery (one, recipient, at) VALUES (1, ?, 0)", to.String()); err != nil {
			return nil, err
		}
	}
	return s.serialize(ctx)
}

// ResealAll writes the shelf's backups anew, sealed to the recipients, or plain
// where there are none; sealed ones are opened with the keys. So it does with
// what a restore put aside. Unfinished copies are removed. It returns which
// files were written and which could not be opened, and stay as they are.
func (h *Shelf) ResealAll(keys []*seal.Key, to []seal.Recipient) (written, left []string, err error) {
	list, err := h.List()
	if err != nil {
		return nil, nil, err
	}
	paths, err := h.Asides()
	if err != nil {
		return nil, nil, err
	}
	for _, b := range list {
		paths = append(paths, b.Path)
	}
	for _, path := range paths {
		done, err := reseal(path, keys, to)
		if errors.Is(err, seal.ErrWrongKey) || errors.Is(err, seal.ErrDamaged) || errors.Is(err, ErrLinked) {
			left = append(left, path)
			continue
		}
		if err != nil {
			return written, left, err
		}
		if done {
			written = append(written, path)
		}
	}
	temps, err := h.Temps()
	for _, temp := range temps {
		err = errors.Join(err, os.Remove(temp))
	}
	return written, left, err
}

func reseal(path string, keys []*seal.Key, to []seal.Recipient) (done bool, err error) {
	data, err := seal.ReadRegular(path)
	if err != nil {
		return false, err
	}
	switch sealed := seal.IsSealed(data); {
	case sealed:
		if data, err = seal.Open(data, keys...); err != nil {
			return false, err
		}
	case len(to) == 0:
		return false, nil // plain, as it shall be
	default:
		if err := oneName(path); err != nil {
			return false, err
		}
	}
	if len(to) > 0 {
		if data, err = seal.Seal(data, to...); err != nil {
			return false, err
		}
	}
	if err := seal.WriteFile(path, data, 0o600); err != nil {
		return false, writeFault(path, err)
	}
	return true, nil
}

// KeyFile is where the shelf keeps a copy of the journal's key, under its
// passphrase: backups are worth nothing without it.
func (h *Shelf) KeyFile() string {
	if h.Dir == "" {
		return ""
	}
	return filepath.Join(h.Dir, h.stem+".key")
}

// PutKey copies the key beside the journal onto the shelf, where it may be
// looked for with the backups.
func (h *Shelf) PutKey() error {
	if h.Dir == "" {
		return nil
	}
	wrapped, err := seal.ReadRegular(KeyFile(h.journal))
	if err != nil {
		return err
	}
	if present, err := seal.ReadRegular(h.KeyFile()); err == nil && bytes.Equal(present, wrapped) {
		return nil
	}
	if err := os.MkdirAll(h.Dir, 0o700); err != nil {
		return err
	}
	return seal.WriteFile(h.KeyFile(), wrapped, 0o600)
}
