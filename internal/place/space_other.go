//go:build !linux && !darwin && !freebsd

package place

// Free is not known here.
func Free(string) (bytes uint64, known bool) { return 0, false }
