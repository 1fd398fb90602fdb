package ask

import (
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/term"
)

// Secret asks at a terminal for what nobody may read over a shoulder, such as a
// passphrase: what is typed is not shown. onSignal, if not nil, is handed what
// brings the terminal back, for when the program is told to end meanwhile. It
// fails with ErrInterrupted on Ctrl-C and with ErrEnded where the input ends.
func Secret(in *os.File, out io.Writer, prompt string, onSignal func(restore func())) (line string, err error) {
	// Before the prompt: who types fast would see the first letters. This is why
	// term.ReadPassword will not do.
	state, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return "", errors.New("the input is not a terminal")
	}
	restore := func() { _ = term.Restore(int(in.Fd()), state) }
	defer restore()
	if onSignal != nil {
		onSignal(restore)
	}
	if _, err := fmt.Fprint(out, prompt); err != nil {
		return "", err
	}
	line, err = readUnseen(in)
	_, _ = io.WriteString(out, "\r\n")
	return line, err
}

// readUnseen reads a line from a terminal in raw mode, a byte at a time: what
// was typed ahead is for the next question.
func readUnseen(in io.Reader) (string, error) {
	var line []byte
	for one := make([]byte, 1); ; {
		n, err := in.Read(one)
		if n == 0 {
			if err == nil || errors.Is(err, io.EOF) {
				err = ErrEnded
			}
			return "", err
		}
		switch b := one[0]; b {
		case '\r', '\n':
			return string(line), nil
		case 3: // Ctrl-C
			return "", ErrInterrupted
		case 4: // Ctrl-D
			if len(line) == 0 {
				return "", ErrEnded
			}
		case 8, 127: // Backspace
			_, size := utf8.DecodeLastRune(line)
			line = line[:len(line)-size]
		case 21: // Ctrl-U
			line = nil
		default:
			line = append(line, b)
		}
	}
}
