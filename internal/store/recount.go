package store

import (
	"context"
	"maps"
	"slices"

	"mull/internal/journal"
	"mull/internal/period"
)

// Recount compares every kept total, and the seconds that do not count, with a
// fresh count of the activities and returns the days that differ, and the first
// days of the weeks and months that are not the sums of their days.
func (s *Store) Recount(ctx context.Context) ([]period.Day, error) {
	spans, err := all(ctx, s.db, scanSpan, `
		SELECT day, day, '' FROM day_total UNION SELECT day, day, '' FROM uncounted UNION SELECT day, day, '' FROM calendar_day
		UNION SELECT day, last_day, '' FROM activity`)
	if err != nil {
		return nil, s.explain("read the days", err)
	}
	days := map[period.Day]bool{}
	for _, span := range spans {
		for day := span.from; day <= span.to; day++ {
			days[day] = true
		}
	}
	var wrong []period.Day
	for _, day := range slices.Sorted(maps.Keys(days)) {
		same, err := s.sameCount(ctx, day)
		if err != nil {
			return nil, err
		}
		if !same {
			wrong = append(wrong, day)
		}
	}
	periods, err := s.wrongPeriods(ctx)
	return append(wrong, periods...), err
}

// sameCount says whether what is kept of a day is what a fresh count finds.
func (s *Store) sameCount(ctx context.Context, day period.Day) (bool, error) {
	fresh, pieces, err := s.Day(ctx, day)
	if err != nil {
		return false, err
	}
	kept, err := s.Totals(ctx, day, day)
	if err != nil {
		return false, err
	}
	missing := map[int64]int{}
	for _, p := range pieces {
		if p.Counted != p.Seconds {
			missing[p.Activity.Number] = p.Seconds - p.Counted
		}
	}
	keptMissing := map[int64]int{}
	_, err = all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var number int64
		var seconds int
		err := scan(&number, &seconds)
		keptMissing[number] = seconds
		return struct{}{}, err
	}, "SELECT activity, seconds FROM uncounted WHERE day = ?", int(day))
	if err != nil {
		return false, s.explain("read the totals", err)
	}
	same, err := s.sameCalendarDay(ctx, day, fresh)
	return same && maps.Equal(missing, keptMissing) &&
		slices.EqualFunc(fresh, kept, func(t journal.Total, k DayTotal) bool { return t == k.Total }), err
}
