//go:build unix

package ask

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// readable says whether a terminal has input, now or within patience, without
// reading it: an editor or a pager may be next to read.
func readable(file *os.File, patience time.Duration) bool {
	var set unix.FdSet
	set.Zero()
	set.Set(int(file.Fd()))
	wait := unix.NsecToTimeval(int64(patience))
	n, err := unix.Select(int(file.Fd())+1, &set, nil, nil, &wait)
	return err == nil && n > 0
}
