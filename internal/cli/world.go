// Package cli is the command line: it reads what was asked, opens the journal,
// calls the packages that do the work and shows what came of it. Each command
// is one file: what was asked, a constructor with its words and flags, and a
// method that does it.
package cli

import (
	"io"
	"time"
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
}

// Terminals says which of the streams are terminals. Width and Height are those
// of the terminal that Out or Err is, or 0.
type Terminals struct {
	In, Out, Err  bool
	Width, Height int
}
