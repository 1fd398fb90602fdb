package exercise

// Word lists that are tables: a YAML list of rows of named texts.

import "strings"

// A Row is one entry of a word table, by field.
type Row map[string]string

// Words divides a field at its commas.
func (r Row) Words(field string) []string {
	var words []string
	for word := range strings.SplitSeq(r[field], ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// ReadRows reads a YAML list of rows whose fields are texts. The error is of
// type Faults.
func ReadRows(name string, source []byte, fields ...string) ([]Row, error) {
	root, faults := parseTree(name, source, fileLimits)
	if root == nil {
		return nil, faults.sorted()
	}
	r := &reader{file: name, faults: faults}
	s := scope{reader: r}
	var rows []Row
	for _, item := range s.list(root, "rows") {
		row := Row{}
		s.fields(item, fields, func(field string, value *node) {
			if value.shape == listed || value.shape == mapped {
				s.fault(value, "%s is a text; put commas between its words", field)
				return
			}
			row[field] = strings.Join(strings.Fields(value.text), " ")
		})
		rows = append(rows, row)
	}
	if len(r.faults) > 0 {
		return nil, r.faults.sorted()
	}
	return rows, nil
}
