// Package cli is the command line: it reads what was asked, opens the journal,
// calls the packages that do the work and shows what came of it. Each command
// is one file: what was asked, a constructor with its words and flags, and a
// method that does it.
package cli

import (
	"io"
	"os"
	"strings"
	"time"

	"mull/internal/ask"
	"mull/internal/report"
)

// A World is what a command touches outside the journal, handed in so that
// tests can hand in another.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time // the system's clock
	Getenv   func(string) string
	// Terminals says which streams are terminals, and how wide the screen is.
	Terminals Terminals
	Version   string
	// Descriptor reads from a file descriptor that the program was started with;
	// it may be nil.
	Descriptor func(n int) io.Reader
	// WorkFactor is how much work a passphrase takes, as a power of two; 0 is what
	// is safe, and tests take less.
	WorkFactor int
	// OnSignal says what to do, beside ending, when the program is told to end;
	// it may be nil.
	OnSignal func(restore func())
	// Free says how many bytes may still be written to a folder's disk, and
	// LoadZone what is known of a time zone; nil asks the system. Only doctor
	// looks at them here.
	Free     func(folder string) (bytes uint64, known bool)
	LoadZone func(name string) (*time.Location, error)
}

// TerminalsOf looks at the standard streams.
func TerminalsOf(in, out, errs *os.File) Terminals {
	t := Terminals{In: ask.IsTerminal(in), Out: ask.IsTerminal(out), Err: ask.IsTerminal(errs)}
	if t.Width = ask.Columns(out); t.Width == 0 {
		t.Width = ask.Columns(errs)
	}
	if t.Out {
		t.Height, t.Screen = ask.Rows(out), out
	}
	return t
}

// Terminals says which of the streams are terminals. Width is that of the
// terminal that Out or Err is, Height that of Out, or 0.
type Terminals struct {
	In, Out, Err  bool
	Width, Height int
	Screen        *os.File // what Out is where it is a terminal, for a pager to draw on
}

// FoldError breaks the lines of a complaint at spaces where Err is a terminal,
// which would break them within words.
func (t Terminals) FoldError(words string) string {
	if !t.Err || t.Width <= 0 {
		return words
	}
	lines := strings.Split(words, "\n")
	for i, line := range lines {
		lines[i] = report.Fold(line, t.Width)
	}
	return strings.Join(lines, "\n")
}
