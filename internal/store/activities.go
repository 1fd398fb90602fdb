package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// AddActivity keeps a piece of time and gives it its number and UUID.
func (a *Act) AddActivity(x *journal.Activity) error {
	if err := tooLong(x); err != nil {
		return err
	}
	if err := a.numbered(&x.Number); err != nil {
		return err
	}
	if x.UUID == "" {
		x.UUID = a.newUUID()
	}
	if x.WrittenAt.IsZero() {
		x.WrittenAt = a.now
	}
	return a.exec(insertActivity, a.activityValues(x)...)
}

const insertActivity = `INSERT INTO activity (number, uuid, day, last_day, zone, from_at, to_at, seconds, category, note, source, origin, key, raw, entry, written_at, act)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (a *Act) activityValues(x *journal.Activity) []any {
	return []any{
		x.Number, x.UUID, int(x.Day), int(x.LastDay()), x.Zone, orNullTime(x.From), orNullTime(x.To), x.Seconds, x.Category, x.Note,
		string(x.Source), x.Origin, orNull(x.Key), orNull(x.Raw), orNull(x.Entry), x.WrittenAt.UnixMilli(), a.id,
	}
}

// SaveActivity writes an activity that is kept already.
func (a *Act) SaveActivity(x *journal.Activity) error {
	if err := tooLong(x); err != nil {
		return err
	}
	return a.exec(`UPDATE activity SET day = ?, last_day = ?, zone = ?, from_at = ?, to_at = ?, seconds = ?, category = ?, note = ?,
		source = ?, raw = ?, entry = ? WHERE number = ?`,
		int(x.Day), int(x.LastDay()), x.Zone, orNullTime(x.From), orNullTime(x.To), x.Seconds, x.Category, x.Note,
		string(x.Source), orNull(x.Raw), orNull(x.Entry), x.Number)
}

// DeleteActivity removes an activity.
func (a *Act) DeleteActivity(number int64) error {
	return a.exec("DELETE FROM activity WHERE number = ?", number)
}

// Activity reads one activity as the act sees it.
func (a *Act) Activity(number int64) (*journal.Activity, error) {
	return activity(a.ctx, a.tx, number)
}

// TimedOrLogged says whether any time of some days was timed, and whether any was
// logged.
func (s *Store) TimedOrLogged(ctx context.Context, from, to period.Day) (timer, logged bool, err error) {
	const of = "EXISTS (SELECT 1 FROM activity WHERE day BETWEEN ? AND ? AND last_day >= ? AND source = ?)"
	err = s.db.QueryRowContext(ctx, "SELECT "+of+", "+of, int(from-1), int(to), int(from), string(journal.Timer),
		int(from-1), int(to), int(from), string(journal.Logged)).Scan(&timer, &logged)
	return timer, logged, s.explain("read the activities", err)
}

// Owned returns the activities an entry owns.
func (a *Act) Owned(entry int64) ([]journal.Activity, error) {
	return all(a.ctx, a.tx, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE entry = ? ORDER BY number", entry)
}

// Activity returns one activity, or ErrNothing.
func (s *Store) Activity(ctx context.Context, number int64) (*journal.Activity, error) {
	x, err := activity(ctx, s.db, number)
	return x, s.explain("read the activity", err)
}

func activity(ctx context.Context, q querier, number int64) (*journal.Activity, error) {
	list, err := all(ctx, q, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE number = ?", number)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	return &list[0], nil
}

// Activities returns the activities that begin in the filter's days, newest
// first. Exercise and State of the filter do not apply.
func (s *Store) Activities(ctx context.Context, f Filter) ([]journal.Activity, error) {
	may, limit := "", f.limit()
	if f.Tag != "" {
		may, limit = mayTagActivity, -1
	}
	list, err := all(ctx, s.db, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE day BETWEEN ? AND ?"+may+" ORDER BY day DESC, number DESC LIMIT ?",
		int(f.From), f.last(), limit)
	if err != nil || f.Tag == "" {
		return list, s.explain("read the activities", err)
	}
	list = slices.DeleteFunc(list, func(x journal.Activity) bool { return !journal.Tagged(x.Note, f.Tag) })
	if f.Limit > 0 {
		list = list[:min(f.Limit, len(list))]
	}
	return list, nil
}

// OwnSources says whether any time of some days was timed, and whether any was
// logged.
func (s *Store) OwnSources(ctx context.Context, from, to period.Day) (timer, logged bool, err error) {
	const of = "EXISTS (SELECT 1 FROM activity WHERE day BETWEEN ? AND ? AND last_day >= ? AND source = ?)"
	err = s.db.QueryRowContext(ctx, "SELECT "+of+", "+of, int(from-1), int(to), int(from), string(journal.Timer),
		int(from-1), int(to), int(from), string(journal.Logged)).Scan(&timer, &logged)
	return timer, logged, s.explain("read the activities", err)
}

// Owned returns the activities an entry owns.
func (s *Store) Owned(ctx context.Context, entry int64) ([]journal.Activity, error) {
	list, err := all(ctx, s.db, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE entry = ? ORDER BY number", entry)
	return list, s.explain("read the activities", err)
}

// OnDay returns every activity that touches a day, for journal.Count.
func (s *Store) OnDay(ctx context.Context, day period.Day) ([]journal.Activity, error) {
	list, err := onDay(ctx, s.db, day)
	return list, s.explain("read the day", err)
}

// longest is how many days after its first one an activity may end. Longer ones
// are refused, since no count would look for them that far back.
const longest = 8

func tooLong(x *journal.Activity) error {
	if x.LastDay()-x.Day > longest {
		return fmt.Errorf("a piece of time from %s to %s is too long: it may end %d days later at most", x.Day, x.LastDay(), longest)
	}
	return nil
}

func onDay(ctx context.Context, q querier, day period.Day) ([]journal.Activity, error) {
	return all(ctx, q, scanActivity, "SELECT "+activityColumns+" FROM activity WHERE day BETWEEN ? AND ? AND last_day >= ? ORDER BY number",
		int(day-longest), int(day), int(day))
}

// LastLogged returns the piece of time logged last, by hand or by a timer that
// was stopped, or nil.
func (s *Store) LastLogged(ctx context.Context) (*journal.Activity, error) {
	list, err := all(ctx, s.db, scanActivity, "SELECT "+activityColumns+` FROM activity
		WHERE source IN ('logged', 'timer') AND (to_at IS NOT NULL OR from_at IS NULL)
		ORDER BY CASE source WHEN 'timer' THEN to_at ELSE written_at END DESC, number DESC LIMIT 1`)
	if err != nil || len(list) == 0 {
		return nil, s.explain("read the activities", err)
	}
	return &list[0], nil
}

const activityColumns = `number, uuid, day, zone, coalesce(from_at, 0), coalesce(to_at, 0), seconds, category, note, source, origin,
	coalesce(key, ''), coalesce(raw, ''), coalesce(entry, 0), written_at`

func scanActivity(scan func(...any) error) (journal.Activity, error) {
	var x journal.Activity
	var from, to, written int64
	err := scan(&x.Number, &x.UUID, &x.Day, &x.Zone, &from, &to, &x.Seconds, &x.Category, &x.Note, &x.Source, &x.Origin,
		&x.Key, &x.Raw, &x.Entry, &written)
	if from != 0 {
		x.From = instant(from)
	}
	if to != 0 {
		x.To = instant(to)
	}
	x.WrittenAt = instant(written)
	return x, err
}

func orNullTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}
