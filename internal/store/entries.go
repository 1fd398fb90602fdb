package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// AddEntry keeps a new entry without its answers and gives it its number, UUID
// and times.
func (a *Act) AddEntry(e *journal.Entry) error {
	if err := a.numbered(&e.Number); err != nil {
		return err
	}
	if e.UUID == "" {
		e.UUID = a.newUUID()
	}
	if e.StartedAt.IsZero() {
		e.StartedAt = a.now
	}
	if e.WrittenAt.IsZero() {
		e.WrittenAt = a.now
	}
	return a.exec(`INSERT INTO entry (number, uuid, exercise, asked, day, zone, started_at, written_at, backfilled, state, about, revisit, act)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Number, e.UUID, e.Exercise, e.Asked, int(e.Day), e.Zone, e.StartedAt.UnixMilli(), e.WrittenAt.UnixMilli(),
		e.Backfilled, string(e.State), orNull(e.About), orNull(int(e.Revisit)), a.id)
}

// SaveEntry writes the state, day, revisit and activity of an entry that is
// kept already.
func (a *Act) SaveEntry(e *journal.Entry) error {
	return a.exec("UPDATE entry SET day = ?, state = ?, about = ?, revisit = ?, written_at = ?, backfilled = ? WHERE number = ?",
		int(e.Day), string(e.State), orNull(e.About), orNull(int(e.Revisit)), e.WrittenAt.UnixMilli(), e.Backfilled, e.Number)
}

// SetAnswer keeps one answer; nil is a skip. The same value again is no change.
func (a *Act) SetAnswer(entry int64, question string, value any) error {
	var text any
	if value != nil {
		encoded, err := exercise.EncodeValue(value)
		if err != nil {
			return fmt.Errorf("answer %s: %w", question, err)
		}
		text = encoded
	}
	return a.exec(`INSERT INTO answer (entry, question, value) VALUES (?, ?, ?)
		ON CONFLICT (entry, question) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value`, entry, question, text)
}

// DropAnswer makes a question not reached.
func (a *Act) DropAnswer(entry int64, question string) error {
	return a.exec("DELETE FROM answer WHERE entry = ? AND question = ?", entry, question)
}

// SetAnswers makes an entry hold exactly these answers.
func (a *Act) SetAnswers(entry int64, answers exercise.Answers) error {
	present, err := all(a.ctx, a.tx, scanOne[string], "SELECT question FROM answer WHERE entry = ?", entry)
	if err != nil {
		return err
	}
	for _, question := range present {
		if _, stays := answers[question]; !stays {
			if err := a.DropAnswer(entry, question); err != nil {
				return err
			}
		}
	}
	for _, question := range slices.Sorted(maps.Keys(answers)) {
		if err := a.SetAnswer(entry, question, answers[question]); err != nil {
			return err
		}
	}
	return nil
}

// DeleteEntry removes an entry with its answers, the activities it owns and the
// items it put on the list.
func (a *Act) DeleteEntry(number int64) error {
	for _, statement := range []string{
		"DELETE FROM measurement WHERE entry = ?",
		"DELETE FROM concern WHERE entry = ?",
		"DELETE FROM item WHERE entry = ?",
		"DELETE FROM activity WHERE entry = ?",
		"DELETE FROM answer WHERE entry = ?",
		"DELETE FROM entry WHERE number = ?",
	} {
		if err := a.exec(statement, number); err != nil {
			return err
		}
	}
	return nil
}

// Entry reads one entry as the act sees it.
func (a *Act) Entry(number int64) (*journal.Entry, error) { return entry(a.ctx, a.tx, number) }

// Entry returns one entry with its answers, or ErrNothing.
func (s *Store) Entry(ctx context.Context, number int64) (*journal.Entry, error) {
	e, err := entry(ctx, s.db, number)
	return e, s.explain("read the entry", err)
}

func entry(ctx context.Context, q querier, number int64) (*journal.Entry, error) {
	list, err := all(ctx, q, scanEntry, "SELECT "+entryColumns+" FROM entry WHERE number = ?", number)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	list[0].Answers, err = answers(ctx, q, number)
	return &list[0], err
}

const entryColumns = "number, uuid, exercise, asked, day, zone, started_at, written_at, backfilled, state, coalesce(about, 0), coalesce(revisit, 0)"

func scanEntry(scan func(...any) error) (journal.Entry, error) {
	var e journal.Entry
	var started, written int64
	err := scan(&e.Number, &e.UUID, &e.Exercise, &e.Asked, &e.Day, &e.Zone, &started, &written, &e.Backfilled, &e.State, &e.About, &e.Revisit)
	e.StartedAt, e.WrittenAt = instant(started), instant(written)
	return e, err
}

func instant(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func answers(ctx context.Context, q querier, entry int64) (exercise.Answers, error) {
	found := exercise.Answers{}
	_, err := all(ctx, q, func(scan func(...any) error) (struct{}, error) {
		var question string
		var text *string
		if err := scan(&question, &text); err != nil {
			return struct{}{}, err
		}
		if text == nil {
			found[question] = nil
			return struct{}{}, nil
		}
		value, err := exercise.DecodeValue(*text)
		found[question] = value
		return struct{}{}, err
	}, "SELECT question, value FROM answer WHERE entry = ?", entry)
	return found, err
}

// A Filter chooses entries and activities. Zero fields choose everything.
type Filter struct {
	From, To period.Day // both included; To 0 is no end
	Exercise string
	State    journal.State
	Tag      string // in a note or in own words, in lower case
	Limit    int    // newest first; 0 is all
}

func (f Filter) last() int {
	if f.To == 0 {
		return int(period.MaxDay)
	}
	return int(f.To)
}

func (f Filter) limit() int {
	if f.Limit == 0 {
		return -1
	}
	return f.Limit
}

// Entries returns entries without their answers, newest first.
func (s *Store) Entries(ctx context.Context, f Filter) ([]journal.Entry, error) {
	query, args := "SELECT "+entryColumns+" FROM entry WHERE day BETWEEN ? AND ?", []any{int(f.From), f.last()}
	if f.Exercise != "" {
		query, args = query+" AND exercise = ?", append(args, f.Exercise)
	}
	if f.State != "" {
		query, args = query+" AND state = ?", append(args, string(f.State))
	}
	if f.State != "" && f.State != journal.Done {
		// Said again in the words of the index of what is unfinished, since SQLite
		// does not look into a parameter when it chooses an index.
		query += " AND state <> 'done'"
	}
	limit := f.limit()
	if f.Tag != "" {
		query, limit = query+mayTagEntry, -1
	}
	list, err := all(ctx, s.db, scanEntry, query+" ORDER BY day DESC, number DESC LIMIT ?", append(args, limit)...)
	if err == nil && f.Tag != "" {
		list, err = keepTagged(ctx, s.db, list, f.Tag, f.Limit)
	}
	return list, s.explain("read the entries", err)
}

// Count returns how many entries and activities a filter chooses, without its
// Limit.
func (s *Store) Count(ctx context.Context, f Filter) (int, error) {
	if f.Tag != "" {
		return s.countTagged(ctx, f)
	}
	query, args := "SELECT (SELECT count(*) FROM entry WHERE day BETWEEN ?1 AND ?2)", []any{int(f.From), f.last()}
	if f.Exercise != "" {
		query, args = "SELECT (SELECT count(*) FROM entry WHERE day BETWEEN ?1 AND ?2 AND exercise = ?3)", append(args, f.Exercise)
	} else {
		query += " + (SELECT count(*) FROM activity WHERE day BETWEEN ?1 AND ?2)"
	}
	n, err := one[int](ctx, s.db, query, args...)
	return n, s.explain("count the entries", err)
}

// LastAsked returns, for each question of an exercise, the number of the
// newest entry in which it was asked.
func (s *Store) LastAsked(ctx context.Context, exerciseID string) (map[string]int64, error) {
	last := map[string]int64{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var question string
		var number int64
		err := scan(&question, &number)
		last[question] = number
		return struct{}{}, err
		// The newest sittings tell: what was not asked in them is the longest ago.
	}, `SELECT question, max(entry) FROM answer
		WHERE entry IN (SELECT number FROM entry WHERE exercise = ? ORDER BY day DESC LIMIT 50) GROUP BY question`, exerciseID)
	return last, s.explain("read the answers", err)
}

// AnswersByRole returns the answers from one day to another to questions with
// any of the roles, oldest first; a skip has the value nil. Drafts are left out.
func (s *Store) AnswersByRole(ctx context.Context, from, to period.Day, roles ...string) ([]journal.RoleAnswer, error) {
	query := `SELECT e.number, e.exercise, e.asked, e.day, a.question, q.role, a.value
		FROM entry e
		JOIN asked_question q ON q.hash = e.asked AND q.role IN (` + marks(len(roles)) + `)
		JOIN answer a ON a.entry = e.number AND a.question = q.question
		WHERE e.day BETWEEN ? AND ? AND e.state <> 'draft'
		ORDER BY e.day, e.number, q.position`
	args := append(anys(roles), int(from), int(to))
	list, err := all(ctx, s.db, scanRoleAnswer, query, args...)
	return list, s.explain("read the answers", err)
}

func scanRoleAnswer(scan func(...any) error) (journal.RoleAnswer, error) {
	var r journal.RoleAnswer
	var text *string
	if err := scan(&r.Entry, &r.Exercise, &r.Asked, &r.Day, &r.Question, &r.Role, &text); err != nil || text == nil {
		return r, err
	}
	var err error
	r.Value, err = exercise.DecodeValue(*text)
	return r, err
}

func marks(n int) string {
	text := ""
	for i := range n {
		if i > 0 {
			text += ", "
		}
		text += "?"
	}
	return text
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = list[i]
	}
	return out
}

// A Sitting says how often an exercise was done, and when last.
type Sitting struct {
	Count int
	Last  period.Day
}

// Sittings returns how often each exercise was done. Drafts are left out.
func (s *Store) Sittings(ctx context.Context) (map[string]Sitting, error) {
	sittings := map[string]Sitting{}
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var id string
		var x Sitting
		err := scan(&id, &x.Count, &x.Last)
		sittings[id] = x
		return struct{}{}, err
	}, "SELECT exercise, count(*), max(day) FROM entry WHERE state <> 'draft' GROUP BY exercise")
	return sittings, s.explain("read the entries", err)
}

// WroteBefore counts the earlier entries of the same exercise whose own words
// for a question fit.
func (s *Store) WroteBefore(ctx context.Context, e *journal.Entry, question string, fits func(words string) bool) (int, error) {
	values, err := all(ctx, s.db, scanOne[string], `SELECT a.value FROM entry e JOIN answer a ON a.entry = e.number AND a.question = ?
		WHERE e.exercise = ? AND e.number <> ? AND e.state <> 'draft' AND a.value LIKE '%"other"%'`, question, e.Exercise, e.Number)
	if err != nil {
		return 0, s.explain("read the answers", err)
	}
	count := 0
	for _, text := range values {
		value, err := exercise.DecodeValue(text)
		if err != nil {
			return 0, err
		}
		for _, words := range exercise.OwnWords(value) {
			if fits(words) {
				count++
				break
			}
		}
	}
	return count, nil
}

// LatestAnswer returns the newest answer to a question of an exercise with the
// day it was given for, other than in one entry; nil where there is none.
func (s *Store) LatestAnswer(ctx context.Context, exerciseID, question string, except int64) (any, period.Day, error) {
	list, err := all(ctx, s.db, scanRoleAnswer, `SELECT e.number, e.exercise, e.asked, e.day, a.question, '', a.value
		FROM entry e JOIN answer a ON a.entry = e.number AND a.question = ?2 AND a.value IS NOT NULL
		WHERE e.exercise = ?1 AND e.number <> ?3 AND e.state <> 'draft' ORDER BY e.day DESC, e.number DESC LIMIT 1`, exerciseID, question, except)
	if err != nil || len(list) == 0 {
		return nil, 0, s.explain("read the answers", err)
	}
	return list[0].Value, list[0].Day, nil
}
