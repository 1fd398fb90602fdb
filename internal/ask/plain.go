package ask

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// Plain asks by numbered lines: for pipes, for screen readers, and for
// terminals that know nothing. It writes no control sequences and, beside the
// person's own words, only ASCII signs.
type Plain struct{ dialog }

// PlainOptions are what a Plain needs from outside.
type PlainOptions struct {
	In     io.Reader
	Out    io.Writer  // the error stream
	Width  func() int // columns to wrap to; 80 where nil
	Editor Editor     // for long texts on `e`; nil where there is none
	// Terminal says that In is a terminal, which shows what is typed. Where
	// it is not, the answers are not shown, but every prompt ends its line.
	Terminal bool
}

// NewPlain returns an asker by numbered lines.
func NewPlain(o PlainOptions) *Plain {
	p := &Plain{dialog{out: o.Out, cols: o.Width, ascii: true, editor: o.Editor}}
	p.ask = p.dialog.Ask
	p.in = &plainReader{source: newSource(o.In), dialog: &p.dialog, echoed: o.Terminal}
	return p
}

type plainReader struct {
	source *source
	dialog *dialog
	echoed bool
}

func (r *plainReader) edits() bool { return false }

func (r *plainReader) line(ctx context.Context, _ string, _ []string) (string, error) {
	r.dialog.print(prompt)
	line, err := r.typed(ctx)
	if !r.echoed || err != nil {
		r.dialog.print("\n")
	}
	return line, err
}

// mostByTerminal is how much of a line a terminal that edits lines by itself
// hands on; what comes after is lost before it gets here.
const mostByTerminal = 4095

// typed reads a line. One as long as the terminal can hand on has most likely
// lost its end, which nobody would notice in what is kept.
func (r *plainReader) typed(ctx context.Context) (string, error) {
	line, err := r.source.line(ctx)
	if err == nil && r.echoed && len(line) >= mostByTerminal && len(line) <= mostByTerminal+1 {
		return "", fault{fmt.Errorf("the terminal hands on %d bytes of a line, and this one was longer; type it in pieces, or hand it in by a pipe", mostByTerminal)}
	}
	return line, err
}

// text reads lines until a full stop or the end of the input. A first line
// that is empty or a command is returned alone.
func (r *plainReader) text(ctx context.Context, present string) (string, error) {
	first, err := r.line(ctx, "", nil)
	if err != nil {
		return "", err
	}
	if word := strings.TrimSpace(first); endsText(word, present != "", r.dialog.editor != nil) {
		return strings.TrimSuffix(word, "."), nil
	}
	return r.more(ctx, first)
}

// more reads the lines after the first. A text that grows too long is read to
// its end and refused whole: half a text would look like all of it.
func (r *plainReader) more(ctx context.Context, first string) (string, error) {
	lines := []string{unescape(first)}
	size := len(first)
	var tooLong error
	for {
		line, err := r.typed(ctx)
		switch {
		case err == ErrInterrupted:
			return strings.Join(lines, "\n"), err
		case err == ErrEnded, err == nil && strings.TrimSpace(line) == ".":
			if tooLong != nil {
				return "", tooLong
			}
			return escape(strings.Join(lines, "\n")), nil
		case err != nil:
			tooLong = err
			continue
		}
		if size += len(line) + 1; size > mostLine {
			tooLong = fault{fmt.Errorf("the text has %.1f MB; an answer holds 1 MB, so keep it in a file and name the file here", float64(size)/(1<<20))}
			continue
		}
		lines = append(lines, unescape(line))
	}
}
