package store

import (
	"context"
	"strings"

	"mull/internal/journal"
	"mull/internal/period"
)

// CalendarDays returns the days from one to another whose time all came from
// calendars, and none of it in the categories given.
func (s *Store) CalendarDays(ctx context.Context, from, to period.Day, categories []string) ([]period.Day, error) {
	query := "SELECT day FROM calendar_day c WHERE day BETWEEN ? AND ?" +
		" AND NOT EXISTS (SELECT 1 FROM day_total t WHERE t.day = c.day AND t.category IN (" +
		strings.TrimSuffix(strings.Repeat("?,", len(categories)), ",") + ")) ORDER BY day"
	days, err := all(ctx, s.db, scanOne[period.Day], query, append([]any{int(from), int(to)}, anys(categories)...)...)
	return days, s.explain("read the totals", err)
}

// recountCalendarDay notes whether a day whose totals are right by then is known
// from calendars alone.
func (a *Act) recountCalendarDay(day period.Day) error {
	if err := a.exec("DELETE FROM calendar_day WHERE day = ?", int(day)); err != nil {
		return err
	}
	return a.exec("INSERT INTO calendar_day SELECT day FROM day_total WHERE day = ? GROUP BY day HAVING sum(calendar) = sum(minutes)", int(day))
}

// sameCalendarDay says whether a day is kept among those known from calendars
// alone just where its totals say so.
func (s *Store) sameCalendarDay(ctx context.Context, day period.Day, totals []journal.Total) (bool, error) {
	alone := len(totals) > 0
	for _, t := range totals {
		alone = alone && t.Calendar == t.Minutes
	}
	kept, err := one[bool](ctx, s.db, "SELECT EXISTS (SELECT 1 FROM calendar_day WHERE day = ?)", int(day))
	return kept == alone, s.explain("read the totals", err)
}
