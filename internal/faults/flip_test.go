// Single bits of the journal that change at rest: what doctor sees of them.

package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"mull/internal/store"
)

// shows are the commands whose output is what people see of a journal, beside
// all its rows.
var shows = [][]string{
	{"export"}, {"list", "--json"}, {"week", "last", "--json"}, {"year", "--json"}, {"due", "--json"}, {"trend", "--json"},
	{"search", "the", "--json"}, {"categories", "--json"}, {"people", "--json"}, {"assignments", "--json"}, {"shares", "--json"}, {"target", "--json"},
}

// shown is what a journal shows: each command's output and exit code, and every
// row.
type shown struct {
	out  []string
	rows state
}

func (w world) shown(t *testing.T) shown {
	t.Helper()
	var s shown
	for _, args := range shows {
		got := w.run(t, command{args: args}, 0)
		s.out = append(s.out, fmt.Sprint(got.code, got.out))
	}
	s.rows, _ = read(w.journal("plain")) // nil where they can't be read
	return s
}

// flipped turns over single bits of a plain journal. None that changes what is
// shown may stay unseen by doctor. What is seen can be repaired: --fix leaves
// a journal that is well and takes writes.
func (c *campaign) flipped(t *testing.T) {
	row := c.row("a single bit of a plain journal flipped")
	r := rand.New(rand.NewPCG(c.seed, 7))
	w := c.world.copy(t, "plain")
	defer w.drop()
	path := w.journal("plain")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := w.shown(t)
	repaired, fixes := 0, 0
	for range c.count(2000, 12) {
		row.runs++
		bad := append([]byte(nil), good...)
		at, bit := r.IntN(len(bad)), r.IntN(8)
		bad[at] ^= 1 << bit
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		changed := !reflect.DeepEqual(want, w.shown(t))
		found, code := w.doctor(t, command{})
		if changed {
			row.injected++
		}
		if changed && code == 0 {
			row.lost++
			t.Errorf("byte %d, bit %d: what is shown changed, and doctor says that all is well", at, bit)
		}
		if code != 0 && len(found["file"])+len(found["content"]) > 0 && row.runs%4 == 0 {
			fixes++
			if _, code := w.doctor(t, command{}, "--fix"); code == 0 {
				got := w.run(t, command{args: []string{"log", "5m", "people"}}, 0)
				if _, err := examine(path); got.code != 0 || err != nil {
					row.unreadable++
					t.Errorf("byte %d, bit %d: after --fix log ends with %d, and the journal is %v\n%s", at, bit, got.code, err, got.errs)
				} else {
					repaired++
				}
			}
		}
		_ = os.Remove(store.MarkFile(path))
		for n := 1; n < 3; n++ {
			_ = os.Remove(fmt.Sprintf("%s.damaged-%d", path, n))
			_ = os.Remove(fmt.Sprintf("%s.damaged-%d.jsonl", path, n))
		}
	}
	row.word = fmt.Sprintf("%d changed what is shown; of %d tried, --fix repaired %d", row.injected, fixes, repaired)
}
