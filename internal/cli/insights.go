package cli

import (
	"cmp"
	"errors"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

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
		Usage:     "show what your numbers say, and what they don't",
		UsageText: "mull insights [NUMBER or QUESTION]",
		Description: `   mull insights
   mull insights 2
   mull insights meetings
   mull insights --last 26 --why`,
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "last", Value: insightWeeks, Usage: "look back over `N` full weeks"},
			&cli.BoolFlag{Name: "why", Usage: "by which method, with counts and effect"},
			&cli.BoolFlag{Name: "without-late", Usage: "leave out what was written more than a day later"},
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
			in, late, err := p.insightRows(s, c.Int("last"), c.Bool("without-late"))
			if err != nil {
				return err
			}
			view := &report.Insights{Findings: insight.Find(in), Why: c.Bool("why"), Late: late, WithoutLate: c.Bool("without-late")}
			if word := c.Args().First(); word != "" {
				return p.behindInsight(s, view.Findings, word)
			}
			return p.show(view, view.JSON())
		}),
	}
}

// behindInsight lists what is behind a finding, group by group: of one that is
// shown by its number, of any by its question.
func (p *program) behindInsight(s *store.Store, found insight.Findings, word string) error {
	finding, err := chosenFinding(found, word)
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	times, err := s.TimeOfEntries(p.ctx, found.Window.From, found.Window.To)
	if err != nil {
		return err
	}
	words := finding.Words()
	view := &report.InsightBehind{Headline: cmp.Or(words.Headline, words.Label)}
	if words.Headline == "" {
		view.Text = words.Text
	}
	for _, g := range finding.Groups {
		group := report.BehindGroup{Label: g.Label, N: g.N, List: report.List{Now: p.here()}}
		for _, ref := range slices.Backward(slices.Compact(slices.Sorted(slices.Values(g.Refs)))) {
			item, has, err := p.item(s, ref, titles, tracks)
			if err != nil {
				return err
			}
			if !has {
				continue
			}
			if err := p.subjectOf(s, &item, times); err != nil {
				return err
			}
			group.Items = append(group.Items, item)
		}
		view.Groups = append(view.Groups, group)
	}
	return p.show(view, view.JSON())
}

func chosenFinding(found insight.Findings, word string) (insight.Finding, error) {
	shown := found.In(insight.Shown)
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(shown) {
		return shown[n-1], nil
	}
	var questions []string
	for _, f := range found.All {
		if f.Question == word {
			return f, nil
		}
		questions = append(questions, f.Question)
	}
	return insight.Finding{}, notFound("mull insights numbers what it shows; any is opened by its question: "+strings.Join(questions, ", "),
		"there is no insight %q", word)
}

// subjectOf adds to an entry what it speaks of: the note of its piece of time and
// how much of it counts.
func (p *program) subjectOf(s *store.Store, item *report.Item, times map[int64]store.EntryTime) error {
	if item.Entry == nil || item.Entry.About == 0 {
		return nil
	}
	activity, err := s.Activity(p.ctx, item.Entry.About)
	if errors.Is(err, store.ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	minutes := period.Minutes(times[item.Entry.Number].Seconds)
	item.Title, item.Gist, item.Minutes = activity.Category, activity.Note, &minutes
	return nil
}

// insightRows gathers the rows the questions are put to, by the roles of what
// was asked, and counts the entries that were written late: they are left out
// where that is asked for.
func (p *program) insightRows(s *store.Store, weeks int, withoutLate bool) (in insight.Input, late int, err error) {
	seed, err := s.Seed(p.ctx)
	if err != nil {
		return in, 0, err
	}
	hash := fnv.New64a()
	hash.Write([]byte(seed))
	in.Seed = hash.Sum64()
	first, found, err := s.FirstDay(p.ctx)
	if err != nil {
		return in, 0, err
	}
	window, full := insight.FullWeeks(first, p.today(), weeks)
	if !found || !full {
		in.Window = period.Span(p.today(), p.today()-1)
		return in, 0, nil
	}
	in.Window = window
	if in.Motives, err = s.OptionLabels(p.ctx, "motive"); err != nil {
		return in, 0, err
	}
	if err := p.insightDays(s, &in); err != nil {
		return in, 0, err
	}
	offs, err := s.Offs(p.ctx)
	if err != nil {
		return in, 0, err
	}
	in.Off = offs.Whole(window)
	numbers, err := p.lateEntries(s, window)
	if err != nil {
		return in, 0, err
	}
	late = len(numbers)
	if !withoutLate {
		numbers = nil
	}
	return in, late, p.insightAnswers(s, &in, numbers)
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
