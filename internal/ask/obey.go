package ask

import (
	"context"
	"fmt"
	"strings"

	"mull/internal/exercise"
)

// answer reads a line and obeys commands. done is true where the reply is
// complete without a line.
func (d *dialog) answer(ctx context.Context, s Screen, initial string) (line string, done bool, reply Reply, err error) {
	d.in.pasting(s.pasteWay())
	raw, err := d.in.line(ctx, initial, s.words())
	if err != nil {
		return raw, false, Reply{}, err
	}
	keeps := initial == "" && !d.in.edits() || adds(s.first())
	did, line := interpret(raw, keeps && s.present(), false)
	done, reply, err = d.obey(ctx, s, did, line)
	return line, done, reply, err
}

// pasteWay is how a paste of several lines is taken: as one text, as the items
// of a list, or a line for each prompt where an answer is but a word.
func (s Screen) pasteWay() pasteWay {
	q := s.first()
	switch {
	case s.joined():
		return pasteWay{apart: true}
	case q.Items.Most > 0:
		return pasteWay{between: "; "}
	}
	switch q.Kind {
	case "text", "longtext", "ifthen":
		return pasteWay{}
	case "split", "many", "rank":
		return pasteWay{between: ", "}
	}
	return pasteWay{apart: true}
}

// obey carries out what is no answer.
func (d *dialog) obey(ctx context.Context, s Screen, did command, line string) (done bool, reply Reply, err error) {
	switch did {
	case keep:
		return true, s.keep(), nil
	case help:
		d.guide(s)
		return false, Reply{}, errAgain
	case goBack:
		if !s.Back {
			d.print(hang("  ! ", "There is no question before this one.", d.columns()))
			return false, Reply{}, errAgain
		}
		return true, Reply{Back: true}, nil
	case openEdit:
		reply, err := d.inEditor(ctx, s)
		return err == nil, reply, err
	}
	return false, Reply{}, nil
}

// guide answers `?`.
func (d *dialog) guide(s Screen) {
	for _, line := range guide(s, d.place()) {
		d.print(hang(indent, line, d.columns()))
	}
	for _, line := range d.options(s, true) {
		d.print(indent + line + "\n")
	}
	if q := s.first(); q.Kind == "split" {
		for _, option := range q.Options.List {
			d.print(hang(indent, named(option), d.columns()))
		}
	}
}

// named is an option's name and what it means, where the label does not begin
// with the name.
func named(option exercise.Option) string {
	label := clean(option.Label)
	if strings.HasPrefix(label, option.ID) {
		return label
	}
	return option.ID + ": " + label
}

// startLine is what an editable line starts from; where lines cannot be edited
// the present answer is shown instead, and nothing is started from.
func (d *dialog) startLine(s Screen) string {
	if s.rejected != "" && d.in.edits() {
		return escape(s.rejected)
	}
	if !s.present() {
		return ""
	}
	line := s.line()
	if d.in.edits() && !adds(s.first()) {
		return escape(line)
	}
	d.showPresent(line)
	if adds(s.first()) {
		d.print(hang(indent, "(what you type is added; =2h sets a total)", d.columns()))
	}
	return ""
}

func (d *dialog) showPresent(line string) {
	shown := shorten(strings.ReplaceAll(clean(line), "\n", " / "), d.columns()*2, "...")
	d.print(hang(indent, fmt.Sprintf("Now: %s   (Enter keeps it, - removes it)", shown), d.columns()))
}

// ownWords asks for what is in no list.
func (d *dialog) ownWords(ctx context.Context, initial string) (string, error) {
	d.print(indent + "In your own words (Enter to skip)\n")
	return d.words(ctx, initial)
}

// words asks for one line of words until it fits. Where the person leaves, what
// they had typed comes back with the error.
func (d *dialog) words(ctx context.Context, line string) (string, error) {
	for {
		var err error
		if line, err = d.in.line(ctx, line, nil); err != nil && !isFault(err) {
			return unescape(line), err
		}
		if err == nil {
			var value any
			if value, err = parsed((&exercise.Question{Kind: "text"}).Parse(unescape(line))); err == nil {
				text, _ := value.(string)
				return text, nil
			}
		}
		d.fix(err, line)
	}
}
