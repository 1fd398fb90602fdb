package store

import (
	"context"
	"hash/fnv"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A Known piece of imported time or an entry: what says whether it changed at
// its source.
type Known struct {
	Number   int64
	Day      period.Day
	From, To time.Time // zero where only the length is known, and of entries
	Seconds  int
	Category string // empty of entries
	Raw      uint64 // HashOf its raw fields
	Touched  bool   // the user changed it, so that the source does not any more
}

// HashOf names raw fields by their content, for comparing them.
func HashOf(raw string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(raw)) //nolint:errcheck // a hash never fails
	return h.Sum64()
}

// KnownActivities returns what was imported from an origin, by key, without
// its texts, so that ten years of a calendar fit in memory.
func (s *Store) KnownActivities(ctx context.Context, origin string) (map[string]Known, error) {
	return s.known(ctx, "activity", `SELECT number, day, key, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, coalesce(raw, '')
		FROM activity WHERE origin = ? AND key IS NOT NULL`, origin)
}

// KnownEntries returns the entries imported from an origin, by key.
func (s *Store) KnownEntries(ctx context.Context, origin string) (map[string]Known, error) {
	return s.known(ctx, "entry", "SELECT number, day, key, 0, 0, 0, '', coalesce(raw, '') FROM entry WHERE origin = ? AND key IS NOT NULL", origin)
}

func (s *Store) known(ctx context.Context, thing, query, origin string) (map[string]Known, error) {
	touched, err := s.touched(ctx, thing)
	if err != nil {
		return nil, err
	}
	found, categories := map[string]Known{}, map[string]string{}
	_, err = all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var k Known
		var key, category string
		var from, to int64
		var raw string
		if err := scan(&k.Number, &k.Day, &key, &from, &to, &k.Seconds, &category, &raw); err != nil {
			return struct{}{}, err
		}
		if from != 0 {
			k.From, k.To = instant(from), instant(to)
		}
		// One text for each category, not for each row.
		if categories[category] == "" {
			categories[category] = category
		}
		k.Category = categories[category]
		k.Raw, k.Touched = HashOf(raw), touched[k.Number]
		found[key] = k
		return struct{}{}, nil
	}, query, origin)
	return found, s.explain("read what was imported", err)
}

// sorting are the kinds of acts that change imported things without the user
// having looked at each.
const sorting = "('import', 'import --review', 'rules add', 'categories rename', 'undo')"

func (s *Store) touched(ctx context.Context, thing string) (map[int64]bool, error) {
	things := []any{thing, thing}
	if thing == "entry" {
		things[1] = "answer"
	}
	list, err := all(ctx, s.db, scanOne[int64], `SELECT DISTINCT c.number FROM change c JOIN act k ON k.id = c.act
		WHERE c.before IS NOT NULL AND c.number > 0 AND c.thing IN (?, ?) AND k.undone_by IS NULL AND k.kind NOT IN `+sorting, things...)
	if err != nil {
		return nil, s.explain("read the changes", err)
	}
	touched := make(map[int64]bool, len(list))
	for _, number := range list {
		touched[number] = true
	}
	return touched, nil
}

// Dismissed returns the keys of what was imported from an origin and deleted by
// the user since: importing it again does not bring it back. thing is activity
// or entry.
func (s *Store) Dismissed(ctx context.Context, thing, origin string) (map[string]bool, error) {
	list, err := all(ctx, s.db, scanOne[string], `SELECT json_extract(c.before, '$.key') FROM change c JOIN act k ON k.id = c.act
		WHERE c.before IS NOT NULL AND c.number > 0 AND c.thing = ? AND k.undone_by IS NULL AND k.kind IN ('delete', 'import --review')
			AND json_extract(c.before, '$.origin') = ? AND json_extract(c.before, '$.key') IS NOT NULL`, thing, origin)
	if err != nil {
		return nil, s.explain("read the changes", err)
	}
	gone := make(map[string]bool, len(list))
	for _, key := range list {
		gone[key] = true
	}
	return gone, nil
}

// ChangedSince says whether anything that was kept has changed since an act, or
// a rule was added: what may make a file bring something else than it did then.
// What was only added does not count.
func (s *Store) ChangedSince(ctx context.Context, act int64) (bool, error) {
	changed, err := one[bool](ctx, s.db, `SELECT EXISTS (SELECT 1 FROM change
		WHERE act > ? AND (thing = 'rule' OR before IS NOT NULL AND thing IN ('activity', 'entry', 'answer', 'category')))`, act)
	return changed, s.explain("read the changes", err)
}

// AddActivities keeps many pieces of time at once; kept is told how many are.
func (a *Act) AddActivities(list []*journal.Activity, kept func(n int)) error {
	if len(list) == 0 {
		return nil
	}
	first, err := one[int64](a.ctx, a.tx, "UPDATE state SET next_number = next_number + ?1 RETURNING next_number - ?1", len(list))
	if err != nil {
		return err
	}
	insert, err := a.tx.PrepareContext(a.ctx, insertActivity)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, x := range list {
		x.Number, x.UUID, x.WrittenAt = first+int64(i), a.newUUID(), a.now
		if _, err := insert.ExecContext(a.ctx, a.activityValues(x)...); err != nil {
			return err
		}
		if i%256 == 0 {
			kept(i)
		}
	}
	return nil
}

// SetSource says where an imported entry came from.
func (a *Act) SetSource(entry int64, origin, key, raw string) error {
	return a.exec("UPDATE entry SET origin = ?, key = ?, raw = ? WHERE number = ?", origin, orNull(key), orNull(raw), entry)
}

// Imported returns the imported time of a category, as it was read.
func (s *Store) Imported(ctx context.Context, category string) ([]journal.Activity, error) {
	list, err := imported(ctx, s.db, category)
	return list, s.explain("read the activities", err)
}

// Imported returns the imported time of a category as the act sees it.
func (a *Act) Imported(category string) ([]journal.Activity, error) {
	return imported(a.ctx, a.tx, category)
}

func imported(ctx context.Context, q querier, category string) ([]journal.Activity, error) {
	return all(ctx, q, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE category = ? AND source = 'imported' ORDER BY number", category)
}
