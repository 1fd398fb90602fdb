// Recognizes the schema of an up-to-date journal at a glance, since every start
// looks at it.

package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// schemaFingerprint is the fingerprint of the schema that all migrations make; a
// test runs them and computes it. It only saves time: a schema with another
// fingerprint is compared object by object.
const schemaFingerprint = "b06caa4be325f4f047aa9c531fb13e827a298f11fec47fc516535a6b0c0142e9"

// looksCurrent says whether the tables, indexes and triggers are exactly those
// that all migrations make.
func (s *Store) looksCurrent(ctx context.Context) (bool, error) {
	texts, err := one[string](ctx, s.db, "SELECT coalesce(group_concat(sql, char(0)), '') FROM sqlite_schema")
	return fingerprint(strings.Split(texts, "\x00")) == schemaFingerprint, err
}

// fingerprint is a hash of the texts of a schema, in whatever order; the tables of
// ANALYZE don't count.
func fingerprint(texts []string) string {
	texts = slices.DeleteFunc(texts, func(text string) bool { return strings.HasPrefix(text, statistics) })
	slices.Sort(texts)
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:])
}
