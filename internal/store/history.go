package store

import (
	"context"
	"encoding/json"
	"time"
)

// A Version is one change of an entry or activity: which act made it, and the
// row or answer as it was before.
type Version struct {
	Act    int64
	Kind   string // the command
	At     time.Time
	Thing  string // entry, answer, activity or item
	Part   string // the question of an answer
	Before map[string]any
	Undone bool
}

// History returns what became of an entry, activity or item, oldest first: the
// act that made it, then each later change with what stood there before. The
// queries say number > 0 since the index of changes does.
func (s *Store) History(ctx context.Context, number int64) ([]Version, error) {
	list, err := all(ctx, s.db, scanVersion, `
		SELECT a.id, a.kind, a.at, 'made', '', NULL, a.undone_by IS NOT NULL FROM act a WHERE a.id IN (
			SELECT act FROM entry WHERE number = ?1 UNION SELECT act FROM activity WHERE number = ?1 UNION SELECT act FROM item WHERE number = ?1
			UNION SELECT json_extract(before, '$.act') FROM change
				WHERE number = ?1 AND number > 0 AND before IS NOT NULL AND thing IN ('entry', 'activity', 'item'))
		UNION ALL
		SELECT a.id, a.kind, a.at, c.thing, c.part, c.before, a.undone_by IS NOT NULL
			FROM change c JOIN act a ON a.id = c.act WHERE c.number = ?1 AND c.number > 0 AND c.before IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM change m WHERE m.act = c.act AND m.number = ?1 AND m.before IS NULL AND m.thing <> 'answer')
		ORDER BY 1`, number)
	if err != nil {
		return nil, s.explain("read the history", err)
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	return list, nil
}

// UndosTo counts how many times undo has to be called to undo an act too; 0
// where it can't be undone.
func (s *Store) UndosTo(ctx context.Context, act int64) (int, error) {
	const undoable = "undone_by IS NULL AND final = 0 AND kind <> 'undo' AND " + ofDevice
	here, err := s.device(ctx, s.db)
	if err != nil {
		return 0, s.explain("read the history", err)
	}
	var times int
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM act WHERE id >= ?4 AND "+undoable+
		" AND EXISTS (SELECT 1 FROM act WHERE id = ?4 AND "+undoable+")", false, here.ID, here.Former, act).Scan(&times)
	return times, s.explain("read the history", err)
}

func scanVersion(scan func(...any) error) (Version, error) {
	var v Version
	var at int64
	var before *string
	if err := scan(&v.Act, &v.Kind, &at, &v.Thing, &v.Part, &before, &v.Undone); err != nil {
		return v, err
	}
	v.At = instant(at)
	if before == nil {
		return v, nil
	}
	return v, json.Unmarshal([]byte(*before), &v.Before)
}
