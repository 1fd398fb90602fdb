//go:build unix

package seal

import (
	"os"
	"syscall"
)

// InUse says whether a program is writing a temporary file: it holds a lock on it,
// which goes with the program however that ends.
func InUse(path string) bool {
	file, err := OpenRegular(path)
	if err != nil {
		return false
	}
	defer file.Close()
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == syscall.EWOULDBLOCK
}

// Use locks a temporary file for InUse, until the file is closed.
func Use(file *os.File) { _ = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// closeFirst says whether a file must be closed before it is renamed.
const closeFirst = false
