package store

import (
	"slices"
	"strings"
	"testing"
)

// Tables whose rows no act notes: the journal's own state, the notes
// themselves, texts that never change, what is computed, and what left or
// arrived, which is never undone.
var notNoted = []string{"state", "act", "change", "asked", "asked_question", "asked_option",
	"day_total", "uncounted", "calendar_day", "period_total", "measure", "measurement", "words", "identity", "receipt", "received", "letter", "gone", "backup", "recovery", "checksum"}

// Every table of what the user keeps has its three triggers, and those that
// note a row name every column, or an undo would lose one. A migration must not
// lose any of them.
func TestEveryKeptTableNotesEveryColumn(t *testing.T) {
	s := start(t)
	found := 0
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'word_index%'") {
		if slices.Contains(notNoted, table) {
			continue
		}
		found++
		key, known := keys[table]
		if !known {
			t.Errorf("undo does not know how to find a row of %s", table)
		}
		if !slices.Contains(kept, table) {
			t.Errorf("%s is missing in the tables that a migration must not lose", table)
		}
		columns := rowsOf(t, s, "SELECT name FROM pragma_table_info(?)", table)
		primary := rowsOf(t, s, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
		if got := strings.Trim(key.number+" "+key.part, " "); got != strings.Join(primary, " ") {
			t.Errorf("undo finds rows of %s by %q, and the primary key is %q", table, got, primary)
		}
		checkTriggers(t, s, table, columns)
	}
	if found != len(keys) {
		t.Errorf("%d tables are noted and %d known", found, len(keys))
	}
}

// Every table has checksums, or it is known why not.
func TestEveryTableHasChecksums(t *testing.T) {
	s := start(t)
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'word_index%'") {
		if slices.Contains(summed(), table) == slices.Contains(withoutSum, table) {
			t.Errorf("%s is in neither list of tables with and without checksums, or in both", table)
			continue
		}
		number, part := keyOf(table)
		primary := rowsOf(t, s, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
		if got := strings.Trim(number+" "+part, " "); slices.Contains(summed(), table) && got != strings.Join(primary, " ") {
			t.Errorf("checksums find rows of %s by %q, and the primary key is %q", table, got, primary)
		}
	}
}

func checkTriggers(t *testing.T, s *Store, table string, columns []string) {
	t.Helper()
	for suffix, event := range map[string]string{"_inserted": "AFTER INSERT ON ", "_updated": "AFTER UPDATE ON ", "_deleted": "AFTER DELETE ON "} {
		found := rowsOf(t, s, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name = ?", table, table+suffix)
		if len(found) != 1 || !strings.Contains(found[0], event+table+" ") || !strings.Contains(found[0], "'"+table+"'") {
			t.Errorf("%s%s is %q", table, suffix, found)
			continue
		}
		if suffix == "_inserted" {
			continue
		}
		text := strings.Join(strings.Fields(found[0]), " ")
		for _, column := range columns {
			if !strings.Contains(text, "'"+column+"', old."+column) {
				t.Errorf("%s%s does not note %s", table, suffix, column)
			}
		}
	}
	if all := rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", table); len(all) != 3 {
		t.Errorf("%s has the triggers %q", table, all)
	}
}

