package faults

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"mull/internal/seal"
	"mull/internal/store"
)

// A state is what a journal holds: of each table the number of its rows and a
// sum over them in which all UUIDs are alike, since they are new each time.
type state map[string]table

type table struct {
	rows int
	sum  [sha256.Size]byte
}

var anyUUID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// examine reads a journal as the next command would, and fails where it is not
// sound: the file, its references, and what is computed against a recount.
func examine(path string) (state, error) {
	if _, err := os.Stat(path); os.IsNotExist(err) {
		return state{}, nil
	}
	image, version, err := snapshot(path)
	if err != nil || version == 0 {
		return state{}, err
	}
	return examineImage(path, image)
}

func examineImage(path string, image []byte) (state, error) {
	x, err := store.Examine(context.Background(), path, image, time.Now)
	if err != nil {
		return nil, err
	}
	if x.Damaged() || len(x.Damage) > 0 || !x.Computed.Whole() {
		return nil, fmt.Errorf("%s is not sound: %q, %q, %v, %+v", path, x.Faults, x.Schema, x.Damage, x.Computed)
	}
	var s state
	err = openedImage(path, image, func(plain string) error {
		s, err = read(plain)
		return err
	})
	return s, err
}

// opened calls do with a journal, or with a copy that isn't encrypted.
func opened(path string, do func(path string) error) error {
	image, _, err := snapshot(path)
	if err != nil {
		return err
	}
	return openedImage(path, image, do)
}

func openedImage(path string, image []byte, do func(path string) error) error {
	if !store.IsSealed(path) {
		return do(path)
	}
	file, err := os.CreateTemp("", "opened-*.db")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err = file.Write(image); err == nil {
		err = file.Close()
	}
	if err != nil {
		return err
	}
	return do(file.Name())
}

// snapshot reads a journal, plain or sealed. Version 0 has none.
func snapshot(path string) (image []byte, version int, err error) {
	return store.Snapshot(context.Background(), path, func() (*seal.Key, error) {
		wrapped, err := os.ReadFile(store.KeyFile(path))
		if err != nil {
			return nil, err
		}
		return seal.Unwrap(wrapped, passphrase)
	})
}

// examine is examine of the journal in a folder. The same bytes are examined once:
// much of what is killed has changed nothing yet.
func (c *campaign) examine(path string) (state, error) {
	if _, err := os.Stat(path); os.IsNotExist(err) {
		return state{}, nil
	}
	image, version, err := snapshot(path)
	if err != nil || version == 0 {
		return state{}, err
	}
	sum := sha256.Sum256(image)
	if s, known := c.examined[sum]; known {
		return s, nil
	}
	s, err := examineImage(path, image)
	if err == nil {
		c.examined[sum] = s
	}
	return s, err
}

// read reads all tables but those of the index and the checksums, which examine has
// checked, and which depend on UUIDs.
func read(path string) (state, error) {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	names, err := column(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'word_index%' AND name <> 'checksum'")
	if err != nil {
		return nil, err
	}
	s := state{}
	for _, name := range names {
		columns, err := column(db, "SELECT '`' || name || '`' FROM pragma_table_info(?) WHERE name NOT IN ('sum', 'sums')", name)
		if err != nil {
			return nil, err
		}
		rows, err := column(db, "SELECT "+strings.Join(columns, ", ")+" FROM "+name)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			rows[i] = anyUUID.ReplaceAllString(rows[i], "-")
		}
		slices.Sort(rows)
		s[name] = table{len(rows), sha256.Sum256([]byte(strings.Join(rows, "\n")))}
	}
	return s, nil
}

// column returns the rows of a query, each as one text.
func column(db *sql.DB, query string, args ...any) ([]string, error) {
	rows, err := db.Query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	var list []string
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		text := fmt.Sprint(values...)
		if len(values) > 1 {
			text = fmt.Sprint(values)
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

// ask returns one column of one query of a journal.
func ask(path, query string, args ...any) ([]string, error) {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return column(db, query, args...)
}

// A reference is what a command does when nothing is in its way.
type reference struct {
	before, after state
	random        map[string]bool // tables that are not the same each time
	run           run
}

// differs lists the tables in which a state is not the other, but for what is
// random in them.
func (r reference) differs(got, want state) []string {
	var list []string
	for name := range merged(got, want) {
		if got[name].rows != want[name].rows || got[name].sum != want[name].sum && !r.random[name] {
			list = append(list, fmt.Sprintf("%s has %d rows, not %d", name, got[name].rows, want[name].rows))
		}
	}
	return list
}

func merged(a, b state) map[string]bool {
	names := map[string]bool{}
	for _, s := range []state{a, b} {
		for name := range s {
			names[name] = true
		}
	}
	return names
}
