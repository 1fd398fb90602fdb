package sample

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
	"mull/prompts"
)

var (
	ctx = context.Background()
	now = time.Date(2026, 11, 20, 15, 30, 0, 0, berlin())
)

func berlin() *time.Location {
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return zone
}

func made(t *testing.T, o Options) *store.Store {
	t.Helper()
	s, err := New(ctx, now, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func weeks(n int, seed uint64) Options {
	today := period.DayOf(now)
	return Options{From: today - period.Day(7*n), To: today, Zone: now.Location(), Seed: seed, Records: 20}
}

// written is everything a journal shows, without the UUIDs, which are random.
func written(t *testing.T, s *store.Store) []string {
	t.Helper()
	var list []string
	entries, err := s.Entries(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		whole, err := s.Entry(ctx, e.Number)
		if err != nil {
			t.Fatal(err)
		}
		whole.UUID = ""
		list = append(list, fmt.Sprint(*whole))
	}
	activities, err := s.Activities(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range activities {
		a.UUID = ""
		list = append(list, fmt.Sprint(a))
	}
	return list
}

func TestTheSameSeedMakesTheSameJournal(t *testing.T) {
	first, second, other := written(t, made(t, weeks(4, 1))), written(t, made(t, weeks(4, 1))), written(t, made(t, weeks(4, 2)))
	if len(first) < 100 {
		t.Errorf("four weeks hold %d records", len(first))
	}
	for i := range first {
		if i < len(second) && first[i] != second[i] {
			t.Fatalf("record %d is\n%s, and the second time\n%s", i, first[i], second[i])
		}
	}
	if len(first) != len(second) || slices.Equal(first, other) {
		t.Errorf("the same seed makes %d and %d records; another seed the same: %v", len(first), len(second), slices.Equal(first, other))
	}
}

// What is made up passes the checks that answers of people pass, and adds up.
func TestWhatIsMadeUpIsSound(t *testing.T) {
	s, err := Quarter(ctx, now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if days, err := s.Recount(ctx); err != nil || len(days) > 0 {
		t.Errorf("a recount differs on %v, %v", days, err)
	}
	known := exercise.Journal{Seed: "any", List: func(name string) ([]exercise.Option, error) {
		if source, found := prompts.List(name); found {
			return exercise.ReadList(name, source)
		}
		return (&maker{ctx: ctx, store: s}).categories()
	}}
	entries, err := s.Entries(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		whole, err := s.Entry(ctx, e.Number)
		if err != nil {
			t.Fatal(err)
		}
		x, err := s.Asked(ctx, e.Asked)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.CheckAnswers(whole.Answers, known); err != nil {
			t.Errorf("entry %d of %s: %v", e.Number, e.Exercise, err)
		}
		if e.State == journal.Draft || e.WrittenAt.After(now) {
			t.Errorf("entry %d is %s, written %s", e.Number, e.State, e.WrittenAt)
		}
	}
	checkTime(t, s)
}

func checkTime(t *testing.T, s *store.Store) {
	t.Helper()
	activities, err := s.Activities(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	sources := map[journal.Source]int{}
	for _, a := range activities {
		sources[a.Source]++
		if a.Clocked() && (a.From.After(now) || a.Day != period.DayOf(a.From.In(now.Location()))) {
			t.Errorf("activity %d on %s begins %s", a.Number, a.Day, a.From)
		}
	}
	for _, source := range []journal.Source{journal.Logged, journal.Imported, journal.Estimated} {
		if sources[source] == 0 {
			t.Errorf("a quarter has no %s time", source)
		}
	}
	today := period.DayOf(now)
	totals, err := s.Totals(ctx, today-91, today)
	if err != nil {
		t.Fatal(err)
	}
	days := map[period.Day]int{}
	for _, x := range totals {
		days[x.Day] += x.Minutes
		if x.Logged+x.Calendar+x.Tracker+x.Estimated != x.Minutes {
			t.Errorf("the parts of %+v do not add up", x)
		}
	}
	for day, minutes := range days {
		if minutes > 16*60 {
			t.Errorf("%s has %d minutes of work", day, minutes)
		}
	}
	if len(days) < 50 {
		t.Errorf("a quarter has %d days with work", len(days))
	}
}

// The last day is still open: nothing lies in its future, and a leader who logs
// time next is not surprised.
func TestGoingOn(t *testing.T) {
	s := made(t, weeks(1, 3))
	if _, err := s.Do(ctx, "log", func(a *store.Act) error {
		if !a.Now().Equal(now) {
			t.Errorf("the clock stands at %s, want %s", a.Now(), now)
		}
		return a.AddActivity(&journal.Activity{Day: period.DayOf(now), Zone: "Europe/Berlin", Seconds: 60, Category: "people", Source: journal.Logged})
	}); err != nil {
		t.Error(err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Error(err)
	}
}
