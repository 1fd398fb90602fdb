//go:build unix

package ttytest

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// Steps carries out steps, one a line, spaces at its end included; empty lines
// and lines that begin with # are passed over:
//
//	wait TEXT    until the text is on the screen
//	gone TEXT    until it is not
//	last TEXT    until it is the last line
//	type TEXT    without pressing Enter
//	key NAME...  one after the other
//	line TEXT    type and Enter; without a text, Enter
//	paste TEXT   all at once, without a mark; \n in it is a line end
//	marked TEXT  the same, as a terminal that marks what is pasted sends it
//	kill         end the program at once, as kill -9 does
//	terminate    ask it to end, as kill does
//
// The error names the step that failed and shows the screen.
func (t *Terminal) Steps(steps string) error {
	for number, step := range strings.Split(steps, "\n") {
		step = strings.TrimLeft(step, " \t")
		if step == "" || strings.HasPrefix(step, "#") {
			continue
		}
		if err := t.step(step); err != nil {
			return fmt.Errorf("step %d, %s: %w", number+1, step, err)
		}
	}
	return nil
}

func (t *Terminal) step(step string) error {
	verb, text, _ := strings.Cut(step, " ")
	switch verb {
	case "wait":
		return t.Wait(text)
	case "gone":
		return t.Gone(text)
	case "last":
		return t.Last(text)
	case "type":
		return t.Type(text)
	case "line":
		return t.Type(text + "\r")
	case "paste":
		return t.Type(strings.ReplaceAll(text, `\n`, "\r"))
	case "marked":
		return t.Type("\x1b[200~" + strings.ReplaceAll(text, `\n`, "\r") + "\x1b[201~")
	case "key":
		for name := range strings.FieldsSeq(text) {
			if err := t.Key(name); err != nil {
				return err
			}
		}
		return nil
	case "kill":
		return t.Signal(os.Kill)
	case "terminate":
		return t.Signal(syscall.SIGTERM)
	}
	return fmt.Errorf("unknown step")
}

// Commands are the commands for scripts of testscript:
//
//	tty [-cols N] [-rows N] [-status N] [-silent] [-all] STEPS PROGRAM ARGS...
//
// runs a program at a terminal, carries out the steps of a file, waits for the
// program to end, and wants its exit status to be N, or 0; a program that a
// signal ended has 128 and its number. Its standard output goes to a file of
// its own, tty.out, so that results can be compared, or with -all to the
// terminal too. What was on the screen at the end is in tty.screen, and every
// byte that was written in tty.raw. PROGRAM is found in the script's PATH.
func Commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){"tty": run}
}

func run(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("tty: use -status")
	}
	cols, rows, status, all := 80, 24, 0, false
	var options []Option
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		if args[0] == "-silent" {
			options, args = append(options, Silent()), args[1:]
			continue
		}
		if args[0] == "-all" {
			all, args = true, args[1:]
			continue
		}
		target, known := map[string]*int{"-cols": &cols, "-rows": &rows, "-status": &status}[args[0]]
		if !known || len(args) < 2 {
			ts.Fatalf("tty: cannot read %s", strings.Join(args, " "))
		}
		value, err := strconv.Atoi(args[1])
		ts.Check(err)
		*target, args = value, args[2:]
	}
	if len(args) < 2 {
		ts.Fatalf("usage: tty [-cols N] [-rows N] [-status N] [-silent] [-all] STEPS PROGRAM ARGS...")
	}
	code, err := atTerminal(ts, append(options, Size(cols, rows)), all, args)
	ts.Check(err)
	if code != status {
		ts.Fatalf("exit status %d, want %d; the screen is in tty.screen", code, status)
	}
}

func atTerminal(ts *testscript.TestScript, options []Option, all bool, args []string) (int, error) {
	t, err := Open(options...)
	if err != nil {
		return 0, fmt.Errorf("no pseudo-terminal: %w", err)
	}
	defer t.Close()
	program, err := lookPath(ts, args[1])
	if err != nil {
		return 0, err
	}
	out, err := os.Create(ts.MkAbs("tty.out"))
	if err != nil {
		return 0, err
	}
	defer out.Close()
	cmd := exec.Command(program, args[2:]...)
	cmd.Args[0] = args[1]
	cmd.Dir, cmd.Env = ts.MkAbs("."), environment(ts)
	if !all {
		cmd.Stdout = out
	}
	if err := t.Start(cmd); err != nil {
		return 0, err
	}
	if err := t.Steps(ts.ReadFile(args[0])); err != nil {
		return 0, err
	}
	code, err := t.Exit()
	if err != nil {
		return 0, err
	}
	t.Drain()
	ts.Logf("%s", t.Screen())
	if err := os.WriteFile(ts.MkAbs("tty.raw"), []byte(t.Raw()), 0o600); err != nil {
		return 0, err
	}
	return code, os.WriteFile(ts.MkAbs("tty.screen"), []byte(t.Screen()+"\n"), 0o600)
}

// environment is the script's, as far as it can be asked for by name: the
// variables of the test process, each with the script's value, and those that
// scripts of this program set.
func environment(ts *testscript.TestScript) []string {
	names := []string{"HOME", "PATH", "WORK", "TMPDIR", "TZ", "NO_COLOR", "ACCESSIBLE", "EDITOR", "VISUAL", "PAGER", "MULL_PAGER",
		"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "MULL_NOW", "MULL_JOURNAL"}
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		names = append(names, name)
	}
	var env []string
	for _, name := range names {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// lookPath finds a program in the script's own PATH, where testscript puts the
// commands of the program under test.
func lookPath(ts *testscript.TestScript, name string) (string, error) {
	if strings.ContainsRune(name, os.PathSeparator) {
		return ts.MkAbs(name), nil
	}
	for dir := range strings.SplitSeq(ts.Getenv("PATH"), string(os.PathListSeparator)) {
		path := dir + string(os.PathSeparator) + name
		if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is not in the script's PATH", name)
}
