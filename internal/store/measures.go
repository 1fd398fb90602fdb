package store

import (
	"context"

	"mull/internal/journal"
	"mull/internal/period"
)

// A MeasureValue is one value of a measure on a day.
type MeasureValue struct {
	Measure string
	Kind    journal.MeasureKind
	Day     period.Day
	Entry   int64
	Value   float64
}

// Measures returns the values of every measure from one day to another, by
// measure and day.
func (s *Store) Measures(ctx context.Context, from, to period.Day) ([]MeasureValue, error) {
	list, err := all(ctx, s.db, scanMeasureValue, `SELECT m.name, m.kind, v.day, v.entry, v.value
		FROM measure m JOIN measurement v ON v.measure = m.id AND v.day BETWEEN ? AND ? ORDER BY m.name, v.day, v.entry`, int(from), int(to))
	return list, s.explain("read the measures", err)
}

func scanMeasureValue(scan func(...any) error) (MeasureValue, error) {
	var v MeasureValue
	err := scan(&v.Measure, &v.Kind, &v.Day, &v.Entry, &v.Value)
	return v, err
}

// NotedOften says whether a measure was noted at least so often; with once,
// exactly so often, which comes a single time.
func (s *Store) NotedOften(ctx context.Context, measure string, least int, once bool) (bool, error) {
	n, err := one[int](ctx, s.db, "SELECT count(*) FROM measurement v JOIN measure m ON m.id = v.measure WHERE m.name = ?", measure)
	if err != nil {
		return false, s.explain("read the measures", err)
	}
	if once {
		return n == least, nil
	}
	return n >= least, nil
}
