package seal

import "syscall"

// refuseTracing lets no program of the user attach to this one or read its memory
// (PR_SET_DUMPABLE of prctl(2)). An administrator still can.
func refuseTracing() {
	const setDumpable = 4
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setDumpable, 0, 0)
}
