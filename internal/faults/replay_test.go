// What a command does to the disk, step by step: each state in which kill -9 may
// leave it, without running the command again.

package faults

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// replay records a command and calls see with the world as it is when the command
// is killed before each of its steps, and as the end has left it, until see says
// that it is enough. Steps that change nothing that anybody sees, such as syncs,
// are left out.
func (c *campaign) replay(t *testing.T, tracer string, cmd command, see func(w world, at, all int) bool) {
	t.Helper()
	w := c.world.copy(t, cmd.folder())
	defer w.drop()
	d := diskOf(t, w.dir)
	steps := w.record(t, tracer, cmd)
	left := contents(t, w.dir)
	r := rand.New(rand.NewPCG(0, 0))
	for at := 0; at <= len(steps); at++ {
		if at == len(steps) || steps[at].call != "sync" && steps[at].call != "said" {
			d.write(t, w.dir)
			if at == len(steps) && !maps.EqualFunc(contents(t, w.dir), left, bytes.Equal) {
				t.Fatalf("mull %q left other files than its record", cmd.args)
			}
			if !see(w, at, len(steps)) {
				return
			}
		}
		if at < len(steps) {
			d.take(steps[at])
			d.fail(r, 1) // kill -9 takes nothing back
		}
	}
}

func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, path := range filesWith(t, dir, "") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = content
	}
	return files
}

// unrecorded are system calls that change nothing on the disk that a record would
// have to know: they read, wait, map memory, or set modes, owners and times.
var unrecorded = []string{
	"access", "arch_prctl", "brk", "chdir", "clock_gettime", "clock_nanosleep", "clone", "clone3", "close", "epoll_create1", "epoll_ctl", "epoll_pwait",
	"eventfd2", "execve", "exit", "exit_group", "faccessat2", "fchmod", "fchmodat", "fchown", "fcntl", "flock", "fstat", "fstatfs", "futex", "getcwd",
	"getdents64", "getegid", "geteuid", "getgid", "getpid", "getppid", "getrandom", "gettid", "getuid", "ioctl", "kill", "lseek", "lstat", "madvise", "mincore",
	"mkdir", "mkdirat", "mmap", "mprotect", "munmap", "nanosleep", "newfstatat", "pidfd_open", "pipe2", "poll", "ppoll", "prctl", "pread64", "prlimit64", "read",
	"readlink", "readlinkat", "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "select",
	"set_robust_list", "set_tid_address", "setrlimit", "sigaltstack", "stat", "statfs", "sysinfo", "tgkill", "timer_create", "timer_delete", "timer_settime",
	"uname", "utimensat",
}

// TestEveryCallIsRecorded fails for a system call of a writing command that neither
// a record knows nor the list of those that change nothing: the proofs that look at
// every step would leave it out.
func TestEveryCallIsRecorded(t *testing.T) {
	tracer := strace(t)
	if tracer == "" {
		t.Skip("no strace here")
	}
	world := worldOf(t)
	log := filepath.Join(t.TempDir(), "trace")
	list := slices.Concat(writing, onSealed())
	if *runs == 0 {
		list = list[:6]
	}
	call := regexp.MustCompile(`(?m)^\d+ +(\w+)\(`)
	shared := regexp.MustCompile(`(?m)^.* mmap\(.*PROT_WRITE.*MAP_SHARED, [0-9].*$`)
	for _, cmd := range list {
		w := world.copy(t, cmd.folder())
		w.run(t, cmd, 0, tracer, "-f", "-qq", "-o", log)
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range call.FindAllSubmatch(text, -1) {
			if name := string(match[1]); !slices.Contains(recorded, name) && !slices.Contains(unrecorded, name) {
				t.Errorf("mull %q calls %s, which is in no list of this test", cmd.args, name)
			}
		}
		if line := shared.Find(text); line != nil {
			t.Errorf("mull %q writes a file through memory: %s", cmd.args, line)
		}
		w.drop()
		if t.Failed() {
			return
		}
	}
}
