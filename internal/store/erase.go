package store

import (
	"context"
	"encoding/json"
	"slices"
)

// Erase removes for good what bears the numbers, kept or already deleted, with
// all that belongs to it: answers, owned time and items, former versions, what
// undo could bring back, the index, and the free pages of the file. also, if
// not nil, removes what bears no number, in the same act. Copies and backups
// are beyond it. Where only the cleaning of the file failed it fails with an
// Uncleaned.
func (s *Store) Erase(ctx context.Context, kind string, numbers []int64, also func(*Act) error) error {
	err := s.DoForGood(ctx, kind, func(a *Act) error {
		// Rows go in an order that keeps references whole only in the end.
		if err := a.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		whole, err := a.withOwned(numbers)
		if err != nil {
			return err
		}
		hashes, err := a.askedBy(whole)
		if err != nil {
			return err
		}
		if also != nil {
			if err := also(a); err != nil {
				return err
			}
		}
		if err := a.markGone(whole); err != nil {
			return err
		}
		if err := a.deleteNumbered(whole); err != nil {
			return err
		}
		// Totals, measures and the index follow from the changes that are noted
		// just now, and which then go with the others.
		if err := a.settle(); err != nil {
			return err
		}
		if err := a.eraseTraces(whole, hashes); err != nil {
			return err
		}
		// What is left for Compact is in free pages then, where Unfinished sees it.
		return a.exec(mergeIndex)
	})
	if err != nil {
		return err
	}
	if err := s.Compact(ctx); err != nil {
		return &Uncleaned{err}
	}
	return nil
}

// Uncleaned says that something was removed, and that the file could not be
// cleaned of it: Compact is still to be done.
type Uncleaned struct{ Err error }

func (e *Uncleaned) Error() string {
	return "it is removed, but the journal's file is not cleaned of it yet: " + Why(e.Err)
}

func (e *Uncleaned) Unwrap() error { return e.Err }

// mergeIndex leaves no deleted word in the search index.
const mergeIndex = "INSERT INTO word_index (word_index) VALUES ('optimize')"

// Compact rebuilds the search index and the file, so that nothing deleted is
// left in either.
func (s *Store) Compact(ctx context.Context) error {
	return s.change(ctx, func() (bool, error) {
		if err := exec(ctx, s.db, mergeIndex); err != nil {
			return false, s.explain("clean the search index", err)
		}
		return true, s.explain("clean the journal's file", exec(ctx, s.db, "VACUUM"))
	})
}

// withOwned adds the numbers of the time and the items that entries own, or
// once owned.
func (a *Act) withOwned(numbers []int64) ([]int64, error) {
	owned, err := all(a.ctx, a.tx, scanOne[int64], `WITH wanted AS (SELECT value AS number FROM json_each(?))
		SELECT number FROM activity WHERE entry IN wanted
		UNION SELECT number FROM item WHERE entry IN wanted
		UNION SELECT number FROM change WHERE thing IN ('activity', 'item') AND before IS NOT NULL
			AND json_extract(before, '$.entry') IN wanted`, listed(numbers))
	if err != nil {
		return nil, err
	}
	whole := append(slices.Clone(numbers), owned...)
	slices.Sort(whole)
	return slices.Compact(whole), nil
}

// askedBy returns the hashes of the exercises that entries asked, also entries
// deleted since.
func (a *Act) askedBy(numbers []int64) ([]string, error) {
	return all(a.ctx, a.tx, scanOne[string], `WITH wanted AS (SELECT value AS number FROM json_each(?))
		SELECT asked FROM entry WHERE number IN wanted
		UNION SELECT json_extract(before, '$.asked') FROM change WHERE thing = 'entry' AND before IS NOT NULL AND number IN wanted`, listed(numbers))
}

// numbered lists the tables whose rows bear numbers of the one sequence, those
// that refer to others first.
var numbered = []string{"item", "activity", "entry", "note", "assignment", "receipt", "received", "person"}

