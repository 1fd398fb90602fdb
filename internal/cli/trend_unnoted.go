package cli

import (
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/insight"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// unnoted is a measure of the catalogue that nothing was noted for yet, or a
// question whose measures are its options or rows.
func (p *program) unnoted(s *store.Store, view *report.Trend, name string, kind period.Kind, from, to period.Day) error {
	parts := strings.SplitN(name, ".", 3)
	if len(parts) < 2 {
		return p.unknownMeasure(s, name)
	}
	if noted, err := p.notedParts(s, name); err != nil || len(noted) > 0 {
		view.InParts = true
		return err
	}
	x, err := p.exercise(parts[0])
	if err != nil {
		return p.unknownMeasure(s, name)
	}
	q, _ := trended(x, parts[1])
	if q == nil || !q.Trend {
		return p.unknownMeasure(s, name)
	}
	past, err := p.pastOf(s, name, from, to)
	if err != nil {
		return err
	}
	if len(parts) == 2 {
		return unnotedQuestion(view, q, past, kind, from, to)
	}
	found, err := s.HadOption(p.ctx, parts[0], parts[1], parts[2])
	if err != nil {
		return err
	}
	if !found {
		known, err := p.partsOf(s, x, q)
		if err != nil {
			return err
		}
		if !slices.Contains(known, parts[2]) {
			return p.unnotedWord(s, view, q, past, known, kind, from, to)
		}
	}
	switch {
	case q.Kind == "matrix", q.Kind == "split" && q.Total > 0:
		view.Unit = report.UnitValue
		view.Series = insight.Medians(kind, from, to, nil)
	case q.Kind == "split":
		view.Unit = report.UnitMinutes
		view.Series = insight.Sums(kind, from, to, nil)
	default:
		optionSeries(view, kind, from, to, past, nil) // never named
	}
	return nil
}

func unnotedQuestion(view *report.Trend, q *exercise.Question, past *past, kind period.Kind, from, to period.Day) error {
	switch q.Kind {
	case "scale", "number":
		view.Unit = report.UnitValue
		view.Series = insight.Medians(kind, from, to, nil)
	case "text", "longtext":
		optionSeries(view, kind, from, to, past, nil)
	default:
		view.InParts = true
	}
	return nil
}

// partsOf returns what may follow a question in the name of a measure: its
// options, or its rows with their columns. Options taken from an earlier answer
// are those of that question; words of one's own become a part once noted.
func (p *program) partsOf(s *store.Store, x *exercise.Exercise, q *exercise.Question) (parts []string, err error) {
	if q.Kind == "yesno" {
		return []string{"yes", "no"}, nil
	}
	options := q.Options
	if q.Kind == "matrix" {
		options = q.Rows
	}
	all := options.List
	if options.From != "" {
		named, err := list(p.ctx, s, options.From)
		if err != nil {
			return nil, err
		}
		all = append(slices.Clone(named), all...)
		if earlier, found := x.Question(options.From); found {
			if parts, err = p.partsOf(s, x, earlier); err != nil {
				return nil, err
			}
		}
	}
	for _, o := range all {
		parts = append(parts, o.ID)
	}
	if q.Other {
		parts = append(parts, exercise.OtherID)
	}
	if len(q.Columns) < 2 {
		return parts, nil
	}
	var cells []string
	for _, row := range parts {
		for _, column := range q.Columns {
			cells = append(cells, row+"."+column.ID)
		}
	}
	return cells, nil
}

// unnotedWord is how often somebody's own word was written for a question, or
// says that there is neither such an option nor such a word.
func (p *program) unnotedWord(s *store.Store, view *report.Trend, q *exercise.Question, past *past, parts []string, kind period.Kind, from, to period.Day) error {
	id, word := past.parts[0], strings.Join(past.parts[2:], ".")
	named, err := s.Wrote(p.ctx, id, q.ID, func(own string) bool {
		return strings.EqualFold(own, word) || exercise.Slug(own) == word
	})
	if err != nil {
		return err
	}
	if len(named) > 0 {
		optionSeries(view, kind, from, to, past, named)
		return nil
	}
	measure, near := id+"."+q.ID, exercise.Nearest(parts, word)
	if near != "" {
		near = "." + near
	}
	return usage("mull trend "+measure+" shows what there is", "unknown measure %q; did you mean %s?", view.Measure, measure+near)
}
