package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"mull/internal/seal"
)

// Present opens the journal at path for Restore to replace. Where there is none
// the Store is nil; where it is damaged, too, with an error that is ErrDamaged.
// Any other error is a reason to leave the file alone.
func Present(ctx context.Context, path string, now func() time.Time, keys ...Key) (*Store, error) {
	if err := onlyFiles(path); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil, nil
	}
	if blank, err := startsBlank(path); err != nil || blank {
		if blank {
			err = damaged(path, "is damaged", fs.ErrInvalid)
		}
		return nil, err
	}
	s, err := Open(ctx, path, now, keys...)
	if err != nil {
		return nil, err
	}
	if err := s.whole(ctx); err != nil {
		return nil, errors.Join(s.foundDamaged(err), s.Close())
	}
	return s, ClearMark(path) // it was repaired by other means
}

// startsBlank says whether a file begins with nothing but zeros, as a power cut
// leaves files of any program: such a one is not taken for another program's.
func startsBlank(path string) (bool, error) {
	file, err := seal.OpenRegular(path)
	if err != nil {
		return false, unusable(path, "cannot be opened", err)
	}
	defer file.Close()
	start := make([]byte, 100)
	n, err := io.ReadFull(file, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, unusable(path, "cannot be read", err)
	}
	for _, b := range start[:n] {
		if b != 0 {
			return false, nil
		}
	}
	return true, nil
}

// Restore puts a backup's bytes in the place of the journal: the present one is
// first copied onto the shelf, and whoever writes to it meanwhile is kept
// waiting and then told that it was moved. It returns where the copy is. present
// may be nil where there is none. It is closed in the end.
//
// A sealed journal stays sealed, to whom it was. Where there is none at present
// the restored one is sealed with key, if that is not nil.
func (h *Shelf) Restore(ctx context.Context, present, backup *Store, image []byte, key *seal.Key) (copied string, err error) {
	if present != nil && present.Sealed() {
		return h.restoreSealed(ctx, present, backup)
	}
	if present == nil {
		if err := os.MkdirAll(filepath.Dir(h.journal), 0o700); err != nil {
			return "", unusable(h.journal, "its folder cannot be made", err)
		}
		if copied, err = h.copyAside(); err != nil {
			return copied, err
		}
		if key != nil {
			return copied, sealInPlace(ctx, h.journal, backup, key)
		}
		return copied, replaceJournal(h.journal, image)
	}
	copied, release, err := h.copyHeld(ctx, present)
	if err != nil {
		return copied, errors.Join(err, release())
	}
	// What a killed writer left: with the lock held none is in use or needed.
	if err := dropBeside(h.journal, "-journal"); err != nil {
		return copied, errors.Join(err, release())
	}
	if runtime.GOOS == "windows" { // where nothing takes the place of an open file
		if err := release(); err != nil {
			return copied, err
		}
		return copied, replaceJournal(h.journal, image)
	}
	return copied, errors.Join(replaceJournal(h.journal, image), release())
}

// restoreSealed puts what a backup holds into a sealed journal.
func (h *Shelf) restoreSealed(ctx context.Context, present, backup *Store) (copied string, err error) {
	defer func() { err = errors.Join(err, present.Close()) }()
	err = present.held(ctx, func() error {
		shelf := h.always()
		if copied, err = shelf.Put(ctx, present, "restore"); err != nil {
			return err
		}
		to, err := present.Recovery(ctx)
		if err != nil {
			return err
		}
		image, err := backup.serialize(ctx) // up to date, which the bytes of the file may not be
		if err != nil {
			return present.explain("read the backup", err)
		}
		if image, err = withRecovery(ctx, h.journal, image, to); err != nil {
			return present.explain("read the backup", err)
		}
		recipients, err := present.recipients(ctx)
		if err != nil {
			return err
		}
		if err := present.vault.write(image, recipients); err != nil {
			return writeFault(h.journal, err)
		}
		return nil
	})
	return copied, err
}

// sealInPlace makes a sealed journal of a backup, sealed to key and to whom
// else it was.
func sealInPlace(ctx context.Context, path string, backup *Store, key *seal.Key) error {
	image, err := backup.serialize(ctx)
	if err != nil {
		return backup.explain("read the backup", err)
	}
	to := []seal.Recipient{key.Recipient()}
	recovery, err := backup.Recovery(ctx)
	if err != nil {
		return err
	}
	if recovery != (seal.Recipient{}) {
		to = append(to, recovery)
	}
	if err := (&vault{path: real(path)}).write(image, to); err != nil {
		return writeFault(path, err)
	}
	return nil
}

// always is the shelf, also where none is wanted: some copies are made anyway.
func (h *Shelf) always() *Shelf {
	if h.Dir == "" {
		return NewShelf(h.journal, "", h.Keep)
	}
	return h
}

// copyHeld copies the journal onto the shelf while nobody else may write to it,
// so that the copy misses nothing; release lets them go on.
func (h *Shelf) copyHeld(ctx context.Context, present *Store) (copied string, release func() error, err error) {
	release = present.Close
	lock, tx, err := present.holdPlain(ctx)
	if err != nil {
		return "", release, err
	}
	release = func() error { return errors.Join(tx.Rollback(), lock.Close(), present.Close()) }
	copied, err = h.always().Put(ctx, present, "restore")
	return copied, release, err
}

// copyAside gives a journal that cannot be read a second name, or a copy where
// there are no second names, so that there is a journal in its place at every
// moment. The file of an unfinished write, which would spoil the journal to come,
// moves with it.
func (h *Shelf) copyAside() (aside string, err error) {
	path := real(h.journal)
	info, err := os.Lstat(path)
	if err == nil && info.Size() > 0 {
		aside = h.freeName()
		if err := secondName(path, aside); err != nil {
			return "", unusable(h.journal, "cannot be put aside", err)
		}
	}
	if isFile(path + "-journal") {
		if aside == "" {
			aside = h.freeName()
		}
		if err := os.Rename(path+"-journal", aside+"-journal"); err != nil {
			return "", unusable(h.journal, "cannot be put aside", err)
		}
	}
	if aside == "" {
		return "", nil
	}
	return aside, syncFolder(filepath.Dir(aside))
}

// secondName keeps what a file holds under another name. A file that the disk
// doesn't give back whole can only be moved.
func secondName(path, other string) error {
	if os.Link(path, other) == nil {
		return nil
	}
	file, err := seal.OpenRegular(path)
	if err == nil {
		err = seal.WriteFileFrom(other, 0o600, func(w io.Writer) error {
			_, err := io.Copy(w, file)
			return err
		})
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return os.Rename(path, other)
	}
	return nil
}

func (h *Shelf) freeName() string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s.damaged-%d", h.journal, n)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
}

func replaceJournal(path string, image []byte) error {
	if err := seal.WriteFile(path, image, 0o600); err != nil {
		return unusable(path, "cannot be replaced", err)
	}
	return nil
}
