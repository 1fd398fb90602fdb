package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"mull/internal/english"
)

// A table is a CSV file whose first record names the columns.
type table struct {
	in      *reading
	stream  *stream
	csv     *csv.Reader
	names   []string
	columns map[string]int
	record  []string
	line    int
}

// openTable reads the header. Columns come and go between versions of a
// program; they are found by name.
func openTable(in *reading, src *source, needed ...string) (*table, error) {
	t := &table{in: in, stream: src.stream(), columns: map[string]int{}}
	t.csv = csv.NewReader(t.stream)
	t.csv.FieldsPerRecord = -1
	first, _, _ := strings.Cut(string(src.head()), "\n")
	if strings.Count(first, ";") > strings.Count(first, ",") {
		t.csv.Comma = ';'
	}
	record, err := t.csv.Read()
	if err != nil {
		return nil, Refusal{1, "the names of the columns cannot be read"}
	}
	for i, name := range record {
		name = columnName(name)
		t.names = append(t.names, name)
		if _, twice := t.columns[name]; !twice {
			t.columns[name] = i
		}
	}
	for _, name := range needed {
		if _, found := t.columns[name]; !found {
			return nil, Refusal{1, "there is no column " + name}
		}
	}
	return t, nil
}

// next goes to the next record that can be read; false is the end.
func (t *table) next() (bool, error) {
	for {
		t.stream.next()
		record, err := t.csv.Read()
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case errors.As(err, &parse):
			t.in.rows++
			t.in.refuse(parse.StartLine, "the row is not well formed: a quotation mark is missing or too many")
			if err := t.in.ctx.Err(); err != nil {
				return false, err
			}
			continue
		case err != nil:
			return false, err
		}
		t.line, _ = t.csv.FieldPos(0)
		if len(record) != len(t.names) {
			if err := t.in.stranger(t.line, strings.Join(record, ",")); err != nil {
				return false, err
			}
			t.in.rows++
			t.in.refuse(t.line, "the row has %s, and the heading %s", english.Count(len(record), "field", "fields"), english.Count(len(t.names), "column", "columns"))
			continue
		}
		if t.header(record) {
			continue // files of one format, put together
		}
		t.record = record
		return true, nil
	}
}

func (t *table) header(record []string) bool {
	return slices.EqualFunc(record, t.names, func(field, name string) bool { return columnName(field) == name })
}

// get returns a field by the first of its names the table has, trimmed.
func (t *table) get(names ...string) string {
	for _, name := range names {
		if at, found := t.columns[name]; found {
			return strings.TrimSpace(t.record[at])
		}
	}
	return ""
}
