// Writing files in folders that are not mull's, so that a killed program leaves
// nothing there that nobody knows of.
package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// An Unfinished is a folder of this device that notes which temporary files are
// being written elsewhere. Each note is on the disk before its file is made, and
// locked by the program that writes it; the note of a program that was killed can
// be told from one at work by that. "" notes nothing.
type Unfinished string

// WriteFile is WriteFile, noted.
func (u Unfinished) WriteFile(path string, data []byte, perm fs.FileMode) error {
	return u.WriteFileFrom(path, perm, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// WriteFileFrom is WriteFileFrom, noted. For a new name the file has none until it
// is whole, where the system can do that. write may be called a second time where
// it can't.
func (u Unfinished) WriteFileFrom(path string, perm fs.FileMode, write func(io.Writer) error) error {
	path, err := target(path)
	if err == nil {
		err = Regular(path)
	}
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		if done, err := writeUnnamed(path, perm, write); done {
			return err
		}
	}
	return u.writeNoted(path, func(file *os.File) error { return finish(file, path, perm, time.Time{}, write) })
}

// writeNoted hands a new file beside path to write, its name noted as long as that
// takes.
func (u Unfinished) writeNoted(path string, write func(*os.File) error) error {
	temp, err := tempName(path)
	if err != nil {
		return err
	}
	forget := u.note(temp)
	defer forget()
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return write(file)
}

// tempName makes up a name that Leftovers knows beside path.
func tempName(path string) (string, error) {
	var number [8]byte
	if _, err := rand.Read(number[:]); err != nil {
		return "", err
	}
	base := filepath.Base(path)
	if len(base) > 200 { // with the rest it would be longer than a name may be
		base = strings.ToValidUTF8(base[:200], "")
	}
	return filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.tmp", base, binary.BigEndian.Uint64(number[:]))), nil
}

// note puts a name on the disk of this device, until it is forgotten. Where that
// can't be done the file is written all the same.
func (u Unfinished) note(temp string) (forget func()) {
	absolute, err := filepath.Abs(temp)
	if u == "" || err != nil || os.MkdirAll(string(u), 0o700) != nil {
		return func() {}
	}
	name, err := tempName(filepath.Join(string(u), "note"))
	if err != nil {
		return func() {}
	}
	lock := flock.New(name, flock.SetPermissions(0o600))
	if taken, err := lock.TryLock(); err != nil || !taken {
		return func() {}
	}
	if err := writeNote(name, absolute); err == nil {
		_ = syncFolder(string(u))
	}
	return func() {
		_ = os.Remove(name)
		_ = lock.Unlock()
		_ = os.Remove(name) // where a locked file can't be removed
	}
}

func writeNote(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Sync(), file.Close())
}

// Left returns the files that killed programs left unfinished, as far as they are
// within reach. Those at work are not among them.
func (u Unfinished) Left() ([]string, error) {
	var left []string
	err := u.each(func(temp, _ string) error {
		left = append(left, temp)
		return nil
	})
	return left, err
}

// Clean removes them and returns which they were.
func (u Unfinished) Clean() (removed []string, err error) {
	err = u.each(func(temp, note string) error {
		if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		removed = append(removed, temp)
		return os.Remove(note)
	})
	return removed, err
}

// each calls do for each file left and its note. The note of a file that was
// finished, or never begun, goes; one on a disk that isn't there now stays.
func (u Unfinished) each(do func(temp, note string) error) error {
	if u == "" {
		return nil
	}
	entries, err := os.ReadDir(string(u))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		note := filepath.Join(string(u), entry.Name())
		if !isTemp(entry) || InUse(note) {
			continue
		}
		text, err := ReadRegular(note)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		temp := string(text)
		if !filepath.IsAbs(temp) {
			continue // cut short by the power: its file was never made
		}
		info, err := os.Lstat(temp)
		switch {
		case err == nil && isTemp(fs.FileInfoToDirEntry(info)):
			if err := do(temp, note); err != nil {
				return err
			}
		case exists(filepath.Dir(temp)):
			_ = os.Remove(note)
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// isTemp says whether a file is named as the temporary ones are.
func isTemp(entry fs.DirEntry) bool {
	name, ends := strings.CutSuffix(entry.Name(), ".tmp")
	number := name[strings.LastIndex(name, ".")+1:]
	return ends && entry.Type().IsRegular() && strings.HasPrefix(name, ".") && number != "" && strings.Trim(number, "0123456789") == ""
}
