package report

import (
	"cmp"
	"fmt"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// Plan writes the answer to an ifthen question as the sentence it was asked
// as, without quotes.
func Plan(q *exercise.Question, value any) string {
	parts, _ := value.(map[string]any)
	moment, _ := parts["if"].(string)
	act, _ := parts["then"].(string)
	first, second := "If", "then I will"
	if q != nil {
		first, second = cmp.Or(q.If, first), cmp.Or(q.Then, second)
	}
	moment = strings.TrimRight(moment, " ,.")
	act = strings.TrimRight(act, " .")
	return exercise.Planned(strings.TrimRight(first, " .,"), moment, strings.Trim(second, " .,"), act) + "."
}

// splitWords lists the parts in the order of the question's options.
func splitWords(q *exercise.Question, m map[string]any) string {
	var words []string
	write := func(id, label string) {
		amount, ok := m[id].(float64)
		switch {
		case !ok:
		case q.Total > 0:
			words = append(words, label+" "+exercise.Number(amount))
		default:
			words = append(words, label+" "+period.FormatMinutes(int(amount)))
		}
	}
	listed := map[string]bool{}
	for _, option := range q.Options.List {
		listed[option.ID] = true
		write(option.ID, shortLabel(option))
	}
	for _, id := range sortedKeys(m) {
		if !listed[id] {
			write(id, id)
		}
	}
	return strings.Join(words, ", ")
}

// shortLabel leaves out a gloss behind a colon: "people: one-to-ones, feedback".
func shortLabel(o exercise.Option) string {
	label, _, _ := strings.Cut(cmp.Or(o.Label, o.ID), ":")
	return label
}

// treeWords writes a value inside another on one line.
func treeWords(value any) string {
	switch v := value.(type) {
	case nil:
		return "skipped"
	case float64:
		return exercise.Number(v)
	case []any:
		words := make([]string, len(v))
		for i, item := range v {
			words[i] = treeWords(item)
		}
		return strings.Join(words, ", ")
	case map[string]any:
		var words []string
		for _, key := range sortedKeys(v) {
			words = append(words, key+" "+treeWords(v[key]))
		}
		return strings.Join(words, ", ")
	}
	return fmt.Sprint(value)
}
