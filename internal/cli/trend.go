package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/insight"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// trendLast is how many periods a trend shows unless asked for more, trendMost
// how many it can: the weeks of more than a century.
const (
	trendLast = 12
	trendMost = 6000
)

func (p *program) trendCommand() *cli.Command {
	return &cli.Command{
		Name:      "trend",
		Usage:     "show how one thing changed over days, weeks, months, quarters or years",
		UsageText: "mull trend [MEASURE]",
		Description: `   mull trend                          what can be followed
   mull trend ic.share --by week --last 26
   mull trend ic.share --open last     what is behind the last week's
   mull trend ic-motives.motive        its options side by side
   mull trend daily-reflection.energy --chart`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "by", Value: "week", Usage: "`day`, week, month, quarter or year"},
			&cli.IntFlag{Name: "last", Value: trendLast, Usage: "the last `N` of them"},
			&cli.BoolFlag{Name: "chart", Usage: "draw it"},
			&cli.StringFlag{Name: "open", Usage: "what is behind its value in `PERIOD`, such as 2026-W46"},
		},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			kind := period.Kind(c.String("by"))
			if !slices.Contains(period.Kinds(), kind) {
				return usage("mull trend ic.share --by week", "--by wants day, week, month, quarter or year, not %q", c.String("by"))
			}
			if last := c.Int("last"); last < 1 || last > trendMost {
				return usage("", "--last wants a number from 1 to %d", trendMost)
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			if c.NArg() == 0 && c.IsSet("open") {
				return usage("mull trend ic.share --open 2026-W46", "--open wants a measure before it")
			}
			if c.NArg() == 0 {
				return p.listMeasures(s)
			}
			if c.IsSet("open") {
				return p.openTrend(s, c.Args().First(), kind, c.String("open"))
			}
			return p.trend(s, c.Args().First(), kind, c.Int("last"), c.Bool("chart"))
		}),
	}
}

// window is the last periods of a kind, the present one included as far as it
// has come.
func (p *program) window(kind period.Kind, last int) (from, to period.Day) {
	of := period.Of(kind, p.today())
	to = p.today()
	for range last - 1 {
		if of.From <= period.MinDay {
			break
		}
		of = of.Before()
	}
	return of.From, to
}

func (p *program) trend(s *store.Store, name string, kind period.Kind, last int, chart bool) error {
	from, to := p.window(kind, last)
	view, err := p.trendOf(s, name, kind, from, to)
	if err != nil {
		return err
	}
	if view.InParts {
		return p.trendParts(s, name, kind, from, to)
	}
	view.Chart = chart
	if err := p.sinceBegin(s, view); err != nil {
		return err
	}
	return p.show(view, view.JSON())
}

// sinceBegin leaves out of the screen of a trend the periods before the journal
// began. Programs get all they asked for.
func (p *program) sinceBegin(s *store.Store, trends ...*report.Trend) error {
	begins, found, err := s.FirstDay(p.ctx)
	if err != nil || !found || p.json {
		return err
	}
	for _, t := range trends {
		for len(t.Series) > 1 && t.Series[0].Period.To < begins {
			t.Series = t.Series[1:]
		}
	}
	return nil
}

// trendOf gathers a measure by periods of a kind.
func (p *program) trendOf(s *store.Store, name string, kind period.Kind, from, to period.Day) (*report.Trend, error) {
	view := &report.Trend{Measure: name, By: kind, Now: p.here()}
	var err error
	switch {
	case name == "ic.share":
		view.Unit = report.UnitShare
		view.Series, err = p.shareSeries(s, kind, from, to)
	case strings.HasSuffix(name, ".minutes") && strings.Count(name, ".") == 1 && !p.measured(s, name):
		view.Unit = report.UnitMinutes
		err = p.minutesSeries(s, view, strings.TrimSuffix(name, ".minutes"), kind, from, to)
	default:
		err = p.measureSeries(s, view, name, kind, from, to)
	}
	return view, err
}

func (p *program) measured(s *store.Store, name string) bool {
	_, found, err := s.Measure(p.ctx, name)
	return err == nil && found
}

