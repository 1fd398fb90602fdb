package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"modernc.org/sqlite"

	"mull/internal/exercise"
	"mull/schema"
)

// ErrNotEmpty says that a journal holds something already.
var ErrNotEmpty = errors.New("an export is read into an empty journal, and this one holds something already")

// A LoadFault is a line of an export that cannot be read. It quotes nothing of
// what the line holds.
type LoadFault struct {
	Line    int
	Problem string
}

func (f *LoadFault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Problem) }

// loadLine bounds the length of a line.
const loadLine = 16 << 20

// IsExport says whether a file begins as an export does.
func IsExport(begin []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(begin, []byte("\ufeff")), []byte(`{"type":"`+exportType+`"`))
}

// Load reads what Export wrote into a journal that has no acts yet, all of it or
// nothing, and recomputes what follows from it. It leaves no act of its own:
// the journal is then the one that was exported.
func (s *Store) Load(ctx context.Context, r io.Reader) (loaded *Exported, err error) {
	err = s.change(ctx, func() (bool, error) {
		loaded, err = s.loadNow(ctx, r)
		return true, err
	})
	if err != nil {
		return nil, err
	}
	return loaded, nil
}

func (s *Store) loadNow(ctx context.Context, r io.Reader) (loaded *Exported, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, s.explain("begin to write", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// Lines refer to later ones, and for each parent that comes after its
	// children SQLite would look through all of them. The references are checked
	// once, at the end. Within a transaction this setting can't be changed.
	if err := exec(ctx, conn, "PRAGMA foreign_keys = OFF"); err != nil {
		return nil, s.explain("begin to write", err)
	}
	defer func() {
		err = errors.Join(err, exec(context.WithoutCancel(ctx), conn, "PRAGMA foreign_keys = ON"))
	}()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.explain("begin to write", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	a := &Act{tx: &transaction{Tx: tx, prepared: map[string]*sql.Stmt{}}, ctx: ctx, store: s, now: s.now(), known: map[string]*exercise.Exercise{}, measures: map[string]MeasureRow{}}
	l := &loader{Act: a, in: bufio.NewReaderSize(r, 1<<16), columns: map[string][]string{}, counts: map[string]int{}, dropped: map[string][]string{}}
	if err := l.all(); err != nil {
		return nil, s.refused(err)
	}
	if err := tx.Commit(); err != nil {
		return nil, s.explain("write the journal", err)
	}
	return &Exported{Entries: l.counts["entry"], Activities: l.counts["activity"]}, nil
}

// Empty says whether nothing was ever kept in the journal.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	empty, err := isEmpty(ctx, s.db)
	return empty, s.explain("read the journal", err)
}

func isEmpty(ctx context.Context, q querier) (bool, error) {
	acts, err := one[int](ctx, q, "SELECT EXISTS (SELECT 1 FROM act)")
	return acts == 0, err
}

// A loader writes the lines of an export as rows.
type loader struct {
	*Act
	in      *bufio.Reader
	text    []byte  // of the line; the next one takes its place
	fields  []field // of the line
	line    int
	columns map[string][]string // of each table
	counts  map[string]int
	dropped map[string][]string // what creates the indexes and triggers again
}

func (l *loader) fault(format string, args ...any) error {
	return &LoadFault{l.line, fmt.Sprintf(format, args...)}
}

// all runs the steps of an import. What is computed, and what only makes
// reading quick, is filled once all rows are there: its cost then grows with
// their number and no faster.
func (l *loader) all() error {
	for _, step := range []func() error{
		l.begin, l.dropTriggers, l.dropIndexes, l.clear, l.lines,
		l.createIndexes, l.references, l.together, l.rebuildDays, l.readEntries, l.sumAll, l.createTriggers, l.sameSchema,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) begin() error {
	empty, err := isEmpty(l.ctx, l.tx)
	if err != nil {
		return err
	}
	if !empty {
		return ErrNotEmpty
	}
	for _, table := range exported {
		if l.columns[table], _, err = columnsOf(l.ctx, l.tx, table); err != nil {
			return err
		}
	}
	return l.header()
}

// clear takes away what every new journal holds and an export has lines of.
func (l *loader) clear() error { return l.exec("DELETE FROM category") }

func (l *loader) header() error {
	text, err := l.next()
	if err != nil {
		return err
	}
	var head struct {
		Type    string `json:"type"`
		Version int    `json:"version"`
		Next    int64  `json:"next_number"`
		Seed    string `json:"seed"`
	}
	if json.Unmarshal(text, &head) != nil || head.Type != exportType {
		return l.fault("this is not an export of a mull journal")
	}
	if head.Version != exportVersion {
		return l.fault("the export is of version %d; this mull knows %d", head.Version, exportVersion)
	}
	if head.Next < 1 || head.Seed == "" {
		return l.fault("the header lacks next_number or seed")
	}
	return l.exec("UPDATE state SET next_number = ?, seed = ?", head.Next, head.Seed)
}

// next reads one line, which is there until the next one is read.
func (l *loader) next() ([]byte, error) {
	l.line++
	l.text = l.text[:0]
	for {
		part, err := l.in.ReadSlice('\n')
		if l.text = append(l.text, part...); len(l.text) > loadLine {
			return nil, l.fault("longer than %d MB", loadLine>>20)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if errors.Is(err, io.EOF) && len(l.text) == 0 {
			return nil, l.fault("the export ends here, before its last line: it was cut short")
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if l.line == 1 {
			return bytes.TrimPrefix(l.text, []byte("\ufeff")), nil
		}
		return l.text, nil
	}
}

func (l *loader) lines() error {
	for {
		text, err := l.next()
		if err != nil {
			return err
		}
		if l.fields, err = splitObject(l.fields[:0], text); err != nil {
			return l.fault("this is not a line of JSON, or it was cut short")
		}
		table, err := l.typeOf()
		if err != nil {
			return err
		}
		if table == exportEnd {
			return l.end()
		}
		if err := l.row(table); err != nil {
			return l.misfit(table, err)
		}
		l.counts[table]++
	}
}

// typeOf takes the type out of the fields of a line.
func (l *loader) typeOf() (table string, err error) {
	if err := json.Unmarshal(l.take("type"), &table); err != nil {
		return "", l.fault("the line does not say its type")
	}
	return table, nil
}

// take returns the value of a field, which is then none any more; nil where
// there is none.
func (l *loader) take(name string) json.RawMessage {
	for i, f := range l.fields {
		if f.name == name {
			l.fields = slices.Delete(l.fields, i, i+1)
			return f.raw
		}
	}
	return nil
}

// misfit names the line of a value the journal does not take.
func (l *loader) misfit(table string, err error) error {
	var fault *sqlite.Error
	if errors.As(err, &fault) && fault.Code()&0xff == 19 { // a constraint
		return l.fault("this %s does not fit the journal: %s", table, constraint(fault))
	}
	return err
}

// constraint is the part of SQLite's words that names columns, never values.
func constraint(fault *sqlite.Error) string {
	words := strings.TrimPrefix(fault.Error(), "constraint failed: ")
	words, _, _ = strings.Cut(words, " (")
	return words
}

func (l *loader) end() error {
	var count int
	if json.Unmarshal(l.take("lines"), &count) != nil || count != l.line-2 {
		return l.fault("the export should have another number of lines: some are missing, or were added")
	}
	if rest, err := l.in.ReadByte(); err == nil {
		return l.fault("something follows the last line: %q", rest)
	}
	return nil
}

// ownUUIDs are the tables whose UUIDs this journal gave; those of letters are
// their writers'.
var ownUUIDs = []string{"act", "entry", "activity", "item", "person"}

func clip(name string) string { return name[:min(len(name), 40)] }

// sameSchema checks that what was dropped meanwhile is there again.
func (l *loader) sameSchema() error {
	faults, err := schemaFaults(l.ctx, l.tx, schema.Version())
	if err != nil {
		return err
	}
	return foreignSchema(l.store.path, faults)
}

func (l *loader) sumAll() error { return sumAll(l.ctx, l.tx) }

// references checks that nothing refers to what is not there.
func (l *loader) references() error {
	broken, err := all(l.ctx, l.tx, scanOne[string], "SELECT DISTINCT \"table\" || ' refers to ' || parent FROM pragma_foreign_key_check")
	if err != nil || len(broken) == 0 {
		return err
	}
	return l.fault("something is missing from the export: %s what is not there", strings.Join(broken, ", "))
}

// together checks what no table can say by itself.
func (l *loader) together() error {
	for query, problem := range map[string]string{
		`SELECT count(*) FROM (SELECT number FROM entry UNION ALL SELECT number FROM activity UNION ALL SELECT number FROM item)
			HAVING count(*) <> count(DISTINCT number) OR min(number) < 1 OR max(number) >= (SELECT next_number FROM state)`: "two things have the same number, or one that was not given yet",
		"SELECT count(*) FROM activity WHERE last_day - day > " + fmt.Sprint(longest) + " HAVING count(*) > 0": "a piece of time is too long",
		"SELECT count(*) FROM act WHERE id < 1 HAVING count(*) > 0":                                            "an act has no number",
	} {
		if wrong, err := all(l.ctx, l.tx, scanOne[int], query); err != nil || len(wrong) > 0 {
			if err != nil {
				return err
			}
			return l.fault("%s", problem)
		}
	}
	return nil
}
