package store

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"mull/internal/seal"
)

// A copy of the journal is checked at less cost than a backup that is read, and with
// the same result for every row.
func TestCheckCopyFindsEachRow(t *testing.T) {
	s := everything(t)
	for _, statement := range []string{
		"SELECT 1",
		"UPDATE activity SET note = note || 'x' WHERE number = (SELECT max(number) FROM activity WHERE entry IS NULL)",
		"DELETE FROM item WHERE number = (SELECT max(number) FROM item)",
		"UPDATE answer SET value = '\"x\"' WHERE value IS NOT NULL",
		"UPDATE act SET kind = 'x' WHERE id = 1",
		"DELETE FROM change WHERE act = 2",
		"UPDATE state SET next_number = 3",
		"UPDATE setting SET value = '7'",
		"UPDATE target SET since = since + 7",
	} {
		raw := unguarded(t, s)
		if err := exec(ctx, raw.db, statement); err != nil {
			t.Fatal(statement, err)
		}
		image, err := raw.serialize(ctx)
		if err != nil {
			t.Fatal(err)
		}
		want := checkImage(ctx, Memory, image)
		if got := checkCopy(ctx, Memory, image); (got == nil) != (want == nil) || (got == nil) != (statement == "SELECT 1") {
			t.Errorf("%s: %v, want %v", statement, got, want)
		}
		// Queries and pages tell the same.
		opened, err := openRaw(ctx, Memory, image)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := imageRows(ctx, opened, image)
		if err != nil {
			t.Fatal(err)
		}
		byPages, err := verifyRows(rows)
		byQueries, broken := opened.Verify(ctx)
		if err != nil || broken != nil || len(byPages) != len(byQueries) {
			t.Errorf("%s: by pages %v, %v; by queries %v, %v", statement, byPages, err, byQueries, broken)
		}
		_ = opened.db.Close()
	}
}

// A backup in which only an index is damaged is a good one: the index is made anew.
func TestBackupWithABadIndexIsGood(t *testing.T) {
	s := everything(t)
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	page, err := one[int](ctx, s.db, "SELECT min(pageno) FROM dbstat WHERE name = 'entry_exercise' AND pagetype = 'leaf'")
	if err != nil {
		t.Fatal(err)
	}
	bad := bytes.Clone(image)
	start := (page - 1) * pageSize
	at := bytes.LastIndex(bad[:start+pageSize], []byte("-")) // in the id of an exercise
	if at < start {
		t.Fatal("the index holds no id")
	}
	bad[at] ^= 1
	if checkImage(ctx, Memory, bad) == nil {
		t.Fatal("the index is whole")
	}
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := seal.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	backup, put, err := LoadBackup(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	if err := checkImage(ctx, path, put); err != nil {
		t.Error(err)
	}
	if got, want := whole(t, backup), whole(t, s); got != want {
		t.Error(difference(want, got))
	}
	_ = backup.Close()

	// One whose rows are damaged is not.
	bad = bytes.Clone(image)
	if at := bytes.Index(bad, []byte("morning")); at > 0 {
		copy(bad[at:], "evening")
	} else {
		copy(bad[bytes.Index(bad, []byte("hands")):], "xxxxx")
	}
	if err := seal.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := LoadBackup(ctx, path, clock()); !errors.Is(err, ErrDamaged) {
		t.Errorf("a backup with a damaged row: %v", err)
	}
}
