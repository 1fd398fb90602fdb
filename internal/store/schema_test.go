package store

import (
	"slices"
	"strings"
	"testing"
)

// Tables whose rows no act notes: the journal's own state, the notes
// themselves, texts that never change, what is computed, and what cannot be
// taken back, since it came from or went to somebody else.
var notNoted = []string{
	"state", "act", "change", "asked", "asked_question", "asked_option",
	"day_total", "uncounted", "measure", "measurement", "words",
	"identity", "receipt", "received", "letter",
}

func isNoted(table string) bool {
	return !slices.Contains(notNoted, table) && !strings.HasPrefix(table, "word_index")
}

// Every table of what the user keeps has its three triggers, and those that
// note a row name every column, or an undo would lose one.
func TestEveryKeptTableNotesEveryColumn(t *testing.T) {
	s := start(t)
	noted := 0
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		if !isNoted(table) {
			continue
		}
		noted++
		key, known := keys[table]
		if !known {
			t.Errorf("undo does not know how to find a row of %s", table)
		}
		if !slices.Contains(keptTables, table) || !slices.Contains(kept, table) {
			t.Errorf("%s is missing in the tables that a migration must not lose, or in those that tests compare", table)
		}
		columns := rowsOf(t, s, "SELECT name FROM pragma_table_info(?)", table)
		for _, column := range []string{key.number, key.part} {
			if column != "" && !slices.Contains(columns, column) {
				t.Errorf("%s has no column %s", table, column)
			}
		}
		primary := rowsOf(t, s, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
		if got := strings.Trim(key.number+" "+key.part, " "); got != strings.Join(primary, " ") {
			t.Errorf("undo finds rows of %s by %q, and the primary key is %q", table, got, primary)
		}
		checkTriggers(t, s, table, columns)
	}
	if noted != len(keys) {
		t.Errorf("%d tables are noted and %d known", noted, len(keys))
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

// A change of each column of each table, by itself, is noted and undone.
func TestUndoOfEachColumn(t *testing.T) {
	s := reopen(t, Memory)
	p := &player{t: t, s: s, x: page(t)}
	hash := ""
	fill := func(a *Act) (err error) {
		if hash, err = a.KeepAsked(p.x); err != nil {
			return err
		}
		for _, statement := range []string{
			"INSERT INTO entry VALUES (1, 'u', 'x', '" + hash + "', 1, 'UTC', 1, 1, 0, 'draft', 5, 6, 'jrnl', 'k', '{}', 1)",
			`INSERT INTO answer VALUES (1, 'q', '"v"')`,
			"INSERT INTO activity VALUES (2, 'v', 1, 1, 'UTC', 1000, 61000, 60, 'people', 'n', 'timer', 'o', 'k', '{}', 1, 1, 1)",
			"INSERT INTO item VALUES (3, 'w', 't', 1, 1, 'open', 7, 1)",
			"INSERT INTO setting VALUES ('s', '1')",
			"INSERT INTO category VALUES ('own', 'ic', 'l', '[]', 20, 1)",
			"INSERT INTO target VALUES ('people', NULL, 360, 1)",
			"INSERT INTO target VALUES ('ic', 0.2, NULL, 1)",
			"INSERT INTO off VALUES (4, 1, 2, 5, 0.5, 1)",
			"INSERT INTO rule VALUES (6, '\"a\" -> people', 'people', 1)",
		} {
			if err := a.exec(statement); err != nil {
				return err
			}
		}
		return nil
	}
	do(t, p.s, "fill", fill)
	values := map[string]string{"state": "'done'", "source": "'logged'", "track": "'other'", "category": "'admin'", "also": "'[1]'", "value": "'2'", "own": "0", "backfilled": "1",
		"asked": "'" + hash + "'", "act": "1", "state of item": "'closed'", "entry": "NULL", "day of activity": "0", "from_at": "from_at - 1",
		"share": "0.3, minutes = NULL", "weekday": "7", "part": "1", "from_day": "0", "category of rule": "'leave-out'"}
	for table, rows := range map[string]string{"entry": "number = 1", "answer": "entry = 1", "activity": "number = 2", "item": "number = 3", "setting": "name = 's'", "category": "id = 'own'",
		"target": "id = 'people'", "off": "number = 4", "rule": "number = 6"} {
		for _, column := range rowsOf(t, s, "SELECT name FROM pragma_table_info(?) WHERE pk = 0", table) {
			value, known := values[column+" of "+table]
			if !known {
				value, known = values[column]
			}
			if !known {
				value = column + " || 1" // digits are an integer to a STRICT table
			}
			before := dump(t, s)
			do(t, s, "test", func(a *Act) error {
				return a.exec("UPDATE " + table + " SET " + column + " = " + value + " WHERE " + rows)
			})
			if column != "asked" && column != "act" && dump(t, s) == before {
				t.Fatalf("%s.%s did not change", table, column)
			}
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			if got := dump(t, s); got != before {
				t.Errorf("%s.%s: the journal was\n%s and is\n%s", table, column, before, got)
			}
		}
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, s, "SELECT number FROM entry"); len(got) != 0 {
		t.Errorf("entries %v are left", got)
	}
}

// Tables are STRICT, so that no column holds another kind of value than it says.
func TestTablesAreStrict(t *testing.T) {
	s := start(t)
	for _, row := range rowsOf(t, s, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'") {
		t.Errorf("%s is not strict", row)
	}
}
