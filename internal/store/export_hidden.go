package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"mull/internal/exercise"
)

// hidden is what never leaves the journal, so that no export holds it: answers
// to questions marked never, all of exercises marked never, what they recorded,
// and what the history holds of either.
type hidden struct {
	asked   map[string]bool             // exercises as asked, whole
	numbers map[int64]bool              // entries, and what they recorded
	of      map[int64]map[string]string // by entry the questions, with the names to count under
	counts  map[string]int
}

// findHidden looks for exercises that hold something marked never.
func findHidden(ctx context.Context, q querier) (*hidden, error) {
	h := &hidden{asked: map[string]bool{}, numbers: map[int64]bool{}, of: map[int64]map[string]string{}, counts: map[string]int{}}
	hashes, err := all(ctx, q, scanOne[string], `SELECT hash FROM asked WHERE body LIKE '%"never"%' ORDER BY hash`)
	if err != nil {
		return nil, err
	}
	for _, hash := range hashes {
		x, err := asked(ctx, q, hash)
		if err != nil {
			return nil, err
		}
		if err := h.find(ctx, q, hash, x); err != nil {
			return nil, err
		}
	}
	for table, name := range map[string]string{"note": "notes on people", "identity": "your keys"} {
		n, err := one[int](ctx, q, "SELECT count(*) FROM "+table)
		if err != nil {
			return nil, err
		}
		h.count(name, n)
	}
	return h, nil
}

func (h *hidden) find(ctx context.Context, q querier, hash string, x *exercise.Exercise) error {
	questions := map[string]string{}
	for _, question := range x.All() {
		if x.NeverLeaves(question) {
			questions[question.ID] = x.ID + "." + question.ID
		}
	}
	if !x.Never && len(questions) == 0 {
		return nil
	}
	entries, err := all(ctx, q, scanOne[int64], `SELECT number FROM entry WHERE asked = ?1
		UNION SELECT number FROM change WHERE thing = 'entry' AND json_extract(before, '$.asked') = ?1`, hash)
	if err != nil {
		return err
	}
	for _, number := range entries {
		h.of[number] = questions
		if x.Never {
			h.numbers[number] = true
		}
		if !x.Never && !recordsHidden(x, questions) {
			continue
		}
		owned, err := all(ctx, q, scanOne[int64], `SELECT number FROM activity WHERE entry = ?1 UNION SELECT number FROM item WHERE entry = ?1
			UNION SELECT number FROM change WHERE thing IN ('activity', 'item') AND json_extract(before, '$.entry') = ?1`, number)
		if err != nil {
			return err
		}
		for _, own := range owned {
			h.numbers[own] = true
		}
	}
	if x.Never {
		h.asked[hash] = true
		live, err := one[int](ctx, q, "SELECT count(*) FROM entry WHERE asked = ?", hash)
		if err != nil {
			return err
		}
		h.count(x.ID, live)
		return nil
	}
	return h.countAnswers(ctx, q, hash, questions)
}

func (h *hidden) countAnswers(ctx context.Context, q querier, hash string, questions map[string]string) error {
	for id, name := range questions {
		n, err := one[int](ctx, q, "SELECT count(*) FROM answer JOIN entry ON number = entry WHERE asked = ? AND question = ?", hash, id)
		if err != nil {
			return err
		}
		h.count(name, n)
	}
	return nil
}

func (h *hidden) count(name string, n int) {
	if n > 0 {
		h.counts[name] += n
	}
}

// recordsHidden says whether time or items hold the words of a hidden answer.
func recordsHidden(x *exercise.Exercise, questions map[string]string) bool {
	from := slices.Clone(x.Records.Items)
	if x.Records.Activity != nil {
		from = append(from, x.Records.Activity.Note)
	}
	return slices.ContainsFunc(from, func(id string) bool { return questions[id] != "" })
}

// hides says whether a row of a table is left out.
func (h *hidden) hides(table string, columns []string, values []any) bool {
	text := func(column string) string { s, _ := values[slices.Index(columns, column)].(string); return s }
	number := func(column string) int64 { n, _ := values[slices.Index(columns, column)].(int64); return n }
	switch table {
	case "asked":
		return h.asked[text("hash")]
	case "entry", "activity", "item":
		return h.numbers[number("number")]
	case "concern":
		return h.numbers[number("entry")]
	case "change":
		if h.numbers[number("number")] || text("thing") == "note" {
			return true
		}
		return text("thing") == "answer" && h.of[number("number")][text("part")] != ""
	}
	return false
}

// answers takes the hidden ones out of an entry's.
func (h *hidden) answers(columns []string, values []any, at int) any {
	number, _ := values[slices.Index(columns, "number")].(int64)
	text, _ := values[at].(string)
	if len(h.of[number]) == 0 {
		return text
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		return "{}" // SQLite has just written it
	}
	maps.DeleteFunc(given, func(question string, _ json.RawMessage) bool { return h.of[number][question] != "" })
	var kept []byte
	for i, question := range slices.Sorted(maps.Keys(given)) {
		if i > 0 {
			kept = append(kept, ',')
		}
		kept = append(fmt.Appendf(kept, "%q:", question), given[question]...)
	}
	return "{" + string(kept) + "}"
}

// list names what was left out.
func (h *hidden) list() []LeftOut {
	list := []LeftOut{}
	for _, name := range slices.Sorted(maps.Keys(h.counts)) {
		list = append(list, LeftOut{name, h.counts[name]})
	}
	return list
}
