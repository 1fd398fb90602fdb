// Package report turns results into what people and programs read: screens of
// text, tables, JSON and CSV. It is handed plain structs, computes nothing that
// is not on the screen, and takes terminal control sequences out of every text
// it shows.
//
// The package looks at no terminal and no clock: how wide a line may be,
// whether to draw in ASCII or in colour, and what time it is are handed in.
package report

import (
	"io"
	"math"
)

// A Style is how a screen is drawn.
type Style struct {
	Width  int  // columns of the terminal; 0 is 80
	Height int  // its lines, where it is one; a screen is made for 24 at least
	ASCII  bool // bars, ellipses and quotes of ASCII only; words stay as written
	Color  bool // dim and bold, which only ever add
	// Piped says that nobody looks at the lines here: a program or a file gets
	// them, and none is wrapped or cut. Width still says what stands beside what.
	Piped bool
}

// wrap breaks a text into lines as wrap does, unless they are piped.
func (s Style) wrap(text string, limit int) []string {
	if s.Piped {
		limit = math.MaxInt
	}
	return wrap(text, limit)
}

// A View is something a person can be shown.
type View interface {
	Render(p *Page)
}

// Write shows views one under the other. The error is that of the writer, such
// as a full disk or a closed pipe.
func Write(w io.Writer, style Style, views ...View) error {
	p := NewPage(w, style)
	for _, view := range views {
		p.Gap()
		view.Render(p)
	}
	return p.Flush()
}
