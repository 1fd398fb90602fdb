//go:build unix

package ask

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/term"

	"mull/internal/exercise"
	"mull/internal/ttytest"
)

// The test program is also a small program that sits down with a person and
// keeps the answers in a file, so that it can be killed.
func TestMain(m *testing.M) {
	if file := os.Getenv("MULL_TEST_SITTING"); file != "" {
		os.Exit(sitInProcess(file))
	}
	os.Exit(m.Run())
}

func sitInProcess(file string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	x := all()
	kept, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		panic(err)
	}
	s := &Sitting{Exercise: x, Answers: exercise.Answers{}, Keep: func(id string, value any) error {
		text, err := exercise.EncodeValue(value)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(kept, "%s=%s\n", id, text)
		return errors.Join(err, kept.Sync())
	}}
	for lines := bufio.NewScanner(kept); lines.Scan(); {
		id, text, _ := strings.Cut(lines.Text(), "=")
		if s.Answers[id], err = exercise.DecodeValue(text); err != nil {
			panic(err)
		}
	}
	s.Plan = x.Plan(false, s.Journal, s.Answers)
	var asker Asker = NewPlain(PlainOptions{In: os.Stdin, Out: os.Stderr, Terminal: true})
	if os.Getenv("MULL_TEST_PLAIN") == "" {
		t, err := NewTerminal(TerminalOptions{In: os.Stdin, Out: os.Stderr})
		if err != nil {
			panic(err)
		}
		defer t.Restore()
		asker = t
	}
	switch err := s.Run(ctx, asker); {
	case errors.Is(err, ErrInterrupted), errors.Is(err, ErrEnded):
		return 130
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func startSitting(t *testing.T, file string, env ...string) *ttytest.Terminal {
	t.Helper()
	tty := ttytest.New(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, "MULL_TEST_SITTING="+file)...)
	if err := tty.Start(cmd); err != nil {
		t.Fatal(err)
	}
	return tty
}

func keptIn(t *testing.T, file string) string {
	t.Helper()
	bytes, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(bytes))
}

// A process killed at any question has kept every answer before it, and the
// next one goes on where it stopped.
func TestKilledAtEveryQuestion(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept")
	for at, steps := range allSteps {
		tty := startSitting(t, file)
		question, _, _ := strings.Cut(steps, "\n")
		if err := tty.Steps(question); err != nil {
			t.Fatal(err)
		}
		if at%2 == 0 {
			// Killed before the answer, so that this question comes again.
			kill(t, tty)
			if got := keptIn(t, file); got != strings.Join(allKept[:at], "\n") {
				t.Fatalf("killed at %d, kept\n%s", at, got)
			}
			tty = startSitting(t, file)
		}
		next := "wait Did it wait?" // any later screen; the last has none
		if at+1 < len(allSteps) {
			next, _, _ = strings.Cut(allSteps[at+1], "\n")
		}
		if at+1 == len(allSteps) {
			if err := tty.Steps(steps); err != nil {
				t.Fatal(err)
			}
			if code, err := tty.Exit(); code != 0 || err != nil {
				t.Fatalf("exit %d, %v", code, err)
			}
			break
		}
		if err := tty.Steps(steps + "\n" + next); err != nil {
			t.Fatal(err)
		}
		kill(t, tty)
	}
	if got := keptIn(t, file); got != strings.Join(allKept, "\n") {
		t.Errorf("kept\n%s", got)
	}
}

func kill(t *testing.T, tty *ttytest.Terminal) {
	t.Helper()
	if err := tty.Signal(os.Kill); err != nil {
		t.Fatal(err)
	}
	if code, err := tty.Exit(); code != 128+9 || err != nil {
		t.Fatalf("exit %d, %v", code, err)
	}
}

