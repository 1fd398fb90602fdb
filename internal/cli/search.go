package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) searchCommand() *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     "find what you wrote: words, \"phrases\", tags",
		UsageText: "mull search WORDS",
		Description: `   mull search roadmap
   mull search '"scope answer"' --from 2026-10-01
   mull search --tag delegation
   mull search strat*`,
		Flags: append(rangeFlags(),
			&cli.StringFlag{Name: "exercise", Usage: "only in `EXERCISE`"},
			&cli.StringFlag{Name: "question", Usage: "only in answers to `QUESTION`"},
			&cli.StringFlag{Name: "period", Usage: "only in `PERIOD`: 2026-W47, 2026-11, 2026-Q4, 2026, month, \"week last\""},
			&cli.StringFlag{Name: "tag", Usage: "only texts with #`TAG`"},
			&cli.IntFlag{Name: "limit", Value: listed, Usage: "show the newest `N`"},
		),
		Action: p.action(func(c *cli.Context) error {
			words := strings.Join(c.Args().Slice(), " ")
			tag := strings.TrimPrefix(c.String("tag"), "#")
			if strings.TrimSpace(words) == "" && tag == "" {
				return usage("mull search roadmap", "search wants words, or a --tag")
			}
			from, to, err := p.bounds(c)
			if err == nil && c.IsSet("period") {
				from, to, err = p.searchPeriod(c)
			}
			if err != nil {
				return err
			}
			if c.Int("limit") < 1 {
				return usage("", "--limit wants a number from 1 on")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			if err := p.knownExercise(s, c.String("exercise")); err != nil {
				return err
			}
			if err := p.askedQuestion(s, c.String("question")); err != nil {
				return err
			}
			return p.search(s, store.Search{
				Words: words, Exercise: c.String("exercise"), Question: c.String("question"), Tag: tag,
				From: from, To: to, Limit: c.Int("limit"),
			}, slices.ContainsFunc([]string{"from", "to", "period", "exercise", "question"}, c.IsSet))
		}),
	}
}

// searchPeriod reads the days of --period.
func (p *program) searchPeriod(c *cli.Context) (from, to period.Day, err error) {
	if c.IsSet("from") || c.IsSet("to") {
		return 0, 0, usage("", "--period stands in place of --from and --to")
	}
	of, rest, err := p.periodWords(strings.Fields(c.String("period")), period.KindWeek)
	if err == nil && len(rest) > 0 {
		err = usage("mull search roadmap --period 2026-Q4", "%q is no period", c.String("period"))
	}
	return of.From, of.To, err
}

// askedQuestion refuses the id of a question that was never asked.
func (p *program) askedQuestion(s *store.Store, id string) error {
	if id == "" {
		return nil
	}
	asked, err := s.AskedQuestions(p.ctx)
	if err != nil || slices.Contains(asked, id) {
		return err
	}
	if near := exercise.Nearest(asked, id); near != "" {
		return usage("", "no question %q was ever asked here; did you mean %s?", id, near)
	}
	return usage("mull exercises show EXERCISE", "no question %q was ever asked here", id)
}

// search shows what is found; part says that bounds were given.
func (p *program) search(s *store.Store, q store.Search, part bool) error {
	limit := q.Limit
	q.Limit++ // one more tells that there are more
	hits, err := s.Search(p.ctx, q)
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	view := &report.Search{Words: strings.TrimSpace(q.Words + " " + hashed(q.Tag)), More: len(hits) > limit, Part: part, Now: p.here()}
	for _, hit := range hits[:min(limit, len(hits))] {
		title := titles[hit.Asked]
		if title == "" {
			title = "a note"
		}
		view.Hits = append(view.Hits, report.Found{
			Number: hit.Number, Day: hit.Day, Title: title, Question: hit.Question, Snippet: marked(hit.Snippet)})
	}
	return p.show(view, view.JSON())
}

func hashed(tag string) string {
	if tag == "" {
		return ""
	}
	return "#" + tag
}

// marked divides a snippet at the marks around found words.
func marked(snippet string) []report.Marked {
	var parts []report.Marked
	for i, piece := range strings.Split(snippet, store.Mark) {
		hit, rest := "", piece
		if i > 0 {
			hit, rest, _ = strings.Cut(piece, store.Unmark)
		}
		if hit != "" {
			parts = append(parts, report.Marked{Text: hit, Hit: true})
		}
		if rest != "" {
			parts = append(parts, report.Marked{Text: rest})
		}
	}
	return parts
}
