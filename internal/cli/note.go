package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) noteCommand() *cli.Command {
	return &cli.Command{
		Name:      "note",
		Usage:     "write a private note on a person; never shared or exported",
		UsageText: "mull note NAME [- | --list]",
		Description: `   mull note Ana
   mull note Ana - < note.txt
   mull note Ana --list

   The text comes from your editor, from a pipe, or is asked for.`,
		Flags: []cli.Flag{dateFlag(), &cli.BoolFlag{Name: "list", Usage: "show the notes, newest first"}},
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usage("mull note Ana", "note wants a name")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			person, err := p.person(s, c.Args().First())
			if err != nil {
				return err
			}
			if c.Bool("list") {
				return p.notes(s, person)
			}
			return p.note(c, s, person)
		}),
	}
}

// noteJSON is a note. Fields are added, never renamed.
type noteJSON struct {
	Number int64  `json:"number"`
	Person string `json:"person"`
	Date   string `json:"date"`
	Text   string `json:"text"`
}

func (p *program) note(c *cli.Context, s *store.Store, person store.Person) error {
	day, err := p.day(c)
	if err != nil {
		return err
	}
	text, kept, err := p.noteText(person, c.Args().Tail())
	if err != nil {
		return err
	}
	text = strings.TrimSpace(text)
	if text == "" {
		p.say("The note is empty, so nothing is kept.")
		return finished(kept)
	}
	n := &store.Note{Person: person.Number, Day: day, Text: text}
	if _, err := s.Do(p.ctx, "note", func(a *store.Act) error { return a.AddNote(n) }); err != nil {
		p.sayLeft(kept, func(path string) string { return noteFrom(person.Name, path) })
		return err
	}
	if kept != nil {
		if err := kept(); err != nil {
			return err
		}
	}
	if p.json {
		return p.write(noteJSON{n.Number, person.Name, n.Day.String(), n.Text})
	}
	return p.tell("Kept as note %d on %s. It is never shared. mull undo takes it back.", n.Number, person.Name)
}

// noteText takes the note from a pipe, the user's editor, or a typed line; on
// the command line only where its owner puts it there.
func (p *program) noteText(person store.Person, args []string) (text string, kept func() error, err error) {
	piped := len(args) == 1 && args[0] == "-" || len(args) == 0 && !p.Terminals.In && !p.noInput
	switch {
	case piped && p.In != nil:
		data, err := p.pipedText(exercise.MaxText)
		if err != nil {
			return "", nil, usage("", "the note: %v", err)
		}
		return string(data), nil, nil
	case len(args) > 0:
		return strings.Join(args, " "), nil, nil
	case p.noInput:
		return "", nil, needsAnswer(fmt.Sprintf("mull note %s - < note.txt", quotedName(person.Name)), "note wants a text, and --no-input leaves nobody to write one")
	case p.Getenv("VISUAL") != "" || p.Getenv("EDITOR") != "":
		return p.edit(p.ctx, noteDraft(person.Number), "")
	}
	asker, err := p.asker()
	if err != nil {
		return "", nil, err
	}
	text, err = asker.Line(p.ctx, "Your note on "+person.Name+", never shared")
	return text, nil, err
}

func (p *program) notes(s *store.Store, person store.Person) error {
	list, err := s.Notes(p.ctx, person.Number, 0)
	if err != nil {
		return err
	}
	fields := struct {
		Notes []noteJSON `json:"notes"`
	}{[]noteJSON{}}
	var b strings.Builder
	for _, n := range list {
		fields.Notes = append(fields.Notes, noteJSON{n.Number, person.Name, n.Day.String(), n.Text})
		fmt.Fprintf(&b, "%d  %s\n    %s\n", n.Number, p.dayName(n.Day), strings.ReplaceAll(n.Text, "\n", "\n    "))
	}
	if p.json {
		return p.write(fields)
	}
	if len(list) == 0 {
		return p.tell("No notes on %s.", person.Name)
	}
	_, err = fmt.Fprint(p.Out, report.CleanBlock(b.String()))
	return err
}
