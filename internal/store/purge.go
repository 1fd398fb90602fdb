package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Purgeable is what can be purged: an entry, a piece of time or an item, kept
// or deleted.
type Purgeable struct {
	Number  int64
	Thing   string
	Deleted bool
}

// things are what bears the numbers people see on their own pages.
const things = "('entry', 'activity', 'item')"

// Purgeables returns what bears the numbers; with none, all that was deleted.
func (s *Store) Purgeables(ctx context.Context, numbers []int64) ([]Purgeable, error) {
	wanted := "number IN (SELECT value FROM json_each(?))"
	if numbers == nil {
		wanted = "? = '[]' AND present = 0"
	}
	list, err := all(ctx, s.db, func(scan func(...any) error) (Purgeable, error) {
		var x Purgeable
		present := false
		err := scan(&x.Number, &x.Thing, &present)
		x.Deleted = !present
		return x, err
	}, `WITH present AS (SELECT number, 'entry' AS thing FROM entry UNION ALL SELECT number, 'activity' FROM activity UNION ALL SELECT number, 'item' FROM item),
		known AS (SELECT number, thing, 1 AS present FROM present UNION ALL
			SELECT DISTINCT number, thing, 0 FROM change WHERE thing IN `+things+` AND number NOT IN (SELECT number FROM present))
		SELECT number, thing, present FROM known WHERE `+wanted+` ORDER BY number`, listed(numbers))
	return list, s.explain("read what can be purged", err)
}

// Twins adds the entries that tell the same as pieces of time: an hour logged
// with its reasons is one thing, and goes whole.
func (s *Store) Twins(ctx context.Context, numbers []int64) ([]int64, error) {
	entries, err := all(ctx, s.db, scanOne[int64], `WITH wanted AS (SELECT value AS number FROM json_each(?)),
		owned AS (SELECT number, entry FROM activity UNION
			SELECT number, json_extract(before, '$.entry') FROM change WHERE thing = 'activity' AND before IS NOT NULL),
		about AS (SELECT number, about FROM entry UNION
			SELECT number, json_extract(before, '$.about') FROM change WHERE thing = 'entry' AND before IS NOT NULL)
		SELECT DISTINCT about.number FROM wanted JOIN owned USING (number)
			JOIN about ON about.number = owned.entry AND about.about = owned.number`, listed(numbers))
	if err != nil {
		return nil, s.explain("read what belongs together", err)
	}
	whole := append(slices.Clone(numbers), entries...)
	slices.Sort(whole)
	return slices.Compact(whole), nil
}

// Purge removes what bears the numbers for good; its id alone stays.
func (s *Store) Purge(ctx context.Context, numbers []int64) error {
	return s.Erase(ctx, "purge", numbers, nil)
}

// PurgeDeleted removes for good all that was deleted, and what stood in kept
// things before they were changed. What was done before cannot be undone then.
func (s *Store) PurgeDeleted(ctx context.Context) error {
	deleted, err := s.Purgeables(ctx, nil)
	if err != nil {
		return err
	}
	numbers := make([]int64, len(deleted))
	for i, x := range deleted {
		numbers[i] = x.Number
	}
	return s.Erase(ctx, "purge", numbers, func(a *Act) error {
		// Ids first: the changes that hold them go next.
		whole, err := a.withOwned(numbers)
		if err != nil {
			return err
		}
		if err := a.markGone(whole); err != nil {
			return err
		}
		if err := a.dropChanges("before IS NOT NULL AND act < ?", a.id); err != nil {
			return err
		}
		if err := a.makeFinal("final = 0"); err != nil {
			return err
		}
		return a.dropUnasked()
	})
}

// dropUnasked removes the texts of exercises that no entry was asked with.
func (a *Act) dropUnasked() error {
	for _, table := range []string{"asked_option", "asked_question", "asked"} {
		hashes, err := all(a.ctx, a.tx, scanOne[string], "DELETE FROM "+table+` WHERE hash NOT IN (SELECT asked FROM entry)
			AND hash NOT IN (SELECT json_extract(before, '$.asked') FROM change WHERE thing = 'entry' AND before IS NOT NULL) RETURNING hash`)
		if err != nil {
			return err
		}
		for _, hash := range hashes {
			a.touch("asked", 0, hash)
		}
	}
	return nil
}

