package store

import (
	"context"
	"fmt"
	"time"
)

// Integrity returns what SQLite finds wrong with the file and its references,
// in its own words; nothing of the content is in them.
func (s *Store) Integrity(ctx context.Context) ([]string, error) {
	found, err := all(ctx, s.db, scanOne[string], "PRAGMA integrity_check(20)")
	if err != nil {
		return nil, s.explain("check the journal", err)
	}
	var faults []string
	for _, line := range found {
		if line != "ok" {
			faults = append(faults, line)
		}
	}
	broken, err := all(ctx, s.db, func(scan func(...any) error) (string, error) {
		var table, parent string
		var row, key any
		err := scan(&table, &row, &parent, &key)
		return fmt.Sprintf("a row of %s refers to one of %s that is not there", table, parent), err
	}, "PRAGMA foreign_key_check")
	if err != nil {
		return nil, s.explain("check the journal", err)
	}
	return append(faults, broken...), nil
}

// LastAct returns when this journal was written last; the zero time if never.
func (s *Store) LastAct(ctx context.Context) (time.Time, error) {
	at, err := one[int64](ctx, s.db, "SELECT coalesce(max(at), 0) FROM act")
	if err != nil || at == 0 {
		return time.Time{}, s.explain("read the acts", err)
	}
	return instant(at), nil
}

// FirstAct returns when this journal was begun; the zero time if it holds
// nothing.
func (s *Store) FirstAct(ctx context.Context) (time.Time, error) {
	at, err := one[int64](ctx, s.db, "SELECT coalesce((SELECT at FROM act ORDER BY id LIMIT 1), 0)")
	if err != nil || at == 0 {
		return time.Time{}, s.explain("read the acts", err)
	}
	return instant(at), nil
}
