//go:build unix && !linux

package seal

// refuseTracing does nothing: these systems have no call for it in package syscall.
func refuseTracing() {}
