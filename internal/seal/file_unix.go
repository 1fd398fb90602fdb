//go:build unix

package seal

import (
	"errors"
	"os"
	"syscall"
)

// openAtOnce opens a named pipe without waiting for its other end.
const openAtOnce = syscall.O_NONBLOCK

// syncFolder makes a rename last. Some network file systems cannot sync a
// folder and say so; nothing more can be done there.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	if closed := folder.Close(); err == nil {
		err = closed
	}
	return err
}
