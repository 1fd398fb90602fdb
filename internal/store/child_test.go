package store

import (
	"bufio"
	"fmt"
	"os"
	osexec "os/exec"
	"testing"

	"mull/internal/seal"
)

// children are what the test program does when it is started again as a
// process of its own: real processes show what threads of one cannot.
var children = map[string]func(args []string) error{}

// AtEnd is what is to be cleaned up after all tests and benchmarks.
var AtEnd []func()

const childVariable = "STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	role := os.Getenv(childVariable)
	if role == "" {
		code := m.Run()
		for _, clean := range AtEnd {
			clean()
		}
		os.Exit(code)
	}
	if secret := os.Getenv(keyVariable); secret != "" {
		var err error
		if sealing, err = seal.ParseKey(secret); err != nil {
			panic(err)
		}
	}
	if err := children[role](os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child prepares a process in a role.
func child(t testing.TB, role string, args ...string) *osexec.Cmd {
	t.Helper()
	if children[role] == nil {
		t.Fatalf("no role %q", role)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := osexec.Command(program, args...)
	command.Env = append(os.Environ(), childVariable+"="+role)
	if sealing != nil {
		command.Env = append(command.Env, keyVariable+"="+sealing.Secret())
	}
	return command
}

// run runs a process in a role to its end.
func run(t testing.TB, role string, args ...string) {
	t.Helper()
	if out, err := child(t, role, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v\n%s", role, args, err, out)
	}
}

// lines starts a process and returns the lines it writes, until it ends.
func lines(t testing.TB, command *osexec.Cmd) <-chan string {
	t.Helper()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	found := make(chan string, 10_000)
	go func() {
		defer close(found)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			found <- scanner.Text()
		}
	}()
	return found
}
