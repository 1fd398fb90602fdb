package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ErrNothingToUndo says that there is no act left to take back.
var ErrNothingToUndo = errors.New("there is nothing to undo")

// ErrOtherDevice says that this device has none left, and another one has.
var ErrOtherDevice = errors.New("the last change was made on another device")

// An Undone act and what taking it back touched. Stays are the kinds of later
// acts that moved a letter between two people: they are not taken back.
type Undone struct {
	Kind    string
	At      time.Time
	Numbers []int64 // of the entries, activities and items it had changed
	Changes int
	Stays   []string
}

// Undo takes back this device's last act that is not undone yet, as an act of
// its own. Acts for good, and those that one of them built on, stay.
func (s *Store) Undo(ctx context.Context) (*Undone, error) { return s.undo(ctx, false) }

// UndoAny is Undo for the last act of any device.
func (s *Store) UndoAny(ctx context.Context) (*Undone, error) { return s.undo(ctx, true) }

// ofDevice chooses the acts of a device, or of any.
const ofDevice = "(?1 OR machine IN (?2, ?3))"

func (s *Store) undo(ctx context.Context, any bool) (*Undone, error) {
	if s.Unmade() {
		return nil, ErrNothingToUndo
	}
	var undone Undone
	_, err := s.Do(ctx, "undo", func(a *Act) error {
		id, at := int64(0), int64(0)
		const last = `SELECT id, kind, at FROM act
			WHERE undone_by IS NULL AND final = 0 AND kind <> 'undo' AND ` + ofDevice + `
				AND NOT EXISTS (SELECT 1 FROM change c
					JOIN change later ON later.number = c.number AND later.thing = c.thing AND later.part = c.part
						AND later.act > c.act AND later.before IS NOT NULL AND later.number > 0
					JOIN act f ON f.id = later.act AND f.final = 1
					WHERE c.act = act.id AND c.thing IN ('person', 'agreement', 'assignment'))
			ORDER BY id DESC LIMIT 1`
		here, err := s.device(a.ctx, a.tx)
		if err != nil {
			return err
		}
		err = a.tx.QueryRowContext(a.ctx, last, any, here.ID, here.Former).Scan(&id, &undone.Kind, &at)
		if noRows(err) && !any {
			if err = a.tx.QueryRowContext(a.ctx, last, true, "", "").Scan(&id, &undone.Kind, &at); err == nil {
				return ErrOtherDevice
			}
		}
		if noRows(err) {
			return ErrNothingToUndo
		}
		if err != nil {
			return err
		}
		undone.At = instant(at)
		if err := a.checkAct(id); err != nil {
			return err
		}
		undone.Stays, err = all(a.ctx, a.tx, scanOne[string], `SELECT DISTINCT kind FROM act
			WHERE id > ?4 AND final = 1 AND kind IN ('share', 'receive') AND `+ofDevice+` ORDER BY kind`, any, here.ID, here.Former, id)
		if err != nil {
			return err
		}
		// Rows go in an order that keeps references whole only in the end.
		if err := a.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		changes, err := all(a.ctx, a.tx, scanChange, "SELECT thing, number, part, before FROM change WHERE act = ? ORDER BY seq DESC", id)
		if err != nil {
			return err
		}
		for _, c := range changes {
			if err := a.restore(c); err != nil {
				return fmt.Errorf("%s %d: %w", c.thing, c.number, err)
			}
			if c.number > 0 && !slices.Contains(undone.Numbers, c.number) {
				undone.Numbers = append(undone.Numbers, c.number)
			}
		}
		undone.Changes = len(changes)
		slices.Sort(undone.Numbers)
		a.touchActs([]int64{id})
		return a.exec("UPDATE act SET undone_by = ? WHERE id = ?", a.id, id)
	})
	if err != nil {
		return nil, err
	}
	return &undone, nil
}

type change struct {
	thing, part string
	number      int64
	before      *string
}

func scanChange(scan func(...any) error) (change, error) {
	var c change
	err := scan(&c.thing, &c.number, &c.part, &c.before)
	return c, err
}

// keys names what finds a row of each table whose changes are noted: the
// columns that hold a change's number and part.
var keys = map[string]struct{ number, part string }{
	"entry":    {"number", ""},
	"answer":   {"entry", "question"},
	"activity": {"number", ""},
	"item":     {"number", ""},
	"category": {"", "id"},
	"setting":  {"", "name"},
	"target":   {"", "id"},
	"off":      {"number", ""},
	"rule":     {"number", ""},

	"person":     {"number", ""},
	"agreement":  {"person", "role"},
	"assignment": {"number", ""},
	"note":       {"number", ""},
	"concern":    {"entry", ""},
}

// restore brings one row back to what it was before a change.
func (a *Act) restore(c change) error {
	key, known := keys[c.thing]
	if !known {
		return fmt.Errorf("no table %q", c.thing)
	}
	if c.before == nil {
		return a.remove(c, key.number, key.part)
	}
	row := map[string]any{}
	if err := json.Unmarshal([]byte(*c.before), &row); err != nil {
		return err
	}
	var columns, values, updates []string
	for column := range row {
		columns = append(columns, column)
	}
	slices.Sort(columns)
	for _, column := range columns {
		values = append(values, "json_extract(?1, '$."+column+"')")
		updates = append(updates, column+" = excluded."+column)
	}
	conflict := strings.Trim(key.number+", "+key.part, ", ")
	return a.exec("INSERT INTO "+c.thing+" ("+strings.Join(columns, ", ")+") SELECT "+strings.Join(values, ", ")+
		" WHERE true ON CONFLICT ("+conflict+") DO UPDATE SET "+strings.Join(updates, ", "), *c.before)
}

func (a *Act) remove(c change, number, part string) error {
	var where []string
	var args []any
	if number != "" {
		where, args = append(where, number+" = ?"), append(args, c.number)
	}
	if part != "" {
		where, args = append(where, part+" = ?"), append(args, c.part)
	}
	if c.thing == "entry" {
		if err := a.exec("DELETE FROM measurement WHERE entry = ?", c.number); err != nil {
			return err
		}
	}
	return a.exec("DELETE FROM "+c.thing+" WHERE "+strings.Join(where, " AND "), args...)
}

// LastActOf returns the act that made an entry where it is this device's last
// one that is not undone, so that a resumed sitting stays one act; else 0.
func (s *Store) LastActOf(ctx context.Context, entry int64) (int64, error) {
	here, err := s.device(ctx, s.db)
	if err != nil {
		return 0, s.explain("read the acts", err)
	}
	id, err := one[int64](ctx, s.db, `SELECT id FROM act
		WHERE undone_by IS NULL AND kind <> 'undo' AND `+ofDevice+`
			AND id = (SELECT act FROM entry WHERE number = ?4)
			AND NOT EXISTS (SELECT 1 FROM act later WHERE later.id > act.id AND later.undone_by IS NULL AND later.kind <> 'undo')`, false, here.ID, here.Former, entry)
	if noRows(err) {
		return 0, nil
	}
	return id, s.explain("read the acts", err)
}
