package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// behindFlags open the figures of a period's table.
func behindFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "motive", Usage: "the entries behind a `REASON`"},
		&cli.BoolFlag{Name: "waiting", Usage: "the pieces during which something was waiting"},
		&cli.BoolFlag{Name: "planned", Usage: "the hands-on work noted before starting"},
		&cli.StringFlag{Name: "word", Usage: "the entries behind a `WORD` for a feeling"},
		&cli.StringFlag{Name: "moment", Usage: "the check-ins behind a `CORNER`: lifted, settled, charged, heavy, between"},
		&cli.StringFlag{Name: "value", Usage: "the checks of a `VALUE`"},
		&cli.StringFlag{Name: "exercise", Usage: "the entries of an `EXERCISE`"},
		&cli.BoolFlag{Name: "revisits", Usage: "the entries that still ask again"},
		&cli.StringFlag{Name: "category", Usage: "the pieces of time behind a `CATEGORY`, or behind ic, leadership, other"},
		&cli.StringFlag{Name: "source", Usage: "the pieces of time behind a `SOURCE`: timer, logged, calendar, guessed"},
	}
}

// behind lists what is behind a figure of a period's table, if one is asked for.
func (p *program) behind(c *cli.Context, s *store.Store, of period.Period) (asked bool, err error) {
	var show func(*store.Store, period.Period, string) error
	var what string
	for name, behind := range map[string]func(*store.Store, period.Period, string) error{
		"motive": p.behindMotive, "waiting": p.behindWaiting, "planned": p.behindPlanned, "word": p.behindWord, "moment": p.behindMoment, "value": p.behindValue,
		"exercise": p.behindExercise, "revisits": p.behindRevisits, "category": p.behindCategory, "source": p.behindSource,
	} {
		if !c.IsSet(name) {
			continue
		}
		if show != nil {
			return true, usage("", "what is behind a figure is asked one at a time")
		}
		show, what = behind, c.String(name)
	}
	if show == nil {
		return false, nil
	}
	return true, show(s, of, what)
}

// behindWord lists the entries that hold a word for a feeling.
func (p *program) behindWord(s *store.Store, of period.Period, word string) error {
	answers, err := s.AnswersByRole(p.ctx, of.From, of.To, "words")
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here(), None: fmt.Sprintf("%s: no entry holds the word %s.", of.Label, word)}
	for _, a := range slices.Backward(answers) {
		if !slices.ContainsFunc(wordsOf(a.Value), func(w string) bool { return strings.EqualFold(w, word) }) {
			continue
		}
		entry, err := s.Entry(p.ctx, a.Entry)
		if err != nil {
			return err
		}
		view.Items = append(view.Items, report.Item{Entry: entry, Title: titles[entry.Asked]})
	}
	if len(view.Items) == 0 {
		if view.None, err = p.noWord(s, view.None, word); err != nil {
			return err
		}
	}
	return p.show(view, view.JSON())
}

// noWord adds to a sentence that no entry holds a word which feeling was meant,
// where the word is none that is listed and none the journal holds.
func (p *program) noWord(s *store.Store, sentence, word string) (string, error) {
	emotions, err := shippedList("emotions")
	if err != nil {
		return "", err
	}
	if _, found := exercise.Find(emotions, word); found {
		return sentence, nil
	}
	answers, err := s.AnswersByRole(p.ctx, period.MinDay, period.MaxDay, "words")
	if err != nil {
		return "", err
	}
	var names []string
	for _, o := range emotions {
		names = append(names, o.ID)
	}
	for _, a := range answers {
		if slices.ContainsFunc(wordsOf(a.Value), func(w string) bool { return strings.EqualFold(w, word) }) {
			return sentence, nil
		}
	}
	if near := exercise.Nearest(names, strings.ToLower(word)); near != "" {
		sentence += " Did you mean " + near + "?"
	}
	return sentence, nil
}
