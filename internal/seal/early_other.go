//go:build !linux

package seal

import "os"

// writeEarly changes nothing here.
func writeEarly(file *os.File) *os.File { return file }
