//go:build unix

// Stopping this program's job, as the terminal does at Ctrl-Z.

package ask

import (
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// stopWait is how long a signal to stop may take to arrive. A program that no
// shell can continue isn't stopped by the system at all, and goes on after it.
const stopWait = 200 * time.Millisecond

// stop stops the whole job and returns once it is continued.
func stop() error {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, unix.SIGCONT)
	defer signal.Stop(continued)
	if err := unix.Kill(0, unix.SIGTSTP); err != nil {
		return err
	}
	select {
	case <-continued:
	case <-time.After(stopWait):
	}
	return nil
}
