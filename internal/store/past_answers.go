package store

import (
	"context"
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

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

// Wrote returns the entries of an exercise in which some own words for a
// question fit, by day. Drafts are left out.
func (s *Store) Wrote(ctx context.Context, exerciseID, question string, fits func(words string) bool) ([]Value, error) {
	list, err := all(ctx, s.db, scanRoleAnswer, `SELECT e.number, e.exercise, e.asked, e.day, a.question, '', a.value
		FROM entry e JOIN answer a ON a.entry = e.number AND a.question = ?
		WHERE e.exercise = ? AND e.state <> 'draft' AND a.value LIKE '%"other"%' ORDER BY e.day, e.number`, question, exerciseID)
	if err != nil {
		return nil, s.explain("read the answers", err)
	}
	var wrote []Value
	for _, a := range list {
		if slices.ContainsFunc(exercise.OwnWords(a.Value), fits) {
			wrote = append(wrote, Value{Day: a.Day, Entry: a.Entry, Value: 1})
		}
	}
	return wrote, nil
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
