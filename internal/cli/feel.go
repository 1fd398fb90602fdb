package cli

import (
	"fmt"
	"slices"
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
   mull feel happy, a bit tired
   mull feel swamped --note -

   A feeling is saved as you type it. One that mull doesn't know is saved as
   your own word; at a terminal, one that is a letter away from a known one is
   asked about.`,
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
			if len(given) == 0 && c.NArg() == 0 {
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
			if err := p.feelWords(c, t, given); err != nil {
				return err
			}
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
	return given, nil
}

// feelWords reads the feelings of the one line as they are typed at a prompt.
func (p *program) feelWords(c *cli.Context, t *sitting, given map[string]any) error {
	line := feelLine(c.Args().Slice())
	q, found := t.exercise.ByRole("words")
	if !found || line == "" {
		return nil
	}
	asked, err := t.exercise.Resolve(q, t.journal, nil)
	if err != nil {
		return err
	}
	value, own, err := asked.ParseOwn(line, p.typo())
	if isLeaving(err) {
		return err
	}
	if err != nil {
		return usage("mull feel --help has examples", "%v", err)
	}
	given[q.ID] = value
	for _, word := range own {
		p.sayOwnWord(asked, word)
	}
	return nil
}

// feelLine joins the words as typed: commas divide feelings, and so do
// arguments that are phrases.
func feelLine(args []string) string {
	line := strings.Join(args, " ")
	if !strings.Contains(line, ",") && slices.ContainsFunc(args, func(arg string) bool { return strings.Contains(strings.TrimSpace(arg), " ") }) {
		line = strings.Join(args, ", ")
	}
	if strings.Contains(line, ",") { // else own words are found at their beginning
		line = strings.ReplaceAll(line, " "+exercise.OtherID+":", ", "+exercise.OtherID+":")
	}
	return strings.Trim(line, " ,")
}

// typo asks at a terminal whether a mistyped word was meant as the one it is
// close to; nil where nobody is there.
func (p *program) typo() exercise.Typo {
	if !p.attended() {
		return nil
	}
	return func(_, near string) (bool, error) {
		asker, err := p.asker()
		if err != nil {
			return false, err
		}
		return asker.Confirm(p.ctx, near+"?", true)
	}
}

// sayOwnWord says that a word is saved as the user's own, and where nobody could
// be asked which known one it is close to.
func (p *program) sayOwnWord(q *exercise.Question, word string) {
	what := "word"
	if strings.Contains(word, " ") {
		what = "words"
	}
	line := fmt.Sprintf("saved as your own %s: %s", what, word)
	if near := q.Options.OneOff(word); near != "" && !p.attended() {
		line += fmt.Sprintf(" (did you mean %s?)", near)
	}
	p.say("%s", line)
}

// pageQuestion is the question of a free page.
func pageQuestion(x *exercise.Exercise) *exercise.Question { return &x.Questions[0] }
