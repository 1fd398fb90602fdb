//go:build unix

package seal

import "syscall"

// guard keeps keys in the memory of this process out of files and away from other
// programs of the user, from before the first key is in it: no core dump and, where
// the system can refuse that, no tracing. What can't be had is done without.
func guard() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	refuseTracing()
}
