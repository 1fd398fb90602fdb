// Reading whole tables from the pages of an image, which takes a third of the time that
// queries do.

package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
)

var errPages = errors.New("the pages aren't as they should be")

// imageRows reads the tables of an image page by page. Whatever is unusual there is an
// error: queries may tell more.
func imageRows(ctx context.Context, raw *Store, image []byte) (rowSource, error) {
	if len(image) < headerSize || len(image)%pageSize != 0 || headerDamaged(image) || usesLog(image, raw.path) {
		return nil, errPages
	}
	roots := map[string]int64{}
	err := eachRow(ctx, raw.db, func(r *rowReader) error {
		roots[r.text("name")] = r.number("rootpage")
		return nil
	}, "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'")
	return func(table string, fn func(*rowReader) error) error {
		s, err := shapeOf(ctx, raw.db, table)
		if err != nil {
			return err
		}
		s.least = 1
		r := &rowReader{values: make([]any, len(s.columns))}
		for _, column := range s.columns {
			r.columns = append(r.columns, column.name)
		}
		w := &treeWalk{image: image, shape: &s, row: r, fn: fn, left: len(image) / pageSize}
		return w.page(roots[table], 0)
	}, err
}

// A treeWalk goes through the tree of a table in the order of its keys.
type treeWalk struct {
	image []byte
	shape *shape
	row   *rowReader
	fn    func(*rowReader) error
	left  int // pages it may still read: there is no way round
}

// deepest is how many pages lie above one another in a tree at most.
const deepest = 20

func (w *treeWalk) page(number int64, depth int) error {
	start := (number - 1) * pageSize
	if w.left--; w.left < 0 || depth > deepest || number < 2 || start+pageSize > int64(len(w.image)) {
		return errPages
	}
	page := w.image[start : start+pageSize]
	kind, cells := page[0], int(binary.BigEndian.Uint16(page[3:]))
	inner := kind == 0x05 || kind == 0x02
	if (kind == 0x05 || kind == 0x0d) != w.shape.keyed || !inner && kind != 0x0d && kind != 0x0a {
		return errPages
	}
	first := 8
	if inner {
		first += 4
	}
	if first+2*cells > pageSize {
		return errPages
	}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(page[first+2*i:]))
		if at < first || at+4 > pageSize {
			return errPages
		}
		if inner {
			if err := w.page(int64(binary.BigEndian.Uint32(page[at:])), depth+1); err != nil {
				return err
			}
		}
		if kind == 0x05 {
			continue // its cells hold no rows
		}
		raw, ok := readCell(w.image, page, at, kind)
		if !ok || !w.shape.into(w.row.values, raw) {
			return errPages
		}
		if err := w.fn(w.row); err != nil {
			return err
		}
	}
	if inner {
		return w.page(int64(binary.BigEndian.Uint32(page[8:])), depth+1)
	}
	return nil
}

// checkCopy is checkImage for a copy that SQLite has just made, at half of its cost: the
// pages and the rows are checked, but not each index and each reference against them.
func checkCopy(ctx context.Context, path string, image []byte) error {
	if !wholePages(image) || rowsWhole(ctx, path, image) != nil {
		return checkImage(ctx, path, image) // which says what it is
	}
	return nil
}

// rowsWhole fails unless the pages of an image are sound and each row is as written.
func rowsWhole(ctx context.Context, path string, image []byte) error {
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return err
	}
	good, err := raw.looksWhole(ctx, image)
	if err == nil && !good {
		err = errPages
	}
	return errors.Join(err, raw.db.Close())
}

func (s *Store) looksWhole(ctx context.Context, image []byte) (bool, error) {
	found, err := one[string](ctx, s.db, "PRAGMA quick_check(1)")
	if err != nil || found != "ok" {
		return false, err
	}
	rows, err := imageRows(ctx, s, image)
	if err != nil {
		return false, err
	}
	damage, err := verifyRows(rows)
	if err != nil {
		return false, fmt.Errorf("read the pages: %w", err)
	}
	return len(damage) == 0, nil
}
