package cli

import (
	"strings"

	"mull/internal/insight"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// measureSeries reads what was noted for a question, or how often an option was
// named among the times the question was answered.
func (p *program) measureSeries(s *store.Store, view *report.Trend, name string, kind period.Kind, from, to period.Day) error {
	measure, found, err := s.Measure(p.ctx, name)
	if err != nil {
		return err
	}
	if !found {
		return p.unnoted(s, view, name, kind, from, to)
	}
	values, err := s.MeasureValues(p.ctx, measure.ID, from, to)
	if err != nil {
		return err
	}
	if done, err := p.onlyVersion(s, view, name, measure.Kind, kind, from, to, values); done || err != nil {
		return err
	}
	past, err := p.pastOf(s, name, from, to)
	if err != nil {
		return err
	}
	values, latest, note := past.alike(values)
	if len(values) == 0 {
		latest.kind = measure.Kind
	}
	if note != "" {
		view.Notes = append(view.Notes, note)
	}
	switch latest.kind {
	case journal.MeasureOption:
		optionSeries(view, kind, from, to, past, values)
	case journal.MeasureMinutes:
		view.Unit = report.UnitMinutes
		view.Series = insight.Sums(kind, from, to, amountsOf(values))
	default:
		view.Unit = report.UnitValue
		view.Series = insight.Medians(kind, from, to, amountsOf(values))
	}
	return nil
}

// onlyVersion gathers a measure whose exercise was asked in one version, where
// there is nothing to tell apart.
func (p *program) onlyVersion(s *store.Store, view *report.Trend, name string, of journal.MeasureKind,
	kind period.Kind, from, to period.Day, values []store.Value) (done bool, err error) {
	exerciseID, _, _ := strings.Cut(name, ".")
	versions, err := s.Versions(p.ctx, exerciseID)
	if err != nil || versions != 1 {
		return false, err
	}
	switch of {
	case journal.MeasureScale, journal.MeasureNumber:
		view.Unit = report.UnitValue
		view.Series = insight.Medians(kind, from, to, amountsOf(values))
		return true, nil
	case journal.MeasureOption:
		past, err := p.onlyPast(s, name, from, to)
		if err != nil || past == nil {
			return false, err
		}
		optionSeries(view, kind, from, to, past, values)
		return true, nil
	}
	return false, nil
}

// optionSeries is how often an option was named among the times it could be.
func optionSeries(view *report.Trend, kind period.Kind, from, to period.Day, past *past, named []store.Value) {
	yes := map[int64]bool{}
	for _, n := range named {
		yes[n.Entry] = true
	}
	var marks []insight.Mark
	lacking := false
	for _, r := range past.reached {
		switch f, ok := past.form(r.Entry); {
		case !ok || f.kind != journal.MeasureOption:
			lacking = true
		case !r.Skipped || past.skipSaysNone(r):
			marks = append(marks, insight.Mark{Day: r.Day, Yes: yes[r.Entry], Ref: r.Entry})
		}
	}
	if lacking {
		view.Notes = append(view.Notes, "Not every version of the exercise has this option; where it could not be chosen, nothing is counted.")
	}
	view.Unit = report.UnitShare
	view.Series = insight.Proportions(kind, from, to, marks)
}

func amountsOf(values []store.Value) []insight.Amount {
	amounts := make([]insight.Amount, len(values))
	for i, v := range values {
		amounts[i] = insight.Amount{Day: v.Day, Value: v.Value, Ref: v.Entry}
	}
	return amounts
}