func (p *program) shareSeries(s *store.Store, kind period.Kind, from, to period.Day) (insight.Series, error) {
	tracks, err := p.tracks(s)
	if err != nil {
		return nil, err
	}
	sums, err := s.Sums(p.ctx, kind, from, to, ofTrack(tracks, journal.IC), ofTrack(tracks, journal.Leadership))
	if err != nil {
		return nil, err
	}
	days := make([]insight.DayTime, len(sums))
	for i, d := range sums {
		days[i] = insight.DayTime{Day: d.Day, Days: d.Days, IC: d.First, Leadership: d.Second, Other: d.Minutes - d.First - d.Second,
			Estimated: d.Estimated, Calendar: d.Calendar}
	}
	return insight.Shares(kind, from, to, days), nil
}

// ofTrack lists the categories of a track.
func ofTrack(tracks map[string]journal.Category, track journal.Track) []string {
	var ids []string
	for id, c := range tracks {
		if c.Track == track {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// minutesSeries adds up a category's or a track's minutes. A day with any time
// but none of this is a zero; a day without time is a gap. So is a day known
// only from calendars where hands-on work is asked for, which they do not hold.
func (p *program) minutesSeries(s *store.Store, view *report.Trend, name string, kind period.Kind, from, to period.Day) error {
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	track := journal.Track(name)
	var categories []string
	// The unspecified category leadership has the name of its track, which is the
	// larger of the two and what people mean.
	switch track {
	case journal.IC, journal.Leadership, journal.Other:
		categories = ofTrack(tracks, track)
	default:
		// A renamed category is found by its old name, too.
		category, err := p.category(s, name)
		if err != nil {
			return p.unknownMeasure(s, name+".minutes")
		}
		track, categories = category.Track, []string{category.ID}
	}
	sums, err := s.Sums(p.ctx, kind, from, to, categories, nil)
	if err != nil {
		return err
	}
	if track == journal.IC {
		left, err := s.CalendarDays(p.ctx, from, to, categories)
		if err != nil {
			return err
		}
		if len(left) > 0 {
			view.Notes = append(view.Notes, counted(len(left), "day", "days")+" known only from calendars left out: they do not hold hands-on work.")
		}
		sums = withoutDays(sums, left)
	}
	amounts := make([]insight.Amount, len(sums))
	for i, d := range sums {
		amounts[i] = insight.Amount{Day: d.Day, Days: d.Days, Value: float64(d.First)}
	}
	view.Series = insight.Sums(kind, from, to, amounts)
	return nil
}

// withoutDays leaves out of sums, oldest first, the days that add nothing to
// them, and those that are of such days alone.
func withoutDays(sums []store.Sum, left []period.Day) []store.Sum {
	for _, day := range left {
		// Each lies in the last that begins before it ends.
		after, _ := slices.BinarySearchFunc(sums, day+1, func(s store.Sum, day period.Day) int { return cmp.Compare(s.Day, day) })
		sums[after-1].Days--
	}
	return slices.DeleteFunc(sums, func(s store.Sum) bool { return s.Days == 0 })
}

func (p *program) unknownMeasure(s *store.Store, name string) error {
	measures, err := p.measureNames(s)
	if err != nil {
		return err
	}
	asked, err := p.trendedQuestions(s)
	if err != nil {
		return err
	}
	measures = append(measures, asked...)
	if near := nearMeasures(measures, strings.ToLower(name)); len(near) > 0 {
		return usage("mull trend lists the measures", "unknown measure %q; did you mean %s?", name, strings.Join(near, " or "))
	}
	return usage("mull trend lists the measures", "unknown measure %q", name)
}

// nearMeasures returns what a word that is no measure most likely means: the first
// measure of an exercise or a track, the questions or categories of that name, what
// everyday words stand for, or what is spelled almost alike.
func nearMeasures(measures []string, word string) []string {
	if at := slices.IndexFunc(measures, func(m string) bool { return strings.HasPrefix(m, word+".") }); at >= 0 {
		return measures[at : at+1]
	}
	if everyday, known := everydayMeasures()[word]; known {
		return everyday
	}
	for _, part := range []string{word, strings.TrimSuffix(word, "s"), word + "s"} {
		var named []string
		for _, m := range measures {
			if _, question, _ := strings.Cut(m, "."); question == part && !slices.Contains(named, m) {
				named = append(named, m)
			}
		}
		if len(named) > 0 {
			return named[:min(3, len(named))]
		}
	}
	// An exercise is no measure: only whole names and their questions are near.
	if near := exercise.Nearest(measures, word); near != "" && (!strings.HasPrefix(near, word) || strings.Contains(word, ".")) {
		return []string{near}
	}
	var parts []string
	for _, m := range measures {
		first, question, _ := strings.Cut(m, ".")
		parts = append(parts, first, question)
	}
	if near := exercise.Nearest(parts, word); near != "" && near != word {
		return nearMeasures(measures, near)
	}
	return nil
}

// everydayMeasures are the words for what mull measures under another name.
func everydayMeasures() map[string][]string {
	return map[string][]string{
		"share": {"ic.share"}, "balance": {"ic.share"}, "ratio": {"ic.share"}, "lead": {"leadership.minutes"},
		"mood": {"emotion-checkin.pleasant"}, "happiness": {"emotion-checkin.pleasant"}, "pleasantness": {"emotion-checkin.pleasant"},
		"feeling": {"emotion-checkin.pleasant"}, "feelings": {"emotion-checkin.pleasant"}, "emotions": {"emotion-checkin.word"},
		"hours": {"leadership.minutes", "ic.minutes"}, "time": {"leadership.minutes", "ic.minutes"}, "minutes": {"leadership.minutes", "ic.minutes"},
		"meetings": {"running.minutes"}, "coding": {"hands-on.minutes"}, "reasons": {"ic-motives.motive"}, "why": {"ic-motives.motive"},
	}
}

// trendedQuestions names the questions of the catalogue that become measures.
func (p *program) trendedQuestions(s *store.Store) ([]string, error) {
	exercises, err := p.exerciseNames(s)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, id := range exercises {
		x, err := p.exercise(id)
		if err != nil {
			return nil, err
		}
		for _, q := range x.All() {
			for _, each := range append([]exercise.Question{*q}, q.Questions...) {
				if each.Trend {
					names = append(names, id+"."+each.ID)
				}
			}
		}
	}
	return names, nil
}

// measureNames lists every measure: those of time, then what was noted.
func (p *program) measureNames(s *store.Store) ([]string, error) {
	names := []string{"ic.share", "ic.minutes", "leadership.minutes", "other.minutes"}
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range categories {
		if c.ID != "leadership" && c.ID != "other" {
			names = append(names, c.ID+".minutes")
		}
	}
	noted, err := s.MeasureNames(p.ctx)
	return append(names, noted...), err
}

// measuresJSON lists measures. Fields are added, never renamed.
type measuresJSON struct {
	Measures []string `json:"measures"`
}

func (p *program) listMeasures(s *store.Store) error {
	names, err := p.measureNames(s)
	if err != nil {
		return err
	}
	view := &report.Listing{Title: "What can be trended.", Table: report.Table{Indent: 2, Columns: []report.Column{{}, {}}}}
	for _, name := range names {
		// The options and rows of a question stand in one line.
		parts := strings.SplitN(name, ".", 3)
		question := strings.Join(parts[:2], ".")
		last := len(view.Table.Rows) - 1
		switch {
		case len(parts) < 3:
			view.Table.Rows = append(view.Table.Rows, []string{name, ""})
		case last >= 0 && view.Table.Rows[last][0] == question:
			view.Table.Rows[last][1] += ", " + parts[2]
		default:
			view.Table.Rows = append(view.Table.Rows, []string{question, "its parts: " + parts[2]})
		}
	}
	view.Table.Columns[1].Wrap, view.Table.Columns[1].Flex = true, true
	view.Hints = []report.Hint{{Command: "mull trend ic.share --last 26", Does: "the headline: hands-on work against leadership, by week"}}
	return p.show(view, measuresJSON{names})
}
