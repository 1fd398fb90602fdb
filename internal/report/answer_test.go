package report

import (
	"testing"

	"mull/internal/exercise"
)

func TestAnswer(t *testing.T) {
	options := exercise.Options{List: []exercise.Option{{ID: "a", Label: "first one"}, {ID: "b", Label: "people: one-to-ones, growing"}}}
	for name, c := range map[string]struct {
		q     *exercise.Question
		value any
		want  string
	}{
		"skip":            {&exercise.Question{Kind: "text"}, nil, "skipped"},
		"text":            {&exercise.Question{Kind: "text"}, "two words", "two words"},
		"items":           {&exercise.Question{Kind: "text"}, []any{"one", "two"}, "one; two"},
		"scale":           {&exercise.Question{Kind: "scale", Min: ptr(1.), Max: ptr(5.), Low: "low", High: "high"}, 3., "3"},
		"minutes":         {&exercise.Question{Kind: "number", Unit: "minutes"}, 90., "1h30"},
		"unit":            {&exercise.Question{Kind: "number", Unit: "people"}, 4., "4 people"},
		"no":              {&exercise.Question{Kind: "yesno"}, false, "no"},
		"yes and note":    {&exercise.Question{Kind: "yesno"}, map[string]any{"value": true, "note": "twice"}, "yes; twice"},
		"choice":          {&exercise.Question{Kind: "choice", Options: options}, "a", "first one"},
		"gone option":     {&exercise.Question{Kind: "choice", Options: options}, "gone", "gone"},
		"own choice":      {&exercise.Question{Kind: "choice", Options: options}, map[string]any{"other": "mine"}, "mine"},
		"own and note":    {&exercise.Question{Kind: "choice"}, map[string]any{"value": map[string]any{"other": "mine"}, "note": "so"}, "mine; so"},
		"many":            {&exercise.Question{Kind: "many", Options: options}, []any{"a", map[string]any{"other": "mine"}}, "first one; mine"},
		"short many":      {&exercise.Question{Kind: "many"}, []any{"tired", "calm"}, "tired, calm"},
		"split":           {&exercise.Question{Kind: "split", Options: options}, map[string]any{"b": 90., "z": 5.}, "people 1h30, z 0h05"},
		"points":          {&exercise.Question{Kind: "split", Options: options, Total: 100}, map[string]any{"a": 100.}, "first one 100"},
		"ifthen":          {&exercise.Question{Kind: "ifthen"}, map[string]any{"if": "it rains,", "then": "stay in."}, "If it rains, then I will stay in."},
		"worded ifthen":   {&exercise.Question{Kind: "ifthen", If: "Tomorrow, when", Then: "I will"}, map[string]any{"if": "it rains", "then": "stay"}, "Tomorrow, when it rains, I will stay."},
		"date":            {&exercise.Question{Kind: "date"}, "2026-11-19", "2026-11-19"},
		"matrix":          {&exercise.Question{Kind: "matrix", Rows: options}, map[string]any{"a": 3., "b": map[string]any{"lived": 1.}}, "first one: 3; people: one-to-ones, growing: lived 1"},
		"matrix in order": {&exercise.Question{Kind: "matrix", Rows: options}, map[string]any{"c": 1., "b": 2., "a": 3.}, "first one: 3; people: one-to-ones, growing: 2; c: 1"},
		"sort":            {&exercise.Question{Kind: "sort", Options: options, Piles: []exercise.Option{{ID: "z", Label: "most"}, {ID: "y", Label: "less"}}}, map[string]any{"y": []any{map[string]any{"other": "mine"}}, "z": []any{"a", "gone"}}, "most: first one, gone; less: mine"},
		"group":           {&exercise.Question{Kind: "group"}, []any{map[string]any{"who": "Lena", "when": nil}}, "when skipped, who Lena"},
		"group by questions": {&exercise.Question{Kind: "group", Questions: []exercise.Question{
			{ID: "thing", Kind: "text", Ask: "The thing"}, {ID: "came", Kind: "choice", Ask: "It came by", Options: options}, {ID: "could", Kind: "yesno", Ask: "Could it go?"}}},
			[]any{map[string]any{"thing": "report", "came": "a", "could": true}, map[string]any{"came": "b"}, map[string]any{"could": nil}},
			"report, It came by: first one, Could it go? yes; people: one-to-ones, growing; skipped"},
		"unknown":        {nil, []any{1., "x"}, "1; x"},
		"unknown escape": {nil, "a\x1b[31mb", "ab"},
	} {
		if got := Answer(c.q, c.value); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
