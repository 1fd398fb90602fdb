package ask

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"mull/internal/exercise"
)

// ifthen asks two short lines. Either may be left empty at the end, but the
// first left empty at once skips both. Without a question of its own the first
// line's words are the heading. Where the person leaves, the halves written so
// far come back with the error.
func (d *dialog) ifthen(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	present, _ := s.Present[q.ID].(map[string]any)
	first, _ := present["if"].(string)
	second, _ := present["then"].(string)

	if strings.TrimSpace(clean(q.Ask)) != "" {
		d.print(hang(indent, either(q.If, "When ..."), d.columns()))
	}
	for {
		line, done, reply, err := d.answer(ctx, s, d.startPart(first))
		switch {
		case errors.Is(err, errAgain):
			continue
		case isFault(err):
			d.fix(err, line)
			first = line
			continue
		case err != nil:
			return halves(q, unescape(line), second), err
		case done:
			return reply, nil
		}
		first = line
		if strings.TrimSpace(first) == "" && second == "" {
			return Reply{Values: exercise.Answers{q.ID: nil}}, nil
		}
		back, err := d.then(ctx, s, first, &second)
		if err != nil {
			return halves(q, first, second), err
		}
		if back {
			continue
		}
		value, err := parsed(q.Check(map[string]any{"if": first, "then": second}))
		if err == nil {
			return Reply{Values: exercise.Answers{q.ID: value}}, nil
		}
		d.fix(err, first)
	}
}

// then asks for the second half of an ifthen; back is true where the first is
// wanted again.
func (d *dialog) then(ctx context.Context, s Screen, first string, second *string) (back bool, err error) {
	for {
		d.print(hang(indent, either(s.first().Then, "I will ..."), d.columns()))
		before := *second
		raw, err := d.in.line(ctx, d.startPart(before), nil)
		if err != nil {
			*second = unescape(raw)
		}
		if isFault(err) {
			d.fix(err, raw)
			continue
		}
		if err != nil {
			return false, err
		}
		did, line := interpret(raw, before != "" && !d.in.edits(), false)
		switch did {
		case keep:
			return false, nil
		case goBack:
			return true, nil
		case help:
			d.guide(s)
			continue
		}
		*second = line
		return false, nil
	}
}

// halves is what there is of an ifthen.
func halves(q *exercise.Question, first, second string) Reply {
	value, err := q.Check(map[string]any{"if": first, "then": second})
	if err != nil || value == nil {
		return Reply{}
	}
	return Reply{Values: exercise.Answers{q.ID: value}}
}

func (d *dialog) startPart(text string) string {
	if text == "" || d.in.edits() {
		return escape(text)
	}
	d.showPresent(text)
	return ""
}

func either(text, otherwise string) string {
	if text = strings.TrimSpace(clean(text)); text != "" {
		return strings.TrimRight(text, " .…") + " ..."
	}
	return otherwise
}

// longtext reads lines until a full stop. Where the person leaves in between,
// what was written comes back with the error, and where it does not fit, too.
func (d *dialog) longtext(ctx context.Context, s Screen) (Reply, string, error) {
	q := s.first()
	present, _ := s.Present[q.ID].(string)
	if present != "" && !d.in.edits() {
		d.showPresent(present)
	}
	start := present
	if s.rejected != "" && d.in.edits() {
		start = s.rejected
	}
	raw, err := d.in.text(ctx, start)
	if isFault(err) {
		return Reply{}, raw, err
	}
	if err != nil {
		if value, unfit := q.Check(raw); unfit == nil && value != nil {
			return Reply{Values: exercise.Answers{q.ID: value}}, "", err
		}
		return Reply{}, "", err
	}
	did, text := interpret(raw, s.present() && !d.in.edits(), d.editor != nil)
	if did != answer {
		done, reply, err := d.obey(ctx, s, did, text)
		if err == nil && !done {
			err = errAgain
		}
		return reply, "", err
	}
	value, err := parsed(q.Check(text))
	return Reply{Values: exercise.Answers{q.ID: value}}, text, err
}

// inEditor has the text written in the person's editor. Where that fails it
// says why, and where the text is, and the question is asked again.
func (d *dialog) inEditor(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	text, _ := s.Present[q.ID].(string)
	text = cmp.Or(s.rejected, text)
	written, kept, err := d.editor(ctx, q.ID, text)
	if err != nil {
		d.print(hang("  ! ", clean(err.Error()), d.columns()))
		if ctx.Err() != nil {
			return Reply{}, ErrInterrupted
		}
		return Reply{}, errAgain
	}
	value, err := q.Check(written)
	if err != nil {
		return Reply{}, fault{worded{err, written}}
	}
	return Reply{Values: exercise.Answers{q.ID: value}, Kept: kept}, nil
}

// Confirm asks for yes or no until it hears one.
func (d *dialog) Confirm(ctx context.Context, question string, byDefault bool) (bool, error) {
	choice := "[y/N]"
	if byDefault {
		choice = "[Y/n]"
	}
	q := &exercise.Question{Kind: "yesno"}
	line := ""
	for {
		d.print("\n" + hang("", clean(question)+"  "+choice, d.columns()))
		d.in.pasting(pasteWay{apart: true})
		var err error
		if line, err = d.in.line(ctx, line, nil); err != nil && !isFault(err) {
			return false, err
		}
		value, err := q.Parse(line)
		if err == nil && value == nil {
			return byDefault, nil
		}
		if yes, ok := value.(bool); ok && err == nil {
			return yes, nil
		}
		d.fix(errors.New("type y or n"), line)
	}
}

// Pick offers a list; Enter alone chooses nothing.
func (d *dialog) Pick(ctx context.Context, title string, options []exercise.Option) (string, error) {
	q := &exercise.Question{ID: picking, Kind: "choice", Ask: title, Options: exercise.Options{List: options, Close: len(options)}}
	reply, err := d.ask(ctx, Screen{Questions: []*exercise.Question{q}})
	if err != nil {
		return "", err
	}
	id, _ := reply.Values[picking].(string)
	return id, nil
}

// Line asks for one line.
func (d *dialog) Line(ctx context.Context, question string) (string, error) {
	q := &exercise.Question{ID: "line", Kind: "text", Ask: question, Aside: true}
	reply, err := d.Ask(ctx, Screen{Questions: []*exercise.Question{q}})
	if err != nil {
		return "", err
	}
	text, _ := reply.Values["line"].(string)
	return text, nil
}
