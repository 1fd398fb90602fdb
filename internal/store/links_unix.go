//go:build unix

package store

import (
	"io/fs"
	"syscall"
)

func namesOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Nlink)
	}
	return 1
}
