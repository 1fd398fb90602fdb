package store

import (
	"context"
	"strings"

	"mull/internal/period"
)

// A DaySum is what one day got, in minutes: in all, and in each of the groups of
// categories that were asked for.
type DaySum struct {
	Day                 period.Day
	Minutes             int
	Calendar, Estimated int
	First, Second       int
}

// DaySums adds up the kept totals of each day that has any, for two groups of
// categories. Ten years are some thousand rows, where Totals has one for each
// category.
func (s *Store) DaySums(ctx context.Context, from, to period.Day, first, second []string) ([]DaySum, error) {
	var args []any
	group := func(categories []string) string {
		for _, id := range categories {
			args = append(args, id)
		}
		return "total(CASE WHEN category IN (" + strings.TrimSuffix(strings.Repeat("?,", len(categories)), ",") + ") THEN minutes END)"
	}
	query := "SELECT day, sum(minutes), sum(calendar), sum(estimated), " + group(first) + ", " + group(second) +
		" FROM day_total WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day"
	list, err := all(ctx, s.db, scanDaySum, query, append(args, int(from), int(to))...)
	return list, s.explain("read the totals", err)
}

func scanDaySum(scan func(...any) error) (DaySum, error) {
	var day, minutes, calendar, estimated int64 // see scanTotal
	var first, second float64
	err := scan(&day, &minutes, &calendar, &estimated, &first, &second)
	return DaySum{period.Day(day), int(minutes), int(calendar), int(estimated), int(first), int(second)}, err
}
