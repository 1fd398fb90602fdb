package store

import (
	"context"

	"mull/internal/journal"
	"mull/internal/period"
)

// recomputeDays counts anew every day that this transaction's changes touched,
// before and after.
func (a *Act) recomputeDays() error {
	spans, err := all(a.ctx, a.tx, scanSpan, `
		SELECT json_extract(before, '$.day'), json_extract(before, '$.last_day'), json_extract(before, '$.zone') FROM change
			WHERE act = ?1 AND seq > ?2 AND thing = 'activity' AND before IS NOT NULL
		UNION
		SELECT x.day, x.last_day, x.zone FROM change c JOIN activity x ON x.number = c.number
			WHERE c.act = ?1 AND c.seq > ?2 AND c.thing = 'activity'`, a.id, a.since)
	if err != nil {
		return err
	}
	days := map[period.Day]bool{}
	for _, s := range spans {
		for day := s.from; day <= s.to; day++ {
			days[day] = true
		}
		abroad, err := all(a.ctx, a.tx, scanSpan, "SELECT day, last_day, zone FROM activity "+around+" AND zone <> ?", s.around(s.zone)...)
		if err != nil {
			return err
		}
		for _, other := range abroad {
			for day := max(other.from, s.from-apart); day <= min(other.to, s.to+apart); day++ {
				days[day] = true
			}
		}
	}
	return a.recountAll(days)
}

// recountAll counts days anew, and then the weeks and months they lie in.
func (a *Act) recountAll(days map[period.Day]bool) error {
	for day := range days {
		if err := a.recount(day); err != nil {
			return err
		}
	}
	return a.recountPeriods(days)
}

// A span is the local dates an activity lies on.
type span struct {
	from, to period.Day
	zone     string
}

func scanSpan(scan func(...any) error) (span, error) {
	var s span
	err := scan(&s.from, &s.to, &s.zone)
	return s, err
}

// apart is how many days the local dates of two zones can differ at the same
// time: one all around the world, two for an hour beyond the date line.
const apart = 2

// around chooses the activities that may share time with a span, whatever
// their zones.
const around = "WHERE day BETWEEN ? AND ? AND last_day >= ?"

func (s span) around(more ...any) []any {
	return append([]any{int(s.from - longest - apart), int(s.to + apart), int(s.from - apart)}, more...)
}

// recount writes a day's totals as journal.Count computes them.
func (a *Act) recount(day period.Day) error {
	totals, pieces, err := count(a.ctx, a.tx, day)
	if err != nil {
		return err
	}
	if err := a.exec("DELETE FROM day_total WHERE day = ?", int(day)); err != nil {
		return err
	}
	for _, t := range totals {
		if err := a.exec("INSERT INTO day_total (day, category, minutes, logged, calendar, tracker, estimated) VALUES (?, ?, ?, ?, ?, ?, ?)",
			int(day), t.Category, t.Minutes, t.Logged, t.Calendar, t.Tracker, t.Estimated); err != nil {
			return err
		}
	}
	if err := a.recountCalendarDay(day); err != nil {
		return err
	}
	if err := a.exec("DELETE FROM uncounted WHERE day = ?", int(day)); err != nil {
		return err
	}
	for _, p := range pieces {
		if p.Counted == p.Seconds {
			continue
		}
		if err := a.exec("INSERT INTO uncounted (day, activity, seconds) VALUES (?, ?, ?)",
			int(day), p.Activity.Number, p.Seconds-p.Counted); err != nil {
			return err
		}
	}
	return nil
}

func count(ctx context.Context, q querier, day period.Day) ([]journal.Total, []journal.Piece, error) {
	activities, err := onDay(ctx, q, day)
	if err != nil {
		return nil, nil, err
	}
	abroad, err := abroad(ctx, q, day, activities)
	if err != nil {
		return nil, nil, err
	}
	totals, pieces := journal.Count(day, append(activities, abroad...))
	return totals, pieces, nil
}

// abroad returns the activities of other local dates that may share time with
// those of a day because they were kept in another zone.
func abroad(ctx context.Context, q querier, day period.Day, activities []journal.Activity) ([]journal.Activity, error) {
	zones := map[string]bool{}
	for i := range activities {
		if activities[i].Clocked() {
			zones[activities[i].Zone] = true
		}
	}
	if len(zones) == 0 {
		return nil, nil
	}
	query := "SELECT " + activityColumns + " FROM activity " + around + " AND NOT (day <= ? AND last_day >= ?)"
	args := span{from: day, to: day}.around(int(day), int(day))
	if len(zones) == 1 { // what was kept in the same zone lies on its own day alone
		for zone := range zones {
			query, args = query+" AND zone <> ?", append(args, zone)
		}
	}
	return all(ctx, q, scanActivity, query+" AND from_at IS NOT NULL", args...)
}

