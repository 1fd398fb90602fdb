package store

import (
	"context"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// Pages returns entries with their answers, oldest first, without drafts. Limit
// and Tag of the filter do not apply.
func (s *Store) Pages(ctx context.Context, f Filter) ([]journal.Entry, error) {
	query, args := "FROM entry WHERE day BETWEEN ? AND ? AND state <> 'draft'", []any{int(f.From), f.last()}
	if f.Exercise != "" {
		query, args = query+" AND exercise = ?", append(args, f.Exercise)
	}
	list, err := all(ctx, s.db, scanEntry, "SELECT "+entryColumns+" "+query+" ORDER BY day, number", args...)
	if err != nil {
		return nil, s.explain("read the entries", err)
	}
	at := make(map[int64]exercise.Answers, len(list))
	for i := range list {
		list[i].Answers = exercise.Answers{}
		at[list[i].Number] = list[i].Answers
	}
	_, err = all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var entry int64
		var question string
		var text *string
		if err := scan(&entry, &question, &text); err != nil {
			return struct{}{}, err
		}
		var value any
		if text != nil {
			var err error
			if value, err = exercise.DecodeValue(*text); err != nil {
				return struct{}{}, err
			}
		}
		at[entry][question] = value
		return struct{}{}, nil
	}, "SELECT entry, question, value FROM answer WHERE entry IN (SELECT number "+query+")", args...)
	return list, s.explain("read the answers", err)
}
