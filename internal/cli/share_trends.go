package cli

import (
	"strings"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/store"
)

// countTrends counts the answers to questions named EXERCISE.QUESTION.
func (p *program) countTrends(sh *sharing, names []string, open bool) error {
	for _, name := range names {
		id, question, found := strings.Cut(name, ".")
		if !found {
			return usage("--trend energy-audit.recover", "%q is not EXERCISE.QUESTION", name)
		}
		x, all, err := p.everyAnswer(sh, id)
		if err != nil {
			return err
		}
		trend, err := coaching.CountTrend(x, question, shippedLists, all, open)
		if err != nil {
			return usage("a private one is opened by itself in a selection file: trends: {"+name+": open}", "%v", err)
		}
		sh.trends = append(sh.trends, trend)
	}
	return nil
}

// everyAnswer returns the answers of every sitting of an exercise, and the
// exercise as it was asked last, under the coach's name for it.
func (p *program) everyAnswer(sh *sharing, id string) (*exercise.Exercise, []exercise.Answers, error) {
	entries, err := sh.store.Entries(p.ctx, store.Filter{Exercise: id})
	if err != nil {
		return nil, nil, err
	}
	var x *exercise.Exercise
	var answers []exercise.Answers
	for _, head := range entries {
		if head.State == journal.Draft {
			continue
		}
		entry, err := p.sharedEntry(sh, head.Number)
		if err != nil {
			return nil, nil, err
		}
		if x == nil {
			x = entry.exercise
		}
		answers = append(answers, entry.answers)
	}
	if x == nil {
		return nil, nil, notFound("mull list shows what is there", "%s was never answered", report.Clean(id))
	}
	return x, answers, nil
}
