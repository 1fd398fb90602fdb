//go:build linux || darwin || freebsd

package place

import "syscall"

// Free returns how many bytes a user may still write to a folder's disk.
func Free(folder string) (bytes uint64, known bool) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return 0, false
	}
	return uint64(disk.Bavail) * uint64(disk.Bsize), true
}
