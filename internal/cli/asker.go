package cli

import (
	"context"
	"errors"

	"mull/internal/ask"
	"mull/prompts"
)

func isLeaving(err error) bool {
	return errors.Is(err, ask.ErrEnded) || errors.Is(err, ask.ErrInterrupted)
}

// shipped says whether the catalogue has an exercise.
func (p *program) shipped(id string) bool {
	_, found := prompts.Exercise(id)
	return found
}

// widgets says whether questions can be asked with lists to move in: both ends
// must be a terminal that answers.
func (p *program) widgets() bool { return p.Terminals.In && p.Terminals.Err && !p.plain }

// asker is who puts questions: widgets at a terminal, lines elsewhere.
func (p *program) asker() ask.Asker {
	if p.who == nil {
		p.who = p.newAsker()
	}
	return p.who
}

// edit lets the person write a text in their own editor.
func (p *program) edit(ctx context.Context, name, text string) (string, func() error, error) {
	return "", nil, needsAnswer("", "no editor yet")
}

// newAsker returns who puts questions.
func (p *program) newAsker() ask.Asker {
	width := func() int { return p.style().Width }
	return ask.NewPlain(ask.PlainOptions{In: p.In, Out: p.Err, Width: width, Editor: p.edit, Terminal: p.Terminals.In})
}
