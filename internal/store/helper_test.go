package store

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

var (
	ctx      = context.Background()
	thursday = period.NewDay(2026, 11, 19)
	evening  = time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC)
)

// rounds is how often a test that repeats itself does so: less often where time
// is short.
func rounds(n int) int {
	if slow || testing.Short() {
		return max(2, n/6)
	}
	return n
}

// clock returns a clock that goes on by a second with each look.
func clock() func() time.Time {
	at := evening
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

// start opens a new journal, a sealed one where the tests run for those; what every journal must hold is checked when the
// test ends.
func start(t testing.TB) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	if sealing != nil {
		sealNew(t, path, sealing)
	}
	return reopen(t, path)
}

func reopen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// sound checks the file, its references, the kept totals and measurements, and
// that no act was left in progress.
func sound(t testing.TB, s *Store) {
	t.Helper()
	if s.Sealed() && s.vault.peek != nil { // the index is checked by writing to it
		if err := s.refresh(ctx); err != nil {
			t.Error(err)
		}
	}
	if faults := rowsOf(t, s, "PRAGMA integrity_check"); !slices.Equal(faults, []string{"ok"}) {
		t.Errorf("integrity check: %q", faults)
	}
	if faults := rowsOf(t, s, "PRAGMA foreign_key_check"); len(faults) > 0 {
		t.Errorf("foreign keys: %q", faults)
	}
	if days, err := s.Recount(ctx); err != nil || len(days) > 0 {
		t.Errorf("a recount finds other totals on %v, %v", days, err)
	}
	present := rowsOf(t, s, "SELECT m.name, v.day, v.entry, v.value FROM measurement v JOIN measure m ON m.id = v.measure")
	slices.Sort(present)
	if fresh := measured(t, s); !slices.Equal(present, fresh) {
		t.Errorf("the kept measurements are\n%q, and the answers say\n%q", present, fresh)
	}
	index := rowsOf(t, s, "SELECT id, part, body FROM words")
	slices.Sort(index)
	if fresh := wordsOf(t, s); !slices.Equal(index, fresh) {
		t.Errorf("the words to search are\n%q, and the journal's texts are\n%q", index, fresh)
	}
	if _, err := s.db.ExecContext(ctx, "INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)"); err != nil {
		t.Errorf("the search index differs from the words: %v", err)
	}
	if damage, err := s.Verify(ctx); err != nil || len(damage) > 0 {
		t.Errorf("checksums find %v, %v", damage, err)
	}
	if left := rowsOf(t, s, "SELECT act FROM state WHERE act IS NOT NULL"); len(left) > 0 {
		t.Errorf("act %v is still in progress", left)
	}
}

// measured computes the measurements afresh from all answers.
func measured(t testing.TB, s *Store) []string {
	t.Helper()
	entries, err := s.Entries(ctx, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, e := range entries {
		if e.State == journal.Draft {
			continue
		}
		whole, err := s.Entry(ctx, e.Number)
		if err != nil {
			t.Fatal(err)
		}
		x, err := s.Asked(ctx, e.Asked)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range journal.Measurements(x, whole.Answers) {
			list = append(list, fmt.Sprint([]any{m.Measure, int64(e.Day), e.Number, m.Value}))
		}
	}
	slices.Sort(list)
	return list
}

// wordsOf finds afresh what can be searched.
func wordsOf(t testing.TB, s *Store) []string {
	t.Helper()
	list := rowsOf(t, s, `SELECT number * 1000, 'note', note FROM activity WHERE note <> '' AND entry IS NULL
		UNION ALL SELECT number * 1000, 'note', text FROM item WHERE entry IS NULL`)
	entries, err := s.Entries(ctx, Filter{})
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
		for i, text := range journal.Texts(x, whole.Answers) {
			list = append(list, fmt.Sprint([]any{e.Number*1000 + int64(i), text.Question, text.Body}))
		}
	}
	slices.Sort(list)
	return list
}

// rowsOf returns the rows of a query, each as one text.
func rowsOf(t testing.TB, s *Store, query string, args ...any) []string {
	t.Helper()
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		if len(values) == 1 {
			list = append(list, fmt.Sprint(values[0]))
			continue
		}
		list = append(list, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// noted are the tables whose changes are noted, which an undo must bring back.
var noted = slices.Sorted(maps.Keys(keys))

// computed are the tables that follow from them. measurement is compared in
// sound, since the ids of measures are given in the order of their coming.
var computed = []string{"day_total", "uncounted", "calendar_day", "period_total", "words"}

// dump writes out everything the user keeps, and what is computed from it.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	var text strings.Builder
	for _, table := range slices.Concat(noted, computed) {
		for _, row := range slices.Sorted(slices.Values(rowsOf(t, s, "SELECT * FROM "+table))) {
			fmt.Fprintf(&text, "%s %s\n", table, row)
		}
	}
	return text.String()
}

func do(t testing.TB, s *Store, kind string, fn func(*Act) error) int64 {
	t.Helper()
	id, err := s.Do(ctx, kind, fn)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// logged keeps a duration and returns it.
func logged(t testing.TB, s *Store, minutes int, category string) journal.Activity {
	t.Helper()
	x := journal.Activity{Day: thursday, Zone: "Europe/Berlin", Seconds: minutes * 60, Category: category, Source: journal.Logged}
	do(t, s, "log", func(a *Act) error { return a.AddActivity(&x) })
	return x
}

const testExercise = `
id: test-page
title: A page for tests
version: 1
theme: test
purpose: Testing.
privacy: private
questions:
  - {id: energy, type: scale, ask: Energy?, min: 1, max: 5, trend: true, role: energy}
  - {id: words, type: many, ask: Words?, options: [red, blue, green], other: true, trend: true, role: words}
  - {id: because, type: longtext, ask: Because?, role: because}
  - {id: what, type: text, ask: What?}
  - {id: mins, type: number, ask: How long?, unit: minutes}
  - {id: time, type: split, ask: "The rest?", options: [people, admin, running]}
  - {id: waits, type: text, ask: What waits?}
records:
  activity: {minutes: mins, category: hands-on, note: what}
  split: time
  items: [waits]
`

func page(t testing.TB) *exercise.Exercise {
	t.Helper()
	x, err := exercise.Read("test-page.yaml", []byte(testExercise))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// sit keeps a whole entry in one act.
func sit(t testing.TB, s *Store, day period.Day, answers exercise.Answers) *journal.Entry {
	t.Helper()
	x := page(t)
	e := &journal.Entry{Exercise: x.ID, Day: day, Zone: "Europe/Berlin", State: journal.Draft, Answers: answers}
	do(t, s, "do", func(a *Act) error { return keepEntry(a, x, e) })
	return e
}

func keepEntry(a *Act, x *exercise.Exercise, e *journal.Entry) (err error) {
	if e.Asked, err = a.KeepAsked(x); err != nil {
		return err
	}
	if err := a.AddEntry(e); err != nil {
		return err
	}
	if err := a.SetAnswers(e.Number, e.Answers); err != nil {
		return err
	}
	return a.FinishEntry(x, e)
}
