package coaching

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// answerText says an answer as its owner would read it: labels for option ids,
// one line for each item. q has its options listed (Exercise.Resolve).
func answerText(q *exercise.Question, value any) string {
	text := bareText(q, exercise.Bare(value), value)
	if note := exercise.Note(value); note != "" {
		text += ", " + note
	}
	return strings.TrimSpace(clean(text))
}

func bareText(q *exercise.Question, bare, value any) string {
	switch v := bare.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return numberText(q, v)
	case string:
		if own := exercise.OwnWords(value); len(own) > 0 {
			return own[0]
		}
		return label(q.Options.List, v)
	case []any:
		return listText(q, v)
	case map[string]any:
		return mapText(q, v)
	}
	return fmt.Sprint(bare)
}

func numberText(q *exercise.Question, v float64) string {
	text := exercise.Number(v)
	if q.Kind == "scale" && q.Max != nil {
		text += " of " + exercise.Number(*q.Max)
	}
	if q.Unit != "" {
		text += " " + q.Unit
	}
	if q.Kind == "scale" && q.Low != "" && q.High != "" && q.Min != nil && q.Max != nil {
		text += fmt.Sprintf(" (%s %s, %s %s)", exercise.Number(*q.Min), q.Low, exercise.Number(*q.Max), q.High)
	}
	return text
}

func listText(q *exercise.Question, list []any) string {
	parts := make([]string, len(list))
	for i, item := range list {
		if group, isMap := item.(map[string]any); isMap && q.Kind == "group" {
			parts[i] = groupText(q, group)
			continue
		}
		parts[i] = bareText(q, exercise.Bare(item), item)
	}
	switch q.Kind {
	case "rank":
		for i := range parts {
			parts[i] = fmt.Sprintf("%d. %s", i+1, parts[i])
		}
		return strings.Join(parts, "\n")
	case "group":
		return strings.Join(parts, "\n\n")
	case "text", "longtext":
		return strings.Join(parts, "\n")
	}
	return strings.Join(parts, ", ")
}

func groupText(q *exercise.Question, answers map[string]any) string {
	var lines []string
	for i := range q.Questions {
		inner := &q.Questions[i]
		if value := answers[inner.ID]; value != nil {
			lines = append(lines, inner.Ask+" "+answerText(inner, value))
		}
	}
	return strings.Join(lines, "\n")
}

func mapText(q *exercise.Question, m map[string]any) string {
	if own, ok := m[exercise.OtherID].(string); ok && len(m) == 1 && q.Kind != "matrix" && q.Kind != "split" && q.Kind != "sort" {
		return own
	}
	var lines []string
	for _, row := range inOrder(q, m) {
		lines = append(lines, rowLabel(q, row)+": "+cellText(q, m[row]))
	}
	switch q.Kind {
	case "ifthen":
		situation, _ := m["if"].(string)
		act, _ := m["then"].(string)
		first, second := or(q.If, "If"), or(q.Then, "then")
		return exercise.Planned(first, situation, second, act)
	case "split":
		return strings.Join(lines, ", ")
	}
	return strings.Join(lines, "\n")
}

// inOrder returns the keys of a map as the question lists them, others after.
func inOrder(q *exercise.Question, m map[string]any) []string {
	var keys []string
	for _, list := range [][]exercise.Option{q.Rows.List, q.Piles, q.Options.List} {
		for _, option := range list {
			if _, found := m[option.ID]; found && !slices.Contains(keys, option.ID) {
				keys = append(keys, option.ID)
			}
		}
	}
	var rest []string
	for key := range m {
		if !slices.Contains(keys, key) {
			rest = append(rest, key)
		}
	}
	slices.Sort(rest)
	return append(keys, rest...)
}

func rowLabel(q *exercise.Question, key string) string {
	for _, list := range [][]exercise.Option{q.Rows.List, q.Piles} {
		if len(list) > 0 {
			return label(list, key)
		}
	}
	return label(q.Options.List, key)
}

func cellText(q *exercise.Question, value any) string {
	switch v := value.(type) {
	case nil:
		return "-"
	case float64:
		if q.Kind == "split" && q.Total == 0 && v == float64(int(v)) {
			return period.FormatMinutes(int(v))
		}
		return exercise.Number(v)
	case []any:
		return listText(&exercise.Question{Kind: "many", Options: q.Options}, v)
	case map[string]any:
		var parts []string
		for _, c := range q.Columns {
			if inner, found := v[c.ID]; found {
				parts = append(parts, or(c.Ask, c.ID)+" "+cellText(q, inner))
			}
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(value)
}

func label(options []exercise.Option, key string) string {
	for _, o := range options {
		if o.ID == key && o.Label != "" {
			return o.Label
		}
	}
	return key
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
