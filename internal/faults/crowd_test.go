package faults

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// crowd lets eight write at the same time.
func (c *campaign) crowd(t *testing.T) {
	const writers = 8
	each := c.count(1000, 32) / writers
	row := c.row(fmt.Sprintf("%d processes at a time write %d acts", writers, writers*each))
	w := c.world.copy(t, "plain")
	defer w.drop()
	var group sync.WaitGroup
	said := make([][]string, writers)
	for i := range writers {
		group.Go(func() {
			for n := range each {
				note := fmt.Sprintf("act %d of writer %d", n, i)
				if got := w.run(t, command{args: []string{"log", "1m", "people", note}}, 0); got.code == 0 {
					said[i] = append(said[i], note)
				}
			}
		})
	}
	group.Wait()
	row.runs = writers * each
	kept, err := ask(w.journal("plain"), "SELECT note FROM activity WHERE note LIKE 'act %'")
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(said...)
	for _, note := range all {
		if !slices.Contains(kept, note) {
			row.lost++
			t.Errorf("%s was said to be kept, and is not there", note)
		}
	}
	// On a busy machine one may wait longer than ten seconds for its turn; it is
	// then refused, and nothing of it kept.
	row.injected = row.runs - len(all)
	if len(kept) != len(all) || row.injected > row.runs/50 {
		t.Errorf("of %d acts %d were said to be kept and %d are", row.runs, len(all), len(kept))
	}
	row.word = fmt.Sprintf("%d kept, %d refused for want of a turn", len(kept), row.injected)
	if _, err := examine(w.journal("plain")); err != nil {
		row.unreadable++
		t.Error(err)
	}
}

// clocks lets the clock jump, back mostly, between acts. Each is kept, numbers
// go on, and undo takes back what was done last, whatever the clock said.
func (c *campaign) clocks(t *testing.T) {
	row := c.row("the clock jumps between acts, back as often as not")
	r := rand.New(rand.NewPCG(c.seed, 5))
	w := c.world.copy(t, "plain")
	defer w.drop()
	var notes []string
	for i := range c.count(200, 10) {
		now := time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC).Add(time.Duration(r.NormFloat64() * float64(2000*time.Hour)))
		note := fmt.Sprint("jump ", i)
		row.runs++
		row.injected++
		got := w.run(t, command{args: []string{"log", "1m", "people", note}, now: now.Format(time.RFC3339)}, 0)
		if got.code != 0 {
			t.Fatalf("at %s: exit code %d\n%s", now, got.code, got.errs)
		}
		notes = append(notes, note)
		if i%5 == 4 {
			w.must(t, command{args: []string{"undo"}, now: now.Add(-time.Hour).Format(time.RFC3339)})
			notes = notes[:len(notes)-1]
		}
	}
	kept, err := ask(w.journal("plain"), "SELECT note FROM activity WHERE note LIKE 'jump %' ORDER BY number")
	if err != nil || !slices.Equal(kept, notes) {
		row.lost += max(0, len(notes)-len(kept))
		t.Errorf("kept are %q, not %q: %v", strings.Join(kept, ", "), strings.Join(notes, ", "), err)
	}
	if _, err := examine(w.journal("plain")); err != nil {
		row.unreadable++
		t.Error(err)
	}
}
