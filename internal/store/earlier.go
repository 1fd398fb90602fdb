package store

import "context"

// Earlier returns the number of the entry of the same exercise that came just
// before one, by the day it was for, or 0. Drafts do not count.
func (s *Store) Earlier(ctx context.Context, number int64) (int64, error) {
	earlier, err := one[int64](ctx, s.db, `SELECT coalesce((
		SELECT e.number FROM entry e JOIN entry this ON this.number = ?
		WHERE e.exercise = this.exercise AND e.state <> 'draft' AND (e.day, e.number) < (this.day, this.number)
		ORDER BY e.day DESC, e.number DESC LIMIT 1), 0)`, number)
	return earlier, s.explain("read the entries", err)
}
