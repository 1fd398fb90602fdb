package ask

import (
	"bytes"
	"context"
	"os"

	"golang.org/x/term"
)

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
		_ = t.loosen()
		written, kept, err := edit(ctx, name, text)
		if held {
			if _, failed := t.hold(); failed != nil && err == nil {
				err = failed
			}
		}
		return written, kept, err
	}
}

// loosen gives the terminal back as it was found, until it is held again.
func (t *Terminal) loosen() error {
	t.screen.raw = false
	return term.Restore(int(t.tty.Fd()), t.normal)
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
