package exercise

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// matrix asks the same of each row: "growing people: 4, 2; hiring: 3, 5". Rows
// may be left out, and so may a column of a row.
var matrixKind = kind{
	read: func(q *Question, line string) (any, error) {
		rows := map[string]any{}
		var wrong problems
		for _, part := range pieces(line, ';') {
			row, words, found := cutOption(q.Rows.List, part)
			if !found {
				wrong.join(unknownRow(q, part))
				continue
			}
			if _, twice := rows[row.ID]; twice {
				wrong.add("names %s twice", row.ID)
				continue
			}
			value, err := readRow(q, words)
			wrong.within(row.ID, err)
			rows[row.ID] = value
		}
		return rows, wrong.err()
	},
	check: checkMatrix,
	line: func(q *Question, value any) string {
		rows, _ := value.(map[string]any)
		var parts []string
		for _, row := range q.Rows.List {
			if rows[row.ID] != nil {
				parts = append(parts, row.ID+": "+rowLine(q, rows[row.ID]))
			}
		}
		return strings.Join(parts, "; ")
	},
	needs: func(q *Question) []string {
		var faults []string
		if len(q.Rows.List) == 0 && q.Rows.From == "" {
			faults = append(faults, "matrix needs rows")
		}
		if len(q.Columns) == 0 {
			faults = append(faults, "matrix needs columns, such as [{type: scale, min: 1, max: 5}]")
		}
		return faults
	},
}

// unknownRow says why a part of a line names no row.
func unknownRow(q *Question, part string) error {
	name := part
	if at := strings.IndexAny(part, ":="); at > 0 {
		name = part[:at]
	}
	return unknownOption(&Question{Options: q.Rows}, shorten(name))
}

func checkMatrix(q *Question, tree any) (any, error) {
	given, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("wants {row: value}, have %s", shown(tree))
	}
	rows := map[string]any{}
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(given)) {
		row, found := Find(q.Rows.List, name)
		if !found {
			wrong.join(unknownOption(&Question{Options: q.Rows}, name))
			continue
		}
		if _, twice := rows[row.ID]; twice {
			wrong.add("names %s twice", row.ID)
			continue
		}
		value, err := checkRow(q, given[name])
		wrong.within(row.ID, err)
		if value != nil {
			rows[row.ID] = value
		}
	}
	if len(rows) == 0 || len(wrong) > 0 {
		return nil, wrong.err()
	}
	return rows, nil
}

func checkRow(q *Question, tree any) (any, error) {
	if len(q.Columns) == 1 {
		return checkCell(q.Columns[0], tree)
	}
	if tree == nil {
		return nil, nil
	}
	given, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("wants {column: value}, have %s", shown(tree))
	}
	row := map[string]any{}
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(given)) {
		i := slices.IndexFunc(q.Columns, func(c Column) bool { return c.ID == name })
		if i < 0 {
			wrong.add("%s", unknownName("column", name, columnNames(q.Columns)))
			continue
		}
		value, err := checkCell(q.Columns[i], given[name])
		wrong.within(name, err)
		if value != nil {
			row[name] = value
		}
	}
	if len(row) == 0 || len(wrong) > 0 {
		return nil, wrong.err()
	}
	return row, nil
}

func columnNames(columns []Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.ID
	}
	return out
}
