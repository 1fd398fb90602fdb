//go:build !linux

package seal

import (
	"fmt"
	"os"
	"runtime"
)

// privateMemory refuses: of these systems we know no folder that is surely in
// memory, so the passphrase is asked for each time.
func privateMemory(string) error {
	return fmt.Errorf("%w on %s", ErrNoMemoryFolder, runtime.GOOS)
}

func openOwn(path string) (*os.File, error) { return os.Open(path) }
