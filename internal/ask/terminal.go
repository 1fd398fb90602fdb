package ask

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"mull/internal/exercise"
)

// Terminal asks at a terminal: lists to move in and to filter by typing, lines
// and texts to edit. It never asks the terminal a question, so one that never
// answers does not stop it.
type Terminal struct {
	dialog
	tty    *os.File
	screen *rawWriter
	keys   *keys
	color  bool
	way    pasteWay    // how a paste into the next line is taken
	lines  []string    // what the last line was pasted as
	read   bool        // something was read since a prompt was shown
	normal *term.State // as it was found
}

// TerminalOptions are what a Terminal needs from outside.
type TerminalOptions struct {
	In     *os.File // standard input, a terminal
	Out    *os.File // the error stream, a terminal
	Color  bool     // emphasis may be used
	Editor Editor   // for long texts on `e`; nil where there is none
}

// IsTerminal says whether a file is a terminal.
func IsTerminal(file *os.File) bool { return term.IsTerminal(int(file.Fd())) }

// hungUp says whether a terminal went away, as when a connection drops.
func hungUp(file *os.File) bool {
	_, err := term.GetState(int(file.Fd()))
	return err != nil
}

// Columns is how wide a terminal is, or 0 for what is none.
func Columns(file *os.File) int {
	cols, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return cols
}

// Rows returns how many lines the terminal of a file has, or 0 where it is none.
func Rows(file *os.File) int {
	_, rows, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return rows
}

// NewTerminal returns an asker at a terminal. Restore brings the terminal back
// to the state it has now.
func NewTerminal(o TerminalOptions) (*Terminal, error) {
	normal, err := term.GetState(int(o.In.Fd()))
	if err != nil {
		return nil, errors.New("the input is not a terminal")
	}
	screen := &rawWriter{File: o.Out}
	t := &Terminal{tty: o.In, screen: screen, color: o.Color, normal: normal, read: true, keys: &keys{source: newSource(o.In)}}
	t.dialog = dialog{out: screen, in: (*editReader)(t)}
	t.dialog.ask, t.person = t.Ask, true
	if o.Editor != nil {
		t.editor = t.released(o.Editor)
	}
	t.cols = func() int { cols, _ := t.size(); return cols }
	return t, nil
}

// Restore brings the terminal back to the state it was found in. Every prompt
// does so by itself; this is for a program that ends in the middle of one.
func (t *Terminal) Restore() {
	_ = term.Restore(int(t.tty.Fd()), t.normal)
	_, _ = io.WriteString(t.screen, pasteOff+showCursor)
}

// Stop is for a program that is told to end. Where a prompt is open its input
// ends, so that what was typed is saved as it is where a connection drops, and
// Stop gives the program the time to do so. It leaves the terminal as it was found.
func (t *Terminal) Stop() {
	if t.keys.source.end() {
		time.Sleep(savingTime)
	}
	t.Restore()
}

// size is how large the screen is; a terminal that does not know is taken for
// the usual one.
func (t *Terminal) size() (cols, rows int) {
	cols, rows, err := term.GetSize(int(t.screen.Fd()))
	if err != nil || cols == 0 || rows == 0 {
		return 80, 24
	}
	return cols, rows
}

// Ask shows a screen: choices as lists, everything else as lines.
func (t *Terminal) Ask(ctx context.Context, s Screen) (Reply, error) {
	ask := t.listFor(s)
	if ask == nil {
		return t.dialog.Ask(ctx, s)
	}
	t.head(s, nil, false)
	for {
		if t.failed != nil {
			return Reply{}, t.failed
		}
		reply, err := ask(ctx, &s)
		if f := (fault{}); errors.As(err, &f) {
			t.complain(err)
			continue
		}
		if errors.Is(err, errAgain) {
			continue
		}
		return reply, err
	}
}

// listFor returns how a screen is asked by a list, or nil where it is typed.
func (t *Terminal) listFor(s Screen) func(context.Context, *Screen) (Reply, error) {
	q := s.first()
	switch {
	case s.joined():
		return nil
	case q.Kind == "choice" && len(q.Options.List) > 0, q.Kind == "yesno", q.Kind == "scale":
		return t.chooseOne
	case q.Kind == "many" && len(q.Options.List) > 0:
		return t.chooseMany
	}
	return nil
}

// picking is the id of the question that Pick asks, which is about what to do
// next and no answer to keep.
const picking = "pick"

// Pick offers a list; Enter on its first row chooses nothing.
func (t *Terminal) Pick(ctx context.Context, title string, options []exercise.Option) (string, error) {
	q := &exercise.Question{ID: picking, Kind: "choice", Ask: title, Options: exercise.Options{List: options}}
	reply, err := t.Ask(ctx, Screen{Questions: []*exercise.Question{q}})
	if err != nil {
		return "", err
	}
	id, _ := reply.Values[picking].(string)
	return id, nil
}
