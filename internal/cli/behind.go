package cli

import (
	"fmt"
	"slices"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// behindMotive lists the entries behind a reason in a period's table.
func (p *program) behindMotive(s *store.Store, of period.Period, word string) error {
	x, err := p.exercise(whyExercise)
	if err != nil {
		return err
	}
	question, _ := x.ByRole("motive")
	value, err := question.Parse(word)
	if err != nil {
		return unknownReason("motive", err)
	}
	motive := exercise.IDs(value)[0]
	answers, err := s.AnswersByRole(p.ctx, of.From, of.To, "motive")
	if err != nil {
		return err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here(), None: fmt.Sprintf("%s: no entry gives %s as a reason.", of.Label, motive)}
	for _, a := range slices.Backward(answers) {
		if !slices.Contains(exercise.IDs(a.Value), motive) {
			continue
		}
		entry, err := s.Entry(p.ctx, a.Entry)
		if err != nil {
			return err
		}
		gist, _ := entry.Answers[x.Records.Activity.Note].(string)
		view.Items = append(view.Items, report.Item{Entry: entry, Title: titles[entry.Asked], Gist: gist})
	}
	return p.show(view, view.JSON())
}
