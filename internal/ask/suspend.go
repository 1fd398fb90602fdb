// Suspending at Ctrl-Z: the shell gets the terminal, and `fg` goes on with what was typed.

package ask

import (
	"io"
	"strings"
)

// suspend stops the program as Ctrl-Z does outside of raw mode, and returns once
// it goes on. leave shows what is typed so far and goes to the line below.
// Nothing that was typed is touched; the caller draws it again.
func (t *Terminal) suspend(leave func() error) error {
	if err := leave(); err != nil {
		return err
	}
	if _, err := io.WriteString(t.screen, pasteOff+showCursor); err != nil {
		return err
	}
	held := t.screen.raw
	if err := t.loosen(); err != nil {
		return err
	}
	stopped := stop()
	if held {
		if _, err := t.hold(); err != nil {
			return err
		}
	}
	if stopped != nil {
		return stopped
	}
	_, err := io.WriteString(t.screen, pasteOn)
	return err
}

const (
	hideCursor = "\x1b[?25l"
	drawAgain  = "\x1b[C" // a key at which survey changes nothing and draws its list anew
)

// suspend does so from within a list. Survey draws over as many lines as it drew
// before, so that many are made below what the shell showed meanwhile.
func (l *listInput) suspend() error {
	if err := l.t.suspend(func() error { return nil }); err != nil {
		return err
	}
	_, err := io.WriteString(l.t.screen, strings.Repeat("\n", l.lines)+hideCursor)
	return err
}
