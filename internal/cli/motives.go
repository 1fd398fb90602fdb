package cli

import (
	"cmp"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// A piece is hands-on work with its reasons, as one entry tells it.
type piece struct {
	entry   int64
	motives []string // every one named, own words as "other"
	main    string
	asked   bool // whether something was waiting
	waiting bool
}

// piecesOf gathers the entries that name motives, but for those whose time was
// moved away from IC work since, and those about work that was not begun. The main motive is the one said to be, else the
// first named.
func piecesOf(answers []journal.RoleAnswer, times map[int64]store.EntryTime) []piece {
	var pieces []piece
	at, only := map[int64]int{}, plannedOnly(answers)
	for _, a := range answers {
		if a.Role != "motive" || a.Value == nil || only[a.Entry] || moved(times, a.Entry) {
			continue
		}
		at[a.Entry] = len(pieces)
		ids := exercise.IDs(a.Value)
		pieces = append(pieces, piece{entry: a.Entry, motives: slices.Compact(ids), main: ids[0]})
	}
	for _, a := range answers {
		i, found := at[a.Entry]
		if !found {
			continue
		}
		switch a.Role {
		case "main":
			if ids := exercise.IDs(a.Value); len(ids) > 0 {
				pieces[i].main = ids[0]
			}
		case "open-item":
			pieces[i].asked, pieces[i].waiting = true, a.Value != nil
		}
	}
	return pieces
}

// moved says whether an entry speaks of time that is not IC work, or not any
// more.
func moved(times map[int64]store.EntryTime, entry int64) bool {
	t, timed := times[entry]
	return timed && !t.HandsOn
}

func (p *program) gatherMotives(s *store.Store, b *report.Balance, pieces []piece, times map[int64]store.EntryTime) error {
	labels, err := s.OptionLabels(p.ctx, "motive")
	if err != nil {
		return err
	}
	labels[exercise.OtherID] = "something else"
	sums := map[string]*report.MotiveSum{}
	sum := func(id string) *report.MotiveSum {
		if sums[id] == nil {
			sums[id] = &report.MotiveSum{Motive: id, Label: labels[id]}
		}
		return sums[id]
	}
	seconds := map[string]int{}
	for _, piece := range pieces {
		for _, motive := range piece.motives {
			sum(motive).Entries++
		}
		sum(piece.main).Pieces++
		seconds[piece.main] += times[piece.entry].Seconds
		if piece.asked {
			b.Asked++
		}
		if piece.waiting {
			b.Waiting++
		}
	}
	for id, m := range sums {
		m.Minutes = period.Minutes(seconds[id])
		b.Motives = append(b.Motives, *m)
	}
	slices.SortFunc(b.Motives, func(x, y report.MotiveSum) int {
		return cmp.Or(cmp.Compare(y.Minutes, x.Minutes), cmp.Compare(y.Entries, x.Entries), cmp.Compare(x.Motive, y.Motive))
	})
	b.Reasons = len(pieces)
	return p.gatherUnnamed(s, b, pieces, times)
}

// gatherUnnamed counts the hands-on pieces that no entry speaks of, or none that
// says why.
func (p *program) gatherUnnamed(s *store.Store, b *report.Balance, pieces []piece, times map[int64]store.EntryTime) error {
	count, seconds, err := s.WithoutEntry(p.ctx, b.Period.From, b.Period.To, journal.IC)
	if err != nil {
		return err
	}
	said := make(map[int64]bool, len(pieces))
	for _, piece := range pieces {
		said[piece.entry] = true
	}
	for i := range b.Entries {
		e := &b.Entries[i]
		if spent, timed := times[e.Number]; timed && spent.HandsOn && !said[e.Number] && e.Exercise == whyExercise {
			count, seconds = count+1, seconds+spent.Seconds
		}
	}
	b.Unnamed = report.Pieces{Count: count, Minutes: period.Minutes(seconds)}
	return nil
}

// gatherScale finds the words at the ends of the energy scale, and the chosen
// sentence: the latest before or in the period.
func (p *program) gatherScale(s *store.Store, b *report.Balance, answers []journal.RoleAnswer) error {
	for i := len(answers) - 1; i >= 0; i-- {
		if a := answers[i]; a.Role == "energy" && a.Exercise == reflectExercise {
			scale, err := s.Scale(p.ctx, a.Asked, a.Question)
			if err != nil {
				return err
			}
			b.Low, b.High = scale.Low, scale.High
			break
		}
	}
	chosen, err := s.LatestByRole(p.ctx, "chosen", b.Period.To)
	if err != nil || chosen == nil || chosen.Day < b.Period.From-7 {
		return err
	}
	b.Chosen, _ = chosen.Value.(string)
	b.LookBack = "mull review"
	return nil
}

// gatherMeasures sums up what was noted for each scale and number.
func (p *program) gatherMeasures(s *store.Store, b *report.Balance) error {
	values, err := s.Measures(p.ctx, b.Period.From, b.Period.To)
	if err != nil {
		return err
	}
	byName := map[string][]store.Value{}
	var names []string
	for _, v := range values {
		if v.Kind != journal.MeasureScale && v.Kind != journal.MeasureNumber {
			continue
		}
		if byName[v.Measure] == nil {
			names = append(names, v.Measure)
		}
		byName[v.Measure] = append(byName[v.Measure], store.Value{Day: v.Day, Entry: v.Entry, Value: v.Value})
	}
	for _, name := range names {
		list, err := p.latestForm(s, name, b.Period, byName[name])
		if err != nil {
			return err
		}
		if len(list) > 0 {
			b.Measures = append(b.Measures, report.Measure{
				Measure: name, N: len(list), Median: middle(list), Min: list[0], Max: list[len(list)-1]})
		}
	}
	return nil
}

// latestForm returns the values of a measure that were asked for in the latest
// form, sorted: on two scales they have no median.
func (p *program) latestForm(s *store.Store, name string, of period.Period, values []store.Value) ([]float64, error) {
	id, _, _ := strings.Cut(name, ".")
	versions, err := s.Versions(p.ctx, id)
	if err != nil {
		return nil, err
	}
	if versions > 1 {
		past, err := p.pastOf(s, name, of.From, of.To)
		if err != nil {
			return nil, err
		}
		values, _, _ = past.alike(values)
	}
	list := make([]float64, len(values))
	for i, v := range values {
		list[i] = v.Value
	}
	slices.Sort(list)
	return list, nil
}

// middle is the median of a sorted list, between the middle two where there
// are two.
func middle(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
