package report

import (
	"encoding/csv"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// CSV is written from the views that programs read as JSON, so that both have
// the same fields under the same names:
//
//   - The table of a view is its first list of records, or the view itself as
//     one row. A view with several names the others, too.
//   - A column has the name of its key; a key inside a key is joined with a dot.
//   - One list of records inside a record gives a row for each of them, beside
//     what they share; an empty list gives one row. Every other list or map is
//     JSON in its cell.
//   - null is an empty cell.

// tabular is a view whose table is not its first list: Records returns a list
// of structs.
type tabular interface{ Records() any }

// WriteCSV writes a view's table with a line of headings; name is one of
// Tables, or empty for the first. A text that a spreadsheet would run as a
// formula gets an apostrophe before it.
func WriteCSV(w io.Writer, view any, name string) error {
	value := reflect.ValueOf(view)
	if own, ok := view.(tabular); ok && name == "" {
		value = reflect.ValueOf(own.Records())
	} else {
		value, name = tableOf(value, name)
	}
	rows, header := []reflect.Value{value}, value.Type()
	if value.Kind() == reflect.Slice {
		rows, header = make([]reflect.Value, value.Len()), value.Type().Elem()
		for i := range rows {
			rows[i] = value.Index(i)
		}
	}
	out := csv.NewWriter(w)
	names := columnNames(header, name)
	if err := out.Write(names); err != nil {
		return err
	}
	for _, row := range rows {
		for _, cells := range records(row, header) {
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// Tables names the tables of a view, the first first.
func Tables(view any) []string {
	var names []string
	eachTable(reflect.ValueOf(view), func(name string, _ reflect.Value) bool {
		names = append(names, name)
		return false
	})
	return names
}

// tableOf finds a table by its name, and what its column is called if it has
// only values. A view without any is a table of one row, unless all it holds is
// one list of texts or numbers.
func tableOf(view reflect.Value, name string) (table reflect.Value, title string) {
	found := view
	eachTable(view, func(has string, list reflect.Value) bool {
		if name != "" && name != has {
			return false
		}
		found = list
		return true
	})
	if t := found.Type(); found == view && t.Kind() == reflect.Struct && t.NumField() == 1 && t.Field(0).Type.Kind() == reflect.Slice {
		return view.Field(0), key(t.Field(0))
	}
	return found, name
}

// eachTable goes through the lists of records in a view, and in the records
// that it holds one of, until do says that it has seen enough.
func eachTable(view reflect.Value, do func(string, reflect.Value) bool) bool {
	t := view.Type()
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
		if view.IsNil() {
			view = reflect.New(t)
		}
		view = view.Elem()
	}
	if t.Kind() != reflect.Struct || isText(t) {
		return false
	}
	for i := range t.NumField() {
		field := t.Field(i)
		if key(field) == "" && !field.Anonymous {
			continue
		}
		if isRecords(field.Type) {
			if do(key(field), view.Field(i)) {
				return true
			}
			continue
		}
		if eachTable(view.Field(i), do) {
			return true
		}
	}
	return false
}

// inert takes the meaning of a formula from a text. A plain negative number is
// none.
func inert(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	// Excel takes the full-width forms for formulas, too.
	if cell == "" || !strings.ContainsRune("=+-@\t\r\uff1d\uff0b\uff0d\uff20", first) {
		return cell
	}
	if cell == "-" || cell[0] == '-' && strings.Trim(cell[1:], "0123456789.h") == "" {
		return cell
	}
	return "'" + cell
}
