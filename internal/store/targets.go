package store

import (
	"context"
	"time"

	"mull/internal/journal"
)

// SetTarget keeps what someone aims at; the same again is no change.
func (a *Act) SetTarget(t journal.Target) error {
	var share, minutes any = t.Share, nil
	if !t.IsShare {
		share, minutes = nil, t.Minutes
	}
	return a.exec(`INSERT INTO target (id, share, minutes, since) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET share = excluded.share, minutes = excluded.minutes, since = excluded.since
		WHERE share IS NOT excluded.share OR minutes IS NOT excluded.minutes`, t.ID, share, minutes, int(t.Since))
}

// DropTarget removes a target.
func (a *Act) DropTarget(id string) error { return a.exec("DELETE FROM target WHERE id = ?", id) }

// Targets returns what someone aims at: shares first, then by name.
func (s *Store) Targets(ctx context.Context) ([]journal.Target, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (journal.Target, error) {
		var t journal.Target
		err := scan(&t.ID, &t.IsShare, &t.Share, &t.Minutes, &t.Since)
		return t, err
	}, "SELECT id, share IS NOT NULL, coalesce(share, 0), coalesce(minutes, 0), since FROM target ORDER BY share IS NULL, id")
	return list, s.explain("read the targets", err)
}

// AddOff keeps days without work and gives them their number.
func (a *Act) AddOff(o *journal.Off) error {
	if err := a.numbered(&o.Number); err != nil {
		return err
	}
	weekday := 0
	if o.Weekly {
		weekday = (int(o.Weekday)+6)%7 + 1
	}
	return a.exec("INSERT INTO off (number, from_day, to_day, weekday, part, act) VALUES (?, ?, ?, ?, ?, ?)",
		o.Number, int(o.From), orNull(int(o.To)), orNull(weekday), o.Part, a.id)
}

// DeleteOff makes days without work working days again.
func (a *Act) DeleteOff(number int64) error {
	return a.exec("DELETE FROM off WHERE number = ?", number)
}

// Offs returns the days without work, the earliest first.
func (s *Store) Offs(ctx context.Context) (journal.Offs, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (journal.Off, error) {
		var o journal.Off
		var weekday int
		err := scan(&o.Number, &o.From, &o.To, &weekday, &o.Part)
		o.Weekly, o.Weekday = weekday > 0, time.Weekday(weekday%7)
		return o, err
	}, "SELECT number, from_day, coalesce(to_day, 0), coalesce(weekday, 0), part FROM off ORDER BY from_day, number")
	return list, s.explain("read the days off", err)
}
