package exercise

import "slices"

// Named returns what an answer names, to choose from in a later question: the
// options of a choice, many or rank, the texts of a text, the cards on the
// first pile of a sort, the rows of a matrix in the order of rows, and the
// first text of each item of a group.
func Named(q *Question, value any, rows []Option) []any {
	bare := Bare(value)
	switch q.Kind {
	case "sort":
		piles, _ := bare.(map[string]any)
		if len(q.Piles) == 0 {
			return nil
		}
		cards, _ := piles[q.Piles[0].ID].([]any)
		return cards
	case "matrix":
		filled, _ := bare.(map[string]any)
		var named []any
		for _, row := range rows {
			if filled[row.ID] != nil {
				named = append(named, row.ID)
			}
		}
		return named
	case "group":
		return firstTexts(q, bare)
	}
	if list, ok := bare.([]any); ok || bare == nil {
		return list
	}
	return []any{value}
}

func firstTexts(q *Question, value any) []any {
	at := slices.IndexFunc(q.Questions, func(inner Question) bool { return inner.Kind == "text" && inner.Items.Most == 0 })
	items, _ := value.([]any)
	if at < 0 {
		return nil
	}
	var texts []any
	for _, item := range items {
		answers, _ := item.(map[string]any)
		if text, ok := answers[q.Questions[at].ID].(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// nameRows gives rows that are own words an id of their own, since the answer
// and its measures are kept by row.
func nameRows(rows []Option) []Option {
	if !slices.ContainsFunc(rows, func(o Option) bool { return o.ID == OtherID }) {
		return rows
	}
	rows = slices.Clone(rows)
	for i := range rows {
		if rows[i].ID == OtherID {
			rows[i].ID = ItemID(rows[i].Label, i+1)
		}
	}
	return rows
}

// Askable says whether a resolved question has anything to choose from. One
// whose options or rows were to come from an earlier answer or a list that is
// empty is passed over.
func (q *Question) Askable() bool {
	switch q.Kind {
	case "choice", "many", "rank", "sort", "split":
		return len(q.Options.List) > 0 || q.Other
	case "matrix":
		return len(q.Rows.List) > 0
	}
	return true
}
