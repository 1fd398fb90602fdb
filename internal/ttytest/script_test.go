//go:build unix

package ttytest

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"greet": greet})
}

// greet is a program to drive: it asks where the cursor is, asks for a name,
// and ends with the status it is told.
func greet() {
	in := bufio.NewReader(os.Stdin)
	fmt.Fprint(os.Stderr, "\x1b[2J\x1b[HName? ")
	name, err := in.ReadString('\n')
	if err != nil {
		os.Exit(130)
	}
	name = strings.TrimSpace(name)
	fmt.Fprintf(os.Stderr, "Really \x1b[1m%s\x1b[0m? ", name)
	if answer, _ := in.ReadString('\n'); answer != "y\n" {
		os.Exit(3)
	}
	fmt.Println("hello", name, os.Getenv("TZ"))
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: Commands()})
}

// A step that fails names itself and shows the screen.
func TestStepFails(t *testing.T) {
	tty := New(t)
	for steps, want := range map[string]string{
		"key enter\njump": "step 2, jump: unknown step",
		"key f13":         `no key "f13"`,
	} {
		if err := tty.Steps(steps); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", steps, err, want)
		}
	}
}

// The terminal answers where the cursor is, unless it is silent.
func TestCursorReport(t *testing.T) {
	tty := New(t, Size(40, 10))
	fmt.Fprint(tty.TTY, "\x1b[3;5H\x1b[6n")
	if err := tty.until("no report", func() bool { return strings.Contains(tty.Screen(), "^[[3;5R") }); err != nil {
		t.Error(err)
	}
	if column, row := tty.Cursor(); row != 2 {
		t.Errorf("the cursor is at %d, %d", column, row)
	}
	silent := New(t, Silent())
	fmt.Fprint(silent.TTY, "\x1b[6nquiet")
	if err := silent.Last("quiet"); err != nil {
		t.Error(err)
	}
}
