package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"mull/internal/seal"
)

// sealFault says what is wrong with a sealed file, and what to do.
func sealFault(path string, err error) error {
	switch {
	case errors.Is(err, seal.ErrWrongKey):
		return &Unusable{path, "is sealed with another key than the one at hand", "mull lock, then mull unlock; or mull unlock --recovery FILE, with the recovery sheet", err}
	case errors.Is(err, seal.ErrNewer):
		return &Unusable{path, "was sealed by a newer version", "install a newer mull", err}
	case errors.Is(err, seal.ErrDamaged), errors.Is(err, seal.ErrNotSealed):
		return damaged(path, "is damaged or cut short", err)
	}
	return unusable(path, "cannot be read", err)
}

// writeFault says why a file could not be written. Nothing of it was.
func writeFault(path string, err error) error {
	switch {
	case errors.Is(noRoom(err), ErrFull):
		return fmt.Errorf("write %s: %w", path, ErrFull)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Unusable{path, "cannot be written", "make the file and its folder writable for you", err}
	}
	return &Unusable{path, "could not be written by the disk", "look at the disk, then try again", err}
}

// noRoom is ErrFull where the disk was full.
func noRoom(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return ErrFull
	}
	return err
}
