package store

import (
	"context"

	"mull/internal/period"
)

// An Assignment is an exercise the owner gave to someone, or took from them.
type Assignment struct {
	Number   int64
	UUID     string
	Given    bool // by the owner; else taken
	Person   int64
	Exercise string // its name in this journal
	Title    string
	Why      string
	Every    string // 1w; empty for once
	Until    period.Day
	See      string // a coaching.See
	State    string // a coaching.State
	Body     []byte // to be kept: the content of its letter; AssignmentLetter reads it back
	Due      period.Day
	DueWords string
	Words    string     // what was said with the answer
	Day      period.Day // given or taken
	Answered period.Day
}

func sideOf(given bool) string {
	if given {
		return "given"
	}
	return "taken"
}

// AddAssignment keeps an assignment and gives it its number.
func (a *Act) AddAssignment(x *Assignment) error {
	if err := a.numbered(&x.Number); err != nil {
		return err
	}
	return a.exec(`INSERT INTO assignment (number, uuid, side, person, exercise, title, why, every, until, see, state, due, due_words, words, day, answered, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		x.Number, x.UUID, sideOf(x.Given), x.Person, x.Exercise, x.Title, x.Why, x.Every, orNull(int(x.Until)), x.See, x.State,
		orNull(int(x.Due)), x.DueWords, x.Words, int(x.Day), orNull(int(x.Answered)), string(x.Body))
}

// SaveAssignment writes what became of an assignment.
func (a *Act) SaveAssignment(x *Assignment) error {
	return a.exec("UPDATE assignment SET state = ?, due = ?, due_words = ?, words = ?, answered = ? WHERE number = ?",
		x.State, orNull(int(x.Due)), x.DueWords, x.Words, orNull(int(x.Answered)), x.Number)
}

// Assignment reads one assignment as the act sees it, or ErrNothing.
func (a *Act) Assignment(number int64) (*Assignment, error) {
	return oneAssignment(a.ctx, a.tx, "number = ?", number)
}

// Assignment returns one assignment, or ErrNothing.
func (s *Store) Assignment(ctx context.Context, number int64) (*Assignment, error) {
	x, err := oneAssignment(ctx, s.db, "number = ?", number)
	return x, s.explain("read the assignment", err)
}

// AssignmentOf returns the assignment with a UUID on one side, or ErrNothing.
func (s *Store) AssignmentOf(ctx context.Context, uuid string, given bool) (*Assignment, error) {
	x, err := oneAssignment(ctx, s.db, "uuid = ? AND side = ?", uuid, sideOf(given))
	return x, s.explain("read the assignment", err)
}

const assignmentColumns = `number, uuid, side = 'given', person, exercise, title, why, every, coalesce(until, 0), see, state,
	coalesce(due, 0), due_words, words, day, coalesce(answered, 0)`

func scanAssignment(scan func(...any) error) (Assignment, error) {
	var x Assignment
	err := scan(&x.Number, &x.UUID, &x.Given, &x.Person, &x.Exercise, &x.Title, &x.Why, &x.Every, &x.Until, &x.See, &x.State, &x.Due, &x.DueWords, &x.Words, &x.Day, &x.Answered)
	return x, err
}

func oneAssignment(ctx context.Context, q querier, where string, args ...any) (*Assignment, error) {
	list, err := all(ctx, q, scanAssignment, "SELECT "+assignmentColumns+" FROM assignment WHERE "+where, args...)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNothing
	}
	return &list[0], nil
}

// AssignmentLetter returns the content of the letter an assignment came or went with, the
// exercise in it. It is long, so nothing else reads it.
func (s *Store) AssignmentLetter(ctx context.Context, number int64) ([]byte, error) {
	body, err := one[string](ctx, s.db, "SELECT body FROM assignment WHERE number = ?", number)
	return []byte(body), s.explain("read the assignment", err)
}

// Assignments returns the assignments with a person, or with everyone for 0,
// newest first.
func (s *Store) Assignments(ctx context.Context, person int64) ([]Assignment, error) {
	query, args := "SELECT "+assignmentColumns+" FROM assignment", []any{}
	if person != 0 {
		query, args = query+" WHERE person = ?", append(args, person)
	}
	list, err := all(ctx, s.db, scanAssignment, query+" ORDER BY number DESC", args...)
	return list, s.explain("read the assignments", err)
}

// LatestAssignments returns the assignments that are not closed, and with the
// newest others as many as the limit, newest first; more says that there are
// earlier ones.
func (s *Store) LatestAssignments(ctx context.Context, limit int) (list []Assignment, more bool, err error) {
	list, err = all(ctx, s.db, scanAssignment, "SELECT "+assignmentColumns+` FROM assignment WHERE number IN (
			SELECT number FROM assignment WHERE side IN ('given', 'taken') AND state IN ('offered', 'accepted', 'started')
			UNION SELECT number FROM (SELECT number FROM assignment ORDER BY number DESC LIMIT ?))
		ORDER BY number DESC`, limit)
	if err != nil || len(list) == 0 {
		return nil, false, s.explain("read the assignments", err)
	}
	more, err = one[bool](ctx, s.db, `SELECT (SELECT count(*) FROM (SELECT 1 FROM assignment LIMIT ?1)) >= ?1`, len(list)+1)
	return list, more, s.explain("read the assignments", err)
}

// TakenCalled returns the assignments taken from others whose exercise has a
// name in this journal.
func (s *Store) TakenCalled(ctx context.Context, exercise string) ([]Assignment, error) {
	list, err := all(ctx, s.db, scanAssignment, "SELECT "+assignmentColumns+" FROM assignment WHERE side = 'taken' AND exercise = ?", exercise)
	return list, s.explain("read the assignments", err)
}

// TakenIn returns the assignments taken from others that are in one of some
// states, oldest first.
func (s *Store) TakenIn(ctx context.Context, states ...string) ([]Assignment, error) {
	list, err := all(ctx, s.db, scanAssignment, "SELECT "+assignmentColumns+` FROM assignment
		WHERE side = 'taken' AND state IN (`+marks(len(states))+") ORDER BY number", anys(states)...)
	return list, s.explain("read the assignments", err)
}

// A Concern says whom an entry concerns, and which assignment it was written
// for, or 0.
type Concern struct{ Entry, Person, Assignment int64 }

// SetConcern notes whom an entry concerns.
func (a *Act) SetConcern(c Concern) error {
	return a.exec(`INSERT INTO concern (entry, person, assignment) VALUES (?, ?, ?)
		ON CONFLICT (entry) DO UPDATE SET person = excluded.person, assignment = excluded.assignment
			WHERE person <> excluded.person OR assignment IS NOT excluded.assignment`, c.Entry, c.Person, orNull(c.Assignment))
}

// ConcernOf returns whom an entry concerns; the zero Concern for nobody.
func (s *Store) ConcernOf(ctx context.Context, entry int64) (Concern, error) {
	list, err := all(ctx, s.db, scanConcern, "SELECT entry, person, coalesce(assignment, 0) FROM concern WHERE entry = ?", entry)
	if err != nil || len(list) == 0 {
		return Concern{}, s.explain("read whom the entry concerns", err)
	}
	return list[0], nil
}

func scanConcern(scan func(...any) error) (Concern, error) {
	var c Concern
	err := scan(&c.Entry, &c.Person, &c.Assignment)
	return c, err
}

// AnsweredFor returns the numbers of the entries written for an assignment,
// newest first, drafts left out.
func (s *Store) AnsweredFor(ctx context.Context, assignment int64) ([]int64, error) {
	list, err := all(ctx, s.db, scanOne[int64], `SELECT c.entry FROM concern c JOIN entry e ON e.number = c.entry
		WHERE c.assignment = ? AND e.state <> 'draft' ORDER BY c.entry DESC`, assignment)
	return list, s.explain("read the entries", err)
}

// A Review is what one entry about a session with someone says, by role.
type Review struct {
	Entry   int64
	Day     period.Day
	Answers map[string]any // without skips
}

// Reviews returns how many sessions with someone were reviewed, the day of the
// first, and what the newest reviews say to questions with some roles, newest
// first. Drafts are left out.
func (s *Store) Reviews(ctx context.Context, person int64, limit int, roles ...string) (count int, first period.Day, list []Review, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*), coalesce((SELECT e.day FROM concern c JOIN entry e ON e.number = c.entry
			WHERE c.person = ?1 AND c.assignment IS NULL AND e.state <> 'draft' ORDER BY c.entry LIMIT 1), 0)
		FROM concern c JOIN entry e ON e.number = c.entry WHERE c.person = ?1 AND c.assignment IS NULL AND e.state <> 'draft'`, person).Scan(&count, &first)
	if err != nil {
		return 0, 0, nil, s.explain("read the reviews", err)
	}
	rows, err := all(ctx, s.db, scanRoleAnswer, `SELECT e.number, e.exercise, e.asked, e.day, coalesce(a.question, ''), coalesce(q.role, ''), a.value
		FROM (SELECT c.entry FROM concern c JOIN entry d ON d.number = c.entry
			WHERE c.person = ? AND c.assignment IS NULL AND d.state <> 'draft' ORDER BY c.entry DESC LIMIT ?) l
		JOIN entry e ON e.number = l.entry
		LEFT JOIN asked_question q ON q.hash = e.asked AND q.role IN (`+marks(len(roles))+`)
		LEFT JOIN answer a ON a.entry = e.number AND a.question = q.question
		ORDER BY e.number DESC`, append([]any{person, limit}, anys(roles)...)...)
	if err != nil {
		return 0, 0, nil, s.explain("read the reviews", err)
	}
	for _, r := range rows {
		if len(list) == 0 || list[len(list)-1].Entry != r.Entry {
			list = append(list, Review{r.Entry, r.Day, map[string]any{}})
		}
		if r.Value != nil {
			list[len(list)-1].Answers[r.Role] = r.Value
		}
	}
	return count, first, list, nil
}
