// What the migrations make, read from their text without running them.

package schema

import "strings"

// An Object is a table, an index or a trigger, as SQLite holds it in
// sqlite_schema.
type Object struct{ Kind, Name, Table, SQL string }

// Objects returns what the migrations up to a version make, by name. It only
// reads their text, since running them costs more than all else a command does.
// SQLite adds tables of its own for a virtual one; see Shadow. ok is false where
// a migration holds a statement that this can't follow.
func Objects(version int) (objects map[string]Object, ok bool) {
	list, err := After(0)
	if err != nil || version > len(list) {
		return nil, false
	}
	objects = map[string]Object{}
	for _, m := range list[:version] {
		for statement := range statements(m.SQL) {
			if !follow(objects, statement) {
				return nil, false
			}
		}
	}
	return objects, true
}

// Shadow says whether a text makes a table that SQLite's full-text search has for
// a virtual table: those are not in the migrations.
func Shadow(objects map[string]Object, sql string) bool {
	rest, table := strings.CutPrefix(sql, "CREATE TABLE '")
	name, _, quoted := strings.Cut(rest, "'(")
	if !table || !quoted {
		return false
	}
	for _, suffix := range []string{"_data", "_idx", "_docsize", "_config"} {
		owner, found := strings.CutSuffix(name, suffix)
		if found && strings.HasPrefix(objects[owner].SQL, "CREATE VIRTUAL TABLE ") {
			return true
		}
	}
	return false
}

// follow notes what a statement does to the schema.
func follow(objects map[string]Object, statement string) bool {
	var words [7]string
	n := 0
	for word := range strings.FieldsSeq(statement) {
		if words[n] = word; n == len(words)-1 {
			break
		}
		n++
	}
	o := Object{Kind: strings.ToLower(words[1]), Name: plain(words[2]), SQL: statement}
	switch words[0] + " " + words[1] {
	case "CREATE TABLE":
		o.Table = o.Name
	case "CREATE VIRTUAL":
		o.Kind, o.Name = "table", plain(words[3])
		o.Table = o.Name
	case "CREATE UNIQUE":
		o.Kind, o.Name, o.Table = "index", plain(words[3]), after(words[4], words[5])
	case "CREATE INDEX":
		o.Table = after(words[3], words[4])
	case "CREATE TRIGGER": // name, AFTER, INSERT, ON, table
		o.Table = after(words[5], words[6])
	case "ALTER TABLE":
		return alter(objects, statement, words[2], words[3]+" "+words[4])
	case "DROP TABLE", "DROP INDEX", "DROP TRIGGER":
		return drop(objects, o.Kind, strings.TrimSpace(words[2]))
	default:
		switch words[0] {
		case "INSERT", "UPDATE", "DELETE", "WITH":
			return true
		}
		return false
	}
	if _, twice := objects[o.Name]; twice || o.Name == "" || o.Table == "" || words[2] == "IF" {
		return false
	}
	objects[o.Name] = o
	return true
}

// alter adds a column as SQLite does: at the end of the list, if nothing but
// columns is in it.
func alter(objects map[string]Object, statement, table, what string) bool {
	o, known := objects[table]
	_, column, found := strings.Cut(statement, " ADD COLUMN ")
	end := strings.LastIndex(o.SQL, ")")
	if !known || !found || what != "ADD COLUMN" || end < 0 || constrained(o.SQL) {
		return false
	}
	o.SQL = o.SQL[:end] + ", " + column + o.SQL[end:]
	objects[table] = o
	return true
}

// constrained says whether a table has constraints after its columns.
func constrained(sql string) bool {
	for line := range strings.Lines(sql) {
		switch word, _, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "CHECK", "PRIMARY", "UNIQUE", "FOREIGN", "CONSTRAINT":
			return true
		}
	}
	return false
}

// drop takes an object away, and with a table what belongs to it.
func drop(objects map[string]Object, kind, name string) bool {
	if o, known := objects[name]; !known || o.Kind != kind || strings.HasPrefix(o.SQL, "CREATE VIRTUAL") {
		return false
	}
	for other, o := range objects {
		if other == name || kind == "table" && o.Table == name {
			delete(objects, other)
		}
	}
	return true
}

// plain takes what may follow a name without a space off it.
func plain(word string) string {
	name, _, _ := strings.Cut(word, "(")
	return name
}

// after is the table that comes after ON; "" if this is another kind of
// statement.
func after(on, table string) string {
	if on != "ON" {
		return ""
	}
	return plain(table)
}

// statements splits a migration, without the comments between its statements.
func statements(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			text = strings.TrimLeft(text, " \t\r\n")
			if strings.HasPrefix(text, "--") {
				_, text, _ = strings.Cut(text, "\n")
				continue
			}
			if text == "" {
				return
			}
			end := statementEnd(text)
			if !yield(text[:end]) {
				return
			}
			text = text[min(end+1, len(text)):]
		}
	}
}

// statementEnd finds the semicolon that ends a statement: the one after END in a
// trigger, else the first outside comments and quotes.
func statementEnd(text string) int {
	if strings.HasPrefix(text, "CREATE TRIGGER ") {
		if end := strings.Index(text, "\nEND;"); end >= 0 {
			return end + len("\nEND")
		}
		return len(text)
	}
	for at := 0; ; {
		next := strings.IndexAny(text[at:], ";'\"-")
		if next < 0 {
			return len(text)
		}
		at += next
		closing := ""
		switch {
		case text[at] == ';':
			return at
		case text[at] == '\'':
			closing = "'"
		case text[at] == '"':
			closing = `"`
		case strings.HasPrefix(text[at:], "--"):
			closing = "\n"
		}
		at++
		if closing == "" {
			continue
		}
		past := strings.Index(text[at:], closing)
		if past < 0 {
			return len(text)
		}
		at += past + 1
	}
}
