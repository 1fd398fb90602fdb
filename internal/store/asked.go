package store

import (
	"context"
	"encoding/json"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// KeepAsked keeps an exercise as it is asked and returns its content hash.
func (a *Act) KeepAsked(x *exercise.Exercise) (string, error) {
	body := exercise.Encode(x)
	hash := exercise.Hash(body)
	return hash, a.keepBody(hash, body, x)
}

// keepBody keeps the text of an exercise with what reports need to know of it.
func (a *Act) keepBody(hash string, body []byte, x *exercise.Exercise) error {
	a.known[hash] = x
	known, err := one[int](a.ctx, a.tx, "SELECT count(*) FROM asked WHERE hash = ?", hash)
	if err != nil || known > 0 {
		return err
	}
	a.touch("asked", 0, hash)
	if err := a.exec("INSERT INTO asked (hash, exercise, version, title, body) VALUES (?, ?, ?, ?, ?)",
		hash, x.ID, x.Version, x.Title, string(body)); err != nil {
		return err
	}
	return a.keepQuestions(hash, x)
}

func (a *Act) keepQuestions(hash string, x *exercise.Exercise) error {
	for i, q := range x.All() {
		if err := a.keepQuestion(hash, i, x, q); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) keepQuestion(hash string, position int, x *exercise.Exercise, q *exercise.Question) error {
	var least, most any
	if q.Kind == "scale" || q.Kind == "number" {
		least, most = bound(q.Min), bound(q.Max)
	}
	if err := a.exec(`INSERT INTO asked_question (hash, question, position, kind, role, ask, trend, privacy, min, max, low, high)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		hash, q.ID, position, q.Kind, q.Role, q.Ask, q.Trend, string(x.PrivacyOf(q)), least, most, q.Low, q.High); err != nil {
		return err
	}
	for _, o := range q.Options.List {
		if err := a.exec("INSERT OR IGNORE INTO asked_option (hash, question, option, label) VALUES (?, ?, ?, ?)", hash, q.ID, o.ID, o.Label); err != nil {
			return err
		}
	}
	return nil
}

func bound(value *float64) any {
	if value == nil {
		return nil
	}
	return *value
}

// Asked returns an exercise as it was asked, by its content hash.
func (s *Store) Asked(ctx context.Context, hash string) (*exercise.Exercise, error) {
	x, err := asked(ctx, s.db, hash)
	return x, s.explain("read the exercise as it was asked", err)
}

func asked(ctx context.Context, q querier, hash string) (*exercise.Exercise, error) {
	body, err := one[string](ctx, q, "SELECT body FROM asked WHERE hash = ?", hash)
	if err != nil {
		return nil, err
	}
	return exercise.Read("exercise as asked", []byte(body))
}

// asked returns an exercise as it was asked; within an act none is read twice.
func (a *Act) asked(hash string) (*exercise.Exercise, error) {
	if a.known[hash] != nil {
		return a.known[hash], nil
	}
	x, err := asked(a.ctx, a.tx, hash)
	if err == nil {
		a.known[hash] = x
	}
	return x, err
}

// Versions counts the versions of an exercise that were asked.
func (s *Store) Versions(ctx context.Context, exerciseID string) (int, error) {
	n, err := one[int](ctx, s.db, "SELECT count(*) FROM asked WHERE exercise = ?", exerciseID)
	return n, s.explain("read the exercises", err)
}

// KindOf returns the kind and the role of a question of an exercise that was
// asked in one version; of what it does not ask by itself the kind is empty.
func (s *Store) KindOf(ctx context.Context, exerciseID, question string) (kind, role string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT q.kind, q.role FROM asked k JOIN asked_question q ON q.hash = k.hash AND q.question = ? WHERE k.exercise = ?",
		question, exerciseID).Scan(&kind, &role)
	if noRows(err) {
		return "", "", nil
	}
	return kind, role, s.explain("read the question", err)
}

// AskedQuestions returns the ids of all questions that an exercise as it was
// asked holds.
func (s *Store) AskedQuestions(ctx context.Context) ([]string, error) {
	ids, err := all(ctx, s.db, scanOne[string], "SELECT DISTINCT question FROM asked_question ORDER BY question")
	return ids, s.explain("read the questions", err)
}

// OptionLabels returns the words of the options of questions with a role, the
// latest wording of each.
func (s *Store) OptionLabels(ctx context.Context, role string) (map[string]string, error) {
	labels := map[string]string{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var id, label string
		err := scan(&id, &label)
		labels[id] = label
		return struct{}{}, err
	}, `SELECT o.option, o.label FROM asked_option o
		JOIN asked_question q ON q.hash = o.hash AND q.question = o.question AND q.role = ?
		JOIN asked a ON a.hash = o.hash ORDER BY a.version`, role)
	return labels, s.explain("read the options", err)
}

// recomputeMeasures brings the measurements of every touched entry in line with
// its answers.
func (a *Act) recomputeMeasures() error {
	numbers, err := all(a.ctx, a.tx, scanOne[int64],
		"SELECT DISTINCT number FROM change WHERE act = ? AND seq > ? AND thing IN ('entry', 'answer')", a.id, a.since)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		if err := a.recomputeEntry(number); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) recomputeEntry(number int64) error {
	if err := a.exec("DELETE FROM measurement WHERE entry = ?", number); err != nil {
		return err
	}
	list, err := all(a.ctx, a.tx, scanEntry, "SELECT "+entryColumns+" FROM entry WHERE number = ? AND state <> 'draft'", number)
	if err != nil || len(list) == 0 {
		return err
	}
	e := list[0]
	x, err := a.asked(e.Asked)
	if err != nil {
		return err
	}
	given, err := answers(a.ctx, a.tx, number)
	if err != nil {
		return err
	}
	return a.measure(e, x, given)
}

// measure writes the measurements of an entry that has none.
func (a *Act) measure(e journal.Entry, x *exercise.Exercise, given exercise.Answers) error {
	for _, m := range journal.Measurements(x, given) {
		id, err := a.measureOf(m)
		if err != nil {
			return err
		}
		if err := a.exec("INSERT INTO measurement (measure, day, entry, value) VALUES (?, ?, ?, ?)", id, int(e.Day), e.Number, m.Value); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) measureOf(m journal.Measurement) (int64, error) {
	if known := a.measures[m.Measure]; known.ID != 0 && known.Kind == m.Kind {
		return known.ID, nil
	}
	if err := a.exec("INSERT INTO measure (name, kind) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind", m.Measure, string(m.Kind)); err != nil {
		return 0, err
	}
	id, err := one[int64](a.ctx, a.tx, "SELECT id FROM measure WHERE name = ?", m.Measure)
	if err == nil && a.measures != nil {
		a.measures[m.Measure] = MeasureRow{id, m.Kind}
	}
	return id, err
}

func decodeStrings(text string) ([]string, error) {
	var words []string
	err := json.Unmarshal([]byte(text), &words)
	return words, err
}

// A Scale is the words at the ends of a scale, and its bounds.
type Scale struct {
	Low, High string
	Min, Max  float64
}

// Scale returns the ends of a scale question as it was asked.
func (s *Store) Scale(ctx context.Context, hash, question string) (Scale, error) {
	var x Scale
	err := s.db.QueryRowContext(ctx, "SELECT low, high, coalesce(min, 0), coalesce(max, 0) FROM asked_question WHERE hash = ? AND question = ?",
		hash, question).Scan(&x.Low, &x.High, &x.Min, &x.Max)
	return x, s.explain("read the question", err)
}

// Titles returns the titles of all exercises as they were asked, by content
// hash.
func (s *Store) Titles(ctx context.Context) (map[string]string, error) {
	titles := map[string]string{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var hash, title string
		err := scan(&hash, &title)
		titles[hash] = title
		return struct{}{}, err
	}, "SELECT hash, title FROM asked")
	return titles, s.explain("read the exercises", err)
}
