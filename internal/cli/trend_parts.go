package cli

import (
	"strings"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// notedParts are the measures that begin with a name: the options or rows of a
// question.
func (p *program) notedParts(s *store.Store, name string) ([]string, error) {
	names, err := s.MeasureNames(p.ctx)
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, n := range names {
		if strings.HasPrefix(n, name+".") {
			parts = append(parts, n)
		}
	}
	return parts, nil
}

// trendParts sets the options or rows of a question below each other.
func (p *program) trendParts(s *store.Store, name string, kind period.Kind, from, to period.Day) error {
	names, err := p.notedParts(s, name)
	if err != nil {
		return err
	}
	view := &report.TrendParts{Measure: name, By: kind}
	for _, part := range names {
		trend, err := p.trendOf(s, part, kind, from, to)
		if err != nil {
			return err
		}
		if err := p.sinceBegin(s, trend); err != nil {
			return err
		}
		view.Parts = append(view.Parts, *trend)
	}
	return p.show(view, view.JSON())
}
