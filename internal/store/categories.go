package store

import (
	"context"
	"encoding/json"
	"fmt"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// AddCategory keeps a category of the user's own, after the others.
func (a *Act) AddCategory(c *journal.Category) error {
	also, err := encodeStrings(c.Also)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO category (id, track, label, also, position, own)
		SELECT ?, ?, ?, ?, max(position) + 1, ? FROM category`, c.ID, string(c.Track), c.Label, also, c.Own)
}

// SaveCategory writes the label and the synonyms of a category.
func (a *Act) SaveCategory(c *journal.Category) error {
	also, err := encodeStrings(c.Also)
	if err != nil {
		return err
	}
	return a.exec("UPDATE category SET label = ?1, also = ?2 WHERE id = ?3 AND (label <> ?1 OR also <> ?2)", c.Label, also, c.ID)
}

// RenameCategory gives an own category another id everywhere: in activities,
// answers, targets and rules.
func (a *Act) RenameCategory(from, to string) error {
	// A new row and the old one gone, not one row changed: undo finds rows by id.
	for _, statement := range []string{
		"INSERT INTO category (id, track, label, also, position, own) SELECT ?2, track, label, also, position, own FROM category WHERE id = ?1",
		"UPDATE activity SET category = ?2 WHERE category = ?1",
		"DELETE FROM category WHERE id = ?1 AND ?2 <> ''",
		"INSERT INTO target (id, share, minutes, since) SELECT ?2, share, minutes, since FROM target WHERE id = ?1",
		"DELETE FROM target WHERE id = ?1 AND ?2 <> ''",
	} {
		if err := a.exec(statement, from, to); err != nil {
			return err
		}
	}
	return a.renameParts(from, to)
}

// sharing selects the answers that share out time and name a category; its
// id is the first argument.
const sharing = ` FROM answer w JOIN entry e ON e.number = w.entry
	JOIN asked_question q ON q.hash = e.asked AND q.question = w.question AND q.kind = 'split'
	WHERE w.value IS NOT NULL AND json_extract(w.value, '$."' || ?1 || '"') IS NOT NULL`

// renameParts renames a category in the answers that share out time over
// categories.
func (a *Act) renameParts(from, to string) error {
	type part struct {
		entry          int64
		question, text string
	}
	parts, err := all(a.ctx, a.tx, func(scan func(...any) error) (part, error) {
		var p part
		err := scan(&p.entry, &p.question, &p.text)
		return p, err
	}, "SELECT w.entry, w.question, w.value"+sharing, from)
	if err != nil {
		return err
	}
	for _, p := range parts {
		value, err := exercise.DecodeValue(p.text)
		if err != nil {
			return err
		}
		given, _ := value.(map[string]any)
		given[to] = given[from]
		delete(given, from)
		if err := a.SetAnswer(p.entry, p.question, given); err != nil {
			return err
		}
	}
	return nil
}

// categoryNamed returns the category that a word reads as: an exercise may name
// one that was renamed since.
func (a *Act) categoryNamed(word string) (string, error) {
	id, err := one[string](a.ctx, a.tx, `SELECT id FROM category
		WHERE id = ?1 OR ?1 IN (SELECT value FROM json_each(also)) ORDER BY id <> ?1 LIMIT 1`, word)
	if noRows(err) {
		return "", fmt.Errorf("%w %q", ErrNoCategory, word)
	}
	return id, err
}

// DeleteCategory removes a category that nothing uses.
func (a *Act) DeleteCategory(id string) error {
	return a.exec("DELETE FROM category WHERE id = ?", id)
}

// Uses of a category.
type Uses struct{ Activities, Answers, Targets, Rules int }

// CategoryUses counts what would be left hanging without a category. An answer
// that shares out time can name a category that no activity has: when the
// activity was deleted by itself.
func (s *Store) CategoryUses(ctx context.Context, id string) (Uses, error) {
	var u Uses
	err := s.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM activity WHERE category = ?1),
		(SELECT count(*)`+sharing+`),
		(SELECT count(*) FROM target WHERE id = ?1), (SELECT count(*) FROM rule WHERE category = ?1)`, id).
		Scan(&u.Activities, &u.Answers, &u.Targets, &u.Rules)
	return u, s.explain("read the categories", err)
}

// Categories returns every category in its order.
func (s *Store) Categories(ctx context.Context) ([]journal.Category, error) {
	list, err := all(ctx, s.db, scanCategory, "SELECT id, track, label, also, own FROM category ORDER BY position, id")
	return list, s.explain("read the categories", err)
}

func scanCategory(scan func(...any) error) (journal.Category, error) {
	var c journal.Category
	var also string
	if err := scan(&c.ID, &c.Track, &c.Label, &also, &c.Own); err != nil {
		return c, err
	}
	words, err := decodeStrings(also)
	if err != nil {
		return c, fmt.Errorf("category %s: %w", c.ID, err)
	}
	c.Also = words
	return c, nil
}

func encodeStrings(list []string) (string, error) {
	text, err := json.Marshal(append([]string{}, list...))
	return string(text), err
}
