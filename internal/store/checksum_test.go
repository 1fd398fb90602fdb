package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mull/internal/journal"
)

// unguarded opens a copy of a journal in memory without what keeps its rows in order,
// for a test to do what a disk may do.
func unguarded(t testing.TB, s *Store) *Store {
	t.Helper()
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := openRaw(ctx, Memory, image)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	for _, name := range rowsOf(t, raw, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
		if err := exec(ctx, raw.db, "DROP TRIGGER "+name); err != nil {
			t.Fatal(err)
		}
	}
	for _, pragma := range []string{"foreign_keys = 0", "ignore_check_constraints = 1"} {
		if err := exec(ctx, raw.db, "PRAGMA "+pragma); err != nil {
			t.Fatal(err)
		}
	}
	return raw
}

// tried runs a statement, looks for damage, and takes the statement back. ok
// says whether SQLite let it pass.
func tried(t testing.TB, raw *Store, statement string) (found []Damage, ok bool) {
	t.Helper()
	tx, err := raw.db.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback() //nolint:errcheck // it is meant to be
	if err := exec(context.Background(), tx, statement); err != nil {
		return nil, false
	}
	if found, err = verify(ctx, tx); err != nil {
		t.Fatal(statement, err)
	}
	return found, true
}

// everything makes a journal with a row in every table that has checksums.
func everything(t testing.TB) *Store {
	t.Helper()
	s := start(t)
	wander(t, s, rand.New(rand.NewPCG(3, 2)), 60)
	concerned(t, s)
	do(t, s, "fill", func(a *Act) error {
		off := journal.Off{From: thursday, To: thursday + 1, Part: 1}
		return errors.Join(a.AddOff(&off), a.AddRule(&Rule{Text: "standup", Category: "people"}),
			a.SetTarget(journal.Target{ID: "ic", IsShare: true, Share: 0.3}), a.SetIdentity("secret"))
	})
	if err := s.NoteBackup(ctx, "/media/stick/mull.db"); err != nil {
		t.Fatal(err)
	}
	gone := logged(t, s, 5, "people")
	if err := s.Purge(ctx, []int64{gone.Number}); err != nil {
		t.Fatal(err)
	}
	return s
}