// rows are one row of each noted table, in an order that keeps references.
var rows = []struct{ table, values string }{
	{"entry", "number 1, uuid 'u', exercise 'x', asked (SELECT hash FROM asked), day 1, zone 'UTC', started_at 1, written_at 1, backfilled 0, state 'draft', about 5, revisit 6, origin 'o', key 'k', raw '{}', act 1"},
	{"answer", `entry 1, question 'q', value '"v"'`},
	{"activity", "number 2, uuid 'v', day 1, last_day 1, zone 'UTC', from_at 1000, to_at 61000, seconds 60, category 'people', note 'n', source 'timer', origin 'o', key 'k', raw '{}', entry 1, written_at 1, act 1"},
	{"item", "number 3, uuid 'w', text 't', day 1, entry 1, state 'open', closed_day 7, act 1"},
	{"setting", "name 's', value '1'"},
	{"category", "id 'own', track 'ic', label 'l', also '[]', position 20, own 1"},
	{"target", "id 'people', share NULL, minutes 360, since 1"},
	{"off", "number 4, from_day 1, to_day 5, weekday 2, part 0.5, act 1"},
	{"rule", "number 5, text 't', category 'people', act 1"},
	{"person", "number 6, uuid 'p', name 'Ana', public 'x', day 1, touched 0"},
	{"agreement", "person 6, role 'coach', coach 'a', coachee 'b', keep_months 6, agreed 1, seen 1"},
	{"assignment", "number 7, uuid 'a', side 'given', person 6, exercise 'x', title 't', why 'y', every '1w', until 9, see 'done', body '{}', state 'open', due 5, due_words 'w', words 'w', day 1, answered 6"},
	{"note", "number 8, uuid 'n', person 6, day 1, text 't'"},
	{"concern", "entry 1, person 6, assignment 7"},
}

// others are values that a column may have besides that in rows, where a digit
// after it does not make one.
var others = map[string]string{"entry.state": "'done'", "item.state": "'closed'", "source": "'logged'", "track": "'other'", "activity.category": "'admin'", "also": "'[1]'",
	"answer.value": "'2'", "own": "0", "backfilled": "1", "asked": "asked", "act": "act", "activity.entry": "NULL", "item.entry": "NULL", "activity.day": "0", "from_at": "from_at - 1",
	"share": "0.1, minutes = NULL", "rule.category": "'leave-out'", "off.weekday": "7", "from_day": "3", "part": "1", "side": "'taken'", "assignment.body": "'[]'",
	"assignment.person": "person", "note.person": "person", "concern.person": "person"}

// A change of each column of each table, by itself, is noted and undone.
func TestUndoOfEachColumn(t *testing.T) {
	s := reopen(t, Memory)
	if len(rows) != len(keys) {
		t.Fatalf("%d tables are noted and %d tried", len(keys), len(rows))
	}
	do(t, s, "fill", func(a *Act) error {
		if _, err := a.KeepAsked(page(t)); err != nil {
			return err
		}
		for _, row := range rows {
			var columns, values []string
			for pair := range strings.SplitSeq(row.values, ", ") {
				column, value, _ := strings.Cut(pair, " ")
				columns, values = append(columns, column), append(values, value)
			}
			if err := a.exec("INSERT INTO " + row.table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"); err != nil {
				t.Fatal(row.table, err)
			}
		}
		return nil
	})
	for _, row := range rows {
		key, value, _ := strings.Cut(strings.Split(row.values, ", ")[0], " ")
		for _, column := range rowsOf(t, s, "SELECT name FROM pragma_table_info(?) WHERE pk = 0", row.table) {
			changeAndUndo(t, s, row.table, column, key+" = "+value)
		}
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, s, "SELECT number FROM entry"); len(got) != 0 {
		t.Errorf("entries %v are left", got)
	}
}

func changeAndUndo(t *testing.T, s *Store, table, column, where string) {
	t.Helper()
	value, known := others[table+"."+column]
	if !known {
		value, known = others[column]
	}
	if !known {
		value = column + " || 1" // digits are an integer to a STRICT table
	}
	before := dump(t, s)
	do(t, s, "test", func(a *Act) error {
		return a.exec("UPDATE " + table + " SET " + column + " = " + value + " WHERE " + where)
	})
	if value != column && dump(t, s) == before {
		t.Fatalf("%s.%s did not change", table, column)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatalf("%s.%s: %v", table, column, err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("%s.%s: the journal was\n%s and is\n%s", table, column, before, got)
	}
}

// Tables are STRICT, so that no column holds another kind of value than it says.
func TestTablesAreStrict(t *testing.T) {
	s := start(t)
	for _, row := range rowsOf(t, s, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'word_index%'") {
		t.Errorf("%s is not strict", row)
	}
}
