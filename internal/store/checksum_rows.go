// Which rows have checksums, and how they are read.

package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// unnoted are the tables with checksums whose changes no act notes, with what
// finds a row: an act touches their rows by name.
var unnoted = map[string]struct{ number, part string }{
	"asked":    {"", "hash"},
	"receipt":  {"number", ""},
	"received": {"number", ""},
	"letter":   {"person", "uuid"},
	"gone":     {"", "uuid"},
	"backup":   {"", "path"},
	"identity": {"one", ""},
}

// withoutSum are the tables without checksums: acts and state hold their own,
// the rest is computed from others or, like the recipient of a recovery sheet,
// checks itself.
var withoutSum = []string{"act", "change", "state", "checksum", "recovery",
	"asked_question", "asked_option", "day_total", "uncounted", "calendar_day", "period_total", "words", "measure", "measurement"}

// keyOf returns the columns that find a row of a table.
func keyOf(thing string) (number, part string) {
	if key, noted := keys[thing]; noted {
		return key.number, key.part
	}
	return unnoted[thing].number, unnoted[thing].part
}

// summed lists the tables with a checksum for each row.
func summed() []string {
	return append(slices.Sorted(maps.Keys(keys)), slices.Sorted(maps.Keys(unnoted))...)
}

// grouped names the tables whose rows share a checksum, and what they share it by:
// the number in their keys.
const grouped = "answer"

// A summedRow is a key and its checksum.
type summedRow struct {
	key rowKey
	sum any
}

// A rowReader reads any row with its columns, to hash it.
type rowReader struct {
	columns []string
	values  []any
	into    []any
}

// eachRow runs a query and hands each row to fn, which sees it only until the
// next.
func eachRow(ctx context.Context, q querier, fn func(*rowReader) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	r := &rowReader{}
	if r.columns, err = rows.Columns(); err != nil {
		return err
	}
	r.values, r.into = make([]any, len(r.columns)), make([]any, len(r.columns))
	for i := range r.values {
		r.into[i] = &r.values[i]
	}
	for rows.Next() {
		if err := rows.Scan(r.into...); err != nil {
			return err
		}
		if err := fn(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r *rowReader) value(column string) any {
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.values[i]
	}
	return nil
}

func (r *rowReader) number(column string) int64 { n, _ := r.value(column).(int64); return n }

func (r *rowReader) text(column string) string { s, _ := r.value(column).(string); return s }

// key is the row's, of a table.
func (r *rowReader) key(thing string) rowKey {
	number, part := keyOf(thing)
	key := rowKey{thing: thing}
	if number != "" {
		key.number = r.number(number)
	}
	if part != "" {
		key.part = r.text(part)
	}
	return key
}

// content hashes the row without some columns.
func (r *rowReader) content(but ...string) uint64 {
	sum := contentOf(r.columns, r.values)
	for _, column := range but {
		sum -= columnHash(column, r.value(column))
	}
	return sum
}

// sumRows computes the checksums of the rows of a table that a condition chooses,
// in their order.
func sumRows(ctx context.Context, q querier, thing, where string, args ...any) ([]summedRow, error) {
	number, part := keyOf(thing)
	query := "SELECT * FROM " + thing + where + " ORDER BY " + strings.Trim(number+", "+part, ", ")
	if thing == grouped {
		groups, err := readGroups(ctx, q, query, args...)
		list := make([]summedRow, len(groups))
		for i, g := range groups {
			list[i] = summedRow{g.key, groupSums(0, g.contents)}
		}
		return list, err
	}
	var list []summedRow
	err := eachRow(ctx, q, func(r *rowReader) error {
		key := r.key(thing)
		list = append(list, summedRow{key, sealSum(key, r.content())})
		return nil
	}, query, args...)
	return list, err
}

// A group is the answers of one entry.
type group struct {
	key      rowKey
	parts    []string
	contents []uint64
}

func readGroups(ctx context.Context, q querier, query string, args ...any) ([]group, error) {
	return collectGroups(func(fn func(*rowReader) error) error { return eachRow(ctx, q, fn, query, args...) })
}

func collectGroups(each func(func(*rowReader) error) error) ([]group, error) {
	var list []group
	err := each(func(r *rowReader) error {
		key := r.key(grouped)
		of := rowKey{thing: grouped, number: key.number}
		if len(list) == 0 || list[len(list)-1].key != of {
			list = append(list, group{key: of})
		}
		g := &list[len(list)-1]
		g.parts, g.contents = append(g.parts, key.part), append(g.contents, r.content())
		return nil
	})
	return list, err
}

// chosen writes the condition that chooses the rows of keys.
func chosen(thing string, keys map[rowKey]bool) (where string, arg any, err error) {
	column, part := keyOf(thing)
	list := make([]any, 0, len(keys))
	for key := range keys {
		if column == "" {
			list = append(list, key.part)
		} else {
			list = append(list, key.number)
		}
	}
	if column == "" {
		column = part
	}
	if len(list) == 1 {
		return " WHERE " + column + " = ?", list[0], nil
	}
	text, err := json.Marshal(list)
	return " WHERE " + column + " IN (SELECT value FROM json_each(?))", string(text), err
}

// sumsAtOnce is how many checksums one statement writes.
const sumsAtOnce = 64

// writeSums saves the checksums of rows.
func writeSums(ctx context.Context, q querier, rows []summedRow) error {
	for chunk := range slices.Chunk(rows, sumsAtOnce) {
		args := make([]any, 0, 4*len(chunk))
		for _, row := range chunk {
			args = append(args, row.key.thing, row.key.number, row.key.part, row.sum)
		}
		query := "INSERT OR REPLACE INTO checksum (thing, number, part, sum) VALUES (?, ?, ?, ?)" + strings.Repeat(", (?, ?, ?, ?)", len(chunk)-1)
		if err := exec(ctx, q, query, args...); err != nil {
			return err
		}
	}
	return nil
}
