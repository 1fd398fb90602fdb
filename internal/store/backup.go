package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"mull/internal/seal"
)

// A BadBackup is a copy that holds damage, which the journal holds too: it was set
// aside under another name, and no other backup was replaced or removed for it.
type BadBackup struct {
	Aside string
	err   error
}

func (e *BadBackup) Error() string { return e.err.Error() }
func (e *BadBackup) Unwrap() error { return e.err }

// asideSuffix marks a backup that was set aside, so that it is counted as none.
const asideSuffix = ".damaged"

// badBackup says that a copy of the journal failed its check, and marks the journal.
func (s *Store) badBackup(aside string, err error) error {
	var broken *Unusable
	if errors.As(err, &broken) {
		err = &Unusable{s.path, broken.Problem, broken.Hint, broken.Err}
	}
	return &BadBackup{aside, s.foundDamaged(err)}
}

// checkImage fails with ErrDamaged unless the bytes of a journal are whole, each
// row as it was written.
func checkImage(ctx context.Context, path string, image []byte) error {
	if !wholePages(image) {
		return damaged(path, "is cut short", fs.ErrInvalid)
	}
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return err
	}
	return errors.Join(raw.whole(ctx), raw.db.Close())
}

// A WriteFile writes a file whole or not at all, as seal.WriteFileFrom does.
type WriteFile func(path string, perm fs.FileMode, write func(io.Writer) error) error

// Backup writes a consistent copy of the journal to path, 0600, whole or not at
// all, also while others use the journal. A file that is there is replaced, unless
// the copy holds damage: then that is set aside, and Backup fails with a
// BadBackup. A sealed journal's is sealed as the journal is.
func (s *Store) Backup(ctx context.Context, path string) error {
	if s.vault != nil {
		return s.BackupBy(ctx, seal.WriteFileFrom, path)
	}
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+uuid.NewString()+".tmp")
	defer os.Remove(temp) //nolint:errcheck // it has its name by then, or is not needed
	err := s.CopyTo(ctx, temp)
	if err == nil {
		var image []byte
		if image, err = os.ReadFile(temp); err == nil {
			err = checkCopy(ctx, path, image)
		}
		if errors.Is(err, ErrDamaged) {
			if renamed := os.Rename(temp, path+asideSuffix); renamed != nil {
				return errors.Join(err, renamed)
			}
			return s.badBackup(path+asideSuffix, err)
		}
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	return s.explain("write the backup "+path, err)
}

// BackupBy is Backup to a file that the owner named, written in the way given and
// sealed to whom else is named; with a name, so is the backup of any journal.
func (s *Store) BackupBy(ctx context.Context, writeFile WriteFile, path string, to ...seal.Recipient) error {
	if s.vault != nil {
		own, err := s.recipients(ctx)
		if err != nil {
			return s.explain("read the journal", err)
		}
		to = append(own, to...)
	}
	image, err := s.serialize(ctx)
	if err != nil {
		return s.explain("read the journal", err)
	}
	found := checkImage(ctx, path, image)
	if found != nil && !errors.Is(found, ErrDamaged) {
		return found
	}
	if found != nil {
		path += asideSuffix
	}
	err = writeFile(path, 0o600, func(w io.Writer) error {
		if len(to) > 0 {
			return seal.SealTo(w, bytes.NewReader(image), to...)
		}
		_, err := w.Write(image)
		return err
	})
	if found != nil {
		return s.badBackup(path, errors.Join(found, err))
	}
	if err != nil {
		return fmt.Errorf("write the backup %s: %w", path, noRoom(err))
	}
	return nil
}

// NoteBackup remembers where the owner had a backup written, for Backups.
func (s *Store) NoteBackup(ctx context.Context, path string) error {
	return s.DoForGood(ctx, "backup", func(a *Act) error {
		a.touch("backup", 0, path)
		return a.exec("INSERT INTO backup (path, at) VALUES (?1, ?2) ON CONFLICT (path) DO UPDATE SET at = ?2", path, a.now.UnixMilli())
	})
}

// Backups returns where the owner had backups written and where a file still
// is.
func (s *Store) Backups(ctx context.Context) ([]string, error) {
	paths, err := all(ctx, s.db, scanOne[string], "SELECT path FROM backup ORDER BY at DESC, path")
	if err != nil {
		return nil, s.explain("read where backups are", err)
	}
	present := []string{}
	for _, path := range paths {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			present = append(present, path)
		}
	}
	return present, nil
}

// CopyTo writes a consistent copy of the journal to a new file, 0600, sealed if
// the journal is, and sees it on the disk.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if s.vault != nil {
		return s.BackupBy(ctx, seal.WriteFileFrom, path)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	seal.Use(file) // until SQLite has let go of it: closing it would end SQLite's locks
	defer file.Close()
	if err := exec(ctx, s.db, "VACUUM INTO ?", path); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return syncFile(path)
}

// syncFile sees a file on the disk, which VACUUM INTO does not.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncFolder makes names in a folder outlast a power cut, where the system
// can.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = folder.Sync() // some file systems and Windows refuse, and keep names by themselves
	return folder.Close()
}
