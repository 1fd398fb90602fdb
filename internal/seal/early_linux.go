package seal

import (
	"os"
	"syscall"
)

// early is how much is written before the disk is told to begin with it.
const early = 4 << 20

// An earlyFile has the disk write the beginning while the rest is still being
// made, so that the sync at the end has less to wait for. It promises nothing:
// only the sync does.
type earlyFile struct {
	*os.File
	written, begun int64
}

func writeEarly(file *os.File) *earlyFile { return &earlyFile{File: file} }

func (f *earlyFile) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	f.written += int64(n)
	if f.written-f.begun >= early {
		const begin = 2 // SYNC_FILE_RANGE_WRITE
		_ = syscall.SyncFileRange(int(f.Fd()), f.begun, f.written-f.begun, begin)
		f.begun = f.written
	}
	return n, err
}
