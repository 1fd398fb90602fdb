package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/store"
	"mull/prompts"
)

// Any answers that pass the check are kept, shown, exported, imported into an
// empty journal, and shown back the same, down to the byte; what is marked never
// to leave stays behind.
func TestShownBack(t *testing.T) {
	j := newTestJournal(t)
	j.run(t, `{"piles": {"matters-most": ["craft", "rest"]}, "ten": ["craft", "rest"]}`, "do", "values-discovery", "--answers", "-")
	j.run(t, `{"putoff": "the talk with B; and C"}`, "do", "daily-reflection", "--answers", "-")
	want, leaves := map[string]string{}, map[string]string{}
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 5))
		for _, id := range prompts.Exercises() {
			answers := j.madeUp(t, id, random)
			given, err := json.Marshal(answers)
			if err != nil {
				t.Fatal(err)
			}
			kept := shownOf(t, j.run(t, string(given), "do", id, "--answers", "-", "--json"))
			if kept.Number == 0 { // everything was skipped
				continue
			}
			number := fmt.Sprint(kept.Number)
			want[number] = encoded(t, answers)
			for _, q := range shippedExercise(t, id).All() {
				if q.Never {
					delete(answers, q.ID)
				}
			}
			leaves[number] = encoded(t, answers)
		}
	}
	j.shows(t, want)
	other := newTestJournal(t)
	file := filepath.Join(t.TempDir(), "all.jsonl")
	j.run(t, "", "export", "-o", file)
	other.run(t, "", "import", file)
	other.shows(t, leaves)
}

