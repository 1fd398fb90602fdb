//go:build unix

package ttytest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// patience is how long a step waits before the test fails. A step that
// succeeds takes no longer than the program does.
const patience = 10 * time.Second

// An Option changes how a Terminal behaves.
type Option func(*Terminal)

// Size sets columns and rows; without it they are 80 and 24.
func Size(cols, rows int) Option {
	return func(t *Terminal) { t.cols, t.rows = cols, rows }
}

// Silent makes a terminal that never answers a question of the program, such
// as where the cursor is.
func Silent() Option {
	return func(t *Terminal) { t.silent = true }
}

// A Terminal is a screen and a keyboard.
type Terminal struct {
	// TTY is the program's side, for code that runs within the test itself.
	TTY *os.File

	cols, rows int
	silent     bool
	keyboard   *os.File
	screen     vt10x.Terminal
	cmd        *exec.Cmd

	mu      sync.Mutex
	changed *sync.Cond
	closed  bool
	drawn   chan struct{} // closed when there is no more to draw
	raw     strings.Builder
}

// Open returns a terminal that nothing runs on yet.
func Open(options ...Option) (*Terminal, error) {
	t := &Terminal{cols: 80, rows: 24, drawn: make(chan struct{})}
	t.changed = sync.NewCond(&t.mu)
	for _, option := range options {
		option(t)
	}
	var err error
	if t.keyboard, t.TTY, err = pty.Open(); err != nil {
		return nil, err
	}
	if err := pty.Setsize(t.TTY, &pty.Winsize{Cols: uint16(t.cols), Rows: uint16(t.rows)}); err != nil {
		return nil, err
	}
	answers := io.Writer(t.keyboard)
	if t.silent {
		answers = io.Discard
	}
	t.screen = vt10x.New(vt10x.WithSize(t.cols, t.rows), vt10x.WithWriter(answers))
	go t.draw()
	return t, nil
}

// New opens a terminal for a test and closes it at its end.
func New(tb testing.TB, options ...Option) *Terminal {
	tb.Helper()
	t, err := Open(options...)
	if err != nil {
		tb.Skipf("no pseudo-terminal: %v", err)
	}
	tb.Cleanup(t.Close)
	return t
}

// Start runs a command with the terminal as its input, error stream and, where
// the command has none of its own, output. It is the session's own terminal,
// so that Ctrl-C reaches the command as a signal where it does not read keys.
func (t *Terminal) Start(cmd *exec.Cmd) error {
	cmd.Stdin, cmd.Stderr = t.TTY, t.TTY
	if cmd.Stdout == nil {
		cmd.Stdout = t.TTY
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	// The race detector sleeps a second at every exit unless told not to.
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "GORACE=atexit_sleep_ms=0")
	t.cmd = cmd
	return cmd.Start()
}

// Exit waits for the command and returns its exit code, or 128 and more for
// one that a signal ended.
func (t *Terminal) Exit() (int, error) {
	done := make(chan error, 1)
	go func() { done <- t.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(patience):
		_ = t.cmd.Process.Kill()
		return -1, fmt.Errorf("the program did not end; the screen is\n%s", t.Screen())
	}
	if status, ok := t.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return t.cmd.ProcessState.ExitCode(), nil
}

// Drain waits until everything the command wrote is on the screen. It closes
// the program's side, so nothing can run here afterwards.
func (t *Terminal) Drain() {
	t.TTY.Close()
	<-t.drawn
}

// Signal sends a signal to the command.
func (t *Terminal) Signal(signal os.Signal) error { return t.cmd.Process.Signal(signal) }

// Close ends the terminal; a command that still runs loses it.
func (t *Terminal) Close() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	if t.cmd != nil && t.cmd.Process != nil {
		_ = t.cmd.Process.Kill() // says so where it has ended already
	}
	t.TTY.Close()
	t.keyboard.Close()
}

