package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// An Unusable journal cannot be read or written as it is. Hint says what to do.
type Unusable struct {
	Path, Problem, Hint string
	Err                 error
}

func (e *Unusable) Error() string { return fmt.Sprintf("the journal %s %s", e.Path, e.Problem) }

func (e *Unusable) Unwrap() error { return e.Err }

// ErrFull says that the disk had no room; nothing was changed.
var ErrFull = errors.New("the disk is full; nothing was changed")

// Why says why a step failed that came after something was changed.
func Why(err error) string {
	if errors.Is(err, ErrFull) {
		return "the disk is full"
	}
	return err.Error()
}

// ErrLocked says that a sealed journal's key is not at hand.
var ErrLocked = errors.New("the key is not at hand")

// ErrNoJournal says that a file is something else.
var ErrNoJournal = errors.New("the file is no journal")

// ErrForeignSchema says that the tables of a journal are not those mull makes.
var ErrForeignSchema = errors.New("the tables are not those of mull")

// ErrNoCategory says that an exercise records time as a category that is not
// there any more.
var ErrNoCategory = errors.New("the exercise records time, and there is no category")

// ErrNothing says that there is no such entry, activity or item.
var ErrNothing = errors.New("no such entry or activity")

func unusable(path, problem string, err error) error {
	hint := "mull --journal FILE names another one"
	if errors.Is(err, fs.ErrPermission) {
		hint = "make the file and its folder writable for you"
	}
	return &Unusable{Path: path, Problem: problem, Hint: hint, Err: err}
}

// explain turns SQLite's codes into what a person can act on.
func (s *Store) explain(doing string, err error) error {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return wrap(doing, err)
	}
	if s.vault != nil && s.vault.peek != nil && s.vault.peek.fault != nil {
		return sealFault(s.path, s.vault.peek.fault)
	}
	if fault.Code() == lib.SQLITE_READONLY_DBMOVED {
		return &Unusable{s.path, "was moved or deleted while it was open; nothing more was written to it", "put it back, or start anew", err}
	}
	switch fault.Code() & 0xff {
	case lib.SQLITE_NOTADB, lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_ERROR:
		if s.vault == nil && s.headerDamaged() {
			return s.foundDamaged(damaged(s.path, "is damaged: the beginning of its file was changed", err))
		}
	}
	switch fault.Code() & 0xff {
	case lib.SQLITE_FULL:
		return fmt.Errorf("%s: %w", doing, ErrFull)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return &Unusable{s.path, "is in use by another program", "close the other program, then try again", err}
	case lib.SQLITE_READONLY:
		return &Unusable{s.path, "is read-only", "make the file and its folder writable for you", err}
	case lib.SQLITE_CANTOPEN:
		return &Unusable{s.path, "cannot be opened", "look at the permissions of the file and its folder", err}
	case lib.SQLITE_IOERR:
		return unreadDisk(s.path, err)
	case lib.SQLITE_NOTADB:
		return notAJournal(s.path)
	case lib.SQLITE_CORRUPT:
		if unread := s.confirmDamage(context.Background()); unread != nil {
			return unread
		}
		return s.foundDamaged(damaged(s.path, "is damaged", err))
	}
	return wrap(doing, err)
}

func unreadDisk(path string, err error) error {
	return &Unusable{path, "could not be read or written by the disk", "look at the disk, then try again", err}
}

// refused explains why an act was not written. What the act's own function has
// to say, such as that there is no such entry, stays in its words.
func (s *Store) refused(err error) error {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return err
	}
	return s.explain("write the journal", err)
}

func notAJournal(path string) error {
	return &Unusable{Path: path, Problem: "is not a mull journal; it is left as it is", Hint: "mull --journal FILE names another one", Err: ErrNoJournal}
}
