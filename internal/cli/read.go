package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) readCommand() *cli.Command {
	return &cli.Command{
		Name:      "read",
		Usage:     "read your own words, entry by entry",
		UsageText: "mull read [day|week|month|quarter|year] [LABEL | last | DAY] [EXERCISE.QUESTION]",
		Description: `   mull read
   mull read last
   mull read quarter daily-reflection.because`,
		Action: p.action(func(c *cli.Context) error {
			of, rest, err := p.periodWords(c.Args().Slice(), period.KindWeek)
			if err != nil {
				return err
			}
			if len(rest) > 1 {
				return usage("mull read --help", "%q is one word too many", rest[1])
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.read(s, of, strings.Join(rest, ""))
		}),
	}
}

// periodWords reads [KIND] [LABEL | last | DAY] from the front of a command's
// words and returns what is left. A label tells its kind by itself.
func (p *program) periodWords(words []string, usual period.Kind) (period.Period, []string, error) {
	kind, named := usual, false
	if len(words) > 0 && slices.Contains(period.Kinds(), period.Kind(words[0])) {
		kind, named, words = period.Kind(words[0]), true, words[1:]
	}
	if len(words) == 0 || isQuestion(words[0]) {
		return period.Of(kind, p.today()), words, nil
	}
	said := len(words)
	if at := slices.IndexFunc(words, isQuestion); at >= 0 {
		said = at
	}
	var whole error
	for n := said; n > 0; n-- {
		of, err := p.periodOfWords(strings.Join(words[:n], " "), kind, named)
		if err == nil {
			return of, words[n:], nil
		}
		whole = cmp.Or(whole, err)
	}
	return period.Period{}, nil, usage("mull help dates", "%v", whole)
}

// periodOfWords reads a period of a kind that was named, or of whatever kind its
// words have.
func (p *program) periodOfWords(text string, kind period.Kind, named bool) (period.Period, error) {
	if named {
		return period.Parse(kind, text, p.today())
	}
	of, err := period.ParseAny(text, p.today())
	if err == nil {
		return of, nil
	}
	if of, kindErr := period.Parse(kind, text, p.today()); kindErr == nil {
		return of, nil
	}
	return of, err
}

// isQuestion says whether a word is EXERCISE.QUESTION rather than a date such
// as 24.6. or a range of days.
func isQuestion(word string) bool {
	before, after, found := strings.Cut(word, ".")
	return found && before != "" && after != "" && !strings.Contains(word, "..") && strings.ContainsAny(before, "abcdefghijklmnopqrstuvwxyz-")
}

func (p *program) read(s *store.Store, of period.Period, measure string) error {
	view, known, err := p.pages(s, of, measure)
	if err != nil {
		return err
	}
	if !known {
		if err := p.knownQuestion(measure); err != nil {
			return err
		}
	}
	return p.show(view, view.JSON())
}

// pages gathers the own words of a period, of one question where it is named, and
// says whether that question was ever asked there.
func (p *program) pages(s *store.Store, of period.Period, measure string) (*report.Pages, bool, error) {
	entries, err := s.Entries(p.ctx, store.Filter{From: of.From, To: of.To})
	if err != nil {
		return nil, false, err
	}
	slices.Reverse(entries)
	view := &report.Pages{Period: of, Now: p.here()}
	exercises := map[string]*exercise.Exercise{}
	known := measure == ""
	for i := range entries {
		e := &entries[i]
		if exercises[e.Asked] == nil {
			if exercises[e.Asked], err = s.Asked(p.ctx, e.Asked); err != nil {
				return nil, false, err
			}
		}
		x := exercises[e.Asked]
		full, err := s.Entry(p.ctx, e.Number)
		if err != nil {
			return nil, false, err
		}
		page := report.WrittenPage{Number: e.Number, Day: e.Day, Title: x.Title, Backfilled: e.Backfilled}
		for _, q := range x.All() {
			name := x.ID + "." + q.ID
			known = known || name == measure
			if measure == "" || name == measure {
				page.Words = append(page.Words, ownText(x, q, full)...)
			}
		}
		if len(page.Words) > 0 {
			view.Pages = append(view.Pages, page)
		}
	}
	return view, known, nil
}

// knownQuestion refuses a name that is no question of the catalogue.
func (p *program) knownQuestion(name string) error {
	id, question, _ := strings.Cut(name, ".")
	x, err := p.exercise(id)
	if err != nil {
		return usage("mull exercises lists the exercises", "unknown question %q", name)
	}
	byID := questionsOf(x)
	if byID[question] != nil {
		return nil
	}
	var names []string
	for id := range byID {
		names = append(names, id)
	}
	slices.Sort(names)
	if near := exercise.Nearest(names, question); near != "" {
		return usage("mull exercises show "+id, "unknown question %q; did you mean %s.%s?", name, id, near)
	}
	return usage("mull exercises show "+id, "unknown question %q", name)
}

// ownText returns what was written, not chosen, as an answer.
func ownText(x *exercise.Exercise, q *exercise.Question, e *journal.Entry) []report.Words {
	ask := q.Ask
	if q.ID == pageQuestion(x).ID && q.Kind == "longtext" {
		ask = ""
	}
	var words []report.Words
	add := func(text string) {
		if text != "" {
			words = append(words, report.Words{Question: q.ID, Ask: ask, Text: text})
		}
	}
	switch v := e.Answers[q.ID].(type) {
	case string:
		if q.Kind == "text" || q.Kind == "longtext" {
			add(v)
		}
	case []any:
		if q.Kind == "text" || q.Kind == "longtext" {
			for _, item := range v {
				text, _ := item.(string)
				add(text)
			}
		}
	case map[string]any:
		if q.Kind == "ifthen" {
			add(report.Plan(q, v))
		}
		add(exercise.Note(v))
	}
	for _, own := range exercise.OwnWords(e.Answers[q.ID]) {
		add(own)
	}
	return words
}

func (p *program) becauseCommand() *cli.Command {
	return &cli.Command{
		Name:      "because",
		Usage:     "list what wouldn't have happened without you",
		UsageText: "mull because [day|week|month|quarter|year] [LABEL | last | DAY]",
		Description: `   mull because
   mull because quarter`,
		Action: p.action(func(c *cli.Context) error {
			of, rest, err := p.periodWords(c.Args().Slice(), period.KindWeek)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return usage("mull because --help", "%q is one word too many", rest[0])
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			view, err := p.becauseOf(s, of)
			if err != nil {
				return err
			}
			return p.show(view, view.JSON())
		}),
	}
}

func (p *program) becauseOf(s *store.Store, of period.Period) (*report.Because, error) {
	answers, err := s.AnswersByRole(p.ctx, of.From, of.To, "because")
	if err != nil {
		return nil, err
	}
	view := &report.Because{Period: of, Now: p.here()}
	for _, a := range answers {
		if text, ok := a.Value.(string); ok {
			view.Items = append(view.Items, report.DatedWords{Day: a.Day, Number: a.Entry, Text: text})
		}
	}
	return view, nil
}
