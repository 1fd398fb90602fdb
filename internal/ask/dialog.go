package ask

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"mull/internal/exercise"
)

// A reader gives typed lines. initial is what the line starts from, and words
// are what Tab completes, where it can be edited; a reader that cannot edit
// leaves them.
type reader interface {
	line(ctx context.Context, initial string, words []string) (string, error)
	// text reads lines until one that holds only a full stop. Where it fails
	// it returns what was written until then.
	text(ctx context.Context, initial string) (string, error)
	// edits says whether initial is shown to be edited.
	edits() bool
}

// A dialog is what asking by typed lines and asking by widgets have in common.
type dialog struct {
	out    io.Writer
	in     reader
	cols   func() int
	ascii  bool
	editor Editor
	ask    func(context.Context, Screen) (Reply, error) // one screen within another
	failed error                                        // the first error of out
}

const prompt = "  > "

// print writes to the person; where that fails, the next read says so.
func (d *dialog) print(text string) {
	if d.ascii {
		text = plainly.Replace(text)
	}
	if _, err := io.WriteString(d.out, text); err != nil && d.failed == nil {
		d.failed = fmt.Errorf("showing a question: %w", err)
	}
}

// columns is how wide texts are set; prose wider than this reads badly.
func (d *dialog) columns() int { return min(d.window(), 100) - 1 }

// window is how wide lines may be that are set already.
func (d *dialog) window() int {
	if d.cols == nil {
		return 80
	}
	return max(d.cols(), 20)
}

// Say shows a paragraph.
func (d *dialog) Say(text string) {
	text = clean(text)
	body := strings.TrimLeft(text, " ")
	d.print(hang(text[:len(text)-len(body)], body, d.columns()))
}

func (d *dialog) complain(err error) { d.print(hang("  ! ", complaint(err), d.columns())) }

// head shows what a screen asks, what is known already, and how to answer.
func (d *dialog) head(s Screen, choices []string, typed bool) {
	lead := indent
	if s.Of > 1 {
		lead = fmt.Sprintf("%d of %d  ", s.At, s.Of)
	}
	d.print("\n")
	under := strings.Repeat(" ", width(lead))
	if len(s.Notice.Lines) > longNotice {
		d.notice(indent, s.Notice.Lines)
		d.print("\n")
		s.Notice.Lines = nil
	}
	if text := heading(s); text != "" {
		d.print(hang(lead, text, d.columns()))
	}
	d.notice(under, s.Notice.Lines)
	if s.first().Kind == "split" {
		d.print(hang(under, splitHint(s), d.columns()))
	}
	if text := jointly(s); text != "" {
		d.print(hang(under, "("+text+")", d.columns()))
	}
	if typed && !s.joined() {
		if text := manner(s.first(), d.editor != nil); text != "" {
			d.print(hang(under, "("+text+")", d.columns()))
		}
	}
	for _, line := range choices {
		d.print(under + line + "\n")
	}
}

// longNotice is from how many lines on what is shown before a question stands
// above it, so that the question is near its answer.
const longNotice = 5

// notice shows what there is to know. A table's lines stay as they are set.
func (d *dialog) notice(under string, lines []string) {
	for _, line := range lines {
		if line = clean(line); width(under+line) <= d.window() {
			d.print(strings.TrimRight(under+line, " ") + "\n")
			continue
		}
		d.print(hang(under, line, d.columns()))
	}
}

func splitHint(s Screen) string {
	if len(s.Notice.Known) > 0 {
		return clean(alreadyHere(s.Notice.Known))
	}
	var names []string
	for _, option := range s.first().Options.List {
		names = append(names, option.ID)
	}
	if s.first().Total > 0 {
		return clean(fmt.Sprintf("(%s; together %s)", strings.Join(names, ", "), exercise.Number(s.first().Total)))
	}
	return clean(fmt.Sprintf("(such as %s 1h30; there are %s)", names[0], strings.Join(names, ", ")))
}

// options returns the lines of options of a screen asked by a typed line.
func (d *dialog) options(s Screen, all bool) []string {
	var lines []string
	for _, q := range s.Questions {
		if len(q.Options.List) > 0 && q.Kind != "split" && q.Kind != "sort" && (all || !s.joined()) {
			lines = append(lines, choices(q, d.columns()-len(indent), all)...)
		}
	}
	return lines
}

// Ask shows a screen and reads its answer from typed lines.
func (d *dialog) Ask(ctx context.Context, s Screen) (Reply, error) {
	d.head(s, d.options(s, false), true)
	return d.typed(ctx, s)
}

// typed reads the answer to a screen that is shown, again and again until it
// fits.
func (d *dialog) typed(ctx context.Context, s Screen) (Reply, error) {
	meant := "" // a line that was complained about and is taken when repeated
	for {
		if d.failed != nil {
			return Reply{}, d.failed
		}
		reply, line, err := d.once(ctx, s, meant)
		if err == nil {
			return reply, nil
		}
		if errors.Is(err, errAgain) {
			continue
		}
		if f := (fault{}); !errors.As(err, &f) {
			return reply, err
		}
		meant, s.rejected = "", ""
		if utf8.RuneCountInString(line) >= worthMending {
			s.rejected = line
		}
		if nothing := (addsNothing{}); errors.As(err, &nothing) {
			meant = line
		}
		d.complain(err)
		if s.rejected != "" && d.in.edits() {
			d.print(hang(indent, "(mend it, or Ctrl-U empties the line)", d.columns()))
		}
	}
}

// worthMending is from how many characters on a line that does not fit is
// quicker to mend than to type anew.
const worthMending = 20

// errAgain asks for the same prompt once more, without a complaint.
var errAgain = errors.New("once more")

// once reads one answer, or one command.
func (d *dialog) once(ctx context.Context, s Screen, meant string) (Reply, string, error) {
	if parts := d.inParts(s); parts != nil {
		reply, err := parts(ctx, s)
		return reply, "", err
	}
	switch q := s.first(); {
	case q.Kind == "ifthen" && !s.joined():
		reply, err := d.ifthen(ctx, s)
		return reply, "", err
	case q.Kind == "longtext" && q.Items.Most == 0 && !s.joined():
		reply, err := d.longtext(ctx, s)
		return reply, "", err
	}
	line, done, reply, err := d.answer(ctx, s, d.startLine(s))
	if err != nil || done {
		return reply, "", err
	}
	values, err := readScreen(s, line, func() (string, error) { return d.ownWords(ctx, "") })
	if nothing := (addsNothing{}); line == meant && errors.As(err, &nothing) {
		return Reply{Values: exercise.Answers{s.first().ID: nothing.value}}, line, nil
	}
	return Reply{Values: values}, line, err
}
