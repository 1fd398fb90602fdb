package store

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// The newest answer is that of the latest day, of two on a day that of the
// later entry, and neither a skip nor a draft, however long ago.
func TestLatestByRole(t *testing.T) {
	for seed := range uint64(rounds(20)) {
		r := rand.New(rand.NewPCG(seed, 7))
		s, err := Open(ctx, Memory, clock())
		if err != nil {
			t.Fatal(err)
		}
		want := map[period.Day]string{}
		for i := range 1 + r.IntN(12) {
			day := thursday - period.Day(r.IntN(3)) - period.Day(100*r.IntN(3))
			answers := exercise.Answers{"energy": 3.0}
			switch r.IntN(3) {
			case 0:
				answers["because"] = nil
			case 1:
				answers["because"] = fmt.Sprint("answer ", i)
			}
			e := sit(t, s, day, answers)
			text, _ := answers["because"].(string)
			if text != "" && r.IntN(5) == 0 {
				e.State = journal.Draft
				do(t, s, "draft", func(a *Act) error { return a.SaveEntry(e) })
			} else if text != "" {
				want[day] = fmt.Sprintf("%d %s", e.Number, text)
			}
		}
		for _, to := range []period.Day{thursday, thursday - 1, thursday - 50, thursday - 150, thursday - 300} {
			checkLatest(t, s, to, want)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func checkLatest(t *testing.T, s *Store, to period.Day, want map[period.Day]string) {
	t.Helper()
	expected := ""
	for day := to; day > to-1000 && expected == ""; day-- {
		expected = want[day]
	}
	found, err := s.LatestByRole(ctx, "because", to)
	got := ""
	if found != nil {
		got = fmt.Sprintf("%d %s", found.Entry, found.Value)
	}
	if err != nil || got != expected {
		t.Errorf("the latest up to %s is %q, %v, want %q", to, got, err, expected)
	}
}
