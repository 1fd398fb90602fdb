package ask

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"

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

// Columns is how wide a terminal is, or 0 for what is none.
func Columns(file *os.File) int {
	cols, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return cols
}

// NewTerminal returns an asker at a terminal. Restore brings the terminal back
// to the state it has now.
func NewTerminal(o TerminalOptions) (*Terminal, error) {
	normal, err := term.GetState(int(o.In.Fd()))
	if err != nil {
		return nil, errors.New("the input is not a terminal")
	}
	screen := &rawWriter{File: o.Out}
	t := &Terminal{tty: o.In, screen: screen, color: o.Color, normal: normal, keys: &keys{source: newSource(o.In)}}
	t.dialog = dialog{out: screen, in: (*editReader)(t)}
	t.dialog.ask = t.Ask
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

// hold puts the terminal into raw mode until release is called. A sitting holds
// it from the first question to the last, so that what is typed while an
// answer is being kept waits unseen for the next question. Within it, holding
// again changes nothing.
func (t *Terminal) hold() (release func(), err error) {
	if t.screen.raw {
		return func() {}, nil
	}
	state, err := term.MakeRaw(int(t.tty.Fd()))
	if err != nil {
		return nil, err
	}
	t.screen.raw = true
	return func() {
		t.screen.raw = false
		_ = term.Restore(int(t.tty.Fd()), state)
	}, nil
}

// released lets an editor have the terminal as it was found.
func (t *Terminal) released(edit Editor) Editor {
	return func(ctx context.Context, name, text string) (string, func() error, error) {
		held := t.screen.raw
		t.screen.raw = false
		_ = term.Restore(int(t.tty.Fd()), t.normal)
		written, kept, err := edit(ctx, name, text)
		if held {
			if _, failed := t.hold(); failed != nil && err == nil {
				err = failed
			}
		}
		return written, kept, err
	}
}

// A rawWriter writes line ends as a terminal in raw mode wants them.
type rawWriter struct {
	*os.File
	raw bool
}

func (w *rawWriter) Write(p []byte) (int, error) {
	if !w.raw {
		return w.File.Write(p)
	}
	text := bytes.ReplaceAll(bytes.ReplaceAll(p, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	if _, err := w.File.Write(text); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString is Write, in place of the file's own.
func (w *rawWriter) WriteString(text string) (int, error) { return w.Write([]byte(text)) }

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

// Pick offers a list; Enter on its first row chooses nothing.
func (t *Terminal) Pick(ctx context.Context, title string, options []exercise.Option) (string, error) {
	q := &exercise.Question{ID: "pick", Kind: "choice", Ask: title, Options: exercise.Options{List: options}}
	reply, err := t.Ask(ctx, Screen{Questions: []*exercise.Question{q}})
	if err != nil {
		return "", err
	}
	id, _ := reply.Values["pick"].(string)
	return id, nil
}

const (
	pasteOn    = "\x1b[?2004h" // the terminal marks what is pasted
	pasteOff   = "\x1b[?2004l"
	showCursor = "\x1b[?25h"
)

// editReader reads lines that are edited as they are typed.
type editReader Terminal

func (r *editReader) edits() bool { return true }

func (r *editReader) line(ctx context.Context, initial string, words []string) (string, error) {
	e := &edit{text: []rune(initial), words: words}
	return r.run(ctx, e, func(k key) bool { return k.name == keyEnter && !k.pasted })
}

// text reads lines until one that holds only a full stop, or Ctrl-D. A first
// line that is empty or a command ends it too.
func (r *editReader) text(ctx context.Context, initial string) (string, error) {
	lines := strings.Split(initial, "\n")
	for at := range lines {
		lines[at] = escape(lines[at])
	}
	e := &edit{text: []rune(strings.Join(lines, "\n")), many: true}
	command, ended := "", false
	text, err := r.run(ctx, e, func(k key) bool {
		if k.name == keyEndOfInput && len(e.text) > 0 {
			return true
		}
		if k.name != keyEnter || k.pasted {
			return false
		}
		if whole := strings.TrimSpace(string(e.text)); endsText(whole, false, r.editor != nil) {
			command, ended = strings.TrimSuffix(whole, "."), true
			return true
		}
		if strings.TrimSpace(e.currentLine()) != "." {
			return false
		}
		e.remove(e.lineStart(), e.lineEnd())
		return true
	})
	whole := unescapeLines(text)
	if err != nil {
		return whole, err
	}
	if ended {
		return command, nil
	}
	return escape(strings.TrimSpace(whole)), nil
}

func unescapeLines(text string) string {
	lines := strings.Split(text, "\n")
	for at := range lines {
		lines[at] = unescape(lines[at])
	}
	return strings.Join(lines, "\n")
}

// run edits until done says that a key ends it. On an error it returns what
// was written until then.
func (r *editReader) run(ctx context.Context, e *edit, done func(key) bool) (string, error) {
	e.out, e.at = r.screen, len(e.text)
	release, err := (*Terminal)(r).hold()
	if err != nil {
		return "", err
	}
	defer release()
	defer func() { _, _ = io.WriteString(r.screen, pasteOff) }()
	if _, err := io.WriteString(r.screen, pasteOn); err != nil {
		return "", err
	}
	for {
		if len(r.keys.source.buffer) == 0 && !r.keys.pasting {
			e.cols, e.height = (*Terminal)(r).size()
			if err := e.draw(); err != nil {
				return string(e.text), err
			}
		}
		k, err := r.keys.next(ctx)
		switch {
		case err != nil:
		case k.name == keyInterrupt:
			err = ErrInterrupted
		case done(k):
			return r.finish(e)
		case k.name == keyEndOfInput && len(e.text) == 0:
			err = ErrEnded
		}
		if err != nil {
			_ = e.finish()
			return string(e.text), err
		}
		e.press(k)
	}
}

func (r *editReader) finish(e *edit) (string, error) {
	e.cols, e.height = (*Terminal)(r).size()
	if err := e.finish(); err != nil {
		return "", err
	}
	if e.invalid {
		return string(e.text), fault{errors.New("some of what came was not valid UTF-8 and was left out")}
	}
	return string(e.text), nil
}
