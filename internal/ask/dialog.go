package ask

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

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
	// atTerminal says whether lines are typed by hand.
	atTerminal() bool
	// pasting says how the line ends of a paste into the next line are taken.
	pasting(way pasteWay)
	// pasted returns the lines that the last line was pasted as, where the
	// terminal did not mark the paste; nil where it was typed.
	pasted() []string
	// giveBack leaves lines to the prompts that follow.
	giveBack(lines []string)
	// gather notes what was typed before the next prompt is shown, so that it
	// is not taken for a paste into it.
	gather()
}

// A pasteWay says what becomes of the line ends of a paste into one line.
type pasteWay struct {
	between string // what stands for them; a space where empty
	apart   bool   // each line of a paste that is not marked answers a prompt of its own
}

// A dialog is what asking by typed lines and asking by widgets have in common.
type dialog struct {
	out    io.Writer
	in     reader
	cols   func() int
	piped  bool // a program reads what is asked: no line is wrapped
	ascii  bool
	editor Editor
	person bool                                         // somebody is there to be asked what a word means
	ask    func(context.Context, Screen) (Reply, error) // one screen within another
	failed error                                        // the first error of out
}

const prompt = "  > "

// print writes to the person; where that fails, the next read says so.
func (d *dialog) print(text string) {
	d.in.gather()
	if d.ascii {
		text = plainly.Replace(text)
	}
	if _, err := io.WriteString(d.out, text); err != nil && d.failed == nil {
		d.failed = fmt.Errorf("showing a question: %w", err)
	}
}

// columns is how wide texts are set; prose wider than this reads badly.
func (d *dialog) columns() int {
	if d.piped {
		return 1 << 20
	}
	return min(d.window(), 100) - 1
}

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

// place is where answers are typed.
func (d *dialog) place() place { return place{editor: d.editor != nil, terminal: d.in.atTerminal()} }

// fix complains about a line that does not fit. At an editing prompt the line
// is there again; it is never typed anew.
func (d *dialog) fix(err error, line string) {
	d.complain(err)
	if line != "" && d.in.edits() {
		d.print(hang(indent, "Edit the line, or press Ctrl-U to clear it.", d.columns()))
	}
}

// isFault says whether an answer does not fit, rather than that asking ended.
func isFault(err error) bool {
	f := fault{}
	return errors.As(err, &f)
}

// head shows what a screen asks, what is known already, and how to answer.
func (d *dialog) head(s Screen, choices []string, typed bool) {
	lead := indent
	if s.Of > 1 && s.At > 0 {
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
		if text := manner(s.first(), d.place()); text != "" {
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

// splitHint says what a line that shares out time looks like, and what it adds
// to.
func splitHint(s Screen) string {
	q := s.first()
	var names []string
	for _, option := range q.Options.List {
		names = append(names, option.ID)
	}
	example := "(e.g. " + strings.Join([]string{names[0] + " 1h30", names[len(names)-1] + " 30m"}, ", ") + "; ? lists the names)"
	if q.Options.Lexicon != nil {
		example = "(e.g. meetings 3h, coding 1h30; ? lists the categories)"
	}
	switch {
	case q.Total > 0:
		return clean(fmt.Sprintf("(%s; total %s)", strings.Join(names, ", "), exercise.Number(q.Total)))
	case len(s.Notice.Known) > 0:
		return clean(alreadyHere(s.Notice.Known) + " " + example)
	}
	return clean(example)
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
		if !isFault(err) {
			return reply, err
		}
		if reworded := (worded{}); errors.As(err, &reworded) {
			line = reworded.line
		}
		meant, s.rejected = "", line
		if nothing := (addsNothing{}); errors.As(err, &nothing) {
			meant = line
		}
		if short := (inPart{}); errors.As(err, &short) {
			meant = line
			s.Present = short.values // Enter alone keeps it, where lines cannot be edited
		}
		d.fix(err, line)
	}
}

// A worded fault is about a line as it would have to be typed at once, where
// own words were asked for apart.
type worded struct {
	error
	line string
}

// An inPart says that an answer is given in part. The same line typed again, or
// Enter, saves it.
type inPart struct {
	error
	values exercise.Answers
}

// inPart complains about values of which something is missing.
func (s Screen) inPart(values exercise.Answers) error {
	for _, q := range s.Questions {
		if short := q.Short(values[q.ID]); short != "" {
			return fault{inPart{errors.New(short + ". Press Enter to save it as it is"), values}}
		}
	}
	return nil
}

// errAgain asks for the same prompt once more, without a complaint.
var errAgain = errors.New("once more")

// once reads one answer, or one command. Where the person leaves, what they had
// typed comes back with the error, if it is words.
func (d *dialog) once(ctx context.Context, s Screen, meant string) (reply Reply, line string, err error) {
	if parts := d.inParts(s); parts != nil {
		reply, err := parts(ctx, s)
		return reply, "", err
	}
	switch q := s.first(); {
	case q.Kind == "ifthen" && !s.joined():
		reply, err := d.ifthen(ctx, s)
		return reply, "", err
	case q.Kind == "longtext" && q.Items.Most == 0 && !s.joined():
		return d.longtext(ctx, s)
	}
	line, done, reply, err := d.answer(ctx, s, d.startLine(s))
	switch {
	case err != nil && !isFault(err) && !errors.Is(err, errAgain):
		return s.unfinished(line), "", err
	case err != nil || done:
		return reply, line, err
	}
	values, err := d.readLine(ctx, s, line)
	if nothing := (addsNothing{}); line == meant && errors.As(err, &nothing) {
		return Reply{Values: exercise.Answers{s.first().ID: nothing.value}}, line, nil
	}
	if err == nil && line != meant {
		err = s.inPart(values)
	}
	return Reply{Values: values}, line, err
}

// readLine reads a typed line. Of one that was pasted as several lines the whole
// is tried, and where that does not fit the first, with the others left to the
// prompts that follow.
func (d *dialog) readLine(ctx context.Context, s Screen, line string) (exercise.Answers, error) {
	values, err := d.readScreen(ctx, s, line)
	if lines := d.in.pasted(); isFault(err) && len(lines) > 1 {
		if first, unfit := d.readScreen(ctx, s, lines[0]); unfit == nil && s.inPart(first) == nil {
			d.in.giveBack(lines[1:])
			return first, nil
		}
	}
	return values, err
}

// unfinished is what there is of words that were being typed.
func (s Screen) unfinished(line string) Reply {
	q := s.first()
	if s.joined() || q.Kind != "text" && q.Kind != "longtext" {
		return Reply{}
	}
	value, err := q.Parse(unescape(line))
	if err != nil || value == nil {
		return Reply{}
	}
	return Reply{Values: exercise.Answers{q.ID: value}}
}
