package store

import (
	"fmt"
	"slices"
	"testing"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// carried lists the items by text and state, in words.
func carried(t *testing.T, s *Store) []string {
	t.Helper()
	return rowsOf(t, s, "SELECT text, state, coalesce(entry, 0) FROM item ORDER BY number")
}

// resay changes what an entry says is waiting and finishes it again.
func resay(t *testing.T, s *Store, e *journal.Entry, text any) {
	t.Helper()
	do(t, s, "edit", func(a *Act) error {
		e.Answers["waits"] = text
		if err := a.SetAnswers(e.Number, e.Answers); err != nil {
			return err
		}
		return a.FinishEntry(page(t), e)
	})
}

// What an entry says is waiting is on the list once: changed with it, taken
// away with it, there again with it, and undone step by step.
func TestItemsFollowTheirEntry(t *testing.T) {
	s := start(t)
	e := sit(t, s, 100, exercise.Answers{"waits": "the talk with B"})
	var seen [][]string
	for _, text := range []any{"the talk with C", nil, "the talk with C", "", "The talk  with B"} {
		seen = append(seen, carried(t, s))
		resay(t, s, e, text)
	}
	line := func(text string) []string { return []string{fmt.Sprint([]any{text, "open", e.Number})} }
	want := [][]string{line("the talk with B"), line("the talk with C"), {}, line("the talk with C"), {}}
	for i := range want {
		if !slices.Equal(seen[i], want[i]) {
			t.Errorf("after %d changes: %v, want %v", i, seen[i], want[i])
		}
	}
	for i, before := range slices.Backward(seen) {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if got := carried(t, s); !slices.Equal(got, before) {
			t.Errorf("undone to %d: %v, want %v", i, got, before)
		}
	}
}

// The same words on another day are the same item, until it is dealt with.
func TestItemsSaidTwice(t *testing.T) {
	s := start(t)
	first := sit(t, s, 100, exercise.Answers{"waits": "the talk with B"})
	sit(t, s, 101, exercise.Answers{"waits": "The talk with  b"})
	if got := carried(t, s); len(got) != 1 {
		t.Errorf("said twice: %v", got)
	}
	do(t, s, "do", func(a *Act) error { return a.Carry("the talk with B", first) })
	if got := carried(t, s); len(got) != 1 {
		t.Errorf("carried, too: %v", got)
	}
	do(t, s, "due", func(a *Act) error {
		items, err := a.ItemsOf(first.Number)
		if err != nil {
			return err
		}
		items[0].State, items[0].ClosedDay = ItemDropped, 102
		return a.SaveItem(&items[0])
	})
	resay(t, s, first, nil)
	resay(t, s, first, "the talk with B")
	sit(t, s, 103, exercise.Answers{"waits": "the talk with B"})
	items, err := s.Items(ctx, ItemOpen)
	if all := carried(t, s); err != nil || len(all) != 2 || len(items) != 1 || items[0].Day != 103 {
		t.Errorf("after it was dropped and said again: %v, %v", all, err)
	}
}
