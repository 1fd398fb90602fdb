package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/schema"
)

func exportOf(t testing.TB, s *Store) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := s.Export(ctx, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// whole writes out every table, what is computed included; the machine is the
// journal's own.
func whole(t testing.TB, s *Store) string {
	t.Helper()
	var text strings.Builder
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'word_index%' ORDER BY name") {
		query := "SELECT * FROM `" + table + "`"
		switch table {
		case "state":
			query = "SELECT next_number, act, seed FROM state"
		case "act": // its checksums are of the changes, some of which do not leave
			query = "SELECT id, uuid, machine, at, kind, undone_by, final FROM act"
		case "checksum":
			continue
		case "category": // the migration wrote its lists with spaces
			query = "SELECT id, track, label, json(also), position, own FROM category"
		case "measure": // its ids follow the order in which they were first noted
			query = "SELECT name, kind FROM measure WHERE id IN (SELECT measure FROM measurement)"
		case "measurement":
			query = "SELECT name, day, entry, value FROM measurement JOIN measure ON id = measure"
		}
		for _, row := range slices.Sorted(slices.Values(rowsOf(t, s, query))) {
			fmt.Fprintf(&text, "%s %s\n", table, row)
		}
	}
	return text.String()
}

var awkward = []string{"plain", `"quotes" \ and <tags> & more`, "two\nlines\ttab", "Grüße, 東京 👩‍💻", "=1+1", "\u2028 line", "", "null", "{}", "\x00 zero"}

// wander makes a journal of all kinds of things, changed, deleted and undone.
func wander(t testing.TB, s *Store, random *rand.Rand, steps int) {
	t.Helper()
	text := func() string { return awkward[random.IntN(len(awkward))] }
	x := page(t)
	hidden := secretPage(t)
	for i := range steps {
		if i%20 == 9 {
			p := Person{Name: fmt.Sprint("person ", i), Day: thursday}
			do(t, s, "people add", func(a *Act) error { return a.AddPerson(&p) })
			if err := s.DoForGood(ctx, "receive", func(a *Act) error { return a.Touch(p.Number) }); err != nil {
				t.Fatal(err)
			}
			fill(t, s, &p)
		}
		day := thursday - period.Day(random.IntN(400))
		var err error
		kind := random.IntN(12)
		_, doErr := s.Do(ctx, fmt.Sprintf("step-%d", kind), func(a *Act) error {
			switch kind {
			case 0, 1:
				return keepEntry(a, x, &journal.Entry{Exercise: x.ID, Day: day, Zone: "Europe/Berlin", State: journal.Draft, Backfilled: true,
					Answers: exercise.Answers{"energy": float64(1 + random.IntN(5)), "because": orSkip(text()), "words": []any{"red", map[string]any{"other": "own <b>"}}, "mins": 12.5, "waits": orSkip(text())}})
			case 2:
				from := day.Start(time.UTC).Add(time.Duration(random.IntN(1400)) * time.Minute)
				return a.AddActivity(&journal.Activity{Day: day, Zone: "UTC", From: from, To: from.Add(90 * time.Minute), Seconds: 5400, Category: "people",
					Note: text(), Source: journal.Imported, Origin: "calendar", Key: fmt.Sprint(random.Uint64()), Raw: text()})
			case 3:
				return a.AddActivity(&journal.Activity{Day: day, Zone: "America/New_York", Seconds: 1800, Category: "hands-on", Note: text(), Source: journal.Logged})
			case 4:
				return a.SetSetting("set/"+fmt.Sprint(random.IntN(3)), map[string]any{"text": text(), "n": 1.5})
			case 5:
				return a.AddItem(&Item{Text: "carry " + text(), Day: day, State: ItemOpen})
			case 6:
				return a.SaveCategory(&journal.Category{ID: "people", Track: journal.Leadership, Label: "label " + text(), Also: []string{text(), "1:1"}})
			case 7:
				return keepEntry(a, hidden, &journal.Entry{Exercise: hidden.ID, Day: day, Zone: "Europe/Berlin", State: journal.Draft,
					Answers: exercise.Answers{"open": "may leave", "closed": "SECRET words"}})
			case 8, 9:
				number, err := one[int64](ctx, a.tx, "SELECT coalesce(max(number), 0) FROM entry")
				if err != nil {
					return err
				}
				return a.DeleteEntry(number)
			}
			return nil
		})
		if kind > 9 {
			if _, err = s.Undo(ctx); errors.Is(err, ErrNothingToUndo) {
				err = nil
			}
		}
		if err := errors.Join(err, doErr); err != nil {
			t.Fatal(err)
		}
	}
}