// Signals end a sitting with 130 and leave the terminal as it was, at widgets
// and at plain lines, where Ctrl-C is a signal too.
func TestSignals(t *testing.T) {
	for _, test := range []struct {
		name, env, steps string
		signal           os.Signal
	}{
		{"terminal, terminated at a list", "X=1", "", syscall.SIGTERM},
		{"terminal, interrupted from outside", "X=1", "", os.Interrupt},
		{"terminal, terminated at a line", "X=1", strings.Join(allSteps[:4], "\n") + "\nwait What moved?\ntype half", syscall.SIGTERM},
		{"terminal, ctrl-c", "X=1", "key ctrl-c", nil},
		{"plain, ctrl-c", "MULL_TEST_PLAIN=1", "key ctrl-c", nil},
		{"plain, ctrl-d", "MULL_TEST_PLAIN=1", "key ctrl-d", nil},
		{"plain, terminated", "MULL_TEST_PLAIN=1", "", syscall.SIGTERM},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "kept")
			tty := ttytest.New(t)
			before, err := term.GetState(int(tty.TTY.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), test.env, "MULL_TEST_SITTING="+file)
			if err := tty.Start(cmd); err != nil {
				t.Fatal(err)
			}
			if err := tty.Steps("wait In the middle of\n" + test.steps); err != nil {
				t.Fatal(err)
			}
			if test.signal != nil {
				if err := tty.Signal(test.signal); err != nil {
					t.Fatal(err)
				}
			}
			if code, err := tty.Exit(); code != 130 || err != nil {
				t.Errorf("exit %d, %v", code, err)
			}
			if after, err := term.GetState(int(tty.TTY.Fd())); err != nil || *after != *before {
				t.Errorf("the terminal is not as it was: %v", err)
			}
		})
	}
}

// Ctrl-Z stops the program with the terminal as it was found; fg goes on with
// what was typed, at lines, texts and lists.
func TestSuspended(t *testing.T) {
	const shell = `set -m; "$0"; stty -a | grep -q ' icanon' && echo stopped; read go; fg >/dev/null; echo left $?`
	file := filepath.Join(t.TempDir(), "kept")
	tty := ttytest.New(t, ttytest.Size(80, 60))
	cmd := exec.Command("sh", "-c", shell, os.Args[0])
	cmd.Env = append(os.Environ(), "MULL_TEST_SITTING="+file)
	if err := tty.Start(cmd); err != nil {
		t.Fatal(err)
	}
	steps := append([]string{}, allSteps[:4]...)
	steps = append(steps, "wait What moved?\ntype the re\nkey ctrl-z\nwait stopped\nline go\nlast   > the re\ntype port\nkey enter")
	steps = append(steps, allSteps[5:]...)
	if err := tty.Steps(strings.Join(steps, "\n") + "\nwait left 0"); err != nil {
		t.Fatal(err)
	}
	if got := keptIn(t, file); got != strings.Join(allKept, "\n") {
		t.Errorf("kept\n%s", got)
	}
}

// A list stays as it was marked and filtered, too.
func TestSuspendedInList(t *testing.T) {
	const shell = `set -m; "$0"; echo stopped; read go; fg >/dev/null; echo left $?`
	file := filepath.Join(t.TempDir(), "kept")
	tty := ttytest.New(t, ttytest.Size(80, 60))
	cmd := exec.Command("sh", "-c", shell, os.Args[0])
	cmd.Env = append(os.Environ(), "MULL_TEST_SITTING="+file)
	if err := tty.Start(cmd); err != nil {
		t.Fatal(err)
	}
	steps := []string{allSteps[0], "wait Nearest words\nkey space ctrl-z\nwait stopped\nline go",
		"key down space enter"}
	steps = append(steps, allSteps[2:]...)
	if err := tty.Steps(strings.Join(steps, "\n") + "\nwait left 0"); err != nil {
		t.Fatal(err)
	}
	if got := keptIn(t, file); got != strings.Join(allKept, "\n") {
		t.Errorf("kept\n%s", got)
	}
}

// Where no shell can continue the program, Ctrl-Z changes nothing.
func TestNotSuspended(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept")
	tty := startSitting(t, file)
	steps := append([]string{"wait In the middle of\nkey ctrl-z"}, allSteps...)
	if err := tty.Steps(strings.Join(steps, "\n")); err != nil {
		t.Fatal(err)
	}
	if code, err := tty.Exit(); code != 0 || err != nil {
		t.Fatalf("exit %d, %v", code, err)
	}
	if got := keptIn(t, file); got != strings.Join(allKept, "\n") {
		t.Errorf("kept\n%s", got)
	}
}
