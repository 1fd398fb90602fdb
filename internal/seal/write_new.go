// New files that never take the place of others.

package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// WriteNew writes a new file whole or not at all, noted as WriteFileFrom is. It never
// takes the place of another: where there is one, or a link, it fails with
// fs.ErrExist.
func (u Unfinished) WriteNew(path string, data []byte, perm fs.FileMode) error {
	taken := fmt.Errorf("writing %s: %w", path, fs.ErrExist)
	if _, err := os.Lstat(path); err == nil {
		return taken
	}
	write := func(w io.Writer) error { _, err := w.Write(data); return err }
	if done, err := writeUnnamed(path, perm, write); done {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return taken
	}
	return u.writeNoted(path, func(file *os.File) error { return finishAs(file, path, perm, time.Time{}, write, renameNew) })
}

// renameNew gives a file another name that must be free. A second name can't take the
// place of a file; where there are no second names, looking first has to do.
func renameNew(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case err == nil:
		return errors.Join(os.Remove(temp), syncFolder(filepath.Dir(path)))
	case errors.Is(err, fs.ErrExist):
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(temp, path)
}
