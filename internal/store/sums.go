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

// Sums adds up the kept totals from one day to another for two groups of
// categories, in parts that each lie in one period of the kind: weeks, for
// longer periods months, where the two days leave them whole, and else days.
// Those without time are left out.
func (s *Store) Sums(ctx context.Context, kind period.Kind, from, to period.Day, first, second []string) ([]Sum, error) {
	part, kept := keptPart(kind)
	if !kept {
		return s.sums(ctx, ofDays, []any{int(from), int(to)}, first, second)
	}
	begin, end := wholePeriods(part, from, to)
	if begin > end {
		return s.sums(ctx, ofDays, []any{int(from), int(to)}, first, second)
	}
	var list []Sum
	for _, of := range []struct {
		rows     string
		args     []any
		from, to period.Day
	}{
		{ofDays, nil, from, begin - 1},
		{ofPeriods, []any{string(part)}, begin, end},
		{ofDays, nil, end + 1, to},
	} {
		if of.from > of.to {
			continue
		}
		sums, err := s.sums(ctx, of.rows, append(of.args, int(of.from), int(of.to)), first, second)
		if err != nil {
			return nil, err
		}
		list = append(list, sums...)
	}
	return list, nil
}

// wholePeriods returns the first and the last day of the periods of a kind that
// lie between two days; the first is after the last where none does.
func wholePeriods(kind period.Kind, from, to period.Day) (first, last period.Day) {
	if of := period.Of(kind, from); of.From < from {
		from = of.To + 1
	}
	if of := period.Of(kind, to); of.To > to {
		to = of.From - 1
	}
	return from, to
}

// The rows that Sums adds up, and how many days each part has.
const (
	ofDays    = "1 AS worked FROM day_total WHERE day BETWEEN ? AND ?"
	ofPeriods = "max(days) AS worked FROM period_total WHERE kind = ? AND day BETWEEN ? AND ?"
)

func (s *Store) sums(ctx context.Context, rows string, args []any, first, second []string) ([]Sum, error) {
	var groups []any
	group := func(categories []string) string {
		for _, id := range categories {
			groups = append(groups, id)
		}
		return "total(CASE WHEN category IN (" + strings.TrimSuffix(strings.Repeat("?,", len(categories)), ",") + ") THEN minutes END)"
	}
	query := "SELECT day, sum(minutes), sum(calendar), sum(estimated), " + group(first) + ", " + group(second) + ", " +
		rows + " GROUP BY day ORDER BY day"
	list, err := all(ctx, s.db, scanSum, query, append(groups, args...)...)
	return list, s.explain("read the totals", err)
}

func scanSum(scan func(...any) error) (Sum, error) {
	var day, days, minutes, calendar, estimated int64 // see scanTotal
	var first, second float64
	err := scan(&day, &minutes, &calendar, &estimated, &first, &second, &days)
	return Sum{period.Day(day), int(days), int(minutes), int(calendar), int(estimated), int(first), int(second)}, err
}
