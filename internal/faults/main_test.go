package faults

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	seed       = flag.Uint64("seed", 1, "what is chosen at random follows from it")
	runs       = flag.Int("runs", 0, "how many runs of each kind; 0 is a short campaign")
	reportFile = flag.String("report", "", "write the report to this file, too")
)

// program is the built mull, made once for all tests.
var program string

// A role is what the test program does when it is started again as another:
// what a limit or a mount of its own is for must not reach the tests.
var roles = map[string]func(args []string) int{}

const roleVariable = "FAULTS_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := roles[os.Getenv(roleVariable)]; role != nil {
		os.Exit(role(os.Args[1:]))
	}
	os.Exit(withProgram(m.Run))
}

func withProgram(run func() int) int {
	folder, err := os.MkdirTemp("", "mull-faults-")
	if err == nil {
		defer os.RemoveAll(folder)
		err = os.Chmod(folder, 0o755) // a user without rights runs it, too
	}
	if err == nil {
		program = filepath.Join(folder, "mull")
		build := exec.Command("go", "build", "-ldflags", "-X main.builtWorkFactor=1", "-o", program, "mull/cmd/mull")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		build.Stderr = os.Stderr
		err = build.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build mull:", err)
		return 1
	}
	return run()
}