// Day computes a day afresh and returns how each of its activities counted.
func (s *Store) Day(ctx context.Context, day period.Day) ([]journal.Total, []journal.Piece, error) {
	totals, pieces, err := count(ctx, s.db, day)
	return totals, pieces, s.explain("count the day", err)
}

// A DayTotal is what one category got on one day.
type DayTotal struct {
	Day period.Day
	journal.Total
}

// Totals returns the kept totals from one day to another, by day and category.
// It reads no activities.
func (s *Store) Totals(ctx context.Context, from, to period.Day) ([]DayTotal, error) {
	list, err := all(ctx, s.db, scanTotal, `SELECT day, category, minutes, logged, calendar, tracker, estimated
		FROM day_total WHERE day BETWEEN ? AND ? ORDER BY day, category`, int(from), int(to))
	return list, s.explain("read the totals", err)
}

func scanTotal(scan func(...any) error) (DayTotal, error) {
	// Into int64 as SQLite has them: database/sql writes other integers out as
	// text and reads them again, which a trend of ten years feels.
	var day, minutes, logged, calendar, tracker, estimated int64
	var t DayTotal
	err := scan(&day, &t.Category, &minutes, &logged, &calendar, &tracker, &estimated)
	t.Day, t.Minutes, t.Logged = period.Day(day), int(minutes), int(logged)
	t.Calendar, t.Tracker, t.Estimated = int(calendar), int(tracker), int(estimated)
	return t, err
}

// An EntryTime is the counted time of the activity an entry speaks of. It is
// HandsOn if that is IC work: a piece can be moved after its reasons were given.
type EntryTime struct {
	Seconds int
	HandsOn bool
}

// TimeOfEntries returns the time each entry speaks of, for entries of the days
// given. Those that speak of none are not in it.
func (s *Store) TimeOfEntries(ctx context.Context, from, to period.Day) (map[int64]EntryTime, error) {
	times := map[int64]EntryTime{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var entry int64
		var t EntryTime
		err := scan(&entry, &t.Seconds, &t.HandsOn)
		times[entry] = t
		return struct{}{}, err
	}, `SELECT e.number, x.seconds - coalesce((SELECT sum(u.seconds) FROM uncounted u WHERE u.activity = x.number), 0), c.track = 'ic'
		FROM entry e JOIN activity x ON x.number = e.about JOIN category c ON c.id = x.category
		WHERE e.day BETWEEN ? AND ? AND e.about IS NOT NULL AND e.state <> 'draft'`, int(from), int(to))
	return times, s.explain("read the time of entries", err)
}

// WithoutEntry counts the activities of a track that no entry speaks of, and
// their counted seconds. Estimates are left out: a guess has no reason.
func (s *Store) WithoutEntry(ctx context.Context, from, to period.Day, track journal.Track) (count, seconds int, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT count(*), coalesce(sum(x.seconds - coalesce((SELECT sum(u.seconds) FROM uncounted u WHERE u.activity = x.number), 0)), 0)
		FROM activity x JOIN category c ON c.id = x.category AND c.track = ?
		WHERE x.day BETWEEN ? AND ? AND x.entry IS NULL AND x.source <> 'estimated' AND (x.to_at IS NOT NULL OR x.from_at IS NULL)
			AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.about = x.number)`, string(track), int(from), int(to)).Scan(&count, &seconds)
	return count, seconds, s.explain("read the activities", err)
}

// FirstDay returns the first day that has an entry or an activity.
func (s *Store) FirstDay(ctx context.Context) (period.Day, bool, error) {
	days, err := all(ctx, s.db, scanOne[period.Day], `SELECT day FROM (
		SELECT * FROM (SELECT day FROM entry ORDER BY day LIMIT 1) UNION ALL SELECT * FROM (SELECT day FROM activity ORDER BY day LIMIT 1)
		) ORDER BY day LIMIT 1`)
	if err != nil || len(days) == 0 {
		return 0, false, s.explain("read the days", err)
	}
	return days[0], true, nil
}

// NumbersByDay returns the numbers of the activities that begin on each day.
func (s *Store) NumbersByDay(ctx context.Context, from, to period.Day) (map[period.Day][]int64, error) {
	numbers := map[period.Day][]int64{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var day period.Day
		var number int64
		err := scan(&day, &number)
		numbers[day] = append(numbers[day], number)
		return struct{}{}, err
	}, "SELECT day, number FROM activity WHERE day BETWEEN ? AND ? ORDER BY day, number", int(from), int(to))
	return numbers, s.explain("read the activities", err)
}
