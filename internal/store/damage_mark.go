// A journal found damaged takes no more writes: the mark that says so.

package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"mull/internal/seal"
)

// ErrNoWrites says that a journal was found damaged, and takes no more writes until
// it is repaired.
var ErrNoWrites = errors.New("the journal is damaged and takes no more writes")

// MarkFile is where it is remembered that a journal is damaged. It holds a hash of
// how the file begins, its size and its time: it means that file alone, and says
// nothing about what is in it.
func MarkFile(path string) string { return real(path) + ".no-writes" }

// MarkDamaged remembers that the journal at path is damaged.
func MarkDamaged(path string) error {
	mark, err := beginOf(path)
	if err != nil {
		return err
	}
	return seal.WriteFile(MarkFile(path), mark, 0o600)
}

// ClearMark forgets that a journal was damaged. What is no file is none of mull's, and
// stays.
func ClearMark(path string) error {
	if seal.Regular(MarkFile(path)) != nil {
		return nil
	}
	if err := os.Remove(MarkFile(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Marked says whether the journal at path is known to be damaged. A mark of
// another file that was there before says nothing.
func Marked(path string) bool {
	mark, err := seal.ReadRegular(MarkFile(path))
	if err != nil {
		return false
	}
	begin, err := beginOf(path)
	return err == nil && bytes.Equal(mark, begin)
}

func beginOf(path string) ([]byte, error) {
	file, err := seal.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	start, err := readStart(file)
	// Size and time tell a good copy that somebody put back.
	sum := sha256.Sum256(fmt.Appendf(start, "%d %d", info.Size(), info.ModTime().UnixNano()))
	return []byte(hex.EncodeToString(sum[:]) + "\n"), err
}

// onDisk says whether the Store is the journal itself, not a copy in memory.
func (s *Store) onDisk() bool { return !s.image && s.path != Memory && s.later == "" }

// takesWrites refuses to write to a journal that is known to be damaged.
func (s *Store) takesWrites() error {
	if s.onDisk() && Marked(s.path) {
		return noWrites(s.path, nil)
	}
	return nil
}

// NoWrites is the error of an act on a journal that is known to be damaged.
func NoWrites(path string) error { return noWrites(path, nil) }

func noWrites(path string, err error) error {
	return &Unusable{path, "is damaged, so nothing was written to it", "mull doctor names the damage and the command that repairs it",
		errors.Join(ErrNoWrites, ErrDamaged, err)}
}

// foundDamaged remembers that the journal is damaged, where an error says so.
func (s *Store) foundDamaged(err error) error {
	if errors.Is(err, ErrDamaged) && s.onDisk() {
		_ = MarkDamaged(s.path) // the damage is found again where this fails
	}
	return err
}

// stopped is foundDamaged for an act, which then wrote nothing.
func (s *Store) stopped(err error) error {
	if errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoWrites) {
		err = noWrites(s.path, err)
	}
	return s.foundDamaged(err)
}

// checkAct refuses to undo by a history that isn't what was written.
func (a *Act) checkAct(id int64) error {
	changes, err := a.changesOf(id)
	if err != nil {
		return err
	}
	contents := make([]uint64, len(changes))
	for i, c := range changes {
		contents[i] = c.content
	}
	return eachRow(a.ctx, a.tx, func(r *rowReader) error {
		sums, _ := r.value("sums").([]byte)
		if d := damageOf(sums, r.content("sums"), contents); d != nil && !d.sums {
			return a.store.builtOnDamage(Damage{Thing: "act", Number: id, How: Altered})
		}
		return nil
	}, "SELECT * FROM act WHERE id = ?", id)
}

func (s *Store) builtOnDamage(d Damage) error {
	return noWrites(s.path, errors.New(d.String()))
}
