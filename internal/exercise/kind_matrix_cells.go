package exercise

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/english"
)

// readRow reads what is said of one row: cells with commas between, numbers
// with spaces as well.
func readRow(q *Question, words string) (any, error) {
	if len(q.Columns) == 1 {
		return readCell(q.Columns[0], words)
	}
	given := cells(words, ',')
	if len(given) == 1 && !slices.ContainsFunc(q.Columns, func(c Column) bool { return c.Kind == "text" }) {
		given = strings.Fields(words)
	}
	if len(given) > len(q.Columns) {
		return nil, fmt.Errorf("wants %s, have %d", english.Count(len(q.Columns), "value", "values"), len(given))
	}
	row := map[string]any{}
	var wrong problems
	for i, word := range given {
		value, err := readCell(q.Columns[i], word)
		wrong.within(q.Columns[i].ID, err)
		row[q.Columns[i].ID] = value
	}
	return row, wrong.err()
}

const cellSigns = ",;"

// readCell reads one value; nothing, or a dash where a number is wanted, is a
// skip.
func readCell(c Column, word string) (any, error) {
	if c.Kind == "text" {
		return unescape(word, cellSigns), nil
	}
	if word == "" || word == "-" {
		return nil, nil
	}
	return readNumber(c.question(), word)
}

func rowLine(q *Question, value any) string {
	if len(q.Columns) == 1 {
		return cellLine(q.Columns[0], value)
	}
	row, _ := value.(map[string]any)
	parts := make([]string, len(q.Columns))
	for i, column := range q.Columns {
		parts[i] = cellLine(column, row[column.ID])
	}
	return strings.Join(parts, ", ")
}

func cellLine(c Column, value any) string {
	if value == nil {
		return ""
	}
	return escape(c.cell().line(c.question(), value), cellSigns)
}

// cell is the kind of the column's values. The table of kinds is not asked, as
// it holds the matrix itself.
func (c Column) cell() kind {
	switch c.Kind {
	case "scale":
		return scaleKind
	case "number":
		return numberKind
	}
	return textKind
}

func checkCell(c Column, tree any) (any, error) {
	if tree == nil {
		return nil, nil
	}
	return c.cell().check(c.question(), tree)
}
