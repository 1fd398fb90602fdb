package store

import (
	"context"

	"mull/internal/journal"
	"mull/internal/period"
)

// near is how many days are looked at first for the newest answer: most are
// found there, and questions that are never answered are not sought through all
// the years.
const near = 60

// LatestByRole returns the newest answer to a question with a role, up to a
// day, or nil.
func (s *Store) LatestByRole(ctx context.Context, role string, to period.Day) (*journal.RoleAnswer, error) {
	type asked struct{ exercise, question string }
	questions, err := all(ctx, s.db, func(scan func(...any) error) (asked, error) {
		var q asked
		err := scan(&q.exercise, &q.question)
		return q, err
	}, "SELECT DISTINCT k.exercise, r.question FROM asked k JOIN asked_question r ON r.hash = k.hash AND r.role = ?", role)
	if err != nil {
		return nil, s.explain("read the answers", err)
	}
	for _, from := range []period.Day{to - near, period.MinDay} {
		var latest *journal.RoleAnswer
		for _, q := range questions {
			found, err := s.latest(ctx, role, q.exercise, q.question, from, to)
			if err != nil {
				return nil, s.explain("read the answers", err)
			}
			if latest == nil || found != nil && newer(found, latest) {
				latest = found
			}
		}
		if latest != nil {
			return latest, nil
		}
	}
	return nil, nil
}

func newer(a, b *journal.RoleAnswer) bool {
	return a.Day > b.Day || a.Day == b.Day && a.Entry > b.Entry
}

// latest returns the newest answer to one question in some days, or nil.
func (s *Store) latest(ctx context.Context, role, exerciseID, question string, from, to period.Day) (*journal.RoleAnswer, error) {
	// CROSS JOIN keeps the order of tables: from the newest entry back to the
	// first with an answer, where a sort would read all of them.
	list, err := all(ctx, s.db, scanRoleAnswer, `SELECT e.number, e.exercise, e.asked, e.day, a.question, q.role, a.value
		FROM (SELECT number, day FROM entry WHERE exercise = ?1 AND day BETWEEN ?2 AND ?3 AND state <> 'draft' ORDER BY day DESC, number DESC) n
		CROSS JOIN answer a ON a.entry = n.number AND a.question = ?4 AND a.value IS NOT NULL
		CROSS JOIN entry e ON e.number = n.number
		CROSS JOIN asked_question q ON q.hash = e.asked AND q.question = ?4 AND q.role = ?5
		ORDER BY n.day DESC, n.number DESC LIMIT 1`, exerciseID, int(from), int(to), question, role)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}
