package cli

import (
	"fmt"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
)

// closing shows what a sitting became: a few lines, or for the page a day is
// closed with, the week it now stands in.
func (p *program) closing(t *sitting, entry *journal.Entry) error {
	view := &report.Kept{Entry: entry, Now: p.here(), Private: t.exercise.Privacy == exercise.Private}
	if err := p.recorded(t, entry, view); err != nil {
		return err
	}
	if entry.Exercise != reflectExercise {
		return report.Write(p.Out, p.style(), view)
	}
	b, err := p.balance(t.store, period.Of(period.KindWeek, entry.Day))
	if err != nil {
		return err
	}
	return report.Write(p.Out, p.style(), view, b)
}

// recorded says which time an entry made, and for hands-on work what was said
// about it.
func (p *program) recorded(t *sitting, entry *journal.Entry, view *report.Kept) error {
	record := t.exercise.Records.Activity
	if record == nil {
		return nil
	}
	view.About, _ = entry.Answers[record.Note].(string)
	_, minutes := record.Length(entry.Answers)
	view.Minutes, view.Category = int(minutes), record.Category
	for _, q := range t.exercise.All() {
		label, wanted := closingLabels[q.Role]
		if !wanted || entry.Answers[q.ID] == nil {
			continue
		}
		resolved, err := t.exercise.Resolve(q, t.journal, entry.Answers)
		if err != nil {
			return err
		}
		text, own := p.spoken(resolved, entry.Answers[q.ID])
		view.Pairs = append(view.Pairs, report.Pair{Label: label, Text: text, Own: own})
	}
	if words := aboutPlan(t.exercise, entry); words != "" {
		view.Closing = words
		return nil
	}
	closing, err := p.weekOfPieces(t, entry)
	view.Closing = closing
	return err
}

// closingLabels say in a word what the answer to a role was.
var closingLabels = map[string]string{
	"main": "Mainly", "open-item": "Waiting", "found": "You found", "next-time": "Next time",
}

// spoken writes an answer in the words of its options.
func (p *program) spoken(q *exercise.Question, value any) (text string, own bool) {
	if text, ok := value.(string); ok && (q.Kind == "text" || q.Kind == "longtext") {
		return text, true
	}
	var words []string
	for _, id := range exercise.IDs(value) {
		if id == exercise.OtherID {
			continue
		}
		if option, found := exercise.Find(q.Options.List, id); found {
			words = append(words, option.Label)
			continue
		}
		words = append(words, id)
	}
	for _, written := range exercise.OwnWords(value) {
		words = append(words, p.style().Quote(written))
	}
	return strings.Join(words, "; "), false
}

// weekOfPieces sets a piece of hands-on work in its week.
func (p *program) weekOfPieces(t *sitting, entry *journal.Entry) (string, error) {
	b, err := p.balance(t.store, period.Of(period.KindWeek, entry.Day))
	if err != nil {
		return "", err
	}
	pieces := b.Reasons + b.Unnamed.Count
	if pieces < 2 {
		return "", nil
	}
	return fmt.Sprintf("%d pieces of hands-on work that week, %s together; %d have a reason noted.",
		pieces, period.FormatMinutes(b.Sum().IC), b.Reasons), nil
}
