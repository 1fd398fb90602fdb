//go:build !unix

package seal

import (
	"os"
	"time"
)

// InUse says whether a program may be writing a temporary file. These systems let
// nobody remove a file that is open; a recent one is taken to be in use.
func InUse(path string) bool {
	info, err := os.Stat(path)
	return err == nil && time.Since(info.ModTime()) < time.Hour
}

// Use does nothing here.
func Use(*os.File) {}

// closeFirst says whether a file must be closed before it is renamed.
const closeFirst = true
