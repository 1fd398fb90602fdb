// Building the journal that a repair leaves.

package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"mull/internal/exercise"
)

// build fills a new journal in memory with the good rows, and returns its bytes.
func (m *mending) build(ctx context.Context, now func() time.Time) (image []byte, err error) {
	s, err := open(ctx, Memory, 0, now)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if err := m.fill(ctx, s); err != nil {
		return nil, err
	}
	if err := s.whole(ctx); err != nil {
		return nil, err
	}
	return s.serialize(ctx)
}

func (m *mending) fill(ctx context.Context, s *Store) (err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := exec(ctx, conn, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, exec(ctx, conn, "PRAGMA foreign_keys = ON")) }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	a := &Act{tx: &transaction{Tx: tx, prepared: map[string]*sql.Stmt{}}, ctx: ctx, store: s, now: s.now(), known: map[string]*exercise.Exercise{}, measures: map[string]MeasureRow{}}
	l := &loader{Act: a, in: bufio.NewReader(strings.NewReader("")), columns: map[string][]string{}, counts: map[string]int{}, dropped: map[string][]string{}}
	b := &builder{loader: l, mending: m}
	for _, step := range []func() error{
		l.dropTriggers, l.dropIndexes, b.rows, b.acts, b.parents, b.asked, b.orphans, b.state,
		l.createIndexes, b.references, l.rebuildDays, l.readEntries, l.sumAll, l.createTriggers,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return tx.Commit()
}

type builder struct {
	*loader
	*mending
}

// rows inserts every good row. One that the tables refuse is set aside.
func (b *builder) rows() error {
	for _, thing := range salvageTables() {
		if thing == "state" {
			continue
		}
		for _, rec := range b.good[thing] {
			var columns []string
			var values []any
			for i, column := range rec.columns {
				if column != "sums" {
					columns, values = append(columns, "`"+column+"`"), append(values, rec.values[i])
				}
			}
			verb := "INSERT INTO "
			if thing == "category" { // a new journal has those that mull comes with
				verb = "INSERT OR REPLACE INTO "
			}
			if err := b.exec(verb+"`"+thing+"` ("+strings.Join(columns, ", ")+") VALUES ("+marks(len(columns))+")", values...); err != nil {
				b.setAside(rec.key, Altered, &rec)
			}
		}
	}
	return nil
}

// acts puts an act without content in the place of each that rows refer to and
// that is not there, and makes those final whose history is not whole.
func (b *builder) acts() error {
	missing, err := all(b.ctx, b.tx, scanOne[int64], `SELECT act FROM (SELECT act FROM entry UNION SELECT act FROM activity UNION SELECT act FROM item
		UNION SELECT act FROM off UNION SELECT act FROM rule UNION SELECT act FROM change UNION SELECT undone_by FROM act WHERE undone_by IS NOT NULL)
		WHERE act NOT IN (SELECT id FROM act)`)
	if err != nil {
		return err
	}
	for _, id := range missing {
		if err := b.exec(`INSERT INTO act (id, uuid, machine, at, kind, final)
			SELECT ?1, ?2, coalesce((SELECT machine FROM act ORDER BY id DESC LIMIT 1), ''), coalesce((SELECT max(at) FROM act WHERE id < ?1), 0), 'repaired', 1`,
			id, uuid.NewString()); err != nil {
			return err
		}
	}
	for id := range b.final {
		if err := b.exec("UPDATE act SET final = 1 WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// parents puts something in the place of a category or a person that others
// belong to and that could not be saved.
func (b *builder) parents() error {
	for _, statement := range []string{
		`INSERT INTO category (id, track, label, also, position, own)
			SELECT DISTINCT category, 'other', category, '[]', (SELECT max(position) + 1 FROM category), 1 FROM activity WHERE category NOT IN (SELECT id FROM category)`,
		`INSERT INTO person (number, uuid, name, public, day)
			SELECT DISTINCT person, 'repaired-' || person, 'Person ' || person, '', 0 FROM (
				SELECT person FROM agreement UNION SELECT person FROM assignment UNION SELECT person FROM note UNION SELECT person FROM concern
				UNION SELECT person FROM receipt UNION SELECT person FROM received UNION SELECT person FROM letter) WHERE person NOT IN (SELECT number FROM person)`,
		"UPDATE activity SET entry = NULL WHERE entry NOT IN (SELECT number FROM entry)",
		"UPDATE item SET entry = NULL WHERE entry NOT IN (SELECT number FROM entry)",
	} {
		if err := b.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// asked reads anew what reports know of each exercise.
func (b *builder) asked() error {
	hashes, err := all(b.ctx, b.tx, scanOne[string], "SELECT hash FROM asked")
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		x, err := b.loader.Act.asked(hash)
		if err == nil {
			err = b.keepQuestions(hash, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// orphans sets aside what nothing can be made of without the row it belongs to.
func (b *builder) orphans() error {
	for _, of := range []struct{ thing, where string }{
		{"entry", " WHERE asked NOT IN (SELECT hash FROM asked)"},
		{"answer", " WHERE entry NOT IN (SELECT number FROM entry)"},
		{"concern", " WHERE entry NOT IN (SELECT number FROM entry)"},
	} {
		err := eachRow(b.ctx, b.tx, func(r *rowReader) error {
			rec := keyedRecord(of.thing, r)
			b.setAside(rec.key, Altered, &rec)
			return nil
		}, "SELECT * FROM "+of.thing+of.where)
		if err != nil {
			return err
		}
		if err := b.exec("DELETE FROM " + of.thing + of.where); err != nil {
			return err
		}
	}
	return b.parents() // what the entries owned
}

// state brings the journal's own counters along. No number is given twice.
func (b *builder) state() error {
	for _, rec := range b.good["state"] {
		for i, column := range rec.columns {
			if column == "one" || column == "act" || column == "sum" {
				continue
			}
			if err := b.exec("UPDATE state SET `"+column+"` = ?", rec.values[i]); err != nil {
				b.setAside(rec.key, Altered, &rec)
			}
		}
	}
	if len(b.good["state"]) == 0 { // it is still the machine that wrote last
		if err := b.exec("UPDATE state SET machine = coalesce((SELECT machine FROM act ORDER BY id DESC LIMIT 1), machine)"); err != nil {
			return err
		}
	}
	return b.exec(`UPDATE state SET next_number = max(next_number, 1 + (SELECT coalesce(max(number), 0) FROM (
		SELECT number FROM entry UNION ALL SELECT number FROM activity UNION ALL SELECT number FROM item UNION ALL SELECT number FROM change
		UNION ALL SELECT number FROM person UNION ALL SELECT number FROM assignment UNION ALL SELECT number FROM note
		UNION ALL SELECT number FROM receipt UNION ALL SELECT number FROM received UNION ALL SELECT number FROM off UNION ALL SELECT number FROM rule)))`)
}

func (b *builder) references() error {
	broken, err := all(b.ctx, b.tx, scanOne[string], "SELECT DISTINCT \"table\" || ' to ' || parent FROM pragma_foreign_key_check")
	if err == nil && len(broken) > 0 {
		err = fmt.Errorf("it would refer to what is not there: %s", strings.Join(broken, ", "))
	}
	return err
}