// markGone keeps the ids of what is about to go, also of what was deleted
// before, so that a merge does not bring it back.
func (a *Act) markGone(numbers []int64) error {
	for _, table := range numbered {
		ids, err := all(a.ctx, a.tx, scanOne[string], `INSERT OR IGNORE INTO gone (uuid, at)
			SELECT uuid, ?2 FROM `+table+` WHERE number IN (SELECT value FROM json_each(?1))
			UNION SELECT json_extract(before, '$.uuid'), ?2 FROM change
				WHERE thing = '`+table+`' AND before IS NOT NULL AND number IN (SELECT value FROM json_each(?1)) RETURNING uuid`,
			listed(numbers), a.now.UnixMilli())
		if err != nil {
			return err
		}
		for _, id := range ids {
			a.touch("gone", 0, id)
		}
	}
	return nil
}

func (a *Act) deleteNumbered(numbers []int64) error {
	list := listed(numbers)
	for _, statement := range []string{
		"DELETE FROM measurement WHERE entry IN (SELECT value FROM json_each(?))",
		"DELETE FROM answer WHERE entry IN (SELECT value FROM json_each(?))",
		"DELETE FROM concern WHERE entry IN (SELECT value FROM json_each(?))",
		"UPDATE entry SET about = NULL WHERE about IN (SELECT value FROM json_each(?))",
	} {
		if err := a.exec(statement, list); err != nil {
			return err
		}
	}
	for _, number := range numbers {
		a.touch("receipt", number, "")
		a.touch("received", number, "")
	}
	for _, table := range numbered {
		if err := a.exec("DELETE FROM "+table+" WHERE number IN (SELECT value FROM json_each(?))", list); err != nil {
			return err
		}
	}
	return nil
}

// eraseTraces removes every former version of what bears the numbers, and the
// texts that only it needed. An act that has nothing left to bring back cannot
// be undone any more.
func (a *Act) eraseTraces(numbers []int64, hashes []string) error {
	if err := a.dropChanges(`number IN (SELECT value FROM json_each(?))
		AND thing IN ('entry', 'answer', 'activity', 'item', 'person', 'agreement', 'assignment', 'note', 'concern')`, listed(numbers)); err != nil {
		return err
	}
	if err := a.makeFinal("final = 0 AND kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM change c WHERE c.act = act.id)"); err != nil {
		return err
	}
	if err := a.exec("DELETE FROM measure WHERE NOT EXISTS (SELECT 1 FROM measurement m WHERE m.measure = measure.id)"); err != nil {
		return err
	}
	for _, hash := range hashes {
		needed, err := one[bool](a.ctx, a.tx, `SELECT EXISTS (SELECT 1 FROM entry WHERE asked = ?1)
			OR EXISTS (SELECT 1 FROM change WHERE thing = 'entry' AND before IS NOT NULL AND json_extract(before, '$.asked') = ?1)`, hash)
		if err != nil {
			return err
		}
		if needed {
			continue
		}
		a.touch("asked", 0, hash)
		for _, table := range []string{"asked_option", "asked_question", "asked"} {
			if err := a.exec("DELETE FROM "+table+" WHERE hash = ?", hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropChanges removes notes of changes, this act's own as well.
func (a *Act) dropChanges(where string, args ...any) error {
	if err := a.noteTouched(); err != nil {
		return err
	}
	acts, err := all(a.ctx, a.tx, scanOne[int64], "SELECT DISTINCT act FROM change WHERE "+where, args...)
	if err != nil {
		return err
	}
	a.touchActs(acts)
	before, err := a.changesOf(a.id)
	if err != nil {
		return err
	}
	if err := a.exec("DELETE FROM change WHERE "+where, args...); err != nil {
		return err
	}
	after, err := a.changesOf(a.id)
	a.unnoted += len(before) - len(after)
	return err
}

// makeFinal makes acts ones that are never undone.
func (a *Act) makeFinal(where string) error {
	acts, err := all(a.ctx, a.tx, scanOne[int64], "UPDATE act SET final = 1 WHERE "+where+" RETURNING id")
	a.touchActs(acts)
	return err
}

// listed writes numbers as a JSON list, for json_each.
func listed(numbers []int64) string {
	if len(numbers) == 0 {
		return "[]"
	}
	text, _ := json.Marshal(numbers)
	return string(text)
}
