// A journal is a file, and so is whatever belongs to it.
package store

import (
	"errors"

	"mull/internal/seal"
)

// besideSuffixes are what SQLite may write beside a journal, under its name and
// one of these.
var besideSuffixes = []string{"-journal", "-wal", "-shm"}

// onlyFiles refuses a journal that is a device, a folder or a named pipe, or has
// one beside it under a name that would be opened, before anything is done to it.
func onlyFiles(path string) error {
	file := real(path)
	paths := []string{file, file + ".key", file + ".lock"}
	for _, suffix := range besideSuffixes {
		paths = append(paths, file+suffix)
	}
	for _, name := range paths {
		if err := seal.Regular(name); errors.Is(err, seal.ErrNotRegular) {
			return notAFile(path, err)
		}
	}
	return nil
}

func notAFile(path string, err error) error {
	return &Unusable{Path: path, Problem: "can't be used: " + err.Error(), Hint: "mull --journal FILE names another one", Err: err}
}
