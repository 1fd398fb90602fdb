package store

import (
	"context"

	"mull/internal/journal"
)

// Running returns the timer that runs, or nil.
func (s *Store) Running(ctx context.Context) (*journal.Activity, error) {
	x, err := running(ctx, s.db)
	return x, s.explain("read the timer", err)
}

// Running returns the timer that runs as the act sees it, or nil: two programs
// that start one at the same time are told apart here.
func (a *Act) Running() (*journal.Activity, error) { return running(a.ctx, a.tx) }

func running(ctx context.Context, q querier) (*journal.Activity, error) {
	list, err := all(ctx, q, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE from_at IS NOT NULL AND to_at IS NULL ORDER BY from_at LIMIT 1")
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}
