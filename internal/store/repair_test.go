package store

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// repaired repairs the bytes of an unguarded journal, and opens what it leaves.
func repaired(t *testing.T, raw *Store, backup *Store) (*Store, *Repaired) {
	t.Helper()
	image, err := raw.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done, err := Repair(ctx, Memory, image, backup, clock())
	if err != nil {
		t.Fatal(err)
	}
	s, err := openImage(ctx, Memory, done.Image, clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sound(t, s); _ = s.Close() })
	return s, done
}

// Whatever row is damaged, a repair leaves a sound journal that goes on: with a
// backup the same one as before, without one all but that row.
func TestRepairOfEachTable(t *testing.T) {
	s := everything(t)
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	backup, err := openRaw(ctx, Memory, image)
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	want := whole(t, s)
	for statement, lost := range map[string]string{
		"SELECT 1": "",
		"UPDATE activity SET note = note || 'x' WHERE number = (SELECT max(number) FROM activity WHERE entry IS NULL)":                                                                                                 "activity",
		"UPDATE entry SET day = day + 1 WHERE number = (SELECT min(number) FROM entry)":                                                                                                                                "entry",
		`UPDATE answer SET value = '"x"' WHERE entry = (SELECT min(entry) FROM answer WHERE value IS NOT NULL) AND question = (SELECT min(question) FROM answer b WHERE b.entry = answer.entry AND value IS NOT NULL)`: "answer",
		"DELETE FROM answer WHERE entry = (SELECT min(entry) FROM answer)":                                                                                                                                             "answer",
		"UPDATE category SET label = 'x' WHERE id = (SELECT category FROM activity LIMIT 1)":                                                                                                                           "category",
		"UPDATE person SET name = 'Someone else' WHERE number = (SELECT min(number) FROM person)":                                                                                                                      "person",
		"UPDATE act SET kind = 'x' WHERE id = 1":                                                                                                                                                                       "act",
		"UPDATE change SET before = replace(before, ':', ': ') WHERE rowid IS NULL OR before IS NOT NULL":                                                                                                              "change",
		"DELETE FROM change WHERE act = 2":                                                           "change",
		"UPDATE state SET next_number = 3, seed = 'x'":                                               "state",
		"UPDATE asked SET body = replace(body, 'a', 'b') WHERE hash = (SELECT min(hash) FROM asked)": "asked",
		"UPDATE setting SET value = '7'":                                                             "setting",
		"DELETE FROM checksum":                                                                       "all",
		"UPDATE checksum SET sum = sum + 1 WHERE thing = 'activity'":                                 "",
		"DELETE FROM words":                                                                          "",
		"UPDATE day_total SET minutes = 5":                                                           "",
		"DROP TABLE word_index":                                                                      "",
		"DROP INDEX entry_day":                                                                       "",
	} {
		raw := unguarded(t, s)
		if strings.Contains(statement, "rowid") {
			statement = "UPDATE change SET before = replace(before, ':', ': ') WHERE before IS NOT NULL"
		}
		if err := exec(ctx, raw.db, statement); err != nil {
			t.Fatal(statement, err)
		}
		same, done := repaired(t, raw, backup)
		if got := whole(t, same); got != want && lost != "all" {
			t.Errorf("%s: repaired with the backup, set aside are %v: %s", statement, done.Aside, difference(want, got))
		}
		if lost != "all" && len(done.Aside) > 0 {
			t.Errorf("%s: set aside in spite of the backup are %v", statement, done.Aside)
		}
		alone, done := repaired(t, raw, nil)
		if (len(done.Aside) == 0) != (lost == "") {
			t.Errorf("%s: set aside are %v", statement, done.Aside)
		}
		logged(t, alone, 10, "people")
		if got := whole(t, alone); lost == "" && !strings.HasPrefix(got, want[:100]) {
			t.Errorf("%s: repaired alone: %s", statement, difference(want, got))
		}
	}
}

// What is set aside is named, and its bytes stay; the journal then takes writes
// again, and so does what was written after the backup.
func TestRepairInPlace(t *testing.T) {
	path := twoNotes(t)
	s := opened(t, path)
	shelf := NewShelf(path, "", 8)
	backupFile, err := shelf.Put(ctx, s, "asked")
	if err != nil {
		t.Fatal(err)
	}
	later := sit(t, s, thursday, map[string]any{"because": "written later"})
	_ = s.Close()
	good := readFile(t, path)
	garbled(t, path, "morning", "mourned")
	bad := readFile(t, path)
	if err := MarkDamaged(path); err != nil {
		t.Fatal(err)
	}

	done, err := Repair(ctx, path, bad, nil, clock())
	if err != nil {
		t.Fatal(err)
	}
	was, list, err := shelf.PutRepaired(ctx, done, nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(readFile(t, was)) != string(bad) {
		t.Error("the file as it was isn't kept")
	}
	var line struct {
		What string
		Row  map[string]any
	}
	if err := json.Unmarshal(readFile(t, list), &line); err != nil || line.What != "activity 1 is damaged" || line.Row["note"] != "checkout all mourned" {
		t.Errorf("on the list is %+v, %v", line, err)
	}
	if _, err := os.Stat(MarkFile(path)); !os.IsNotExist(err) || Marked(path) {
		t.Errorf("the mark stays: %v", err)
	}
	s = opened(t, path)
	if e, err := s.Entry(ctx, later.Number); err != nil || e.Answers["because"] != "written later" {
		t.Errorf("what came later is %+v, %v", e, err)
	}
	logged(t, s, 10, "people")
	sound(t, s)
	_ = s.Close()

	// With the backup nothing is lost, and what came after it is there.
	write(t, path, bad)
	backup, _, err := LoadBackup(ctx, backupFile, clock())
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	if done, err = Repair(ctx, path, bad, backup, clock()); err != nil || len(done.Aside) > 0 || done.FromBackup != 1 {
		t.Fatalf("repaired with a backup: %+v, %v", done.Aside, err)
	}
	before, err := openImage(ctx, path, good, clock())
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	after, err := openImage(ctx, path, done.Image, clock())
	if err != nil {
		t.Fatal(err)
	}
	defer after.Close()
	if a, b := whole(t, before), whole(t, after); a != b {
		t.Errorf("with the backup it isn't the same: %s", difference(a, b))
	}
}

// A repair takes nothing from whoever wrote to the journal meanwhile.
func TestRepairOfAJournalWrittenMeanwhile(t *testing.T) {
	path := twoNotes(t)
	image := readFile(t, path)
	done, err := Repair(ctx, path, image, nil, clock())
	if err != nil {
		t.Fatal(err)
	}
	s := opened(t, path)
	logged(t, s, 10, "people")
	_ = s.Close()
	now := readFile(t, path)
	if was, _, err := NewShelf(path, "", 8).PutRepaired(ctx, done, nil); err == nil || was != "" || string(readFile(t, path)) != string(now) {
		t.Errorf("what was written meanwhile is replaced: %v", err)
	}
}