// draw feeds what is written to the emulator, which keeps an unfinished
// character for the next time.
func (t *Terminal) draw() {
	defer close(t.drawn)
	bytes := make([]byte, 4096)
	var rest []byte
	for {
		n, err := t.keyboard.Read(bytes)
		rest = append(rest, bytes[:n]...)
		written, _ := t.screen.Write(rest)
		t.mu.Lock()
		t.raw.Write(bytes[:n])
		rest = append(rest[:0], rest[written:]...)
		t.changed.Broadcast()
		t.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Screen returns what is on the screen, without empty lines at its end and
// spaces at the end of lines.
func (t *Terminal) Screen() string {
	lines := strings.Split(t.screen.String(), "\n")
	for at := range lines {
		lines[at] = strings.TrimRight(lines[at], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// Cursor returns the column and row of the cursor, from 0.
func (t *Terminal) Cursor() (column, row int) {
	t.screen.Lock()
	defer t.screen.Unlock()
	cursor := t.screen.Cursor()
	return cursor.X, cursor.Y
}

// Raw returns every byte written so far.
func (t *Terminal) Raw() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.raw.String()
}

// Wait waits until a text is on the screen.
func (t *Terminal) Wait(text string) error {
	return t.until(fmt.Sprintf("%q is not on the screen", text), func() bool {
		return strings.Contains(t.Screen(), text)
	})
}

// Gone waits until a text is not on the screen.
func (t *Terminal) Gone(text string) error {
	return t.until(fmt.Sprintf("%q stays on the screen", text), func() bool {
		return !strings.Contains(t.Screen(), text)
	})
}

// Last waits until the last line that is not empty is this text, spaces
// around it aside.
func (t *Terminal) Last(text string) error {
	return t.until(fmt.Sprintf("%q is not the last line of the screen", text), func() bool {
		screen := t.Screen()
		return strings.TrimSpace(screen[strings.LastIndexByte(screen, '\n')+1:]) == strings.TrimSpace(text)
	})
}

// Shows waits until the screen is exactly this, as Screen writes it.
func (t *Terminal) Shows(screen string) error {
	return t.until(fmt.Sprintf("the screen is not\n%s\nbut", screen), func() bool { return t.Screen() == screen })
}

func (t *Terminal) until(complaint string, holds func() bool) error {
	late := false
	timer := time.AfterFunc(patience, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		late = true
		t.changed.Broadcast()
	})
	defer timer.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !holds() {
		if late || t.closed {
			return fmt.Errorf("%s:\n%s", complaint, t.Screen())
		}
		t.changed.Wait()
	}
	return nil
}

// Type sends text as it is.
func (t *Terminal) Type(text string) error {
	_, err := io.WriteString(t.keyboard, text)
	return err
}

// keys are the names Key knows and what a terminal sends for them.
func keys(name string) (string, bool) {
	switch name {
	case "enter":
		return "\r", true
	case "space":
		return " ", true
	case "tab":
		return "\t", true
	case "escape":
		return "\x1b", true
	case "backspace":
		return "\x7f", true
	case "delete":
		return "\x1b[3~", true
	case "up":
		return "\x1b[A", true
	case "down":
		return "\x1b[B", true
	case "right":
		return "\x1b[C", true
	case "left":
		return "\x1b[D", true
	case "home":
		return "\x1b[H", true
	case "end":
		return "\x1b[F", true
	}
	if letter, found := strings.CutPrefix(name, "ctrl-"); found && len(letter) == 1 && letter[0] >= 'a' && letter[0] <= 'z' {
		return string(letter[0] - 'a' + 1), true
	}
	return "", false
}

// Key presses a key by its name: enter, space, tab, escape, backspace, delete,
// up, down, left, right, home, end, ctrl-a to ctrl-z.
func (t *Terminal) Key(name string) error {
	sent, found := keys(name)
	if !found {
		return fmt.Errorf("no key %q", name)
	}
	return t.Type(sent)
}
