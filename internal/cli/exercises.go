package cli

import (
	"cmp"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) exercisesCommand() *cli.Command {
	return &cli.Command{
		Name:      "exercises",
		Usage:     "list exercises, turn on starter sets, add exercises of your own",
		UsageText: "mull exercises [list | show | set | new | check | add | edit | remove]",
		Description: `   mull exercises
   mull exercises show ic-motives`,
		Action: p.action(func(c *cli.Context) error {
			if word := c.Args().First(); word != "" {
				if shipped(word) {
					return usage("mull exercises show "+word, "exercises wants to know what to do with %s", word)
				}
				return usage("mull exercises --help", "exercises knows no %q", word)
			}
			return p.exercises()
		}),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "list the exercises", Action: p.action(func(c *cli.Context) error {
				if err := noMore(c, 0); err != nil {
					return err
				}
				return p.exercises()
			})},
			{Name: "show", Usage: "show one exercise, as you'd read it before starting", UsageText: "mull exercises show EXERCISE",
				Action: p.action(func(c *cli.Context) error {
					if c.NArg() != 1 {
						return usage("mull exercises", "show wants the name of one exercise")
					}
					return p.showExercise(c.Args().First())
				})},
			p.setCommand(), p.newCommand(), p.checkCommand(), p.addCommand(), p.editExerciseCommand(), p.removeCommand(),
		},
	}
}

func (p *program) exercises() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	sittings, err := s.Sittings(p.ctx)
	if err != nil {
		return err
	}
	view := &report.Exercises{Now: p.here()}
	names, err := p.exerciseNames(s)
	if err != nil {
		return err
	}
	for _, id := range names {
		x, err := p.exercise(id)
		if err != nil {
			return err
		}
		knowledge, err := p.knowledge(s, x)
		if err != nil {
			return err
		}
		line := lineOf(x, knowledge, sittings[id])
		line.Own = !shipped(id)
		view.List = append(view.List, line)
	}
	slices.SortStableFunc(view.List, func(a, b report.ExerciseLine) int {
		return cmp.Or(cmp.Compare(a.Theme, b.Theme), cmp.Compare(a.ID, b.ID))
	})
	return p.show(view, view.JSON())
}

func lineOf(x *exercise.Exercise, knowledge exercise.Journal, done store.Sitting) report.ExerciseLine {
	line := report.ExerciseLine{
		ID: x.ID, Title: x.Title, Theme: x.Theme, Minutes: x.Minutes, MinutesMore: x.MinutesMore,
		Every: x.Every, When: x.When, Done: done.Count, Last: done.Last,
	}
	var all int
	if line.Questions, all = x.Extent(knowledge); all > line.Questions {
		line.QuestionsMore = all
	}
	return line
}

func (p *program) showExercise(id string) error {
	x, err := p.exercise(id)
	if err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	sittings, err := s.Sittings(p.ctx)
	if err != nil {
		return err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return err
	}
	view := &report.ExercisePage{Exercise: x, Lists: knowledge, Done: sittings[id].Count, Last: sittings[id].Last, Own: !shipped(id), Now: p.here()}
	return p.show(view, exerciseJSON{x})
}

// exerciseJSON is an exercise as it is kept; as a table, its questions.
type exerciseJSON struct{ *exercise.Exercise }

func (x exerciseJSON) MarshalJSON() ([]byte, error) { return exercise.Encode(x.Exercise), nil }

// Records returns a line for each question.
func (x exerciseJSON) Records() any {
	type line struct {
		Question string `json:"question"`
		Kind     string `json:"kind"`
		Ask      string `json:"ask"`
	}
	lines := []line{}
	for _, q := range x.All() {
		lines = append(lines, line{q.ID, q.Kind, q.Ask})
	}
	return lines
}

// choose lets the user pick an exercise.
func (p *program) choose() (string, error) {
	if !p.mayAsk() {
		return "", needsAnswer("mull exercises lists them", "do wants the name of an exercise")
	}
	var options []exercise.Option
	s, err := p.look()
	if err != nil {
		return "", err
	}
	names, err := p.exerciseNames(s)
	if err != nil {
		return "", err
	}
	for _, id := range names {
		x, err := p.exercise(id)
		if err != nil {
			return "", err
		}
		options = append(options, exercise.Option{ID: id, Label: id, About: x.Title})
	}
	asker, err := p.asker()
	if err != nil {
		return "", err
	}
	id, err := asker.Pick(p.ctx, "Which exercise?", options)
	if err != nil {
		return "", err
	}
	if id == "" {
		return "", needsAnswer("mull exercises lists them", "no exercise was chosen")
	}
	return id, nil
}
