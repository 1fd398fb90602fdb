package ask

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
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
	Piped  bool       // Out is no terminal: no line is wrapped
	Editor Editor     // for long texts on `e`; nil where there is none
	// Terminal says that In is a terminal, which shows what is typed. Where
	// it is not, the answers are not shown, but every prompt ends its line.
	Terminal bool
}

// NewPlain returns an asker by numbered lines.
func NewPlain(o PlainOptions) *Plain {
	p := &Plain{dialog{out: o.Out, cols: o.Width, ascii: true, editor: o.Editor, piped: o.Piped}}
	p.ask, p.person = p.dialog.Ask, o.Terminal
	p.in = &plainReader{source: newSource(o.In), dialog: &p.dialog, echoed: o.Terminal}
	return p
}

// Stop is for a program that is told to end, as that of Terminal.
func (p *Plain) Stop() {
	if r, ok := p.in.(*plainReader); ok && r.source.end() {
		time.Sleep(savingTime)
	}
}

type plainReader struct {
	source *source
	dialog *dialog
	echoed bool
	way    pasteWay
	lines  []string // what the last line was pasted as
	read   bool     // something was read since a prompt was shown
}

func (r *plainReader) edits() bool { return false }

func (r *plainReader) atTerminal() bool { return r.echoed }

func (r *plainReader) pasting(way pasteWay) { r.way = way }

func (r *plainReader) pasted() []string { return r.lines }

func (r *plainReader) giveBack(lines []string) { r.source.giveBack(lines) }

func (r *plainReader) gather() {
	if r.read && r.echoed {
		r.read = false
		r.source.gather()
	}
}

func (r *plainReader) line(ctx context.Context, _ string, _ []string) (string, error) {
	r.dialog.print(prompt)
	way, ahead := r.way, r.source.ahead > 0
	r.way, r.lines = pasteWay{}, nil
	line, err := r.typed(ctx)
	r.read = true
	if err == nil && !ahead && !way.apart && !tooShort(line) {
		line, err = r.rest(ctx, line, way)
	}
	if errors.Is(err, ErrEnded) && r.goesOn() {
		err = ErrFinished
	}
	if !r.echoed || err != nil {
		r.dialog.print("\n")
	}
	return line, err
}

// rest reads the lines that were pasted with a line and puts them into one.
func (r *plainReader) rest(ctx context.Context, line string, way pasteWay) (string, error) {
	lines := []string{line}
	for r.echoed && r.source.textWaits(0) {
		next, err := r.typed(ctx)
		if err != nil {
			return strings.Join(lines, cmp.Or(way.between, " ")), err
		}
		if strings.TrimSpace(next) != "" {
			lines = append(lines, next)
		}
	}
	if len(lines) > 1 {
		r.lines = lines
	}
	return strings.Join(lines, cmp.Or(way.between, " ")), nil
}

// goesOn says whether the end of the input was Ctrl-D at a terminal that is
// still there, so that reading can go on.
func (r *plainReader) goesOn() bool {
	file, ok := r.source.file()
	if !r.echoed || !ok || r.source.stopped || hungUp(file) {
		return false
	}
	r.source.err = nil
	return true
}

// mostByTerminal is how much of a line a terminal that edits lines by itself
// hands on; what comes after is lost before it gets here.
const mostByTerminal = 4095

// typed reads a line. One as long as the terminal can hand on has most likely
// lost its end, which nobody would notice in what is saved.
func (r *plainReader) typed(ctx context.Context) (string, error) {
	line, err := r.source.line(ctx)
	if err == nil && r.echoed && len(line) >= mostByTerminal && len(line) <= mostByTerminal+1 {
		return "", fault{fmt.Errorf("the terminal hands on %d bytes of a line, and this one was longer; type it in pieces, or hand it in by a pipe", mostByTerminal)}
	}
	return line, err
}

// text reads lines until a full stop or the end of the input, at a terminal also
// until two empty lines typed by hand. A first line that is empty or a command
// is returned alone.
func (r *plainReader) text(ctx context.Context, present string) (string, error) {
	r.way = pasteWay{apart: true} // the lines of a paste are lines of the text
	first, err := r.line(ctx, "", nil)
	if err != nil {
		return "", err
	}
	if word := strings.TrimSpace(first); endsText(word, present != "", r.dialog.editor != nil) && !r.inPaste() {
		return strings.TrimSuffix(word, "."), nil
	}
	return r.more(ctx, first)
}

// inPaste says whether the line that was read last belongs to a paste.
func (r *plainReader) inPaste() bool { return r.echoed && r.source.textWaits(0) }

// more reads the lines after the first. A text that grows too long is read to
// its end and refused whole: half a text would look like all of it.
func (r *plainReader) more(ctx context.Context, first string) (string, error) {
	lines := []string{unescape(first)}
	size, empty := len(first), 0
	var tooLong error
	end := func() (string, error) {
		if tooLong != nil {
			return "", tooLong
		}
		return escape(strings.TrimRight(strings.Join(lines, "\n"), "\n")), nil
	}
	for {
		ahead := r.source.ahead > 0
		line, err := r.typed(ctx)
		switch {
		case err == ErrInterrupted, err == ErrEnded && r.source.stopped:
			return strings.Join(lines, "\n"), err
		case err == ErrEnded:
			if r.goesOn() {
				r.dialog.print("\n")
			}
			return end()
		case err == nil && strings.TrimSpace(line) == "." && (ahead || !r.inPaste()):
			return end()
		case err != nil:
			tooLong = err
			continue
		}
		if empty++; !r.echoed || ahead || r.inPaste() || strings.TrimSpace(line) != "" {
			empty = 0
		}
		if empty == endingLines {
			return end()
		}
		if size += len(line) + 1; size > mostLine {
			tooLong = fault{fmt.Errorf("the text has %.1f MB; an answer holds 1 MB, so keep it in a file and name the file here", float64(size)/(1<<20))}
			continue
		}
		lines = append(lines, unescape(line))
	}
}
