package store

import (
	"context"

	"mull/internal/journal"
	"mull/internal/period"
)

// A Filter chooses entries and activities. Zero fields choose everything.
type Filter struct {
	From, To period.Day // both included; To 0 is no end
	Exercise string
	State    journal.State
	Tag      string // in a note or in own words, in lower case
	Limit    int    // newest first; 0 is all
}

func (f Filter) last() int {
	if f.To == 0 {
		return int(period.MaxDay)
	}
	return int(f.To)
}

func (f Filter) limit() int {
	if f.Limit == 0 {
		return -1
	}
	return f.Limit
}

// Entries returns entries without their answers, newest first.
func (s *Store) Entries(ctx context.Context, f Filter) ([]journal.Entry, error) {
	query, args := "SELECT "+entryColumns+" FROM entry WHERE day BETWEEN ? AND ?", []any{int(f.From), f.last()}
	if f.Exercise != "" {
		query, args = query+" AND exercise = ?", append(args, f.Exercise)
	}
	if f.State != "" {
		query, args = query+" AND state = ?", append(args, string(f.State))
	}
	if f.State != "" && f.State != journal.Done {
		// Said again in the words of the index of what is unfinished, since SQLite
		// does not look into a parameter when it chooses an index.
		query += " AND state <> 'done'"
	}
	limit := f.limit()
	if f.Tag != "" {
		query, limit = query+mayTagEntry, -1
	}
	list, err := all(ctx, s.db, scanEntry, query+" ORDER BY day DESC, number DESC LIMIT ?", append(args, limit)...)
	if err == nil && f.Tag != "" {
		list, err = keepTagged(ctx, s.db, list, f.Tag, f.Limit)
	}
	return list, s.explain("read the entries", err)
}

// Count returns how many entries and activities a filter chooses, without its
// Limit.
func (s *Store) Count(ctx context.Context, f Filter) (int, error) {
	if f.Tag != "" {
		return s.countTagged(ctx, f)
	}
	query, args := "SELECT (SELECT count(*) FROM entry WHERE day BETWEEN ?1 AND ?2)", []any{int(f.From), f.last()}
	if f.Exercise != "" {
		query, args = "SELECT (SELECT count(*) FROM entry WHERE day BETWEEN ?1 AND ?2 AND exercise = ?3)", append(args, f.Exercise)
	} else {
		query += " + (SELECT count(*) FROM activity WHERE day BETWEEN ?1 AND ?2)"
	}
	n, err := one[int](ctx, s.db, query, args...)
	return n, s.explain("count the entries", err)
}
