package store

import (
	"context"
	"testing"

	"mull/schema"
)

// TestSchemaFingerprint holds that the fingerprint is that of the schema which
// running the migrations makes, in a new journal and in one brought up to date,
// and that one text more, one less or one changed has another.
func TestSchemaFingerprint(t *testing.T) {
	ctx := context.Background()
	want, err := migrated(ctx, schema.Version())
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, o := range want {
		if o.SQL != "" {
			texts = append(texts, o.SQL)
		}
	}
	if got := fingerprint(texts); got != schemaFingerprint {
		t.Errorf("schemaFingerprint = %q, want %q", schemaFingerprint, got)
	}
	s := start(t)
	for _, c := range []struct {
		statement string
		want      bool
	}{
		{"SELECT 1", true},
		{"ANALYZE", true},
		{"CREATE TRIGGER foreign_one AFTER INSERT ON activity BEGIN DELETE FROM answer; END", false},
		{"DROP TRIGGER foreign_one", true},
		{"CREATE INDEX more ON activity(note)", false},
		{"DROP INDEX more", true},
	} {
		if _, err := s.db.ExecContext(ctx, c.statement); err != nil {
			t.Fatal(err)
		}
		if got, err := s.looksCurrent(ctx); err != nil || got != c.want {
			t.Errorf("after %s: looksCurrent = %v, %v, want %v", c.statement, got, err, c.want)
		}
	}
}
