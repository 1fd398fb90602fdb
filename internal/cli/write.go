package cli

import (
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

func (p *program) writeCommand() *cli.Command {
	return &cli.Command{
		Name:      "write",
		Usage:     "write freely: in one line, in your editor or from a pipe",
		UsageText: "mull write [TEXT | -]",
		Description: `   mull write
   mull write "Priya ran it alone. #delegation"
   mull write - < page.txt`,
		Flags: []cli.Flag{dateFlag()},
		Action: p.action(func(c *cli.Context) error {
			day, err := p.day(c)
			if err != nil {
				return err
			}
			s, err := p.ready()
			if err != nil {
				return err
			}
			t, err := p.prepare(s, writeExercise, day)
			if err != nil {
				return err
			}
			t.command = "write"
			return p.writePage(t, c.Args().Slice())
		}),
	}
}

func (p *program) writePage(t *sitting, args []string) error {
	text, kept, err := p.pageText(t, args)
	if err != nil {
		return err
	}
	question := pageQuestion(t.exercise)
	value, err := question.Check(text)
	if err != nil {
		p.sayLeft(kept, pageFrom)
		return usage("", "the page: %v", err)
	}
	if value == nil {
		p.say("The page is empty, so nothing is kept.")
		return finished(kept)
	}
	answers, err := t.exercise.CheckAnswers(map[string]any{question.ID: value}, t.journal)
	if err != nil {
		return err
	}
	t.entry.Answers = answers
	if err := t.whole(p); err != nil {
		p.sayLeft(kept, pageFrom)
		return err
	}
	if err := finished(kept); err != nil {
		return err
	}
	return p.kept(t)
}

// pageText takes the page from the arguments, a pipe, or the user's editor.
func (p *program) pageText(t *sitting, args []string) (text string, kept func() error, err error) {
	piped := len(args) == 1 && args[0] == "-" || len(args) == 0 && !p.Terminals.In
	switch {
	case piped && p.In != nil && (len(args) == 1 || !p.noInput):
		data, err := p.pipedText(exercise.MaxText + 1)
		if err != nil {
			return "", nil, usage("", "the page: %v", err)
		}
		return string(data), nil, nil
	case len(args) > 0:
		return strings.Join(args, " "), nil, nil
	case p.noInput:
		return "", nil, needsAnswer(`mull write "..."`, "write wants a text, and --no-input leaves nobody to write one")
	}
	if err := t.store.Make(p.ctx); err != nil { // the draft lies beside the journal
		return "", nil, err
	}
	return p.edit(p.ctx, t.exercise.ID, "")
}
