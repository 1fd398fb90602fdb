package store

import (
	"context"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Coachee is someone the owner coaches, in figures without content.
type Coachee struct {
	Person
	Next        period.Day // the next session, as the last review says, or 0
	NextTime    string     // its time of day in the coach's words, or empty
	Sessions    int
	LastSession period.Day
	Open, Done  int // exercises given that are open, or done
	Shares      int
	LastShare   period.Day
}

// Coachees returns everyone the owner coaches, by name: whom there is an
// agreement with as their coach, who was given an exercise, shared something,
// or whose session was reviewed.
func (s *Store) Coachees(ctx context.Context) ([]Coachee, error) {
	list, err := all(ctx, s.db, scanCoachee, `WITH said AS MATERIALIZED (
			SELECT hash, question, role FROM asked_question WHERE role IN ('next-session', 'session-time'))
		SELECT p.number, p.uuid, p.name, p.public, p.day,
			(SELECT json_group_object(q.role, json(a.value)) FROM entry e
				JOIN said q ON q.hash = e.asked
				JOIN answer a ON a.entry = e.number AND a.question = q.question AND a.value IS NOT NULL
				WHERE e.number = (SELECT l.entry FROM concern l JOIN entry d ON d.number = l.entry
					WHERE l.person = p.number AND l.assignment IS NULL AND d.state <> 'draft' ORDER BY l.entry DESC LIMIT 1)),
			(SELECT count(*) FROM concern c WHERE c.person = p.number AND c.assignment IS NULL),
			coalesce((SELECT e.day FROM concern c JOIN entry e ON e.number = c.entry
				WHERE c.person = p.number AND c.assignment IS NULL ORDER BY c.entry DESC LIMIT 1), 0),
			(SELECT count(*) FROM assignment x WHERE x.person = p.number AND x.side = 'given' AND x.state IN ('offered', 'accepted', 'started')),
			(SELECT count(*) FROM assignment x WHERE x.person = p.number AND x.side = 'given' AND x.state = 'done'),
			(SELECT count(*) FROM received r WHERE r.person = p.number),
			coalesce((SELECT r.day FROM received r WHERE r.person = p.number ORDER BY r.number DESC LIMIT 1), 0)
		FROM person p
		WHERE EXISTS (SELECT 1 FROM agreement g WHERE g.person = p.number AND g.role = 'coach')
			OR EXISTS (SELECT 1 FROM assignment x WHERE x.person = p.number AND x.side = 'given')
			OR EXISTS (SELECT 1 FROM received r WHERE r.person = p.number)
			OR EXISTS (SELECT 1 FROM concern c WHERE c.person = p.number AND c.assignment IS NULL)
		ORDER BY p.name`)
	return list, s.explain("read the coachees", err)
}

func scanCoachee(scan func(...any) error) (Coachee, error) {
	var c Coachee
	var next *string
	if err := scan(&c.Number, &c.UUID, &c.Name, &c.Public, &c.Day, &next, &c.Sessions, &c.LastSession,
		&c.Open, &c.Done, &c.Shares, &c.LastShare); err != nil || next == nil {
		return c, err
	}
	value, err := exercise.DecodeValue(*next)
	if err != nil {
		return c, err
	}
	said, _ := value.(map[string]any)
	c.NextTime, _ = said["session-time"].(string)
	if text, ok := said["next-session"].(string); ok {
		c.Next, err = period.ParseDay(text)
	}
	return c, err
}

// A Session is one to come: with whom, and at what time in the coach's words.
type Session struct{ Name, Time string }

// SessionsOn returns the sessions on a day, as the last review of each person
// says.
func (s *Store) SessionsOn(ctx context.Context, day period.Day) ([]Session, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Session, error) {
		var x Session
		err := scan(&x.Name, &x.Time)
		return x, err
	}, `SELECT p.name, coalesce((SELECT v.value ->> '$' FROM asked_question t
			JOIN answer v ON v.entry = e.number AND v.question = t.question
			WHERE t.hash = e.asked AND t.role = 'session-time'), '')
		FROM person p
		JOIN concern c ON c.entry = (SELECT l.entry FROM concern l JOIN entry d ON d.number = l.entry
			WHERE l.person = p.number AND l.assignment IS NULL AND d.state <> 'draft' ORDER BY l.entry DESC LIMIT 1)
		JOIN entry e ON e.number = c.entry
		JOIN asked_question q ON q.hash = e.asked AND q.role = 'next-session'
		JOIN answer a ON a.entry = e.number AND a.question = q.question AND a.value = json_quote(?)
		ORDER BY p.name`, day.String())
	return list, s.explain("read the sessions", err)
}
