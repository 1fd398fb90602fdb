package seal

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// File systems that live in memory, by the numbers of statfs(2).
const (
	tmpfs = 0x01021994
	ramfs = 0x858458f6
)

// privateMemory refuses a folder that is not a real folder of the user's own,
// closed to others and in memory.
func privateMemory(dir string) error {
	if err := privateFolder(dir); err != nil {
		return err
	}
	var system syscall.Statfs_t
	if err := syscall.Statfs(dir, &system); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrNoMemoryFolder, dir, err)
	}
	if kind := uint32(system.Type); kind != tmpfs && kind != ramfs {
		return fmt.Errorf("%w: %s is on a disk", ErrNoMemoryFolder, dir)
	}
	return nil
}

func privateFolder(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoMemoryFolder, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%w: %s is not a folder", ErrNoMemoryFolder, dir)
	}
	if mode := info.Mode().Perm(); mode != 0o700 {
		return fmt.Errorf("%w: %s has permissions %04o, not 0700", ErrNoMemoryFolder, dir, mode)
	}
	if !own(info) {
		return fmt.Errorf("%w: %s belongs to another user", ErrNoMemoryFolder, dir)
	}
	return nil
}

func own(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// openOwn opens a regular file of the user's own that nobody else may read.
func openOwn(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && (!info.Mode().IsRegular() || info.Mode().Perm() != 0o600 || !own(info)) {
		err = fmt.Errorf("%s is not a file of yours alone (permissions %04o)", path, info.Mode().Perm())
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}
