package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"runtime"
	"time"

	"mull/internal/seal"
)

// lockWait is how long a process waits for its turn. Each act on a large
// journal takes some tenths of a second.
const lockWait = 30 * time.Second

// hold keeps other writers of the journal out until release.
func (v *vault) hold(ctx context.Context, name string) (release func() error, err error) {
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	lock, err := seal.Lock(wait, v.path+".lock")
	if errors.Is(err, seal.ErrBusy) {
		return nil, &Unusable{name, "is in use by another program", "close the other program, then try again", err}
	}
	if errors.Is(err, seal.ErrNotRegular) {
		return nil, notAFile(name, err)
	}
	if err != nil {
		return nil, writeFault(name, err)
	}
	return lock.Unlock, nil
}

// change runs what writes to the journal, and says whether it did. A sealed
// journal is locked meanwhile, as it is on the disk now, and on the disk again
// when change returns without an error.
func (s *Store) change(ctx context.Context, write func() (changed bool, err error)) (err error) {
	if err := s.takesWrites(); err != nil {
		return err
	}
	if s.vault == nil {
		_, err := write()
		return err
	}
	release, err := s.vault.hold(ctx, s.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := s.refresh(ctx); err != nil {
		return err
	}
	changed, err := write()
	if err != nil || !changed {
		return err
	}
	return s.keep(ctx)
}

// refresh reads the journal anew if the file is not the one that is in memory.
func (s *Store) refresh(ctx context.Context) error {
	file, err := seal.OpenRegular(s.vault.path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Unusable{s.path, "was moved or deleted while it was open; nothing more was written to it", "put it back, or start anew", err}
	}
	if err != nil {
		return unusable(s.path, "cannot be opened", err)
	}
	start, err := readStart(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return unusable(s.path, "cannot be read", err)
	}
	if s.vault.peek == nil && s.vault.seen != nil && bytes.Equal(start, s.vault.seen) {
		return nil
	}
	return s.reload(ctx)
}

// large is the size from which on it is worth while to use memory again.
const large = 8 << 20

// reload puts what is on the disk in the place of what is in memory, or is
// looked at.
func (s *Store) reload(ctx context.Context) error {
	s.vault.seen = nil
	seen, err := s.vault.look(s.path)
	if err != nil {
		return err
	}
	image, _, err := seen.whole(s.path)
	if err := errors.Join(err, seen.close()); err != nil {
		return err
	}
	if s.vault.peek != nil {
		if err := s.toMemory(); err != nil {
			return err
		}
	}
	if err := s.deserialize(ctx, image); err != nil {
		return s.explain("read the journal", err)
	}
	if len(image) > large {
		// SQLite has a copy, and writing will want as much room again.
		image = nil
		runtime.GC()
	}
	s.vault.seen = seen.start
	return nil
}

// toMemory changes a journal that was looked at for an empty one in memory.
func (s *Store) toMemory() error {
	db, err := memoryDB()
	if err != nil {
		return unusable(s.path, "cannot be opened", err)
	}
	looked := s.db
	s.db = db
	return s.explain("open the journal", errors.Join(looked.Close(), s.vault.leave()))
}

// leave lets go of the file that was looked at, if it was.
func (v *vault) leave() error {
	if v.peek == nil {
		return nil
	}
	seen := v.peek
	v.peek = nil
	return seen.close()
}
