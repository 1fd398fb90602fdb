package seal

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// WriteFile replaces a file whole: whoever reads it, now or after a power cut,
// finds the former content or the new one, never a mixture. It writes a
// temporary file in the same folder, syncs it, renames it and syncs the
// folder. The file gets exactly the permissions perm.
//
// A symbolic link stays one: the file it points to is replaced.
//
// It is done here and not with google/renameio, which neither syncs the folder
// nor builds on Windows.
func WriteFile(path string, data []byte, perm fs.FileMode) error {
	return WriteFileFrom(path, perm, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// WriteFileFrom is WriteFile for content that is made while it is written, such
// as by SealTo. If write fails the file stays as it was.
func WriteFileFrom(path string, perm fs.FileMode, write func(io.Writer) error) error {
	return replace(path, perm, time.Time{}, write)
}

// replace does the work; a modified time that is not zero is set before the
// file takes its name.
func replace(path string, perm fs.FileMode, modified time.Time, write func(io.Writer) error) error {
	path, err := target(path)
	if err != nil {
		return err
	}
	if err := Regular(path); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), tempPattern(path)) // 0600 until complete
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return finish(file, path, perm, modified, write)
}

// finish writes a temporary file and gives it the name path, or removes it.
func finish(file *os.File, path string, perm fs.FileMode, modified time.Time, write func(io.Writer) error) error {
	return finishAs(file, path, perm, modified, write, os.Rename)
}

func finishAs(file *os.File, path string, perm fs.FileMode, modified time.Time, write func(io.Writer) error, rename func(temp, path string) error) error {
	temp := file.Name()
	Use(file)
	err := fill(file, perm, write)
	if err == nil && !modified.IsZero() {
		err = os.Chtimes(temp, modified, modified)
	}
	if err == nil && closeFirst {
		err = file.Close()
	}
	if err == nil {
		err = rename(temp, path)
	}
	if !closeFirst || err != nil {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		_ = os.Remove(temp)
		return fmt.Errorf("writing %s: %w", path, err)
	}
	// The file is whole under its name by now; without this a power cut could
	// still bring the former one back.
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("writing %s: syncing its folder: %w", path, err)
	}
	return nil
}

// fill writes the content of a file and sees it on the disk.
func fill(file *os.File, perm fs.FileMode, write func(io.Writer) error) error {
	if err := write(writeEarly(file)); err != nil {
		return err
	}
	if perm.Perm() != 0o600 {
		if err := file.Chmod(perm.Perm()); err != nil {
			return err
		}
	}
	return file.Sync()
}

// target follows links, also to a file that isn't there yet: it is made where the
// last of them points.
func target(path string) (string, error) {
	for range maxLinks {
		info, err := os.Lstat(path)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		next, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(next) {
			// The folder may be reached by a link, too, and .. is what it says there.
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return "", err
			}
			next = filepath.Join(folder, next)
		}
		path = next
	}
	return "", fmt.Errorf("%s: too many links", path)
}

// maxLinks is how many links lead to a file at most, as systems count them.
const maxLinks = 40

func tempPattern(path string) string { return "." + filepath.Base(path) + ".*.tmp" }

// Leftovers lists temporary files that a killed WriteFile left beside path.
// They may be removed by whoever holds the lock of the file.
func Leftovers(path string) ([]string, error) {
	path, err := target(path)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	start, end := "."+filepath.Base(path)+".", ".tmp"
	var found []string
	for _, entry := range entries {
		name := entry.Name()
		middle, begins := strings.CutPrefix(name, start)
		middle, ends := strings.CutSuffix(middle, end)
		// Digits, as CreateTemp gives them: a copy that is being made of the
		// journal may begin and end alike.
		if entry.Type().IsRegular() && begins && ends && middle != "" && strings.Trim(middle, "0123456789") == "" {
			found = append(found, filepath.Join(filepath.Dir(path), name))
		}
	}
	return found, nil
}
