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

// unnoted is a measure of the catalogue that nothing was noted for yet.
func (p *program) unnoted(s *store.Store, view *report.Trend, name string, kind period.Kind, from, to period.Day) error {
	id, rest, _ := strings.Cut(name, ".")
	question, part, isPart := strings.Cut(rest, ".")
	x, err := p.exercise(id)
	if err != nil {
		return p.unknownMeasure(s, name)
	}
	q, found := x.Question(question)
	if !found || !q.Trend {
		return p.unknownMeasure(s, name)
	}
	view.Unit = report.UnitValue
	if !isPart {
		view.Series = insight.Medians(kind, from, to, nil)
		return nil
	}
	if found, err = s.HadOption(p.ctx, id, question, part); err != nil {
		return err
	}
	if !found {
		parts, open, err := p.partsOf(s, x, q)
		if err != nil {
			return err
		}
		if found = open || slices.Contains(parts, part); !found {
			return p.unnotedWord(s, view, q, part, parts, kind, from, to)
		}
	}
	switch {
	case q.Kind == "matrix", q.Kind == "split" && q.Total > 0:
		view.Series = insight.Medians(kind, from, to, nil)
	case q.Kind == "split":
		view.Unit = report.UnitMinutes
		view.Series = insight.Sums(kind, from, to, nil)
	default:
		return p.optionSeries(s, view, kind, from, to, nil) // never named
	}
	return nil
}

// partsOf returns what may follow a question in the name of a measure: its
// options, or its rows with their columns. Those taken from earlier answers or
// from what somebody carries are open: they differ from entry to entry.
func (p *program) partsOf(s *store.Store, x *exercise.Exercise, q *exercise.Question) (parts []string, open bool, err error) {
	if q.Kind == "yesno" {
		return []string{"yes", "no"}, false, nil
	}
	options := q.Options
	if q.Kind == "matrix" {
		options = q.Rows
	}
	all := options.List
	if options.From != "" {
		named, err := list(p.ctx, s, options.From)
		if err != nil {
			return nil, false, err
		}
		isList := slices.ContainsFunc(exercise.Lists, func(n exercise.Name) bool { return n.Name == options.From })
		open = !isList || options.From == "my-values" || options.From == "open-items"
		all = append(slices.Clone(named), all...)
	}
	for _, o := range all {
		if len(q.Columns) == 0 {
			parts = append(parts, o.ID)
		}
		for _, column := range q.Columns {
			parts = append(parts, o.ID+"."+column.ID)
		}
	}
	if q.Other {
		parts = append(parts, exercise.OtherID)
	}
	return parts, open, nil
}

// unnotedWord is how often somebody's own word was written for a question, or
// says that there is neither such an option nor such a word.
func (p *program) unnotedWord(s *store.Store, view *report.Trend, q *exercise.Question, word string, parts []string, kind period.Kind, from, to period.Day) error {
	id, _, _ := strings.Cut(view.Measure, ".")
	named, err := s.Wrote(p.ctx, id, q.ID, func(own string) bool {
		return strings.EqualFold(own, word) || exercise.Slug(own) == word
	})
	if err != nil {
		return err
	}
	if len(named) > 0 {
		return p.optionSeries(s, view, kind, from, to, named)
	}
	measure, near := id+"."+q.ID, exercise.Nearest(parts, word)
	switch {
	case near != "":
		near = measure + "." + near
	case len(parts) == 0:
		near = measure
	default:
		return p.unknownMeasure(s, view.Measure)
	}
	return usage("mull trend lists the measures", "unknown measure %q; did you mean %s?", view.Measure, near)
}
