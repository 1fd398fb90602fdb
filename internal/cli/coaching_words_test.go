package cli_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// A sitting of an exercise in which every answer that may hold words holds one
// of its own.
type worded struct {
	exercise *exercise.Exercise
	answers  exercise.Answers
	words    map[string][]string // by question
	place    int
	made     int
}

// wordsFor answers every question of an exercise that can be reached: lines,
// pages, items, own words, notes, own cards, rows, groups and plans alike.
func wordsFor(t testing.TB, id string, place int) *worded {
	t.Helper()
	source, _ := prompts.Exercise(id)
	x, err := exercise.Read(id, source)
	if err != nil {
		t.Fatal(err)
	}
	w := &worded{exercise: x, answers: exercise.Answers{}, words: map[string][]string{}, place: place}
	lists := exercise.Journal{List: func(name string) ([]exercise.Option, error) {
		if source, found := prompts.List(name); found {
			return exercise.ReadList(name, source)
		}
		if name == "categories" {
			return []exercise.Option{{ID: "people", Label: "people"}}, nil
		}
		return nil, nil
	}}
	for range 100 {
		plan := x.Plan(true, lists, w.answers)
		at := slices.IndexFunc(plan, func(q *exercise.Question) bool { _, done := w.answers[q.ID]; return !done && q.When.Holds(w.answers) })
		if at < 0 {
			return w
		}
		q, err := x.Resolve(plan[at], lists, w.answers)
		if err != nil {
			t.Fatal(err)
		}
		value, err := q.Check(w.value(q, q.ID))
		if err != nil {
			t.Fatalf("%s.%s: %v", id, q.ID, err)
		}
		w.answers[q.ID] = value
	}
	t.Fatalf("%s never ends", id)
	return nil
}

// later answers what the exercise asks again, or is empty.
func (w *worded) later() exercise.Answers {
	answers := exercise.Answers{}
	for i := range w.exercise.Revisits {
		for _, q := range w.exercise.Revisits[i].Plan() {
			answers[q.ID] = w.value(q, q.ID)
		}
	}
	return answers
}

func (w *worded) word(question string) string {
	w.made++
	word := fmt.Sprintf("zq%dx%dz", w.place, w.made)
	w.words[question] = append(w.words[question], word)
	return word + " said Lenazq"
}

// value makes an answer; question is the one in whose name its words stand.
func (w *worded) value(q *exercise.Question, question string) any {
	own := func() any { return map[string]any{"other": w.word(question)} }
	switch q.Kind {
	case "text", "longtext":
		if q.Items.Most == 0 {
			return w.word(question)
		}
		var items []any
		for range max(1, q.Items.Least) {
			items = append(items, w.word(question))
		}
		return items
	case "scale":
		return *q.Max
	case "number":
		return 7.0
	case "yesno":
		if q.Notes {
			return map[string]any{"value": true, "note": w.word(question)}
		}
		return true
	case "choice":
		var value any
		switch wanted := w.leads(q); {
		case wanted != "":
			value = wanted
		case q.Other:
			value = own()
		case len(q.Options.List) > 0:
			value = q.Options.List[0].ID
		}
		if q.Notes && value != nil {
			return map[string]any{"value": value, "note": w.word(question)}
		}
		return value
	case "many", "rank":
		if q.Kind == "many" && q.Other {
			return []any{own()}
		}
		return ids(q.Options.List, q.Exactly, q.Kind == "rank")
	case "sort":
		cards := ids(q.Options.List, 12, false)
		if q.Other {
			cards = append(cards, own())
		}
		return map[string]any{q.Piles[0].ID: cards}
	case "split":
		if len(q.Options.List) == 0 {
			return map[string]any{"people": 45.0}
		}
		return map[string]any{q.Options.List[0].ID: max(q.Total, 45)}
	case "ifthen":
		return map[string]any{"if": w.word(question), "then": w.word(question)}
	case "date":
		return "2031-03-07"
	case "matrix":
		return w.rows(q, question)
	case "group":
		var items []any
		for range max(1, q.Items.Least) {
			item := map[string]any{}
			for i := range q.Questions {
				if q.Questions[i].When == nil {
					item[q.Questions[i].ID] = w.value(&q.Questions[i], question)
				}
			}
			items = append(items, item)
		}
		return items
	}
	return nil
}

// leads returns the option that a later question waits for, so that it is asked.
func (w *worded) leads(q *exercise.Question) string {
	for _, later := range w.exercise.All() {
		if later.When != nil && later.When.Question == q.ID && len(later.When.Is) > 0 {
			if id, ok := later.When.Is[0].(string); ok {
				return id
			}
		}
	}
	return ""
}

func (w *worded) rows(q *exercise.Question, question string) any {
	rows := map[string]any{}
	for _, row := range q.Rows.List {
		cells := map[string]any{}
		for _, c := range q.Columns {
			cells[c.ID] = w.value(&exercise.Question{Kind: c.Kind, Max: c.Max}, question)
		}
		if rows[row.ID] = any(cells); len(q.Columns) == 1 {
			rows[row.ID] = cells[q.Columns[0].ID]
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return rows
}

func ids(options []exercise.Option, most int, all bool) []any {
	var list []any
	for i, o := range options {
		if i >= max(1, most) && !(all && most == 0) {
			break
		}
		list = append(list, o.ID)
	}
	return list
}

// chosen picks the first answer with words that may leave, with a name in it
// left out; empty where there is none.
func (w *worded) chosen() (question, selection string) {
	for _, q := range w.exercise.All() {
		if len(w.words[q.ID]) == 0 || w.exercise.NeverLeaves(q) {
			continue
		}
		pick := map[string]any{"redact": "Lenazq"}
		if w.exercise.PrivacyOf(q) == exercise.Private {
			pick["open"] = true
		}
		text, err := json.Marshal(map[string]any{"fields": map[string]any{q.ID: pick}})
		if err != nil {
			panic(err)
		}
		return q.ID, string(text)
	}
	return "", ""
}

// counted is a question of the exercise with own words in it that can be shared
// as counts, or empty.
func (w *worded) counted() string {
	for _, q := range w.exercise.All() {
		if (q.Kind == "choice" || q.Kind == "many") && q.Options.From == "" && len(w.words[q.ID]) > 0 && !w.exercise.NeverLeaves(q) {
			return w.exercise.ID + "." + q.ID
		}
	}
	return ""
}

func numberOf(entry string) string {
	var head struct {
		Number int64 `json:"number"`
	}
	if err := json.NewDecoder(strings.NewReader(entry)).Decode(&head); err != nil {
		return ""
	}
	return fmt.Sprint(head.Number)
}
