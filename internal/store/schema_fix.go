// Puts the schema of a journal right that something else than mull changed.

package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// FixSchema makes the indexes and triggers of the journal at path anew that are
// missing or changed, and takes away what isn't mull's. before is called first
// and may copy the journal as it is. A table that is missing or changed it can't
// fix: then nothing is written.
func FixSchema(ctx context.Context, path string, now func() time.Time, before func(*Store) error, keys ...Key) (err error) {
	s, version, err := openUnchecked(path, now, keys)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	faults, err := s.schemaFaults(ctx, version)
	if err != nil || len(faults) == 0 {
		return err
	}
	if slices.ContainsFunc(faults, func(f SchemaFault) bool { return !f.Fixable() }) {
		return foreignSchema(path, faults)
	}
	if err := before(s); err != nil {
		return err
	}
	return s.change(ctx, func() (bool, error) {
		return true, s.explain("fix the journal", s.fixSchema(ctx, version))
	})
}

// openUnchecked opens a journal of whatever schema, which is not brought up to
// date.
func openUnchecked(path string, now func() time.Time, keys []Key) (*Store, int, error) {
	version, err := inspect(path)
	if err != nil {
		return nil, 0, err
	}
	if version == sealedVersion {
		return lookSealed(path, now, keys)
	}
	s, err := connect(path, now)
	return s, version, err
}

func (s *Store) fixSchema(ctx context.Context, version int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	want, err := migrated(ctx, version)
	if err != nil {
		return err
	}
	faults, err := schemaFaults(ctx, tx, version)
	if err != nil {
		return err
	}
	// Tables last: with a table goes what belongs to it.
	slices.SortStableFunc(faults, func(a, b SchemaFault) int { return tableLast(a) - tableLast(b) })
	for _, f := range faults {
		if f.How != Missing {
			name := `"` + strings.ReplaceAll(f.Name, `"`, `""`) + `"`
			if err := exec(ctx, tx, "DROP "+f.Kind+" IF EXISTS "+name); err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
		}
		if f.How != Extra {
			if err := exec(ctx, tx, want[f.Name].SQL); err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
		}
	}
	left, err := schemaFaults(ctx, tx, version)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		return foreignSchema(s.path, left)
	}
	return tx.Commit()
}

func tableLast(f SchemaFault) int {
	if f.Kind == "table" {
		return 1
	}
	return 0
}
