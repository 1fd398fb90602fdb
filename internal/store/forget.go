package store

import (
	"context"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// Held counts what the journal holds on a person.
type Held struct {
	Keys       bool
	Agreements int
	Given      int // exercises given
	Taken      int // exercises taken; answers to them are the owner's own and stay
	Notes      int
	Reviews    int
	Received   int
	Receipts   int
	Answered   int // own entries written for exercises taken
}

// HeldOn returns what the journal holds on a person. reviews are the entries
// about them, as ReviewsOf found them.
func (s *Store) HeldOn(ctx context.Context, person int64, reviews []int64) (Held, error) {
	h := Held{Reviews: len(reviews)}
	err := s.db.QueryRowContext(ctx, `SELECT (SELECT public <> '' FROM person WHERE number = ?1),
		(SELECT count(*) FROM agreement WHERE person = ?1),
		(SELECT count(*) FROM assignment WHERE person = ?1 AND side = 'given'),
		(SELECT count(*) FROM assignment WHERE person = ?1 AND side = 'taken'),
		(SELECT count(*) FROM note WHERE person = ?1),
		(SELECT count(*) FROM received WHERE person = ?1),
		(SELECT count(*) FROM receipt WHERE person = ?1),
		(SELECT count(*) FROM concern WHERE person = ?1 AND assignment IS NOT NULL)`, person).
		Scan(&h.Keys, &h.Agreements, &h.Given, &h.Taken, &h.Notes, &h.Received, &h.Receipts, &h.Answered)
	return h, s.explain("read what is held", err)
}

// ReviewsOf returns the numbers of all entries, drafts included, that review a
// session with a person: those linked to them, and those that name them in an
// answer with the role client.
func (s *Store) ReviewsOf(ctx context.Context, p Person) ([]int64, error) {
	list, err := all(ctx, s.db, scanOne[int64], "SELECT entry FROM concern WHERE person = ? AND assignment IS NULL", p.Number)
	if err != nil {
		return nil, s.explain("read the entries", err)
	}
	named, err := s.naming(ctx, p, `SELECT a.entry, a.value FROM asked_question q
		JOIN entry e ON e.asked = q.hash
		JOIN answer a ON a.entry = e.number AND a.question = q.question
		WHERE q.role = 'client' AND a.value IS NOT NULL`)
	if err != nil {
		return nil, s.explain("read the entries", err)
	}
	list = append(list, named...)
	slices.Sort(list)
	return slices.Compact(list), nil
}

// deletedReviews returns the numbers of entries that named a person so and were
// deleted since.
func (s *Store) deletedReviews(ctx context.Context, p Person) ([]int64, error) {
	return s.naming(ctx, p, `SELECT number, json_extract(before, '$.value') FROM change
		WHERE thing = 'answer' AND before IS NOT NULL AND json_extract(before, '$.value') IS NOT NULL
			AND part IN (SELECT question FROM asked_question WHERE role = 'client')
			AND number NOT IN (SELECT number FROM entry)`)
}

// naming returns the numbers in a query's rows whose value is a person's name.
func (s *Store) naming(ctx context.Context, p Person, query string) ([]int64, error) {
	var numbers []int64
	_, err := all(ctx, s.db, func(scan func(...any) error) (struct{}, error) {
		var number int64
		var text string
		if err := scan(&number, &text); err != nil {
			return struct{}{}, err
		}
		value, err := exercise.DecodeValue(text)
		if name, ok := value.(string); ok && strings.EqualFold(strings.TrimSpace(name), p.Name) {
			numbers = append(numbers, number)
		}
		return struct{}{}, err
	}, query)
	return numbers, err
}

// Forget removes for good everything held on a person: see Erase. The owner's
// own answers to exercises of theirs stay, without the link to them.
func (s *Store) Forget(ctx context.Context, p Person) error {
	reviews, err := s.ReviewsOf(ctx, p)
	if err != nil {
		return err
	}
	numbers, err := all(ctx, s.db, scanOne[int64], `SELECT number FROM assignment WHERE person = ?1
		UNION SELECT number FROM note WHERE person = ?1
		UNION SELECT number FROM received WHERE person = ?1
		UNION SELECT number FROM receipt WHERE person = ?1
		UNION SELECT number FROM change WHERE thing IN ('assignment', 'note') AND before IS NOT NULL AND json_extract(before, '$.person') = ?1
		UNION SELECT number FROM change WHERE thing = 'entry' AND number IN (
			SELECT number FROM change WHERE thing = 'concern' AND before IS NOT NULL
				AND json_extract(before, '$.person') = ?1 AND json_extract(before, '$.assignment') IS NULL)`, p.Number)
	if err != nil {
		return s.explain("read what is held", err)
	}
	deleted, err := s.deletedReviews(ctx, p)
	if err != nil {
		return s.explain("read what is held", err)
	}
	numbers = append(append(append(numbers, reviews...), deleted...), p.Number)
	return s.Erase(ctx, "forget", numbers, func(a *Act) error {
		letters, err := all(a.ctx, a.tx, scanOne[string], "DELETE FROM letter WHERE person = ? RETURNING uuid", p.Number)
		if err != nil {
			return err
		}
		for _, id := range letters {
			a.touch("letter", p.Number, id)
		}
		for _, statement := range []string{
			"DELETE FROM agreement WHERE person = ?",
			"DELETE FROM concern WHERE person = ?",
		} {
			if err := a.exec(statement, p.Number); err != nil {
				return err
			}
		}
		if err := a.SetContact(p, Contact{}); err != nil {
			return err
		}
		if err := a.dropChanges("thing = 'setting' AND part = ?", contactPrefix+p.UUID); err != nil {
			return err
		}
		// What noted the link between an own entry and them goes as well.
		return a.dropChanges("thing = 'concern' AND before IS NOT NULL AND json_extract(before, '$.person') = ?", p.Number)
	})
}
