package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/google/uuid"

	"mull/internal/exercise"
	"mull/internal/seal"
	"mull/schema"
)

// inspect reads the first bytes of the file, before SQLite has it open, and
// returns the version of the journal: 0 for an empty file, sealedVersion for a
// sealed one. What is not a mull journal is never handed to SQLite, which might change it.
func inspect(path string) (int, error) {
	if err := onlyFiles(path); err != nil {
		return 0, err
	}
	file, err := seal.OpenRegular(path)
	if err != nil {
		return 0, unusable(path, "cannot be opened", err)
	}
	defer file.Close()
	header := make([]byte, 100)
	n, err := io.ReadFull(file, header)
	if errors.Is(err, io.EOF) {
		return 0, nil
	}
	if seal.IsSealed(header[:n]) {
		return sealedVersion, nil
	}
	if n == len(header) && len(bytes.Trim(header, "\x00")) == 0 && interrupted(path) {
		// The power failed while a journal was being made: SQLite takes it back to
		// nothing by the file beside it, and refuses it where that is none of its.
		return 0, nil
	}
	// https://sqlite.org/fileformat.html#the_database_header
	if n < len(header) {
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return 0, unusable(path, "cannot be read", err)
		}
		return 0, notAJournal(path)
	}
	if !strings.HasPrefix(string(header), sqliteMagic) || binary.BigEndian.Uint32(header[68:]) != schema.ApplicationID {
		return 0, damagedHeader(path, header, notAJournal(path))
	}
	version := versionOf(header)
	if version > schema.Version() || version < 0 {
		return 0, damagedHeader(path, header, fromNewer(path, version))
	}
	return version, nil
}

// versionOf reads the version of a journal from its header.
func versionOf(header []byte) int { return int(binary.BigEndian.Uint32(header[60:])) }

func fromNewer(path string, version int) error {
	return &Unusable{
		Path:    path,
		Problem: fmt.Sprintf("was written by a newer mull (version %d; this one knows %d); it is left as it is", version, schema.Version()),
		Hint:    "install a newer mull",
	}
}

// FileVersion is the version of the journals this program writes.
func FileVersion() int { return schema.Version() }

// steps returns the migrations a journal of a version still needs.
type steps func(version int) ([]schema.Migration, error)

// migrate brings the journal from a version to the program's in one
// transaction. A journal that holds something is copied first, and must hold
// as much afterwards.
func (s *Store) migrate(ctx context.Context, from int, after steps) error {
	needed, err := after(from)
	if err != nil || len(needed) == 0 {
		return wrap("bring the journal up to date", err)
	}
	if s.vault != nil {
		return s.migrateSealed(ctx, from, after, needed[len(needed)-1].Version)
	}
	if from == 0 || s.image {
		// Nothing to lose: a new journal, or a copy in memory.
		return s.explain("set up the journal", s.migrateInOne(ctx, from, after, func() error { return nil }))
	}
	copied := fmt.Sprintf("%s.before-version-%d", s.path, needed[len(needed)-1].Version)
	// Under another name until this process has the lock: of two that find an
	// old journal, the second would copy what the first has migrated.
	fresh := copied + "." + uuid.NewString()
	defer os.Remove(fresh) //nolint:errcheck // it has its name by then, or is not needed
	if err := s.CopyTo(ctx, fresh); err != nil {
		return s.explain("copy the journal before bringing it up to date", err)
	}
	begun := false
	err = s.migrateInOne(ctx, from, after, func() error {
		begun = true
		return os.Rename(fresh, copied)
	})
	if err != nil && !begun {
		return s.explain("bring the journal up to date", err)
	}
	if err != nil {
		return fmt.Errorf("%w; the journal is unchanged, and a copy is at %s", s.explain("bring the journal up to date", err), copied)
	}
	if begun {
		s.aside = copied
	}
	return nil
}