// RemovePurged removes from the shelf the backups that still hold something
// purged, or all where everything is told to go, and those that cannot be read
// to find out. It returns which went.
func (h *Shelf) RemovePurged(ctx context.Context, s *Store, everything bool, keys ...Key) ([]string, error) {
	list, err := h.List()
	if err != nil {
		return nil, err
	}
	gone, err := all(ctx, s.db, scanOne[string], "SELECT uuid FROM gone")
	if err != nil {
		return nil, s.explain("read what was purged", err)
	}
	var removed []string
	for _, b := range list {
		if !everything && !holdsAny(ctx, s, b.Path, gone, keys) {
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return removed, err
		}
		removed = append(removed, b.Path)
	}
	temps, err := h.Temps()
	if err != nil {
		return removed, err
	}
	for _, temp := range temps {
		if err := os.Remove(temp); err != nil && !errors.Is(err, os.ErrNotExist) {
			return removed, err
		}
	}
	return removed, nil
}

// holdsAny says whether a backup holds one of the ids, or may hold it.
func holdsAny(ctx context.Context, s *Store, path string, gone []string, keys []Key) bool {
	backup, _, err := LoadBackup(ctx, path, s.now, keys...)
	if err != nil {
		return true
	}
	defer backup.Close()
	held, err := backup.holds(ctx, gone)
	return err != nil || held
}

// holds says whether a journal has one of the ids, kept or in its history.
func (s *Store) holds(ctx context.Context, ids []string) (bool, error) {
	texts := strings.Join(ids, " ")
	for _, table := range numbered {
		held, err := one[bool](ctx, s.db, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE instr(?1, uuid))"+
			" OR EXISTS (SELECT 1 FROM change WHERE thing = '"+table+"' AND before IS NOT NULL AND instr(?1, json_extract(before, '$.uuid')))", texts)
		if err != nil || held {
			return held, err
		}
	}
	return false, nil
}

// Unfinished says what a purge that was killed left to do: backups on the shelf
// that hold something purged, and whether the file is still to be cleaned. A
// backup that cannot be read is not among them.
func (h *Shelf) Unfinished(ctx context.Context, s *Store, keys ...Key) (backups []string, file bool, err error) {
	file, err = one[bool](ctx, s.db, `SELECT coalesce((SELECT kind IN ('purge', 'forget') OR EXISTS (SELECT 1 FROM gone g WHERE g.at = act.at) FROM act ORDER BY id DESC LIMIT 1), 0)
		AND (SELECT freelist_count FROM pragma_freelist_count) > 0`)
	if err != nil {
		return nil, false, s.explain("read what was purged", err)
	}
	gone, err := all(ctx, s.db, scanOne[string], "SELECT uuid FROM gone")
	if err != nil || len(gone) == 0 {
		return nil, file, s.explain("read what was purged", err)
	}
	list, err := h.List()
	if err != nil {
		return nil, file, err
	}
	for _, b := range list {
		image, err := readBackup(b.Path, keys)
		if err != nil {
			continue
		}
		backup, err := openImage(ctx, b.Path, image, s.now)
		if err != nil {
			continue
		}
		held, err := backup.holds(ctx, gone)
		if err := backup.Close(); err != nil {
			return nil, file, err
		}
		if err == nil && held {
			backups = append(backups, b.Path)
		}
	}
	return backups, file, nil
}

// Asides lists what a restore put aside unread, and backups that failed their
// check; whether they hold something is for their owner to say.
func (h *Shelf) Asides() ([]string, error) {
	folder := filepath.Dir(h.journal)
	entries, err := readFolder(folder)
	var found []string
	for _, entry := range entries {
		if h.Dir != "" && h.Dir != filepath.Join(folder, backupsFolder) {
			break // they are with the shelf beside the journal
		}
		if entry.Type().IsRegular() && strings.HasPrefix(entry.Name(), filepath.Base(h.journal)+".damaged-") {
			found = append(found, filepath.Join(filepath.Dir(h.journal), entry.Name()))
		}
	}
	if h.Dir == "" || err != nil {
		return found, err
	}
	entries, err = readFolder(h.Dir)
	for _, entry := range entries {
		name, aside := strings.CutSuffix(entry.Name(), asideSuffix)
		if parts := shelfName().FindStringSubmatch(name); aside && parts != nil && parts[1] == h.stem {
			found = append(found, filepath.Join(h.Dir, entry.Name()))
		}
	}
	return found, err
}
