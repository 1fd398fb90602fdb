// Telling of which table the rows are that lie in the pages of a damaged file.

package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"

	"mull/internal/seal"
	"mull/schema"
)

// A shape is how the rows of a table lie in its pages.
type shape struct {
	thing   string
	columns []shapeColumn
	stored  []int // the columns in the order in which a record has them
	rowid   int   // the column that is the rowid, or -1
	keyed   bool  // by a rowid
	least   int   // as many values has the shortest record: columns were added later
}

type shapeColumn struct {
	name, kind string
	notNull    bool
	absent     any // its value in a row from before it was added
}

// shapesOf reads the shapes of what can't be computed from the migrations themselves.
func shapesOf(ctx context.Context, version int) (shapes []shape, err error) {
	db, err := memoryDB()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	steps, err := schema.After(0)
	if err != nil {
		return nil, err
	}
	least := map[string]int{} // as first made
	for _, step := range steps[:min(version, len(steps))] {
		if err := exec(ctx, db, step.SQL); err != nil {
			return nil, err
		}
		for _, thing := range append(salvageTables(), "checksum") {
			if n, err := one[int](ctx, db, "SELECT count(*) FROM pragma_table_info(?)", thing); err == nil && least[thing] == 0 {
				least[thing] = n
			}
		}
	}
	for _, thing := range append(salvageTables(), "checksum") {
		s, err := shapeOf(ctx, db, thing)
		if err != nil {
			return nil, err
		}
		if len(s.columns) > 0 {
			s.least = least[thing]
			shapes = append(shapes, s)
		}
	}
	return shapes, nil
}

func shapeOf(ctx context.Context, db *sql.DB, thing string) (shape, error) {
	s := shape{thing: thing, rowid: -1}
	text, err := one[string](ctx, db, "SELECT coalesce((SELECT sql FROM sqlite_schema WHERE name = ?), '')", thing)
	if err != nil {
		return s, err
	}
	s.keyed = !strings.HasSuffix(strings.TrimSpace(text), "WITHOUT ROWID")
	places := map[int]int{} // in the key
	err = eachRow(ctx, db, func(r *rowReader) error {
		absent := any(nil)
		if text := r.text("dflt_value"); text != "" {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				absent = n
			} else {
				absent = strings.Trim(text, "'")
			}
		}
		if place := int(r.number("pk")); place > 0 {
			places[place] = len(s.columns)
		}
		s.columns = append(s.columns, shapeColumn{r.text("name"), r.text("type"), r.number("notnull") != 0, absent})
		return nil
	}, "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(?)", thing)
	if s.keyed && len(places) == 1 && s.columns[places[1]].kind == "INTEGER" {
		s.rowid = places[1]
	}
	for place := 1; !s.keyed && place <= len(places); place++ { // the key first
		s.stored = append(s.stored, places[place])
	}
	for i := range s.columns {
		if !slices.Contains(s.stored, i) {
			s.stored = append(s.stored, i)
		}
	}
	return s, err
}

// record makes a row of the table of what a page holds, if it can be one.
func (s *shape) record(raw rawRow) (record, bool) {
	values := make([]any, len(s.columns))
	if len(raw.values) < s.least || !s.into(values, raw) {
		return record{}, false
	}
	names := make([]string, len(s.columns))
	for i, column := range s.columns {
		names[i] = column.name
	}
	return keyedRecord(s.thing, &rowReader{columns: names, values: values}), true
}

// into puts what a page holds in the order of the columns, if it can be a row of the
// table.
func (s *shape) into(values []any, raw rawRow) bool {
	if raw.keyed != s.keyed || len(raw.values) > len(s.columns) {
		return false
	}
	for place, i := range s.stored {
		column := &s.columns[i]
		value := column.absent
		if place < len(raw.values) {
			value = raw.values[place]
		}
		if n, whole := value.(int64); whole && column.kind == "REAL" {
			value = float64(n) // SQLite stores whole numbers short
		}
		if i == s.rowid {
			if value != nil {
				return false
			}
			value = raw.rowid
		}
		if !fitsColumn(*column, value) {
			return false
		}
		values[i] = value
	}
	return true
}

// fits says whether a row read by a query is one of the table.
func (s *shape) fits(values []any) bool {
	if len(values) != len(s.columns) {
		return false
	}
	for i, value := range values {
		if !fitsColumn(s.columns[i], value) {
			return false
		}
	}
	return true
}

