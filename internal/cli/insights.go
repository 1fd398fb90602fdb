package cli

import (
	"hash/fnv"
	"strconv"

	"github.com/urfave/cli/v2"

	"mull/internal/insight"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// insightWeeks is how many full weeks insights look back over.
const insightWeeks = 12

func (p *program) insightsCommand() *cli.Command {
	return &cli.Command{
		Name:      "insights",
		Usage:     "what the journal shows by its numbers, and what it does not",
		UsageText: "mull insights [NUMBER]",
		Description: `   mull insights
   mull insights 2
   mull insights --last 26 --why`,
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "last", Value: insightWeeks, Usage: "look back over `N` full weeks"},
			&cli.BoolFlag{Name: "why", Usage: "by which method, with counts and effect"},
		},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			if weeks := c.Int("last"); weeks < 1 || weeks > 520 {
				return usage("", "--last wants a number of weeks from 1 to 520")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			in, err := p.insightRows(s, c.Int("last"))
			if err != nil {
				return err
			}
			view := &report.Insights{Findings: insight.Find(in), Why: c.Bool("why")}
			if word := c.Args().First(); word != "" {
				return p.behindInsight(s, view, word)
			}
			return p.show(view, view.JSON())
		}),
	}
}

// behindInsight lists the entries and activities behind a finding.
func (p *program) behindInsight(s *store.Store, view *report.Insights, word string) error {
	shown := view.In(insight.Shown)
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > len(shown) {
		return notFound("mull insights numbers what it shows", "there is no insight %q", word)
	}
	list := &report.List{Now: p.here()}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	refs := shown[n-1].Refs()
	for i := len(refs) - 1; i >= 0; i-- {
		item, found, err := p.item(s, refs[i], titles, tracks)
		if err != nil {
			return err
		}
		if found {
			list.Items = append(list.Items, item)
		}
	}
	return p.show(list, list.JSON())
}

// insightRows gathers the rows the questions are put to, by the roles of what
// was asked.
func (p *program) insightRows(s *store.Store, weeks int) (insight.Input, error) {
	seed, err := s.Seed(p.ctx)
	if err != nil {
		return insight.Input{}, err
	}
	hash := fnv.New64a()
	hash.Write([]byte(seed))
	in := insight.Input{Seed: hash.Sum64()}
	first, found, err := s.FirstDay(p.ctx)
	if err != nil {
		return in, err
	}
	window, full := insight.FullWeeks(first, p.today(), weeks)
	if !found || !full {
		in.Window = period.Span(p.today(), p.today()-1)
		return in, nil
	}
	in.Window = window
	if in.Motives, err = s.OptionLabels(p.ctx, "motive"); err != nil {
		return in, err
	}
	if err := p.insightDays(s, &in); err != nil {
		return in, err
	}
	return in, p.insightAnswers(s, &in)
}

func (p *program) insightDays(s *store.Store, in *insight.Input) error {
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	totals, err := s.Totals(p.ctx, in.Window.From, in.Window.To+7)
	if err != nil {
		return err
	}
	numbers, err := s.NumbersByDay(p.ctx, in.Window.From, in.Window.To)
	if err != nil {
		return err
	}
	for _, d := range sumDays(totals, tracks) {
		in.Days = append(in.Days, insight.DayTime{
			Day: d.Day, IC: d.IC, Leadership: d.Leadership, Other: d.Other,
			Estimated: d.Estimated, Calendar: d.Calendar, Refs: numbers[d.Day],
		})
	}
	return nil
}
