package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"unsafe"
)

// unnamed opens a new file that has no name (O_TMPFILE of open(2)).
const unnamed = 0x400000 | syscall.O_DIRECTORY

// writeUnnamed writes a file that gets its name only once it is whole: if the
// program is killed before, nothing of it is there. done is false where the file
// system can't do that or the name is taken by now, and nothing was written.
func writeUnnamed(path string, perm fs.FileMode, write func(io.Writer) error) (done bool, err error) {
	file, err := os.OpenFile(filepath.Dir(path), os.O_WRONLY|unnamed, 0o600)
	if err != nil {
		return false, nil
	}
	err = fill(file, perm, write)
	if err == nil {
		err = link(file, path)
		if err != nil {
			return false, file.Close()
		}
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return true, fmt.Errorf("writing %s: %w", path, err)
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return true, fmt.Errorf("writing %s: syncing its folder: %w", path, err)
	}
	return true, nil
}

// link gives an unnamed file its name, unless there is another by now. Package
// syscall has no linkat that follows /proc/self/fd, the way open(2) describes.
func link(file *os.File, path string) error {
	from, err := syscall.BytePtrFromString(fmt.Sprintf("/proc/self/fd/%d", file.Fd()))
	if err != nil {
		return err
	}
	to, err := syscall.BytePtrFromString(path)
	if err != nil {
		return err
	}
	const here, follow = -100, 0x400 // AT_FDCWD, AT_SYMLINK_FOLLOW
	at := here
	_, _, code := syscall.Syscall6(syscall.SYS_LINKAT, uintptr(at), uintptr(unsafe.Pointer(from)), uintptr(at), uintptr(unsafe.Pointer(to)), follow, 0)
	if code != 0 {
		return code
	}
	return nil
}
