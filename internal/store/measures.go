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

// Answered returns the entries in which the question of an option's measure,
// EXERCISE.QUESTION.OPTION, was reached, and says whether some are left out
// since they were asked in a version without the option.
func (s *Store) Answered(ctx context.Context, exerciseID, question, option string, from, to period.Day) (list []Value, lacking bool, err error) {
	without, err := s.askedWithout(ctx, exerciseID, question, option)
	if err != nil {
		return nil, false, s.explain("read the questions", err)
	}
	query, args := "", []any{question, exerciseID, int(from), int(to)}
	for _, hash := range without {
		query, args = query+" AND e.asked <> ?", append(args, hash)
	}
	list, err = all(ctx, s.db, scanValue, `SELECT e.day, e.number, 1.0 FROM entry e JOIN answer a ON a.entry = e.number AND a.question = ?
		WHERE e.exercise = ? AND e.day BETWEEN ? AND ? AND e.state <> 'draft'`+query+" ORDER BY e.day, e.number", args...)
	return list, len(without) > 0, s.explain("read the answers", err)
}

// askedWithout returns the versions of an exercise whose question has options
// of its own, but not this one. An option no version has comes from elsewhere.
func (s *Store) askedWithout(ctx context.Context, exerciseID, question, option string) ([]string, error) {
	known, err := s.HadOption(ctx, exerciseID, question, option)
	if err != nil || !known {
		return nil, err
	}
	return all(ctx, s.db, scanOne[string], `SELECT k.hash FROM asked k JOIN asked_question q ON q.hash = k.hash AND q.question = ?
		WHERE k.exercise = ? AND NOT EXISTS (SELECT 1 FROM asked_option o WHERE o.hash = k.hash AND o.question = ? AND o.option = ?)`,
		question, exerciseID, question, option)
}

// HadOption says whether a question was ever asked with an option of its own.
func (s *Store) HadOption(ctx context.Context, exerciseID, question, option string) (bool, error) {
	known, err := one[int](ctx, s.db, `SELECT count(*) FROM asked k JOIN asked_option o ON o.hash = k.hash AND o.question = ? AND o.option = ?
		WHERE k.exercise = ?`, question, option, exerciseID)
	return known > 0, s.explain("read the questions", err)
}

// OnOtherScales returns the entries of some days whose scale question was asked
// on another scale than the latest of them, which is returned, too.
func (s *Store) OnOtherScales(ctx context.Context, exerciseID, question string, from, to period.Day) (map[int64]bool, Scale, error) {
	const of = `FROM entry e JOIN asked_question q ON q.hash = e.asked AND q.question = ?
		WHERE e.exercise = ? AND e.day BETWEEN ? AND ? AND e.state <> 'draft' AND q.kind = 'scale'`
	var latest Scale
	args := []any{question, exerciseID, int(from), int(to)}
	err := s.db.QueryRowContext(ctx, "SELECT q.min, q.max "+of+" ORDER BY e.day DESC, e.number DESC LIMIT 1", args...).Scan(&latest.Min, &latest.Max)
	if noRows(err) {
		return nil, latest, nil
	}
	if err != nil {
		return nil, latest, s.explain("read the questions", err)
	}
	others, err := all(ctx, s.db, scanOne[int64], "SELECT e.number "+of+" AND (q.min <> ? OR q.max <> ?)", append(args, latest.Min, latest.Max)...)
	numbers := map[int64]bool{}
	for _, n := range others {
		numbers[n] = true
	}
	return numbers, latest, s.explain("read the questions", err)
}

// ScalesOf returns the different scales a question has had.
func (s *Store) ScalesOf(ctx context.Context, exerciseID, question string) ([]Scale, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Scale, error) {
		var x Scale
		err := scan(&x.Min, &x.Max)
		return x, err
	}, `SELECT DISTINCT q.min, q.max FROM asked k JOIN asked_question q ON q.hash = k.hash AND q.question = ?
		WHERE k.exercise = ? AND q.kind = 'scale'`, question, exerciseID)
	return list, s.explain("read the questions", err)
}
