package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

func (p *program) feelCommand() *cli.Command {
	return &cli.Command{
		Name:      "feel",
		Usage:     "record how you feel; with no words, answer questions",
		UsageText: "mull feel [WORD...]",
		Description: `   mull feel
   mull feel impatient --pleasant 2 --energy 4 --where group-meeting
   mull feel tired other:zonked --note -`,
		Flags: []cli.Flag{
			dateFlag(),
			&cli.StringFlag{Name: "pleasant", Usage: "`N`, from 1 (unpleasant) to 5 (pleasant)"},
			&cli.StringFlag{Name: "energy", Usage: "`N`, from 1 (low) to 5 (high)"},
			&cli.StringFlag{Name: "where", Usage: "in the middle of `WHAT`: group-meeting, focused-work ..."},
			&cli.StringFlag{Name: "note", Usage: "`TEXT`, what it is about; - reads it from standard input"},
		},
		Action: p.action(func(c *cli.Context) error {
			day, err := p.day(c)
			if err != nil {
				return err
			}
			given, err := p.feelAnswers(c)
			if err != nil {
				return err
			}
			if len(given) == 0 {
				return p.do(doOptions{command: "feel", exercise: feelExercise, day: day, dated: c.IsSet("date")})
			}
			s, err := p.ready()
			if err != nil {
				return err
			}
			t, err := p.prepare(s, feelExercise, day)
			if err != nil {
				return err
			}
			t.command = "feel"
			if t.entry.Answers, err = t.exercise.CheckAnswers(given, t.journal); err != nil {
				return err
			}
			if err := t.whole(p); err != nil {
				return err
			}
			return p.kept(t)
		}),
	}
}

// feelAnswers reads the one line as an answers file.
func (p *program) feelAnswers(c *cli.Context) (map[string]any, error) {
	given := map[string]any{}
	x, err := p.exercise(feelExercise)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"pleasant", "energy", "where", "note"} {
		if !c.IsSet(name) {
			continue
		}
		q, _ := x.Question(name)
		text := c.String(name)
		if name == "note" {
			if text, err = p.noteOf(c, ""); err != nil {
				return nil, err
			}
		}
		value, err := q.Parse(text)
		if err != nil {
			hint := "mull exercises show " + feelExercise
			if q.Kind == "scale" {
				hint = fmt.Sprintf("mull feel WORD --%s %s", name, exercise.Number(*q.Max))
			}
			return nil, usage(hint, "--%s: %v", name, err)
		}
		if value == nil && name != "note" {
			return nil, usage("mull feel --help has examples", "--%s has nothing in it; leave it out to say nothing of it", name)
		}
		given[name] = value
	}
	var words []any
	for _, arg := range c.Args().Slice() {
		for word := range strings.SplitSeq(arg, ",") {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, ownOrOption(word))
			}
		}
	}
	if q, found := x.ByRole("words"); found && len(words) > 0 {
		given[q.ID] = words
	}
	return given, nil
}

// pageQuestion is the question of a free page.
func pageQuestion(x *exercise.Exercise) *exercise.Question { return &x.Questions[0] }
