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
	"strings"

	"modernc.org/sqlite"

	"mull/internal/exercise"
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

// loading stands for the act in progress while rows are written; neither it nor
// what the triggers noted under it stays.
const loading = -1

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

func (s *Store) loadNow(ctx context.Context, r io.Reader) (*Exported, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.explain("begin to write", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	a := &Act{tx: &transaction{Tx: tx, prepared: map[string]*sql.Stmt{}}, ctx: ctx, store: s, id: loading, now: s.now(), known: map[string]*exercise.Exercise{}}
	l := &loader{Act: a, in: bufio.NewReaderSize(r, 1<<16), columns: map[string][]string{}, counts: map[string]int{}}
	if err := l.begin(); err != nil {
		return nil, s.refused(err)
	}
	if err := l.lines(); err != nil {
		return nil, s.refused(err)
	}
	if err := l.finish(); err != nil {
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
	line    int
	columns map[string][]string // of each table
	counts  map[string]int
}

func (l *loader) fault(format string, args ...any) error {
	return &LoadFault{l.line, fmt.Sprintf(format, args...)}
}

func (l *loader) begin() error {
	empty, err := isEmpty(l.ctx, l.tx)
	if err != nil {
		return err
	}
	if !empty {
		return ErrNotEmpty
	}
	for _, statement := range []string{
		"PRAGMA defer_foreign_keys = ON", // lines refer to later ones
		fmt.Sprintf("INSERT INTO act (id, uuid, machine, at, kind) SELECT %d, '', machine, 0, 'load' FROM state", loading),
		fmt.Sprintf("UPDATE state SET act = %d", loading),
		"DELETE FROM category",
	} {
		if err := l.exec(statement); err != nil {
			return err
		}
	}
	for _, table := range exported {
		if l.columns[table], _, err = columnsOf(l.ctx, l.tx, table); err != nil {
			return err
		}
	}
	return l.header()
}

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

// next reads one line.
func (l *loader) next() ([]byte, error) {
	l.line++
	var text []byte
	for {
		part, err := l.in.ReadSlice('\n')
		if text = append(text, part...); len(text) > loadLine {
			return nil, l.fault("longer than %d MB", loadLine>>20)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if errors.Is(err, io.EOF) && len(text) == 0 {
			return nil, l.fault("the export ends here, before its last line: it was cut short")
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if l.line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		return text, nil
	}
}

func (l *loader) lines() error {
	for {
		text, err := l.next()
		if err != nil {
			return err
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(text, &fields); err != nil {
			return l.fault("this is not a line of JSON, or it was cut short")
		}
		var table string
		if json.Unmarshal(fields["type"], &table) != nil {
			return l.fault("the line does not say its type")
		}
		delete(fields, "type")
		if table == exportEnd {
			return l.end(fields)
		}
		if err := l.row(table, fields); err != nil {
			return l.misfit(table, err)
		}
		l.counts[table]++
	}
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

func (l *loader) end(fields map[string]json.RawMessage) error {
	var count int
	if json.Unmarshal(fields["lines"], &count) != nil || count != l.line-2 {
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

// finish computes what an export does not hold, checks that all of it hangs
// together, and takes away what stood in for the act.
func (l *loader) finish() error {
	for _, recompute := range []func() error{l.together, l.recomputeDays, l.recomputeMeasures, l.indexWords} {
		if err := recompute(); err != nil {
			return err
		}
	}
	for _, statement := range []string{"UPDATE state SET act = NULL", "DELETE FROM change WHERE act = ?", "DELETE FROM act WHERE id = ?"} {
		var args []any
		if strings.HasSuffix(statement, "?") {
			args = append(args, loading)
		}
		if err := l.exec(statement, args...); err != nil {
			return err
		}
	}
	if err := sumAll(l.ctx, l.tx); err != nil {
		return err
	}
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
		"SELECT count(*) FROM act WHERE id < 1 AND id <> -1 HAVING count(*) > 0":                               "an act has no number",
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
