package ask

import (
	"context"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// chooseMany asks for any number of entries. What was marked stays marked when
// it does not fit.
func (t *Terminal) chooseMany(ctx context.Context, s *Screen) (Reply, error) {
	q := s.first()
	rows := entries(q)[1:]
	own := exercise.OwnWords(s.Present[q.ID])
	var listed []any
	marked := []int{}
	items, _ := s.Present[q.ID].([]any)
	for _, item := range items {
		at := slices.IndexFunc(rows, func(row entry) bool { return row.tree != nil && same(row.tree, item) })
		if at >= 0 {
			marked = append(marked, at)
			own = slices.DeleteFunc(own, func(words string) bool { return same(item, ownTree(words)) })
		}
	}
	rows, marked = withOwn(rows, own, marked)
	marks, typed, err := t.selectMany(ctx, *s, rows, marked)
	if err != nil {
		return t.left(err)
	}
	for _, at := range marks {
		switch rows[at].kind {
		case option:
			listed = append(listed, rows[at].tree)
		case ownWords:
			words, err := t.ownWords(ctx, "")
			if err != nil {
				if words != "" {
					listed = append(listed, ownTree(words))
				}
				return begun(q, listed), err
			}
			if words != "" {
				listed = append(listed, ownTree(words))
			}
		}
	}
	for _, words := range typed {
		tree, err := t.typedWords(ctx, q, words)
		if err != nil {
			return begun(q, append(listed, ownTree(words))), err
		}
		listed = append(listed, tree)
	}
	value, err := parsed(q.Check(listed))
	if err == nil && !same(value, s.Present[q.ID]) {
		err = s.inPart(exercise.Answers{q.ID: value})
	}
	if err != nil {
		s.Present = exercise.Answers{q.ID: listed}
		return Reply{}, err
	}
	return Reply{Values: exercise.Answers{q.ID: value}}, nil
}

// typedWords are words typed in a list that no row holds: own words, or the
// known word that is one letter away, if that was meant.
func (t *Terminal) typedWords(ctx context.Context, q *exercise.Question, words string) (any, error) {
	if near := q.Options.OneOff(words); near != "" && !q.Options.Knows(words) {
		meant, err := t.Confirm(ctx, clean(near)+"?", true)
		if err != nil {
			return nil, err
		}
		if meant {
			words = near
		}
	}
	value, err := q.CheckOption(words)
	if err != nil {
		t.sayOwn([]string{words})
		return ownTree(words), nil
	}
	return value, nil
}

func ownTree(words string) any { return map[string]any{exercise.OtherID: words} }

// withOwn puts own words given before among the rows, marked, and sees to it
// that one row always stays when letters are typed: the list must not become
// empty under the cursor.
func withOwn(rows []entry, own []string, marked []int) ([]entry, []int) {
	for _, words := range own {
		at := slices.IndexFunc(rows, func(row entry) bool { return row.kind == ownWords })
		if at < 0 {
			at = len(rows)
		}
		rows = slices.Insert(rows, at, entry{label: "   " + clean(words), tree: ownTree(words), finds: strings.ToLower(words)})
		marked = append(marked, at)
	}
	if !slices.ContainsFunc(rows, func(row entry) bool { return row.kind == ownWords }) {
		rows = append(rows, entry{label: "-  none of these", kind: nothing, stays: true})
	}
	return rows, marked
}
