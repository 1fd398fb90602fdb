package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
	"time"

	"mull/internal/period"
)

// Contents says what a journal holds, to be compared with another.
type Contents struct {
	Entries, Activities, Items int
	Days                       int // with an entry or time
	First, Last                period.Day
	LastAct                    time.Time
	Newest                     Newest
	Machine                    string // where the journal was begun
	Keys                       string // a hash of the owner's own keys; empty where there are none
	Tables                     map[string]Rows
}

// Has says how many rows a table has.
func (c *Contents) Has(table string) int { return c.Tables[table].Count }

// Another says whether other was begun elsewhere, or has keys of its own that
// are not these: two journals, rather than one at two times.
func (c *Contents) Another(other *Contents) bool {
	return c.Machine != other.Machine || other.Keys != "" && c.LosesKeys(other)
}

// LosesKeys says whether the keys that are here are not in other.
func (c *Contents) LosesKeys(other *Contents) bool { return c.Keys != "" && c.Keys != other.Keys }

// Newest is the entry or piece of time written last. Number 0 is none.
type Newest struct {
	Number int64
	Day    period.Day
	Name   string // the exercise or the category
}

// Rows are the number of a table's rows and a hash over all of them.
type Rows struct {
	Count int
	Hash  string
}

// Differing lists the tables whose rows differ, or that one side lacks.
func (c *Contents) Differing(other *Contents) []string {
	names := map[string]bool{}
	for _, tables := range []map[string]Rows{c.Tables, other.Tables} {
		for name := range tables {
			names[name] = c.Tables[name] != other.Tables[name]
		}
	}
	maps.DeleteFunc(names, func(_ string, differs bool) bool { return !differs })
	return slices.Sorted(maps.Keys(names))
}

// Contents reads the whole journal in one transaction.
func (s *Store) Contents(ctx context.Context) (*Contents, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	return s.contentsIn(ctx, tx)
}

// contentsIn is Contents in a transaction that is there already.
func (s *Store) contentsIn(ctx context.Context, tx querier) (*Contents, error) {
	c := &Contents{Tables: map[string]Rows{}}
	if err := c.summary(ctx, tx); err != nil {
		return nil, s.explain("read the journal", err)
	}
	tables, err := all(ctx, tx, scanOne[string],
		// Whom the journal is sealed to is not what it holds, and checksums follow from that.
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('recovery', 'checksum') AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'word\\_index%' ESCAPE '\\'")
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	for _, table := range tables {
		if c.Tables[table], err = rowsIn(ctx, tx, table); err != nil {
			return nil, s.explain("read the journal", err)
		}
	}
	return c, nil
}

func (c *Contents) summary(ctx context.Context, q querier) error {
	var first, last, act int64
	err := q.QueryRowContext(ctx, `WITH days AS (SELECT day FROM entry UNION SELECT day FROM activity)
		SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM activity), (SELECT count(*) FROM item),
			(SELECT count(*) FROM days), coalesce((SELECT min(day) FROM days), 0), coalesce((SELECT max(day) FROM days), 0),
			coalesce((SELECT max(at) FROM act), 0), coalesce((SELECT machine FROM state), '')`).Scan(
		&c.Entries, &c.Activities, &c.Items, &c.Days, &first, &last, &act, &c.Machine)
	if err != nil {
		return err
	}
	c.First, c.Last = period.Day(first), period.Day(last)
	if act > 0 {
		c.LastAct = instant(act)
	}
	secret, err := one[string](ctx, q, "SELECT secret FROM identity")
	if err != nil && !noRows(err) {
		return err
	}
	if keys := strings.SplitN(secret, "\n", 3); len(keys) == 3 { // behind the name, which may change
		sum := sha256.Sum256([]byte(keys[2]))
		c.Keys = hex.EncodeToString(sum[:])
	}
	err = q.QueryRowContext(ctx, `SELECT number, day, exercise FROM entry
		UNION ALL SELECT number, day, category FROM activity ORDER BY number DESC LIMIT 1`).Scan(&c.Newest.Number, &c.Newest.Day, &c.Newest.Name)
	if noRows(err) {
		return nil
	}
	return err
}

// rowsIn counts and hashes a table in the order of its primary key.
func rowsIn(ctx context.Context, q querier, table string) (Rows, error) {
	keys, err := all(ctx, q, scanOne[string], "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table)
	if err != nil {
		return Rows{}, err
	}
	order := "rowid"
	if len(keys) > 0 {
		order = strings.Join(keys, ", ")
	}
	rows, err := q.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY "+order)
	if err != nil {
		return Rows{}, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return Rows{}, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	sum, count := sha256.New(), 0
	for ; rows.Next(); count++ {
		if err := rows.Scan(into...); err != nil {
			return Rows{}, err
		}
		for _, value := range values {
			hashValue(sum, value)
		}
	}
	return Rows{count, hex.EncodeToString(sum.Sum(nil))}, rows.Err()
}

// hashValue writes a value so that no two rows read the same: kind, length,
// content.
func hashValue(sum hash.Hash, value any) {
	text := fmt.Sprint(value)
	fmt.Fprintf(sum, "%T %d ", value, len(text))
	sum.Write([]byte(text))
}
