package store

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/google/uuid"

	"mull/schema"
)

// inspect reads the first bytes of the file, before SQLite has it open, and
// returns the version of the journal: 0 for an empty file. What is not a mull
// journal is never handed to SQLite, which might change it.
func inspect(path string) (int, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, unusable(path, "cannot be opened", err)
	}
	defer file.Close()
	header := make([]byte, 100)
	n, err := io.ReadFull(file, header)
	if errors.Is(err, io.EOF) {
		return 0, nil
	}
	// https://sqlite.org/fileformat.html#the_database_header
	if n < len(header) || !strings.HasPrefix(string(header), "SQLite format 3\x00") {
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return 0, unusable(path, "cannot be read", err)
		}
		return 0, notAJournal(path)
	}
	if binary.BigEndian.Uint32(header[68:]) != schema.ApplicationID {
		return 0, notAJournal(path)
	}
	version := int(binary.BigEndian.Uint32(header[60:]))
	if version > schema.Version() {
		return 0, &Unusable{
			Path:    path,
			Problem: fmt.Sprintf("was written by a newer mull (version %d; this one knows %d); it is left as it is", version, schema.Version()),
			Hint:    "install a newer mull",
		}
	}
	return version, nil
}

// migrate brings the journal from a version to the program's in one
// transaction. A journal that holds something is copied first, and must hold
// as much afterwards.
func (s *Store) migrate(ctx context.Context, from int) error {
	copied := ""
	if from > 0 {
		copied = fmt.Sprintf("%s.before-version-%d", s.path, schema.Version())
		if err := s.CopyTo(ctx, copied); err != nil {
			return s.explain("copy the journal before bringing it up to date", err)
		}
	}
	err := s.migrateInOne(ctx)
	if err != nil && copied != "" {
		return fmt.Errorf("%w; the journal is unchanged, and a copy is at %s", s.explain("bring the journal up to date", err), copied)
	}
	return s.explain("set up the journal", err)
}

func (s *Store) migrateInOne(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	// Another process may have done it while this one waited for the lock.
	version, err := one[int](ctx, tx, "PRAGMA user_version")
	if err != nil {
		return err
	}
	before, err := counts(ctx, tx, version)
	if err != nil {
		return err
	}
	steps, err := schema.After(version)
	if err != nil || len(steps) == 0 {
		return err
	}
	for _, step := range steps {
		if err := exec(ctx, tx, step.SQL); err != nil {
			return fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	if version == 0 {
		if err := found(ctx, tx); err != nil {
			return err
		}
	}
	after, err := counts(ctx, tx, schema.Version())
	if err != nil {
		return err
	}
	for table, count := range before {
		if after[table] != count {
			return fmt.Errorf("table %s had %d rows and would have %d", table, count, after[table])
		}
	}
	if err := exec(ctx, tx, fmt.Sprintf("PRAGMA user_version = %d", schema.Version())); err != nil {
		return err
	}
	return tx.Commit()
}

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
var kept = []string{"act", "change", "asked", "entry", "answer", "activity", "item", "category", "setting"}

func counts(ctx context.Context, q querier, version int) (map[string]int, error) {
	if version == 0 {
		return nil, nil
	}
	rows := map[string]int{}
	for _, table := range kept {
		n, err := one[int](ctx, q, "SELECT count(*) FROM "+table)
		if err != nil {
			return nil, err
		}
		rows[table] = n
	}
	return rows, nil
}

// CopyTo writes a consistent copy of the journal to a new file, 0600.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := touch(path); err != nil {
		return err
	}
	return exec(ctx, s.db, "VACUUM INTO ?", path)
}
