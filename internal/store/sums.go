package store

import (
	"context"
	"strings"

	"mull/internal/period"
)

// A Sum is what one day, week or month got, in minutes: in all, and in each of
// the groups of categories that were asked for.
type Sum struct {
	Day                 period.Day // its first
	Days                int        // that have any time
	Minutes             int
	Calendar, Estimated int
	First, Second       int
}

// Sums adds up the kept totals for two groups of categories, in parts that each
// lie in one period of the kind: weeks, for longer periods months, else days.
// Those without time are left out. Days from and to bound whole periods.
func (s *Store) Sums(ctx context.Context, kind period.Kind, from, to period.Day, first, second []string) ([]Sum, error) {
	var args []any
	group := func(categories []string) string {
		for _, id := range categories {
			args = append(args, id)
		}
		return "total(CASE WHEN category IN (" + strings.TrimSuffix(strings.Repeat("?,", len(categories)), ",") + ") THEN minutes END)"
	}
	sums := "sum(minutes), sum(calendar), sum(estimated), " + group(first) + ", " + group(second)
	query := "SELECT day, 1, " + sums + " FROM day_total WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day"
	if part, kept := keptPart(kind); kept {
		query = "SELECT day, max(days), " + sums + " FROM period_total WHERE kind = ? AND day BETWEEN ? AND ? GROUP BY day ORDER BY day"
		args = append(args, string(part))
	}
	list, err := all(ctx, s.db, scanSum, query, append(args, int(from), int(to))...)
	return list, s.explain("read the totals", err)
}

func scanSum(scan func(...any) error) (Sum, error) {
	var day, days, minutes, calendar, estimated int64 // see scanTotal
	var first, second float64
	err := scan(&day, &days, &minutes, &calendar, &estimated, &first, &second)
	return Sum{period.Day(day), int(days), int(minutes), int(calendar), int(estimated), int(first), int(second)}, err
}
