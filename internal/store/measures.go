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

// A MeasureRow is a measure that something was noted for.
type MeasureRow struct {
	ID   int64
	Kind journal.MeasureKind
}

// Measure finds a measure by its name.
func (s *Store) Measure(ctx context.Context, name string) (MeasureRow, bool, error) {
	var m MeasureRow
	err := s.db.QueryRowContext(ctx, "SELECT id, kind FROM measure WHERE name = ?", name).Scan(&m.ID, &m.Kind)
	if noRows(err) {
		return m, false, nil
	}
	return m, err == nil, s.explain("read the measures", err)
}

// MeasureNames lists every measure that something was noted for.
func (s *Store) MeasureNames(ctx context.Context) ([]string, error) {
	names, err := all(ctx, s.db, scanOne[string], "SELECT name FROM measure m WHERE EXISTS (SELECT 1 FROM measurement v WHERE v.measure = m.id) ORDER BY name")
	return names, s.explain("read the measures", err)
}

// A Value is a value noted in an entry for a day.
type Value struct {
	Day   period.Day
	Entry int64
	Value float64
}

func scanValue(scan func(...any) error) (Value, error) {
	var v Value
	err := scan(&v.Day, &v.Entry, &v.Value)
	return v, err
}

// MeasureValues returns the values of one measure, by day.
func (s *Store) MeasureValues(ctx context.Context, measure int64, from, to period.Day) ([]Value, error) {
	list, err := all(ctx, s.db, scanValue, "SELECT day, entry, value FROM measurement WHERE measure = ? AND day BETWEEN ? AND ? ORDER BY day, entry",
		measure, int(from), int(to))
	return list, s.explain("read the measures", err)
}

// A Reached question: the entry that holds it, whether it was skipped, and the
// content hash of the exercise as it was asked.
type Reached struct {
	Day     period.Day
	Entry   int64
	Asked   string
	Skipped bool
}

// Reached returns the entries of an exercise from one day to another in which a
// question was reached, by day.
func (s *Store) Reached(ctx context.Context, exerciseID, question string, from, to period.Day) ([]Reached, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Reached, error) {
		var r Reached
		err := scan(&r.Day, &r.Entry, &r.Asked, &r.Skipped)
		return r, err
	}, `SELECT e.day, e.number, e.asked, a.value IS NULL FROM entry e JOIN answer a ON a.entry = e.number AND a.question = ?
		WHERE e.exercise = ? AND e.day BETWEEN ? AND ? AND e.state <> 'draft' ORDER BY e.day, e.number`,
		question, exerciseID, int(from), int(to))
	return list, s.explain("read the answers", err)
}

// HadOption says whether a question was ever asked with an option of its own.
func (s *Store) HadOption(ctx context.Context, exerciseID, question, option string) (bool, error) {
	known, err := one[int](ctx, s.db, `SELECT count(*) FROM asked k JOIN asked_option o ON o.hash = k.hash AND o.question = ? AND o.option = ?
		WHERE k.exercise = ?`, question, option, exerciseID)
	return known > 0, s.explain("read the questions", err)
}
