package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Why a Keeper holds no key, or cannot hold one.
var (
	ErrNotKept        = errors.New("the journal is locked")
	ErrExpired        = errors.New("the journal has locked itself: its time was over")
	ErrClockSetBack   = errors.New("the journal has locked itself: the clock was set back")
	ErrNoMemoryFolder = errors.New("there is no private memory folder to keep the key in")
)

// clockSlack is how far a clock may be corrected backwards before it counts as
// set back.
const clockSlack = 2 * time.Minute

const keptStart = "mull unlocked 1"

// A Keeper keeps the key of an unlocked journal until a time, in a folder of
// the user's own that lies in memory (XDG_RUNTIME_DIR), never on a disk. A
// folder that is on a disk, that others may enter or that belongs to someone
// else is refused with ErrNoMemoryFolder; the passphrase is then asked for each
// time.
//
// It protects the key from whoever takes the machine or its disk, not from
// programs the user runs.
type Keeper struct {
	dir, name string
	now       func() time.Time
	private   func(dir string) error
}

// NewKeeper returns the keeper of one journal, named by its absolute path, in
// the folder dir; dir may be empty where the system has none.
func NewKeeper(dir, journal string, now func() time.Time) *Keeper {
	sum := sha256.Sum256([]byte(journal))
	return &Keeper{
		dir:     dir,
		name:    "mull-unlocked-" + hex.EncodeToString(sum[:8]),
		now:     now,
		private: privateMemory,
	}
}

// Check says whether the folder may hold a key, before a passphrase is asked.
func (k *Keeper) Check() error {
	if k.dir == "" {
		return fmt.Errorf("%w: XDG_RUNTIME_DIR is not set", ErrNoMemoryFolder)
	}
	if !filepath.IsAbs(k.dir) {
		return fmt.Errorf("%w: %s is not an absolute path", ErrNoMemoryFolder, k.dir)
	}
	return k.private(k.dir)
}

// Keep holds the key until a time, in place of one held before.
func (k *Keeper) Keep(key *Key, until time.Time) error {
	if err := k.Check(); err != nil {
		return err
	}
	now := k.now()
	if !until.After(now) {
		return fmt.Errorf("keeping the key until %s: that is not in the future", until.Format(time.RFC3339))
	}
	content := fmt.Sprintf("%s\n%s\n%s\n%s\n", keptStart,
		now.UTC().Format(time.RFC3339), until.UTC().Format(time.RFC3339), key.Secret())
	return replace(k.path(), 0o600, now, func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	})
}

// Key returns the key and until when it is kept. Without one it fails with
// ErrNotKept, ErrExpired or ErrClockSetBack; the latter two forget it.
func (k *Keeper) Key() (*Key, time.Time, error) {
	if err := k.Check(); err != nil {
		return nil, time.Time{}, err
	}
	kept, err := k.read()
	if err != nil {
		return nil, time.Time{}, err
	}
	now := k.now()
	problem := error(nil)
	switch {
	case now.Add(clockSlack).Before(kept.since), now.Add(clockSlack).Before(kept.seen):
		problem = ErrClockSetBack
	case !now.Before(kept.until):
		problem = ErrExpired
	}
	if problem != nil {
		if err := k.Forget(); err != nil {
			return nil, time.Time{}, err
		}
		return nil, time.Time{}, problem
	}
	if now.After(kept.seen) {
		// The modified time remembers the latest instant the key was used.
		// Rewriting the file instead could bring back a key that another
		// process forgets at this moment.
		_ = os.Chtimes(k.path(), now, now)
	}
	return kept.key, kept.until, nil
}

// Forget removes the key. Nothing kept is no error.
func (k *Keeper) Forget() error {
	if k.dir == "" {
		return nil
	}
	err := os.Remove(k.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (k *Keeper) path() string { return filepath.Join(k.dir, k.name) }

type keptKey struct {
	since, until, seen time.Time
	key                *Key
}

func (k *Keeper) read() (keptKey, error) {
	file, err := openOwn(k.path())
	if errors.Is(err, fs.ErrNotExist) {
		return keptKey{}, ErrNotKept
	}
	if err != nil {
		return keptKey{}, fmt.Errorf("reading the kept key: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return keptKey{}, fmt.Errorf("reading the kept key: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(file, 1<<10))
	if err != nil {
		return keptKey{}, fmt.Errorf("reading the kept key: %w", err)
	}
	kept, ok := parseKept(string(data))
	if !ok {
		return keptKey{}, fmt.Errorf("%w: the kept key cannot be read", ErrNotKept)
	}
	kept.seen = info.ModTime()
	return kept, nil
}

func parseKept(text string) (kept keptKey, ok bool) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 4 || lines[0] != keptStart {
		return kept, false
	}
	var errs [3]error
	kept.since, errs[0] = time.Parse(time.RFC3339, lines[1])
	kept.until, errs[1] = time.Parse(time.RFC3339, lines[2])
	kept.key, errs[2] = ParseKey(lines[3])
	return kept, errors.Join(errs[:]...) == nil
}
