package ask

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Secret asks at a terminal for what nobody may read over a shoulder, such as a
// passphrase: what is typed is not shown. onSignal, if not nil, is handed what
// brings the terminal back, for when the program is told to end meanwhile. It
// fails with ErrEnded where the input ends.
func Secret(in *os.File, out io.Writer, prompt string, onSignal func(restore func())) (string, error) {
	state, err := term.GetState(int(in.Fd()))
	if err != nil {
		return "", errors.New("the input is not a terminal")
	}
	if onSignal != nil {
		onSignal(func() { _ = term.Restore(int(in.Fd()), state) })
	}
	if _, err := fmt.Fprint(out, prompt); err != nil {
		return "", err
	}
	typed, err := term.ReadPassword(int(in.Fd()))
	if _, shown := fmt.Fprintln(out); err == nil {
		err = shown
	}
	if errors.Is(err, io.EOF) {
		return "", ErrEnded
	}
	return string(typed), err
}
