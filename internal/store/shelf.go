package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Shelf holds the backups mull makes by itself of one journal. Their names
// say of which journal, when and before what, so that they need no other list.
type Shelf struct {
	Dir string // "" keeps none
	// Keep is how many there may be; the oldest go first. No more than half of
	// them are of single steps, or a day of imports would push out the weeks.
	Keep int

	journal string
	stem    string
}

// Shelved is one of them.
type Shelved struct {
	Path string
	At   time.Time
	Why  string // weekly, import, restore ..., or version for a copy made before an update
}

// Weekly is why most of them are made.
const Weekly = "weekly"

// backupsFolder is where they are unless their owner chose another folder.
const backupsFolder = "backups"

// NewShelf returns the shelf of a journal: the folder dir, or for "" the folder
// backups beside the journal.
func NewShelf(journal, dir string, keep int) *Shelf {
	base := filepath.Base(journal)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	if dir == "" {
		return &Shelf{filepath.Join(filepath.Dir(journal), backupsFolder), keep, journal, stem}
	}
	// Journals of the same name from elsewhere may be on it, too.
	sum := sha256.Sum256([]byte(journal))
	return &Shelf{dir, keep, journal, stem + "-" + hex.EncodeToString(sum[:4])}
}

const shelfTime = "20060102T150405.000Z"

var shelfName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.+)-(\d{8}T\d{6}\.\d{3}Z)-([a-z-]+)\.db$`)
})

// Put makes a backup of the journal for a reason, one word, removes the oldest
// beyond Keep and returns where it is. Off the shelf (no Dir) it does nothing.
func (h *Shelf) Put(ctx context.Context, s *Store, why string) (string, error) {
	if h.Dir == "" {
		return "", nil
	}
	if err := os.MkdirAll(h.Dir, 0o700); err != nil {
		return "", fmt.Errorf("make the folder of backups: %w", err)
	}
	path := filepath.Join(h.Dir, h.stem+"-"+s.now().UTC().Format(shelfTime)+"-"+why+".db")
	if err := s.Backup(ctx, path); err != nil {
		return "", err
	}
	if s.Sealed() {
		if err := h.PutKey(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("copy the key to the backups: %w", err)
		}
	}
	return path, h.rotate(Shelved{Path: path, Why: why})
}

// rotate removes the oldest backups beyond Keep, never the one just made, which
// a clock set back may have dated before the others.
func (h *Shelf) rotate(fresh Shelved) error {
	list, err := h.dated()
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(b Shelved) bool { return b.Path == fresh.Path })
	left, steps := h.Keep, h.Keep/2
	if fresh.Why != Weekly {
		steps--
	}
	left--
	for _, b := range list {
		if left > 0 && (b.Why == Weekly || steps > 0) {
			left--
			if b.Why != Weekly {
				steps--
			}
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return fmt.Errorf("remove an old backup: %w", err)
		}
	}
	return nil
}

// List returns the backups on the shelf, newest first. Copies made before
// updates, which lie beside the journal, are among those of the shelf that does.
func (h *Shelf) List() ([]Shelved, error) {
	list, err := h.dated()
	if err != nil {
		return nil, err
	}
	folder := filepath.Dir(h.journal)
	if h.Dir != filepath.Join(folder, backupsFolder) {
		return list, nil
	}
	entries, err := readFolder(folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		version, found := strings.CutPrefix(entry.Name(), filepath.Base(h.journal)+".before-version-")
		info, err := entry.Info()
		if !found || strings.Contains(version, ".") || err != nil || !info.Mode().IsRegular() {
			continue
		}
		list = append(list, Shelved{filepath.Join(folder, entry.Name()), info.ModTime().UTC(), "version " + version})
	}
	slices.SortFunc(list, newestFirst)
	return list, nil
}

func (h *Shelf) dated() ([]Shelved, error) {
	if h.Dir == "" {
		return nil, nil
	}
	entries, err := readFolder(h.Dir)
	if err != nil {
		return nil, err
	}
	var list []Shelved
	for _, entry := range entries {
		parts := shelfName().FindStringSubmatch(entry.Name())
		if parts == nil || parts[1] != h.stem || !entry.Type().IsRegular() {
			continue
		}
		if at, err := time.Parse(shelfTime, parts[2]); err == nil {
			list = append(list, Shelved{filepath.Join(h.Dir, entry.Name()), at, parts[3]})
		}
	}
	slices.SortFunc(list, newestFirst)
	return list, nil
}

func newestFirst(a, b Shelved) int { return b.At.Compare(a.At) }

func readFolder(path string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look for backups: %w", err)
	}
	return entries, nil
}

// week is how old the newest backup may become.
const week = 7 * 24 * time.Hour

// PutWeekly makes a backup where the newest is older than a week, or where there
// is none of a journal that is. It returns where, or "". A journal that is known
// to be damaged gets none.
func (h *Shelf) PutWeekly(ctx context.Context, s *Store) (string, error) {
	list, err := h.dated()
	if err != nil || h.Dir == "" || s.takesWrites() != nil {
		return "", err
	}
	now := s.now()
	for _, b := range list {
		// One from a clock that ran ahead says nothing.
		if age := now.Sub(b.At); age < week && age > -time.Hour {
			return "", nil
		}
	}
	if len(list) == 0 {
		begun, err := s.FirstAct(ctx)
		if err != nil || begun.IsZero() || now.Sub(begun) < week {
			return "", err
		}
	}
	return h.Put(ctx, s, Weekly)
}

// Temps returns the unfinished copies that killed programs left, on the shelf
// and beside the journal. Nothing but a copy that is being made is among them.
func (h *Shelf) Temps() ([]string, error) {
	var found []string
	base := filepath.Base(h.journal)
	folders := []string{filepath.Dir(h.journal)}
	if h.Dir != "" {
		folders = append(folders, h.Dir)
	}
	for _, folder := range folders {
		entries, err := readFolder(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			name := entry.Name()
			version, copied := strings.CutPrefix(name, base+".before-version-")
			// SQLite has a rollback journal beside a copy it is making, too.
			temp := strings.HasPrefix(name, "."+h.stem) && strings.HasSuffix(strings.TrimSuffix(name, "-journal"), ".tmp")
			if entry.Type().IsRegular() && (temp || copied && strings.Contains(version, ".")) {
				found = append(found, filepath.Join(folder, name))
			}
		}
	}
	return found, nil
}