// migrateSealed is migrate for a sealed journal: the copy is the sealed file as
// it is.
func (s *Store) migrateSealed(ctx context.Context, from int, after steps, to int) error {
	copied := fmt.Sprintf("%s.before-version-%d", s.path, to)
	begun := false
	err := s.change(ctx, func() (bool, error) {
		err := s.migrateInOne(ctx, from, after, func() error {
			sealed, err := seal.ReadRegular(s.vault.path)
			if err != nil {
				return err
			}
			begun = true
			return seal.WriteFile(copied, sealed, 0o600)
		})
		return begun, err
	})
	if err != nil && begun {
		return fmt.Errorf("%w; the journal is unchanged, and a copy is at %s", s.explain("bring the journal up to date", err), copied)
	}
	if begun {
		s.aside = copied
	}
	return s.explain("bring the journal up to date", err)
}

// migrateInOne runs the steps; begun is called once it is sure that they are
// needed and nobody else takes them.
func (s *Store) migrateInOne(ctx context.Context, from int, after steps, begun func() error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	// Another process may have done it while this one waited for the lock.
	version, err := one[int](ctx, tx, "PRAGMA user_version")
	if err != nil || version != from {
		return err
	}
	needed, err := after(version)
	if err != nil {
		return err
	}
	if err := begun(); err != nil {
		return err
	}
	before, err := counts(ctx, tx)
	if err != nil {
		return err
	}
	// What is damaged by now stays known as such.
	var bad []Damage
	if version >= withSums {
		if bad, err = verify(ctx, tx); err != nil {
			return err
		}
	}
	for _, step := range needed {
		if err := exec(ctx, tx, step.SQL); err != nil {
			return fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	if version == 0 {
		if err := found(ctx, tx); err != nil {
			return err
		}
	}
	if version > 0 && version < withWords {
		a := &Act{tx: &transaction{Tx: tx, prepared: map[string]*sql.Stmt{}}, ctx: ctx, store: s, known: map[string]*exercise.Exercise{}}
		if err := a.rebuildWords(); err != nil {
			return fmt.Errorf("index what was written: %w", err)
		}
	}
	if err := resumAll(ctx, tx, bad); err != nil {
		return fmt.Errorf("write the checksums: %w", err)
	}
	if err := sameCounts(ctx, tx, before); err != nil {
		return err
	}
	if err := exec(ctx, tx, fmt.Sprintf("PRAGMA user_version = %d", needed[len(needed)-1].Version)); err != nil {
		return err
	}
	return tx.Commit()
}

// withWords is the first version that has an index of what was written. Only
// the program can read the texts of entries older than that into it.
const withWords = 2

// withSums is the first version that has checksums.
const withSums = 7

// found writes what is a new journal's own.
func found(ctx context.Context, q querier) error {
	seed := make([]byte, 16)
	if _, err := rand.Read(seed); err != nil {
		return err
	}
	if err := exec(ctx, q, "INSERT INTO state (one, next_number, machine, seed) VALUES (1, 1, ?, ?)",
		uuid.NewString(), hex.EncodeToString(seed)); err != nil {
		return err
	}
	return exec(ctx, q, fmt.Sprintf("PRAGMA application_id = %d", schema.ApplicationID))
}

// kept names the tables whose rows a migration must not lose.
var kept = []string{
	"act", "change", "asked", "entry", "answer", "activity", "item", "category", "setting",
	"target", "off", "rule",
	"identity", "person", "agreement", "assignment", "note", "concern", "receipt", "received", "letter", "gone", "backup", "recovery",
}

// counts counts the rows of those tables the journal has so far.
func counts(ctx context.Context, q querier) (map[string]int, error) {
	present, err := all(ctx, q, scanOne[string], "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return nil, err
	}
	rows := map[string]int{}
	for _, table := range kept {
		if !slices.Contains(present, table) {
			continue
		}
		if rows[table], err = one[int](ctx, q, "SELECT count(*) FROM "+table); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func sameCounts(ctx context.Context, q querier, before map[string]int) error {
	after, err := counts(ctx, q)
	if err != nil {
		return err
	}
	for table, count := range before {
		if after[table] != count {
			return fmt.Errorf("table %s had %d rows and would have %d", table, count, after[table])
		}
	}
	return nil
}
