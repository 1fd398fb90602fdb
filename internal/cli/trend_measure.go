package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
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
	if measure.Kind == journal.MeasureMinutes && p.sharesTotal(name) {
		measure.Kind = journal.MeasureNumber // noted when every split counted as time
	}
	switch measure.Kind {
	case journal.MeasureOption:
		view.Unit = report.UnitShare
		return p.optionSeries(s, view, kind, from, to, values)
	case journal.MeasureMinutes:
		view.Unit = report.UnitMinutes
		view.Series = insight.Sums(kind, from, to, amountsOf(values))
	default:
		view.Unit = report.UnitValue
		if values, err = p.oneScale(s, view, values, from, to); err != nil {
			return err
		}
		view.Series = insight.Medians(kind, from, to, amountsOf(values))
	}
	return nil
}

// sharesTotal says whether a measure is a part of a split with a total, which
// shares out no time.
func (p *program) sharesTotal(name string) bool {
	id, rest, _ := strings.Cut(name, ".")
	question, _, _ := strings.Cut(rest, ".")
	x, err := p.exercise(id)
	if err != nil {
		return false
	}
	q, found := x.Question(question)
	return found && q.Kind == "split" && q.Total > 0
}

// optionSeries is how often an option was named among the times it could be.
func (p *program) optionSeries(s *store.Store, view *report.Trend, kind period.Kind, from, to period.Day, named []store.Value) error {
	parts := strings.SplitN(view.Measure, ".", 3)
	asked, lacking, err := s.Answered(p.ctx, parts[0], parts[1], parts[2], from, to)
	if err != nil {
		return err
	}
	if lacking {
		view.Notes = append(view.Notes, "Not every version of the exercise has this option; where it could not be chosen, nothing is counted.")
	}
	view.Unit = report.UnitShare
	view.Series = insight.Proportions(kind, from, to, marksOf(asked, named))
	return nil
}

func amountsOf(values []store.Value) []insight.Amount {
	amounts := make([]insight.Amount, len(values))
	for i, v := range values {
		amounts[i] = insight.Amount{Day: v.Day, Value: v.Value, Ref: v.Entry}
	}
	return amounts
}

// marksOf says of each entry in which a question was reached whether it named
// the option.
func marksOf(asked, named []store.Value) []insight.Mark {
	yes := map[int64]bool{}
	for _, n := range named {
		yes[n.Entry] = true
	}
	marks := make([]insight.Mark, len(asked))
	for i, a := range asked {
		marks[i] = insight.Mark{Day: a.Day, Yes: yes[a.Entry], Ref: a.Entry}
	}
	return marks
}

// oneScale leaves out the values of a question that were noted on another scale
// than the latest: its steps are not the same steps.
func (p *program) oneScale(s *store.Store, view *report.Trend, values []store.Value, from, to period.Day) ([]store.Value, error) {
	id, question, _ := strings.Cut(view.Measure, ".")
	question, _, _ = strings.Cut(question, ".")
	scales, err := s.ScalesOf(p.ctx, id, question)
	if err != nil || len(scales) < 2 {
		return values, err
	}
	others, latest, err := s.OnOtherScales(p.ctx, id, question, from, to)
	if err != nil || len(others) == 0 {
		return values, err
	}
	left := slices.DeleteFunc(slices.Clone(values), func(v store.Value) bool { return others[v.Entry] })
	view.Notes = append(view.Notes, fmt.Sprintf("The scale of this question has changed. Here it goes from %s to %s. Left out: %s on another, whose steps are not the same.",
		exercise.Number(latest.Min), exercise.Number(latest.Max), counted(len(values)-len(left), "value", "values")))
	return left, nil
}