// concerned makes an entry concern someone, where there are both.
func concerned(t testing.TB, s *Store) {
	t.Helper()
	do(t, s, "concern", func(a *Act) error {
		return a.exec(`INSERT INTO concern (entry, person, assignment) SELECT e, p, NULL
			FROM (SELECT min(number) AS e FROM entry WHERE state = 'done'), (SELECT min(number) AS p FROM person) WHERE e > 0 AND p > 0`)
	})
}

func orSkip(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func secretPage(t testing.TB) *exercise.Exercise {
	t.Helper()
	x, err := exercise.Read("secret.yaml", []byte(`
id: secret-page
title: A page with a secret
version: 1
theme: test
purpose: Testing.
privacy: private
questions:
  - {id: open, type: text, ask: Open?}
  - {id: closed, type: text, ask: Closed?, never: true}
`))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Export, import into an empty journal, export: the same bytes, and what does
// not leave aside, the same journal in every table, computed ones included.
func TestExportRoundTrip(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 2))
		s := start(t)
		wander(t, s, random, 60)
		concerned(t, s)
		first := exportOf(t, s)
		if strings.Contains(first, "SECRET") {
			t.Fatalf("seed %d: what never leaves is in the export", seed)
		}
		fresh := start(t)
		if _, err := fresh.Load(ctx, strings.NewReader(first)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if second := exportOf(t, fresh); second != first {
			t.Fatalf("seed %d: the second export differs: %s", seed, difference(first, second))
		}
		if keys := rowsOf(t, fresh, "PRAGMA foreign_keys"); keys[0] != "1" {
			t.Fatalf("seed %d: references are not checked any more", seed)
		}
		if faults, err := fresh.schemaFaults(ctx, schema.Version()); err != nil || len(faults) > 0 {
			t.Fatalf("seed %d: the import left other indexes and triggers: %q, %v", seed, faults, err)
		}
		notSecret := func(text string) string {
			return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool {
				return strings.Contains(line, "SECRET") || strings.HasPrefix(line, "note ") || strings.HasPrefix(line, "change ") && strings.Contains(line, " note ") || strings.HasPrefix(line, "change ") && strings.Contains(line, "closed")
			}), "\n")
		}
		if before, after := notSecret(whole(t, s)), notSecret(whole(t, fresh)); before != after {
			t.Fatalf("seed %d: the journals differ: %s", seed, difference(before, after))
		}
	}
}

func difference(a, b string) string {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range left {
		if i >= len(right) || left[i] != right[i] {
			return fmt.Sprintf("line %d: %q and %q", i+1, left[i], strings.Join(right[min(i, len(right)):min(i+1, len(right))], ""))
		}
	}
	return "the second is longer"
}

// Every table is exported, or known not to be.
func TestEveryTableIsExportedOrNot(t *testing.T) {
	s := start(t)
	known := append(slices.Clone(exported), notExported...)
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		if !slices.Contains(known, table) && !strings.HasPrefix(table, "word_index") {
			t.Errorf("table %s is neither exported nor named as left out", table)
		}
	}
}

// What never leaves is named, and is nowhere in the file, nor in its history.
func TestExportLeavesOutNever(t *testing.T) {
	s := start(t)
	x := secretPage(t)
	e := &journal.Entry{Exercise: x.ID, Day: thursday, Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{"open": "OPEN", "closed": "SECRET one"}}
	do(t, s, "do", func(a *Act) error { return keepEntry(a, x, e) })
	do(t, s, "edit", func(a *Act) error { return a.SetAnswer(e.Number, "closed", "SECRET two") })
	gone := &journal.Entry{Exercise: x.ID, Day: thursday, Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{"closed": "SECRET three"}}
	do(t, s, "do", func(a *Act) error { return keepEntry(a, x, gone) })
	do(t, s, "delete", func(a *Act) error { return a.DeleteEntry(gone.Number) })
	never := *x
	never.ID, never.Never = "never-page", true
	never.Records.Items = []string{"open"}
	whole := &journal.Entry{Exercise: never.ID, Day: thursday, Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{"open": "SECRET four", "closed": "SECRET five"}}
	do(t, s, "do", func(a *Act) error { return keepEntry(a, &never, whole) })
	var out bytes.Buffer
	said, err := s.Export(ctx, &out)
	if err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Contains(text, "SECRET") || strings.Contains(text, "never-page") || !strings.Contains(text, `"OPEN"`) {
		t.Errorf("the export holds what never leaves, or not what may:\n%s", text)
	}
	if got, want := fmt.Sprint(said.LeftOut), "[{never-page 1} {secret-page.closed 1}]"; got != want {
		t.Errorf("left out %s, want %s", got, want)
	}
	if _, err := start(t).Load(ctx, &out); err != nil {
		t.Error(err)
	}
}

