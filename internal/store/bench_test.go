package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/sample"
	"mull/internal/store"
)

// Benchmarks over ten years of twenty records a day. The journal is made once
// for all of them, which takes about a minute:
//
//	go test ./internal/store -run '^$' -bench .
//
// TEN_YEARS names a journal that is there already (a copy: it is written to).

var (
	ctx   = context.Background()
	today = period.NewDay(2026, 11, 19)
)

// tenYears is the path of the generated journal, in a folder that is removed in
// the end.
var tenYears = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("TEN_YEARS"); path != "" {
		return path, nil
	}
	folder, err := os.MkdirTemp("", "bench")
	if err != nil {
		return "", err
	}
	store.AtEnd = append(store.AtEnd, func() { _ = os.RemoveAll(folder) })
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		return "", err
	}
	s, err := sample.New(ctx, (today + 1).Start(zone).Add(-time.Hour), sample.Options{From: today - 3650, To: today, Zone: zone, Seed: 1, Records: 28})
	if err != nil {
		return "", err
	}
	defer s.Close()
	path := filepath.Join(folder, "ten-years.db")
	return path, s.CopyTo(ctx, path)
})

func open(b *testing.B) *store.Store {
	b.Helper()
	path, err := tenYears()
	if err != nil {
		b.Fatal(err)
	}
	now := today.Start(time.UTC).Add(18 * time.Hour)
	s, err := store.Open(ctx, path, func() time.Time { return now })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	b.ResetTimer()
	return s
}

func log(b *testing.B, s *store.Store) {
	b.Helper()
	x := journal.Activity{Day: today, Zone: "Europe/Berlin", Seconds: 60, Category: "hands-on", Note: "measured", Source: journal.Logged}
	if _, err := s.Do(ctx, "log", func(a *store.Act) error { return a.AddActivity(&x) }); err != nil {
		b.Fatal(err)
	}
}

// One act, with its fsyncs; undone each time, so that the day does not grow.
func BenchmarkLog(b *testing.B) {
	s := open(b)
	for b.Loop() {
		log(b, s)
		b.StopTimer()
		if _, err := s.Undo(ctx); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkUndo(b *testing.B) {
	s := open(b)
	for b.Loop() {
		b.StopTimer()
		log(b, s)
		b.StartTimer()
		if _, err := s.Undo(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

// each measures one question to the journal.
func each(b *testing.B, ask func(*store.Store) (int, error)) {
	b.Helper()
	s := open(b)
	found := 0
	for b.Loop() {
		n, err := ask(s)
		if err != nil {
			b.Fatal(err)
		}
		found = n
	}
	if found == 0 {
		b.Fatal("nothing was found")
	}
	b.ReportMetric(float64(found), "rows")
}

func BenchmarkWeekTotals(b *testing.B) {
	each(b, func(s *store.Store) (int, error) { return count(s.Totals(ctx, today-6, today)) })
}

func BenchmarkWeekAnswers(b *testing.B) {
	each(b, func(s *store.Store) (int, error) {
		return count(s.AnswersByRole(ctx, today-6, today, "motive", "main", "open-item", "words", "energy", "chosen"))
	})
}

func BenchmarkWeekMeasures(b *testing.B) {
	each(b, func(s *store.Store) (int, error) { return count(s.Measures(ctx, today-6, today)) })
}

func BenchmarkLatestByRole(b *testing.B) {
	each(b, func(s *store.Store) (int, error) {
		found, err := s.LatestByRole(ctx, "because", today)
		if found == nil {
			return 0, err
		}
		return 1, err
	})
}

// A role that a question has but nobody answered yet is the slowest to look for.
func BenchmarkLatestByRoleNeverAnswered(b *testing.B) {
	each(b, func(s *store.Store) (int, error) {
		_, err := s.LatestByRole(ctx, "tomorrow", today-3000)
		return 1, err
	})
}

func BenchmarkLastAsked(b *testing.B) {
	each(b, func(s *store.Store) (int, error) {
		found, err := s.LastAsked(ctx, "daily-reflection")
		return len(found), err
	})
}

func BenchmarkSittings(b *testing.B) {
	each(b, func(s *store.Store) (int, error) {
		found, err := s.Sittings(ctx)
		return len(found), err
	})
}

func BenchmarkNewestEntries(b *testing.B) {
	each(b, func(s *store.Store) (int, error) { return count(s.Entries(ctx, store.Filter{Limit: 20})) })
}

func BenchmarkTenYearTotals(b *testing.B) {
	each(b, func(s *store.Store) (int, error) { return count(s.Totals(ctx, today-3650, today)) })
}

func count[T any](list []T, err error) (int, error) { return len(list), err }
