package journal

import (
	"maps"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// A Text is what someone wrote in their own words as the answer to a question.
type Text struct {
	Question string
	Body     string
}

// Texts returns everything written, not chosen, in an entry's answers, in the
// order of the questions.
func Texts(x *exercise.Exercise, answers exercise.Answers) []Text {
	var texts []Text
	for _, q := range x.All() {
		if body := strings.Join(written(q, answers[q.ID]), "\n"); body != "" {
			texts = append(texts, Text{q.ID, body})
		}
	}
	return texts
}

func written(q *exercise.Question, value any) []string {
	switch q.Kind {
	case "text", "longtext", "ifthen":
		return strs(value)
	case "choice", "many", "yesno", "rank", "sort":
		words := exercise.OwnWords(value)
		if note := exercise.Note(value); note != "" {
			words = append(words, note)
		}
		if piles, ok := value.(map[string]any); ok && q.Kind == "sort" {
			for _, pile := range slices.Sorted(maps.Keys(piles)) {
				words = append(words, exercise.OwnWords(piles[pile])...)
			}
		}
		return words
	case "matrix":
		if slices.ContainsFunc(q.Columns, func(c exercise.Column) bool { return c.Kind == "text" }) {
			return strs(value)
		}
	case "group":
		var words []string
		items, _ := value.([]any)
		for _, item := range items {
			fields, _ := item.(map[string]any)
			for i := range q.Questions {
				words = append(words, written(&q.Questions[i], fields[q.Questions[i].ID])...)
			}
		}
		return words
	}
	return nil
}

// strs returns every text in a tree; in maps by key.
func strs(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, strs(item)...)
		}
		return all
	case map[string]any:
		var all []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			all = append(all, strs(v[key])...)
		}
		return all
	}
	return nil
}
