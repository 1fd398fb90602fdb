package store

import (
	"bytes"
	"testing"
)

// A single bit of a text changes: it is taken back, also without a backup, and nothing
// that depends on the row goes with it.
func TestRepairTakesBackABit(t *testing.T) {
	s := everything(t)
	image, err := s.serialize(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := whole(t, s)
	for _, query := range []string{
		"SELECT note FROM activity WHERE length(note) > 4 AND entry IS NULL LIMIT 1",
		"SELECT substr(body, 100, 30) FROM asked LIMIT 1", // on which entries depend
		"SELECT uuid FROM entry LIMIT 1",
		"SELECT text FROM item WHERE length(text) > 4 LIMIT 1",
	} {
		text, err := one[string](ctx, s.db, query)
		if err != nil {
			t.Fatal(query, err)
		}
		other := []byte(text)
		other[3] ^= 2
		bad := bytes.ReplaceAll(image, []byte(text), other)
		done, err := Repair(ctx, Memory, bad, nil, clock())
		if err != nil {
			t.Fatal(query, err)
		}
		again, err := openImage(ctx, Memory, done.Image, clock())
		if err != nil {
			t.Fatal(query, err)
		}
		if done.Corrected == 0 {
			t.Errorf("%s: nothing was corrected; set aside are %v", query, done.Aside)
		}
		if got := whole(t, again); got != want && len(done.Aside) == 0 {
			t.Errorf("%s: %s", query, difference(want, got))
		}
		for _, row := range done.Aside {
			if row.Thing != "act" && row.Thing != grouped { // which held a copy of it
				t.Errorf("%s: set aside is %v", query, row)
			}
		}
		_ = again.Close()
	}
}