func fitsColumn(column shapeColumn, value any) bool {
	switch value.(type) {
	case nil:
		return !column.notNull
	case int64:
		return column.kind == "INTEGER" || column.kind == "ANY"
	case float64:
		return column.kind == "REAL" || column.kind == "ANY"
	case string:
		return column.kind == "TEXT" || column.kind == "ANY"
	default:
		return column.kind == "BLOB" || column.kind == "ANY"
	}
}

// addRaw adds the rows that lie in the pages and that no query finds, as far as
// checksums know them.
func (s *salvage) addRaw(shapes []shape, image []byte, thorough bool) {
	found := map[string][]record{}
	eachRawRow(image, thorough, func(raw rawRow) {
		for i := range shapes {
			if rec, fits := shapes[i].record(raw); fits {
				found[shapes[i].thing] = append(found[shapes[i].thing], rec)
			}
		}
	})
	for _, rec := range found["checksum"] {
		s.addRawSum(rec)
	}
	known := map[rowKey]int{} // places in the rows of their tables
	for _, list := range s.rows {
		for i, rec := range list {
			known[rec.key] = i
		}
	}
	// Acts before changes: theirs are the checksums of those.
	slices.SortStableFunc(shapes, func(a, b shape) int { return changesLast(a) - changesLast(b) })
	for i := range shapes {
		thing := shapes[i].thing
		if thing == "checksum" {
			continue
		}
		acts := s.actSums()
		for _, rec := range found[thing] {
			if !s.vouches(acts, rec) {
				continue
			}
			at, present := known[rec.key]
			if !present {
				known[rec.key] = len(s.rows[thing])
				s.rows[thing] = append(s.rows[thing], rec)
			} else if !s.vouches(acts, s.rows[thing][at]) {
				s.rows[thing][at] = rec
			}
		}
	}
}

func changesLast(s shape) int {
	if s.thing == "change" {
		return 1
	}
	return 0
}

// addRawSum adds a checksum that no query finds.
func (s *salvage) addRawSum(rec record) {
	r := rowReader{columns: rec.columns, values: rec.values}
	key := rowKey{r.text("thing"), r.number("number"), r.text("part")}
	if _, known := s.sums[key]; known || !slices.Contains(summed(), key.thing) {
		return
	}
	switch sum := r.value("sum").(type) {
	case int64:
		if intact(key, sum) {
			s.sums[key] = sum
		}
	case []byte:
		if key.thing == grouped && len(sum) >= 10 && len(sum)%2 == 0 && key.part == "" {
			s.sums[key] = sum
		}
	}
}

// actSums are the checksums in the acts known so far.
func (s *salvage) actSums() map[int64][]byte {
	sums := map[int64][]byte{}
	for _, rec := range s.rows["act"] {
		r := rowReader{columns: rec.columns, values: rec.values}
		sums[rec.key.number], _ = r.value("sums").([]byte)
	}
	return sums
}

// vouches says whether a checksum knows a row as it is.
func (s *salvage) vouches(acts map[int64][]byte, rec record) bool {
	r := rowReader{columns: rec.columns, values: rec.values}
	switch key := rec.key; key.thing {
	case "act":
		sums, _ := r.value("sums").([]byte)
		return len(sums) >= 10 && len(sums)%2 == 0 && binary.BigEndian.Uint16(sums[8:]) == short(rec.content)
	case "change":
		return amongSums(acts[key.number], rec.content)
	case "state":
		sum, _ := r.value("sum").(int64)
		return intact(stateKey, sum) && sumHolds(sum, rec.content)
	case "recovery":
		_, err := seal.ParseRecipient(r.text("recipient"))
		return err == nil
	case grouped:
		sums, _ := s.sums[rowKey{thing: grouped, number: key.number}].([]byte)
		return amongSums(sums, rec.content)
	default:
		sum, summed := s.sums[key].(int64)
		return summed && intact(key, sum) && sumHolds(sum, rec.content)
	}
}

// amongSums says whether a row is one of those that share checksums.
func amongSums(sums []byte, content uint64) bool {
	for at := 10; at+1 < len(sums); at += 2 {
		if binary.BigEndian.Uint16(sums[at:]) == short(content) {
			return true
		}
	}
	return false
}
