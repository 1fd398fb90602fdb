package store

import (
	"bytes"
	"testing"
)

func examine(t testing.TB, path string) (*Examination, Computed) {
	t.Helper()
	image, _, err := Snapshot(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Examine(ctx, path, image, clock())
	if err != nil {
		t.Fatal(err)
	}
	return x, x.Computed
}

// Each way in which what is computed may be wrong is seen, mended, and the
// file untouched by looking.
func TestComputedIsExaminedAndRebuilt(t *testing.T) {
	for statement, want := range map[string]Computed{
		"SELECT 1": {},
		"UPDATE day_total SET minutes = minutes + 1":                                       {Totals: true},
		"DELETE FROM day_total":                                                            {Totals: true},
		"INSERT INTO day_total VALUES (1, 'people', 5, 5, 0, 0, 0)":                        {Totals: true},
		"INSERT INTO uncounted VALUES (20000, 1, 60)":                                      {Totals: true},
		"UPDATE period_total SET days = days + 1":                                          {Totals: true},
		"INSERT INTO calendar_day VALUES (20000)":                                          {Totals: true},
		"DELETE FROM period_total":                                                         {Totals: true},
		"INSERT INTO period_total VALUES ('month', 1, 'people', 1, 5, 0, 0)":               {Totals: true},
		"UPDATE measurement SET value = value + 1":                                         {Measures: true},
		"DELETE FROM measurement":                                                          {Measures: true},
		"DELETE FROM words":                                                                {Words: true},
		"INSERT INTO words VALUES (99000, 'note', 'ghost')":                                {Words: true},
		"INSERT INTO word_index (word_index) VALUES ('delete-all')":                        {Words: true},
		"INSERT INTO word_index (rowid, body) VALUES (99000, 'ghost')":                     {Words: true},
		"INSERT INTO word_index (word_index, rowid, body) VALUES ('delete', 2000, 'said')": {Words: true},
	} {
		s := start(t)
		logged(t, s, 30, "people")
		sit(t, s, thursday, map[string]any{"energy": 3.0, "because": "something said"})
		was := dump(t, s)
		if err := exec(ctx, s.db, statement); err != nil {
			t.Fatal(statement, err)
		}
		before := readFile(t, s.Path())
		x, got := examine(t, s.Path())
		if x.Damaged() || got != want {
			t.Errorf("%s: found are %+v and %+v, want %+v", statement, x, got, want)
		}
		if !bytes.Equal(before, readFile(t, s.Path())) {
			t.Errorf("%s: looking changed the journal", statement)
		}
		if err := s.Rebuild(ctx); err != nil {
			t.Fatal(statement, err)
		}
		if _, got := examine(t, s.Path()); !got.Whole() || dump(t, s) != was {
			t.Errorf("%s: after a rebuild %+v is left", statement, got)
		}
		if hits, err := s.Search(ctx, Search{Words: "something"}); err != nil || len(hits) != 1 {
			t.Errorf("%s: after a rebuild %d texts are found, %v", statement, len(hits), err)
		}
	}
}

func TestExamineSeesDamage(t *testing.T) {
	path, whole := old(t)
	broken := bytes.Clone(whole)
	for i := 4096; i < 4120; i++ {
		broken[i] ^= 0xff
	}
	write(t, path, broken)
	image, _, err := Snapshot(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if x, err := Examine(ctx, path, image, clock()); err == nil && len(x.Faults) == 0 {
		t.Error("the damage was not seen")
	}
	if !bytes.Equal(broken, readFile(t, path)) {
		t.Error("a damaged journal was written to")
	}
}
