package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// A single bit of what a file is made of, its header, the list of a page's rows or the
// tree that leads to them, costs no row, also without a backup.
func TestRepairOfEachPage(t *testing.T) {
	s := everything(t)
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := whole(t, s)
	places := []int{0, 15, 16, 18, 20, 21, 23, 28, 31, 44, 47, 52, 55, 59, 60, 63, 67, 68, 71, 100, 103, 104, 105, 108, 109}
	pages, err := all(ctx, s.db, scanOne[int], "SELECT pageno FROM dbstat WHERE pagetype <> 'overflow' AND pageno > 1 AND (name = 'act' OR pageno % 6 = 0)")
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages {
		start := (page - 1) * pageSize
		places = append(places, start+[]int{0, 3, 4, 5, 8, 9, 11}[i%7])
	}
	for i, place := range places {
		bad := bytes.Clone(image)
		bad[place] ^= 1 << (i % 8)
		done, err := Repair(ctx, Memory, bad, nil, clock())
		if err != nil {
			t.Errorf("byte %d: %v", place, err)
			continue
		}
		alone, err := openImage(ctx, Memory, done.Image, clock())
		if err != nil {
			t.Fatal(err)
		}
		if got := whole(t, alone); got != want || len(done.Aside) > 0 {
			t.Errorf("byte %d: set aside are %v: %s", place, done.Aside, difference(want, got))
		}
		_ = alone.Close()
	}
}

// A damaged header doesn't make a journal another program's file. A file of another
// program stays one, and so does the journal of a newer mull.
func TestDamagedHeaderIsKnown(t *testing.T) {
	path := twoNotes(t)
	good := readFile(t, path)
	for _, x := range []struct {
		name    string
		do      func(image []byte) []byte
		damaged bool
		can     bool // be repaired
	}{
		{"the magic", func(b []byte) []byte { b[3] ^= 4; return b }, true, true},
		{"the id", func(b []byte) []byte { b[70] ^= 1; return b }, true, true},
		{"the version made newer", func(b []byte) []byte { b[62] ^= 1; return b }, true, true},
		{"the version made older", func(b []byte) []byte { b[63] ^= 4; return b }, true, true},
		{"the encoding", func(b []byte) []byte { b[59] ^= 2; return b }, true, true},
		{"the number of pages", func(b []byte) []byte { b[31] ^= 64; return b }, true, true},
		{"cut short", func(b []byte) []byte { return b[:len(b)-4*pageSize] }, true, false},
		{"another program's", func(b []byte) []byte { copy(b[68:], "mail"); return b }, false, false},
		{"another program's, alike", func(b []byte) []byte {
			b[70] ^= 1
			return bytes.ReplaceAll(b, []byte("entry_day"), []byte("entry_dax"))
		}, false, false},
	} {
		bad := x.do(bytes.Clone(good))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		image, _, err := Snapshot(ctx, path)
		var found *Examination
		if err == nil {
			if found, err = Examine(ctx, path, image, clock()); err == nil && found.Damaged() && len(found.Schema) == 0 {
				err = ErrDamaged
			}
		}
		if (x.damaged) != errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v; damaged is %v", x.name, err, x.damaged)
		}
		if x.damaged && Repairable(ctx, path, image) != x.can {
			t.Errorf("%s: can be repaired: %v", x.name, !x.can)
		}
		if _, err := Open(ctx, path, clock()); err == nil {
			t.Errorf("%s: it opens", x.name)
		}
		if !bytes.Equal(readFile(t, path), bad) {
			t.Errorf("%s: the file was changed", x.name)
		}
	}
}

// Records are read as SQLite reads them, of every kind and length.
func TestRawRowsAreThoseOfSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "raw.db")
	s, err := openPlain(path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.db.Close()
	if err := exec(ctx, s.db, "CREATE TABLE one (id INTEGER PRIMARY KEY, value)"); err != nil {
		t.Fatal(err)
	}
	want := map[int64]any{}
	for i, value := range []any{
		nil, int64(0), int64(1), int64(-1), int64(127), int64(-128), int64(1 << 15), int64(-1 << 23), int64(1 << 31), int64(1<<47 - 1), int64(-1 << 47),
		int64(math.MaxInt64), int64(math.MinInt64), 1.5, math.MaxFloat64, "", "text", "schön", []byte{}, []byte{0, 1},
		string(bytes.Repeat([]byte("long "), 700)), string(bytes.Repeat([]byte("a"), 4061)), string(bytes.Repeat([]byte("b"), 4062)), bytes.Repeat([]byte{7}, 50_000),
	} {
		id := int64(i) * 1000003
		want[id] = value
		if err := exec(ctx, s.db, "INSERT INTO one VALUES (?, ?)", id, value); err != nil {
			t.Fatal(err)
		}
	}
	got := map[int64]any{}
	eachRawRow(readFile(t, path), false, func(raw rawRow) {
		if _, known := want[raw.rowid]; known && raw.keyed && len(raw.values) == 2 && raw.values[0] == nil {
			got[raw.rowid] = raw.values[1]
		}
	})
	for id, value := range want {
		if v, there := got[id]; !there || !reflect.DeepEqual(v, value) {
			t.Errorf("row %d is %.40v, want %.40v", id, v, value)
		}
	}
}

func FuzzEachRawRow(f *testing.F) {
	page := make([]byte, 2*pageSize)
	page[pageSize] = 0x0d
	binary.BigEndian.PutUint16(page[pageSize+8:], 4000)
	copy(page[pageSize+4000:], []byte{4, 1, 3, 1, 1, 7, 9})
	f.Add(page, 68)
	f.Fuzz(func(t *testing.T, image []byte, at int) {
		if len(image) > 4*pageSize {
			return
		}
		image = append(image, make([]byte, (pageSize-len(image)%pageSize)%pageSize)...)
		for _, thorough := range []bool{false, true} {
			eachRawRow(image, thorough, func(raw rawRow) {
				if len(raw.values) == 0 {
					t.Error("a row without values")
				}
			})
		}
		_ = headerDamaged(image)
		_ = fixedHeader(image)
	})
}
