package seal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// ErrBusy says that another process held the lock for as long as we waited.
var ErrBusy = errors.New("another mull is using the journal")

// lockRetry is how long a waiting process sleeps between tries: an act on a
// sealed journal takes some tens of milliseconds.
const lockRetry = 5 * time.Millisecond

// A FileLock keeps other processes out, between Lock and Unlock.
type FileLock struct{ lock *flock.Flock }

// Lock takes the lock file at path, creating it 0600 if needed, and waits for
// it until the context ends; then it fails with ErrBusy. The lock goes with the
// process that holds it, however that ends. The file itself is never removed:
// a process that waits on a removed file would hold a lock nobody else sees.
//
// Lock a file beside the one to be replaced, not that file: a rename would
// leave the lock on the former one.
func Lock(ctx context.Context, path string) (*FileLock, error) {
	if err := Regular(path); err != nil {
		return nil, err
	}
	lock := flock.New(path, flock.SetPermissions(0o600))
	taken, err := lock.TryLockContext(ctx, lockRetry)
	switch {
	case taken:
		return &FileLock{lock}, nil
	case err == nil, errors.Is(err, context.DeadlineExceeded):
		return nil, ErrBusy
	case errors.Is(err, context.Canceled):
		return nil, err
	}
	return nil, fmt.Errorf("locking %s: %w", path, err)
}

// Unlock lets the next process in.
func (l *FileLock) Unlock() error { return l.lock.Unlock() }