// A journal that holds anything takes no export.
func TestLoadWantsAnEmptyJournal(t *testing.T) {
	s := start(t)
	logged(t, s, 10, "people")
	text := exportOf(t, s)
	if _, err := s.Load(ctx, strings.NewReader(text)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("into a journal with time: %v", err)
	}
	if exportOf(t, s) != text {
		t.Error("the refused import changed the journal")
	}
}

// What was damaged is refused with its line, and the journal stays empty.
func TestLoadRefuses(t *testing.T) {
	s := start(t)
	sit(t, s, thursday, exercise.Answers{"energy": 4.0, "because": "PRIVATE"})
	good := exportOf(t, s)
	lines := strings.SplitAfter(good, "\n")
	entryAt := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, `{"type":"entry"`) })
	tests := map[string]string{
		"cut at a line":       strings.Join(lines[:entryAt], ""),
		"cut in a line":       good[:len(good)-40],
		"a line gone":         strings.Join(slices.Delete(slices.Clone(lines), entryAt, entryAt+1), ""),
		"something after it":  good + good,
		"newer":               strings.Replace(good, `"version":1,"next`, `"version":2,"next`, 1),
		"another file":        "date,hours\n",
		"nothing":             "",
		"an unknown field":    strings.Replace(good, `{"type":"entry",`, `{"type":"entry","mood":1,`, 1),
		"an unknown type":     strings.Replace(good, `{"type":"entry",`, `{"type":"dream",`, 1),
		"a state":             strings.Replace(good, `"state":"done"`, `"state":"gone"`, 1),
		"a day":               strings.Replace(good, `"day":"2026-11-19"`, `"day":"2026-13-19"`, 1),
		"an instant":          strings.Replace(good, `"written_at":"2026`, `"written_at":"x2026`, 1),
		"a changed exercise":  strings.Replace(good, `Energy?`, `Anger?`, 1),
		"a number again":      strings.Replace(good, `"next_number":2`, `"next_number":1`, 1),
		"an act not there":    strings.Replace(good, `{"type":"act","id":1,`, `{"type":"act","id":9,`, 1),
		"an exercise gone":    regexp.MustCompile(`"asked":"[^"]*"`).ReplaceAllString(good, `"asked":"other"`),
		"a field twice":       strings.Replace(good, `{"type":"act","id":1,`, `{"type":"act","id":1,"id":1,`, 1),
		"no act":              strings.Replace(good, `{"type":"act","id":1,`, `{"type":"act","id":-1,`, 1),
		"the act that stands": strings.Replace(good, `"act":1`, `"act":-1`, 1),
		"not a uuid":          strings.Replace(good, `"uuid":"`, `"uuid":"zz`, 1),
		"answers in a list":   strings.Replace(good, `"answers":{`, `"answers":[],"x":{`, 1),
	}
	for name, text := range tests {
		if text == good {
			t.Errorf("%s: the case changes nothing", name)
		}
		fresh := start(t)
		empty := whole(t, fresh)
		_, err := fresh.Load(ctx, strings.NewReader(text))
		var fault *LoadFault
		if !errors.As(err, &fault) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), "PRIVATE") {
			t.Errorf("%s: private words in the error: %v", name, err)
		}
		if whole(t, fresh) != empty {
			t.Errorf("%s: something was kept", name)
		}
		if keys := rowsOf(t, fresh, "PRAGMA foreign_keys"); keys[0] != "1" {
			t.Errorf("%s: references are not checked any more", name)
		}
	}
}

// No file makes Load panic, and what it takes goes out as it came in.
func FuzzLoad(f *testing.F) {
	s := start(f)
	wander(f, s, rand.New(rand.NewPCG(1, 1)), 4)
	f.Add(exportOf(f, s))
	f.Add(exportOf(f, start(f)))
	f.Fuzz(func(t *testing.T, text string) {
		fresh, err := Open(ctx, Memory, clock())
		if err != nil {
			t.Fatal(err)
		}
		defer fresh.Close()
		if _, err := fresh.Load(ctx, strings.NewReader(text)); err != nil {
			return
		}
		first := exportOf(t, fresh)
		again, err := Open(ctx, Memory, clock())
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if _, err := again.Load(ctx, strings.NewReader(first)); err != nil {
			t.Fatalf("its own export is refused: %v", err)
		}
		if second := exportOf(t, again); second != first {
			t.Fatalf("the second export differs: %s", difference(first, second))
		}
	})
}
