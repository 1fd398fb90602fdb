package store

import (
	"context"
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// tagged narrows a query to what may hold a tag: SQLite's LIKE knows upper and
// lower case of ASCII only, so journal.Tags has the last word.
const (
	mayTagActivity = " AND note LIKE '%#%'"
	mayTagEntry    = " AND number IN (SELECT entry FROM answer WHERE value LIKE '%#%')"
)

// keepTagged leaves the entries of which an answer in own words has the tag.
func keepTagged(ctx context.Context, q querier, entries []journal.Entry, tag string, limit int) ([]journal.Entry, error) {
	kept := entries[:0]
	for i := range entries {
		found, err := answers(ctx, q, entries[i].Number)
		if err != nil {
			return nil, err
		}
		if slices.Contains(tagsOf(found), tag) {
			kept = append(kept, entries[i])
		}
		if limit > 0 && len(kept) == limit {
			break
		}
	}
	return kept, nil
}

// tagsOf returns the tags of every text among some answers.
func tagsOf(found exercise.Answers) []string {
	var tags []string
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case string:
			tags = append(tags, journal.Tags(v)...)
		case []any:
			for _, part := range v {
				walk(part)
			}
		case map[string]any:
			for _, part := range v {
				walk(part)
			}
		}
	}
	for _, value := range found {
		walk(value)
	}
	return tags
}

// Tags returns every tag of notes and pages, in alphabetical order.
func (s *Store) Tags(ctx context.Context) ([]string, error) {
	notes, err := all(ctx, s.db, scanOne[string], "SELECT note FROM activity WHERE note LIKE '%#%'")
	if err != nil {
		return nil, s.explain("read the tags", err)
	}
	values, err := all(ctx, s.db, scanOne[string], "SELECT value FROM answer WHERE value LIKE '%#%'")
	if err != nil {
		return nil, s.explain("read the tags", err)
	}
	var tags []string
	for _, note := range notes {
		tags = append(tags, journal.Tags(note)...)
	}
	for _, text := range values {
		value, err := exercise.DecodeValue(text)
		if err != nil {
			return nil, s.explain("read the tags", err)
		}
		tags = append(tags, tagsOf(exercise.Answers{"": value})...)
	}
	slices.Sort(tags)
	return slices.Compact(tags), nil
}

// RecentNotes returns the latest notes of time logged or timed, each once.
func (s *Store) RecentNotes(ctx context.Context, category string, most int) ([]string, error) {
	notes, err := all(ctx, s.db, scanOne[string], `SELECT note FROM (SELECT note, number FROM activity
		WHERE source IN ('logged', 'timer') AND note <> '' AND (?1 = '' OR category = ?1) ORDER BY number DESC LIMIT 500)
		GROUP BY note ORDER BY max(number) DESC LIMIT ?2`, category, most)
	return notes, s.explain("read the notes", err)
}

// countTagged counts what has a tag: only reading the texts tells.
func (s *Store) countTagged(ctx context.Context, f Filter) (int, error) {
	f.Limit = 0
	entries, err := s.Entries(ctx, f)
	if err != nil || f.Exercise != "" {
		return len(entries), err
	}
	activities, err := s.Activities(ctx, f)
	return len(entries) + len(activities), err
}
