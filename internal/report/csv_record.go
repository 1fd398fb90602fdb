package report

import (
	"encoding"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// key is the JSON key of a field, empty for none.
func key(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if name == "-" || !field.IsExported() || field.Anonymous {
		return ""
	}
	if name == "" {
		return field.Name
	}
	return name
}

func isRecords(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && !isText(t.Elem())
}

// isText says that a type writes itself, and is one cell.
func isText(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || t.Implements(reflect.TypeFor[json.Marshaler]())
}

// nested finds the one field of a record that is a list of records; -1 where
// there is none or several.
func nested(t reflect.Type) int {
	at := -1
	for i := range t.NumField() {
		if !isRecords(t.Field(i).Type) || key(t.Field(i)) == "" {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// columnNames returns the headings of a type of record.
func columnNames(t reflect.Type, alone string) []string {
	if t.Kind() != reflect.Struct || isText(t) {
		if alone == "" {
			alone = "value"
		}
		return []string{alone}
	}
	var names []string
	list := nested(t)
	for i := range t.NumField() {
		field := t.Field(i)
		switch name := key(field); {
		case i == list:
		case field.Anonymous:
			names = append(names, columnNames(field.Type, "")...)
		case name != "":
			names = append(names, under(name, field.Type)...)
		}
	}
	if list >= 0 {
		names = append(names, under(key(t.Field(list)), t.Field(list).Type.Elem())...)
	}
	return names
}

// under returns the headings of what stands under a key.
func under(name string, t reflect.Type) []string {
	if t = pointed(t); t.Kind() != reflect.Struct || isText(t) {
		return []string{name}
	}
	names := columnNames(t, "")
	for i := range names {
		names[i] = name + "." + names[i]
	}
	return names
}

func pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// records returns the rows of one record: one, or one for each record in its
// list. A value that is not there has empty cells.
func records(value reflect.Value, t reflect.Type) [][]string {
	if t.Kind() != reflect.Struct || isText(t) {
		return [][]string{{cell(value)}}
	}
	var shared []string
	list := nested(t)
	for i := range t.NumField() {
		field := t.Field(i)
		if i == list || key(field) == "" && !field.Anonymous {
			continue
		}
		var inner reflect.Value
		if value.IsValid() {
			inner = value.Field(i)
		}
		shared = append(shared, fieldCells(inner, field.Type)...)
	}
	if list < 0 {
		return [][]string{shared}
	}
	element := t.Field(list).Type.Elem()
	if !value.IsValid() || value.Field(list).Len() == 0 {
		return [][]string{append(shared, records(reflect.Value{}, element)[0]...)}
	}
	var rows [][]string
	for i := range value.Field(list).Len() {
		for _, row := range records(value.Field(list).Index(i), element) {
			rows = append(rows, append(shared[:len(shared):len(shared)], row...))
		}
	}
	return rows
}

// fieldCells returns the cells of one field: those of a record inside a record
// are its own.
func fieldCells(value reflect.Value, t reflect.Type) []string {
	if t.Kind() == reflect.Pointer && pointed(t).Kind() == reflect.Struct {
		t = t.Elem()
		if value.IsValid() {
			value = value.Elem() // not valid for nil
		}
	}
	if t.Kind() == reflect.Struct && !isText(t) {
		return records(value, t)[0]
	}
	return []string{cell(value)}
}

// cell writes one value: texts as they are, what has parts as JSON.
func cell(value reflect.Value) string {
	if !value.IsValid() {
		return ""
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return ""
		}
		return cell(value.Elem())
	case reflect.String:
		return inert(strings.TrimSpace(CleanBlock(value.String())))
	case reflect.Bool:
		return strconv.FormatBool(value.Bool())
	case reflect.Float64:
		if f := value.Float(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
		return ""
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(value.Int(), 10)
	}
	text, err := json.Marshal(value.Interface())
	if err != nil {
		return ""
	}
	var words string
	if json.Unmarshal(text, &words) == nil {
		return inert(strings.TrimSpace(CleanBlock(words)))
	}
	return escapeHidden(string(text))
}