func encoded(t *testing.T, answers exercise.Answers) string {
	t.Helper()
	text, err := exercise.EncodeValue(map[string]any(answers))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func shippedExercise(t *testing.T, id string) *exercise.Exercise {
	t.Helper()
	source, _ := prompts.Exercise(id)
	x, err := exercise.Read(id, source)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

type testJournal string

func newTestJournal(t *testing.T) testJournal {
	return testJournal(filepath.Join(t.TempDir(), "journal.db"))
}

var testNow = time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC)

func (j testJournal) run(t *testing.T, in string, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	world := World{In: strings.NewReader(in), Out: &out, Err: &errs, Now: func() time.Time { return testNow }, Getenv: func(name string) string {
		return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": string(j)}[name]
	}}
	if err := Run(context.Background(), world, args); err != nil {
		t.Fatalf("mull %s: %v\n%s%s\n%s", strings.Join(args, " "), err, &out, &errs, in)
	}
	return out.Bytes()
}

type shownEntry struct {
	Number  int64
	Answers map[string]any
}

func shownOf(t *testing.T, view []byte) (e shownEntry) {
	t.Helper()
	if err := json.Unmarshal(view, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

// shows compares what show --json says of entries with what was answered.
func (j testJournal) shows(t *testing.T, want map[string]string) {
	t.Helper()
	for number, answers := range want {
		got, err := exercise.EncodeValue(shownOf(t, j.run(t, "", "show", number, "--json")).Answers)
		if err != nil || got != answers {
			t.Errorf("entry %s was answered with\n%s\nand shows\n%s", number, answers, got)
		}
	}
}

// madeUp answers an exercise at random, as this journal would ask it.
func (j testJournal) madeUp(t *testing.T, id string, random *rand.Rand) exercise.Answers {
	t.Helper()
	s, err := store.Open(context.Background(), string(j), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	x := shippedExercise(t, id)
	knowledge := exercise.Journal{List: func(name string) ([]exercise.Option, error) { return list(context.Background(), s, name) }}
	answers := exercise.Answers{}
	plan := x.Plan(true, knowledge, answers)
	for q := exercise.Next(plan, answers); q != nil; q = exercise.Next(plan, answers) {
		asked, err := x.Resolve(q, knowledge, answers)
		if err != nil {
			t.Fatal(err)
		}
		answers[q.ID] = nil
		if !asked.Askable() || random.IntN(7) == 0 {
			continue
		}
		if answers[q.ID], err = asked.Check(anyAnswer(asked, random)); err != nil {
			t.Fatalf("%s.%s: %v", id, q.ID, err)
		}
	}
	return answers
}

var anyWords = []string{"a talk; with Lena, twice", "the -> report", `C:\new, "or" old`, "other: what?", "<b>é</b> 日本 👩‍👧", "# not a tag\nbut | two lines", "?", "null", "2026-11-19"}

func anyAnswer(q *exercise.Question, random *rand.Rand) any {
	words := func() string { return anyWords[random.IntN(len(anyWords))] }
	line := func() string { return strings.ReplaceAll(words(), "\n", " ") }
	within := func(low, high *float64) any { return *low + float64(random.IntN(int(*high-*low)+1)) }
	switch q.Kind {
	case "longtext":
		return words()
	case "text":
		if q.Items.Most == 0 {
			return line()
		}
		return repeated(q.Items, random, func(i int) any { return fmt.Sprint(line(), " ", i) })
	case "scale", "number":
		return within(q.Min, q.Max)
	case "yesno":
		return random.IntN(2) == 0
	case "choice":
		if q.Other && random.IntN(3) == 0 {
			return map[string]any{exercise.OtherID: line()}
		}
		return optionTree(q.Options.List[random.IntN(len(q.Options.List))])
	case "date":
		return "2026-12-04"
	case "ifthen":
		return map[string]any{"if": line(), "then": line()}
	case "split":
		return map[string]any{"people": 61.0, "admin": float64(random.IntN(90) + 1)}
	}
	return anyList(q, random, line)
}

// anyList answers what names options, lays cards, or has rows or items.
func anyList(q *exercise.Question, random *rand.Rand, line func() string) any {
	switch q.Kind {
	case "many", "rank":
		return anyOptions(q, random, line)
	case "sort":
		piles := map[string]any{}
		for _, card := range q.Options.List {
			pile := q.Piles[random.IntN(len(q.Piles))].ID
			laid, _ := piles[pile].([]any)
			piles[pile] = append(laid, card.ID)
		}
		return piles
	case "matrix":
		rows := map[string]any{}
		for _, row := range q.Rows.List {
			cells := map[string]any{}
			for _, c := range q.Columns {
				cells[c.ID] = anyAnswer(&exercise.Question{Kind: c.Kind, Min: c.Min, Max: c.Max}, random)
			}
			if rows[row.ID] = cells; len(q.Columns) == 1 {
				rows[row.ID] = cells[q.Columns[0].ID]
			}
		}
		return rows
	case "group":
		return repeated(q.Items, random, func(int) any {
			item := map[string]any{}
			for i := range q.Questions {
				if inner := &q.Questions[i]; inner.When.Holds(item) {
					item[inner.ID] = anyAnswer(inner, random)
				}
			}
			return item
		})
	}
	return nil
}

func anyOptions(q *exercise.Question, random *rand.Rand, line func() string) []any {
	most := len(q.Options.List)
	if q.Max != nil {
		most = min(most, int(*q.Max))
	}
	count := min(1+random.IntN(max(most, 1)), most)
	if q.Exactly > 0 {
		count = min(q.Exactly, len(q.Options.List))
	}
	if q.Kind == "rank" && q.Exactly == 0 {
		count = len(q.Options.List)
	}
	named := []any{}
	for _, at := range random.Perm(len(q.Options.List))[:count] {
		named = append(named, optionTree(q.Options.List[at]))
	}
	if q.Other && q.Exactly == 0 && random.IntN(3) == 0 {
		named[max(count-1, 0)%max(len(named), 1)] = map[string]any{exercise.OtherID: line()}
	}
	return named
}

func optionTree(o exercise.Option) any {
	if o.ID == exercise.OtherID {
		return map[string]any{exercise.OtherID: o.Label}
	}
	return o.ID
}

func repeated(c exercise.Count, random *rand.Rand, item func(int) any) []any {
	var all []any
	for i := range c.Least + random.IntN(c.Most-c.Least+1) {
		all = append(all, item(i))
	}
	return all
}
