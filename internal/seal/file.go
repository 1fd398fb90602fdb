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
	temp := file.Name()
	err = fill(file, perm, write)
	if err == nil && !modified.IsZero() {
		err = os.Chtimes(temp, modified, modified)
	}
	if err == nil {
		err = os.Rename(temp, path)
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

func fill(file *os.File, perm fs.FileMode, write func(io.Writer) error) (err error) {
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
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

func target(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil
	}
	return filepath.EvalSymlinks(path)
}

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
