package ask

import (
	"context"
	"errors"
	"strings"

	"mull/internal/exercise"
)

// ifthen asks two short lines; the first left empty skips both. Without a
// question of its own the first line's words are the heading.
func (d *dialog) ifthen(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	present, _ := s.Present[q.ID].(map[string]any)
	situation, _ := present["if"].(string)
	act, _ := present["then"].(string)

	if strings.TrimSpace(clean(q.Ask)) != "" {
		d.print(hang(indent, either(q.If, "When ..."), d.columns()))
	}
	first, done, reply, err := d.answer(ctx, s, d.startPart(situation))
	if err != nil || done {
		return reply, err
	}
	if strings.TrimSpace(first) == "" {
		return Reply{Values: exercise.Answers{q.ID: nil}}, nil
	}
	d.print(hang(indent, either(q.Then, "I will ..."), d.columns()))
	raw, err := d.in.line(ctx, d.startPart(act), nil)
	if err != nil {
		return Reply{}, err
	}
	did, second := interpret(raw, act != "" && !d.in.edits(), false)
	switch did {
	case keep:
		second = act
	case goBack:
		return Reply{}, errAgain
	case help:
		d.guide(s)
		return Reply{}, errAgain
	}
	tree := map[string]any{"if": first, "then": second}
	value, err := parsed(q.Check(tree))
	return Reply{Values: exercise.Answers{q.ID: value}}, err
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
// what was written comes back with the error.
func (d *dialog) longtext(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	present, _ := s.Present[q.ID].(string)
	if present != "" && !d.in.edits() {
		d.showPresent(present)
	}
	raw, err := d.in.text(ctx, present)
	if err != nil {
		if value, unfit := q.Check(raw); unfit == nil && value != nil {
			return Reply{Values: exercise.Answers{q.ID: value}}, err
		}
		return Reply{}, err
	}
	did, text := interpret(raw, s.present() && !d.in.edits(), d.editor != nil)
	if did != answer {
		done, reply, err := d.obey(ctx, s, did, text)
		if err == nil && !done {
			err = errAgain
		}
		return reply, err
	}
	value, err := parsed(q.Check(text))
	return Reply{Values: exercise.Answers{q.ID: value}}, err
}

// inEditor has the text written in the person's editor. Where that fails it
// says why, and where the text is, and the question is asked again.
func (d *dialog) inEditor(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	text, _ := s.Present[q.ID].(string)
	written, kept, err := d.editor(ctx, q.ID, text)
	if err != nil {
		d.print(hang("  ! ", clean(err.Error()), d.columns()))
		if ctx.Err() != nil {
			return Reply{}, ErrInterrupted
		}
		return Reply{}, errAgain
	}
	value, err := parsed(q.Check(written))
	if err != nil {
		return Reply{}, err
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
	for {
		d.print("\n" + hang("", clean(question)+"  "+choice, d.columns()))
		line, err := d.in.line(ctx, "", nil)
		if err != nil {
			return false, err
		}
		value, err := q.Parse(line)
		if err == nil && value == nil {
			return byDefault, nil
		}
		if yes, ok := value.(bool); ok && err == nil {
			return yes, nil
		}
		d.complain(errors.New("y or n is wanted"))
	}
}

// Pick offers a list; Enter alone chooses nothing.
func (d *dialog) Pick(ctx context.Context, title string, options []exercise.Option) (string, error) {
	q := &exercise.Question{ID: picking, Kind: "choice", Ask: title, Options: exercise.Options{List: options, Close: len(options)}}
	reply, err := d.Ask(ctx, Screen{Questions: []*exercise.Question{q}})
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
