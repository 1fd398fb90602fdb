package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

// The export is JSON Lines: a header, one line for each thing kept, and a last
// line that says how many there were, so that a file cut short is told from a
// whole one. A line's "type" names what it is; its other fields are the columns
// of the journal's tables in their order, those without a value left out. Days
// are dates, instants RFC 3339 in UTC to the millisecond. An entry holds its
// answers, where null is a skip. Nothing in it depends on when or where the
// export was made.
const (
	exportType    = "mull-journal"
	exportEnd     = "end"
	exportVersion = 1
)

// exported are the tables of an export, in the order of its lines.
var exported = []string{"category", "setting", "target", "off", "rule", "person", "agreement", "assignment",
	"asked", "entry", "activity", "item", "concern", "receipt", "received", "letter", "gone", "act", "change"}

// notExported are the tables an export has no lines of: what is computed from
// the others, what the header holds, the answers, which stand in entries, and
// what never leaves the journal: the owner's keys, notes on people, where this
// machine keeps backups, and whom it is sealed to.
var notExported = []string{
	"state", "answer", "asked_question", "asked_option",
	"day_total", "uncounted", "calendar_day", "period_total", "words", "measure", "measurement",
	"identity", "note", "backup", "recovery", "checksum",
}

// How a column is written: as it is, as a date, as an instant, or as the JSON
// that its text is.
type exportForm string

const (
	formPlain   exportForm = ""
	formDay     exportForm = "day"
	formInstant exportForm = "instant"
	formJSON    exportForm = "json"
)

// dayColumns hold days without saying so in their names.
var dayColumns = []string{"revisit", "since", "agreed", "seen", "due", "answered", "withdrawn"}

// formOf knows the form of a column by its name, as the schema names columns.
func formOf(table, column string) exportForm {
	switch {
	case column == "at" || strings.HasSuffix(column, "_at"):
		return formInstant
	case column == "day" || strings.HasSuffix(column, "_day") || slices.Contains(dayColumns, column):
		return formDay
	case column == "also", column == "before", table == "setting" && column == "value", table == "asked" && column == "body":
		return formJSON
	}
	return formPlain
}

// An Exported says what an export held, and what never leaves the journal.
type Exported struct {
	Entries, Activities int
	LeftOut             []LeftOut
}

// LeftOut is what an export leaves out because it never leaves the journal: the
// entries of an exercise, or the answers to a question.
type LeftOut struct {
	Name  string // EXERCISE, EXERCISE.QUESTION, or in words: notes on people, your keys
	Count int
}

// Export writes everything the user keeps, except for what is marked never to
// leave, as JSON Lines that Load reads. It is one consistent state, whatever is
// written meanwhile.
func (s *Store) Export(ctx context.Context, w io.Writer) (*Exported, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	hidden, err := findHidden(ctx, tx)
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	e := &exporter{ctx: ctx, tx: tx, out: bufio.NewWriter(w), hidden: hidden}
	if err := e.header(); err != nil {
		return nil, s.explain("read the journal", err)
	}
	for _, table := range exported {
		if err := e.table(table); err != nil {
			return nil, s.explain("export the journal", err)
		}
	}
	fmt.Fprintf(e.out, "{\"type\":%q,\"lines\":%d}\n", exportEnd, e.lines)
	return &Exported{e.counts["entry"], e.counts["activity"], hidden.list()}, e.out.Flush()
}

type exporter struct {
	ctx    context.Context //nolint:containedctx // it lives no longer than Export
	tx     *sql.Tx
	out    *bufio.Writer
	hidden *hidden
	lines  int // after the header
	counts map[string]int
}

func (e *exporter) header() error {
	var next int64
	var seed string
	if err := e.tx.QueryRowContext(e.ctx, "SELECT next_number, seed FROM state").Scan(&next, &seed); err != nil {
		return err
	}
	e.counts = map[string]int{}
	_, err := fmt.Fprintf(e.out, "{\"type\":%q,\"version\":%d,\"next_number\":%d,\"seed\":%q}\n", exportType, exportVersion, next, seed)
	return err
}

func (e *exporter) table(table string) error {
	columns, order, err := columnsOf(e.ctx, e.tx, table)
	if err != nil {
		return err
	}
	selected := "`" + strings.Join(columns, "`, `") + "`"
	if table == "entry" {
		columns = append(columns, "answers")
		selected += `, (SELECT json_group_object(question, json(value) ORDER BY question) FROM answer WHERE entry = entry.number)`
	}
	rows, err := e.tx.QueryContext(e.ctx, "SELECT "+selected+" FROM `"+table+"` ORDER BY "+strings.Join(order, ", "))
	if err != nil {
		return err
	}
	defer rows.Close()
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := e.row(table, columns, values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// row writes one line, unless it never leaves.
func (e *exporter) row(table string, columns []string, values []any) error {
	if e.hidden.hides(table, columns, values) {
		return nil
	}
	var line bytes.Buffer
	fmt.Fprintf(&line, `{"type":%q`, table)
	for i, column := range columns {
		// What follows from the text of an exercise is read from it again.
		if values[i] == nil || table == "asked" && column != "hash" && column != "body" {
			continue
		}
		fmt.Fprintf(&line, ",%q:", column)
		form := formOf(table, column)
		value := values[i]
		if column == "answers" {
			form, value = formJSON, e.hidden.answers(columns, values, i)
		}
		if err := writeValue(&line, form, value); err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
	}
	line.WriteString("}\n")
	e.lines++
	e.counts[table]++
	_, err := e.out.Write(line.Bytes())
	return err
}

func writeValue(line *bytes.Buffer, form exportForm, value any) error {
	switch v := value.(type) {
	case int64:
		switch form {
		case formDay:
			fmt.Fprintf(line, "%q", period.Day(v))
		case formInstant:
			fmt.Fprintf(line, "%q", instant(v).Format(instantLayout))
		default:
			line.WriteString(strconv.FormatInt(v, 10))
		}
		return nil
	case string:
		if form == formJSON {
			return json.Compact(line, []byte(v))
		}
	}
	encoder := json.NewEncoder(line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	line.Truncate(line.Len() - 1) // the line end of Encode
	return nil
}

const instantLayout = "2006-01-02T15:04:05.000Z"

func parseInstant(text string) (int64, error) {
	at, err := time.Parse(instantLayout, text)
	return at.UnixMilli(), err
}

// columnsOf returns the columns of a table and those its rows are ordered by,
// without checksums, which a journal computes for itself.
func columnsOf(ctx context.Context, q querier, table string) (columns, key []string, err error) {
	type column struct {
		name string
		key  int
	}
	list, err := all(ctx, q, func(scan func(...any) error) (column, error) {
		var c column
		err := scan(&c.name, &c.key)
		return c, err
	}, "SELECT name, pk FROM pragma_table_info(?1) WHERE NOT (?1 = 'act' AND name = 'sums') ORDER BY cid", table)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range list {
		columns = append(columns, c.name)
	}
	slices.SortStableFunc(list, func(a, b column) int { return a.key - b.key })
	for _, c := range list {
		if c.key > 0 {
			key = append(key, "`"+c.name+"`")
		}
	}
	return columns, key, nil
}