// Each column of each table, changed in one row behind mull's back, is found,
// and so is a row that goes, or one whose checksum went.
func TestChecksumsFindEveryColumn(t *testing.T) {
	raw := unguarded(t, everything(t))
	for _, table := range append(summed(), "act", "change", "state") {
		if got := rowsOf(t, raw, "SELECT count(*) FROM "+table); got[0] == "0" {
			t.Errorf("there is no row of %s to be damaged", table)
			continue
		}
		primary := rowsOf(t, raw, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
		first := fmt.Sprintf(" WHERE (%s) = (SELECT %[1]s FROM %s LIMIT 1)", strings.Join(primary, ", "), table)
		tries := 0
		for _, column := range rowsOf(t, raw, "SELECT name FROM pragma_table_info(?) WHERE name NOT IN ('sum', 'sums')", table) {
			if table == "state" && column == "act" { // null at rest
				continue
			}
			for _, value := range []string{"coalesce(%s, 0) + 1", "coalesce(%s, '') || 'x'", "coalesce(%s, 0) + 0.25", "CASE WHEN %s IS NOT NULL THEN NULL ELSE 7 END"} {
				statement := "UPDATE " + table + " SET " + column + " = " + fmt.Sprintf(value, column) + first
				found, ok := tried(t, raw, statement)
				if !ok {
					continue // the type or a constraint does not take it
				}
				tries++
				if !lossy(found) {
					t.Errorf("%s: found is %v", statement, found)
				}
			}
		}
		if tries == 0 {
			t.Errorf("nothing of %s could be changed", table)
		}
		if found, ok := tried(t, raw, "DELETE FROM "+table+first); !ok || !lossy(found) {
			t.Errorf("a row of %s is gone, and found is %v", table, found)
		}
	}
	for _, thing := range summed() {
		if found, ok := tried(t, raw, "DELETE FROM checksum WHERE thing = '"+thing+"'"); !ok || !lossy(found) {
			t.Errorf("rows of %s have no checksum, and found is %v", thing, found)
		}
	}
}

// A checksum that is damaged itself is told from one whose row is.
func TestDamagedChecksumsAreNoLoss(t *testing.T) {
	raw := unguarded(t, everything(t))
	for _, statement := range []string{
		"UPDATE checksum SET sum = sum + 65536 WHERE thing = 'activity' AND number = (SELECT min(number) FROM activity)",
		"UPDATE checksum SET sum = sum + 1 WHERE thing = 'setting'",
		"UPDATE checksum SET number = number + 1000000 WHERE thing = 'entry' AND number = (SELECT min(number) FROM entry)",
		"UPDATE checksum SET thing = 'actividy' WHERE thing = 'activity' AND number = (SELECT min(number) FROM activity)",
		"UPDATE checksum SET sum = CAST(x'00' || substr(sum, 2) AS BLOB) WHERE thing = 'answer' AND number = (SELECT min(entry) FROM answer)",
		"UPDATE checksum SET sum = CAST(substr(sum, 1, 10) || x'0000' || substr(sum, 13) AS BLOB) WHERE thing = 'answer' AND number = (SELECT min(entry) FROM answer)",
		"UPDATE act SET sums = CAST(x'00' || substr(sums, 2) AS BLOB)",
		"UPDATE state SET sum = sum + 4",
	} {
		if found, ok := tried(t, raw, statement); !ok || len(found) == 0 || lossy(found) {
			t.Errorf("%s: found is %v, %v", statement, found, ok)
		}
	}
}

// What is damaged is named as people know it.
func TestDamageIsNamed(t *testing.T) {
	s := start(t)
	e := sit(t, s, thursday, map[string]any{"energy": 3.0, "because": "something said"})
	x := logged(t, s, 30, "people")
	raw := unguarded(t, s)
	for statement, want := range map[string]string{
		fmt.Sprintf("UPDATE activity SET note = 'x' WHERE number = %d", x.Number):                               fmt.Sprintf("[activity %d is damaged]", x.Number),
		fmt.Sprintf(`UPDATE answer SET value = '"x"' WHERE entry = %d AND question = 'because'`, e.Number):      fmt.Sprintf(`[answer "because" of entry %d is damaged]`, e.Number),
		fmt.Sprintf("DELETE FROM answer WHERE entry = %d AND question = 'because'", e.Number):                   fmt.Sprintf("[an answer of entry %d is missing]", e.Number),
		fmt.Sprintf("DELETE FROM entry WHERE number = %d", e.Number):                                            fmt.Sprintf("[entry %d is missing]", e.Number),
		"UPDATE category SET label = 'x' WHERE id = 'people'":                                                   `[the category "people" is damaged]`,
		"UPDATE state SET next_number = 1":                                                                      "[the journal's own state is damaged]",
		"UPDATE change SET part = 'x' WHERE act = 1 AND seq = 1":                                                "[the history of change 1 is damaged]",
		fmt.Sprintf("UPDATE checksum SET sum = sum + 65536 WHERE thing = 'activity' AND number = %d", x.Number): fmt.Sprintf("[the checksum of activity %d is damaged]", x.Number),
	} {
		if found, ok := tried(t, raw, statement); !ok || fmt.Sprint(found) != want {
			t.Errorf("%s: found is %v, want %s", statement, found, want)
		}
	}
}

// A migration computes no checksum anew that hides what is damaged already.
func TestMigrationHidesNoDamage(t *testing.T) {
	s := everything(t)
	raw := unguarded(t, s)
	for _, statement := range []string{
		"UPDATE activity SET seconds = seconds + 1 WHERE number = (SELECT min(number) FROM activity)",
		"UPDATE answer SET value = '7' WHERE entry = (SELECT min(entry) FROM answer)",
		"UPDATE act SET kind = 'other' WHERE id = 2",
		"DELETE FROM item WHERE number = (SELECT min(number) FROM item)",
		"UPDATE state SET seed = 'x'",
		"DELETE FROM checksum WHERE thing = 'rule'",
	} {
		if err := exec(ctx, raw.db, statement); err != nil {
			t.Fatal(err)
		}
	}
	before, err := raw.Verify(ctx)
	if err != nil || len(before) < 6 {
		t.Fatalf("found are %v, %v", before, err)
	}
	raw.now = clock()
	if err := raw.migrate(ctx, withSums, next("ALTER TABLE activity ADD COLUMN weather INTEGER NOT NULL DEFAULT 5")); err != nil {
		t.Fatal(err)
	}
	after, err := raw.Verify(ctx)
	if err != nil || !slices.EqualFunc(before, after, func(a, b Damage) bool { return a.String() == b.String() }) {
		t.Errorf("found before were\n%v, and after\n%v, %v", before, after, err)
	}
}
