package exercise

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// testJournal knows the shipped lists, five own values (two of them own words)
// and two open items.
func testJournal(t testing.TB) Journal {
	read := map[string][]Option{}
	return Journal{Seed: "test", List: func(name string) ([]Option, error) {
		if words, found := read[name]; found {
			return words, nil
		}
		switch name {
		case "my-values":
			return list("craft", "rest", "growth of others", "sailing, alone", "candour").List, nil
		case "categories":
			return list("people", "direction", "hands-on", "admin").List, nil
		case "open-items":
			return list("scope answer to Lena", "say no to the offsite").List, nil
		}
		source, err := os.ReadFile(filepath.Join(promptsDir, "lists", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		words, err := ReadList(name, source)
		read[name] = words
		return words, err
	}}
}

// walk answers an exercise as a person would, from question to question, and
// returns what was answered.
func walk(t *testing.T, x *Exercise, journal Journal, random *rand.Rand) Answers {
	t.Helper()
	answers := Answers{}
	var plan []*Question
	plan = append(plan, x.Plan(true, journal, answers)...)
	for i := range x.Revisits {
		plan = append(plan, x.Revisits[i].Plan()...)
	}
	for _, o := range x.Offers {
		if o.Ask != nil && o.When.Holds(answers) {
			plan = append(plan, o.Ask)
		}
	}
	next := func() *Question {
		at := slices.IndexFunc(plan, func(q *Question) bool { return !answers.reached(q.ID) && x.Applies(q, answers) })
		if at < 0 {
			return nil
		}
		return plan[at]
	}
	for q := next(); q != nil; q = next() {
		asked, err := x.Resolve(q, journal, answers)
		if err != nil {
			t.Fatal(err)
		}
		if !asked.Askable() || random.IntN(8) == 0 {
			answers[q.ID] = nil
			continue
		}
		value, err := asked.Check(madeUp(asked, random))
		if err != nil {
			t.Fatalf("%s.%s: %v", x.ID, q.ID, err)
		}
		roundTrip(t, x.ID+"."+q.ID, asked, value)
		answers[q.ID] = value
	}
	return answers
}

var phrases = []string{"a talk; with Lena, twice", "the -> report", "C:\\new, or old", "other: what?", "é è", "walk | run"}

func madeUp(q *Question, random *rand.Rand) any {
	phrase := func() string { return phrases[random.IntN(len(phrases))] }
	switch q.Kind {
	case "text", "longtext":
		if q.Items.Most == 0 {
			return phrase()
		}
		return repeat(q.Items, random, func(i int) any { return fmt.Sprint(phrase(), " ", i) })
	case "scale":
		return *q.Min + float64(random.IntN(int(*q.Max-*q.Min)+1))
	case "number":
		return *q.Min + float64(random.IntN(50))
	case "yesno":
		if q.Notes {
			return map[string]any{"value": true, "note": phrase()}
		}
		return false
	case "choice":
		return madeUpOption(q, random)
	case "many", "rank":
		return madeUpList(q, random)
	case "split":
		return map[string]any{q.Options.List[0].ID: 61.5, q.Options.List[2].ID: 120.0}
	case "sort":
		piles := map[string]any{}
		for i, o := range q.Options.List {
			id := q.Piles[i%len(q.Piles)].ID
			pile, _ := piles[id].([]any)
			piles[id] = append(pile, o.ID)
		}
		first := q.Piles[0].ID
		piles[first] = append([]any{map[string]any{OtherID: "sailing, alone"}, map[string]any{OtherID: "chess"}}, piles[first].([]any)...)
		return piles
	case "matrix":
		return madeUpMatrix(q, random)
	case "ifthen":
		return map[string]any{"if": phrase(), "then": phrase()}
	case "date":
		return "2026-12-04"
	case "group":
		return repeat(q.Items, random, func(i int) any {
			item := map[string]any{}
			for j := range q.Questions {
				if inner := &q.Questions[j]; inner.When.Holds(item) {
					item[inner.ID] = madeUp(inner, random)
				}
			}
			return item
		})
	}
	return nil
}

func repeat(c Count, random *rand.Rand, item func(int) any) []any {
	var out []any
	for i := range c.Least + random.IntN(c.Most-c.Least+1) {
		out = append(out, item(i))
	}
	return out
}

func madeUpOption(q *Question, random *rand.Rand) any {
	if q.Other && (len(q.Options.List) == 0 || random.IntN(4) == 0) {
		return map[string]any{OtherID: "own, words; and more"}
	}
	return optionTree(q.Options.List[random.IntN(len(q.Options.List))])
}

func madeUpList(q *Question, random *rand.Rand) any {
	want := len(q.Options.List)
	if q.Kind == "many" {
		want = min(want, 1+random.IntN(3))
	}
	if q.Exactly > 0 {
		want = min(len(q.Options.List), q.Exactly)
	}
	if q.Max != nil {
		want = min(want, int(*q.Max))
	}
	var out []any
	for _, i := range random.Perm(len(q.Options.List))[:want] {
		out = append(out, optionTree(q.Options.List[i]))
	}
	if q.Other && (len(out) == 0 || q.Max == nil) {
		out = append(out, map[string]any{OtherID: "own, words; and more"})
	}
	return out
}

func madeUpMatrix(q *Question, random *rand.Rand) any {
	rows := map[string]any{}
	for _, row := range q.Rows.List {
		if random.IntN(5) == 0 && len(rows) > 0 {
			continue
		}
		cells := map[string]any{}
		for _, c := range q.Columns {
			cells[c.ID] = madeUp(c.question(), random)
		}
		rows[row.ID] = any(cells)
		if len(q.Columns) == 1 {
			rows[row.ID] = cells[q.Columns[0].ID]
		}
	}
	return rows
}

// Whatever is answered from question to question passes as an answers file,
// after a stay in the journal, and is the same answers.
func TestWalkingEveryExercise(t *testing.T) {
	journal := testJournal(t)
	random := rand.New(rand.NewPCG(1, 2))
	for id, x := range catalogueOf(t) {
		for range 30 {
			answers := walk(t, x, journal, random)
			given := map[string]any{}
			for question, value := range answers {
				text, err := EncodeValue(value)
				if err != nil {
					t.Fatalf("%s.%s: %v", id, question, err)
				}
				if given[question], err = DecodeValue(text); err != nil {
					t.Fatalf("%s.%s: %v", id, question, err)
				}
			}
			checked, err := x.CheckAnswers(given, journal)
			if err != nil {
				t.Fatalf("%s: %v\n%v", id, err, given)
			}
			if !reflect.DeepEqual(checked, answers) {
				t.Fatalf("%s: answers changed\nhave %v\nwant %v", id, checked, answers)
			}
		}
	}
}

// What is chosen early is what is asked about later, own cards among it.
func TestValuesPassFromQuestionToQuestion(t *testing.T) {
	x := catalogueOf(t)["values-discovery"]
	journal := testJournal(t)
	answers := Answers{}
	answer := func(id string, tree any) {
		t.Helper()
		q, _ := x.Question(id)
		asked, err := x.Resolve(q, journal, answers)
		if err != nil {
			t.Fatal(err)
		}
		if answers[id], err = asked.Check(tree); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
	}
	labels := func(id string) []string {
		t.Helper()
		q, _ := x.Question(id)
		asked, err := x.Resolve(q, journal, answers)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, o := range append(asked.Options.List, asked.Rows.List...) {
			out = append(out, o.ID+"="+o.Label)
		}
		return out
	}
	own := map[string]any{OtherID: "Sailing, alone"}
	answer("piles", map[string]any{"matters-most": []any{"craft", own, "rest", "growth of others"}, "matters": []any{"order"}})
	if got, want := labels("ten"), []string{"craft=craft", "other=Sailing, alone", "rest=rest", "growth-of-others=growth of others"}; !reflect.DeepEqual(got, want) {
		t.Errorf("ten chooses from %v, want %v", got, want)
	}
	answer("ten", []any{"craft", own, "rest", "growth-of-others"})
	answer("five", []any{own, "rest", "growth-of-others", "craft"})
	if got, want := labels("mean"), []string{"sailing-alone=Sailing, alone", "rest=rest", "growth-of-others=growth of others", "craft=craft"}; !reflect.DeepEqual(got, want) {
		t.Errorf("mean has the rows %v, want %v", got, want)
	}
	if got := labels("visible"); len(got) != 3 {
		t.Errorf("visible has the rows %v, want the top three", got)
	}
	answer("mean", map[string]any{"sailing-alone": "wind", "rest": "an evening"})
}

func TestNothingToChooseFrom(t *testing.T) {
	x := catalogueOf(t)["values-discovery"]
	answers := Answers{"piles": map[string]any{"matters": []any{"craft"}}}
	for id, want := range map[string]bool{"piles": true, "ten": false, "five": false, "mean": false, "lived": true} {
		q, _ := x.Question(id)
		asked, err := x.Resolve(q, testJournal(t), answers)
		if err != nil {
			t.Fatal(err)
		}
		if asked.Askable() != want {
			t.Errorf("%s: Askable = %v, want %v", id, !want, want)
		}
	}
}

func TestReplyTo(t *testing.T) {
	all := catalogueOf(t)
	for _, c := range []struct {
		exercise, question string
		value              any
		said               bool
	}{
		{"whole-person-needs", "support", "professional", true},
		{"whole-person-needs", "support", "handle", false},
		{"delegation-review", "capacity", true, true},
		{"delegation-review", "capacity", map[string]any{"value": true, "note": "my boss"}, true},
		{"delegation-review", "capacity", false, false},
		{"delegation-review", "capacity", nil, false},
	} {
		q, _ := all[c.exercise].Question(c.question)
		if got := q.ReplyTo(c.value); (got != "") != c.said {
			t.Errorf("%s.%s: reply to %v is %q, want some: %v", c.exercise, c.question, c.value, got, c.said)
		}
	}
}

func TestConditionOnTheLengthOfAText(t *testing.T) {
	q, _ := catalogueOf(t)["free-note"].Question("feel")
	for length, want := range map[int]bool{0: false, 239: false, 240: true} {
		text := ""
		for range length {
			text += "é"
		}
		if got := q.When.Holds(Answers{"text": text}); got != want {
			t.Errorf("a page of %d characters: %v, want %v", length, got, want)
		}
	}
}

func TestSettled(t *testing.T) {
	all := catalogueOf(t)
	journal := testJournal(t)
	for _, c := range []struct {
		exercise, question string
		answers            Answers
		want               any
	}{
		{"ic-motives", "main", Answers{"motive": []any{"unwind"}}, "unwind"},
		{"ic-motives", "main", Answers{"motive": []any{map[string]any{"other": "habit"}}}, map[string]any{"other": "habit"}},
		{"ic-motives", "main", Answers{"motive": []any{"unwind", "proof"}}, nil},
		{"delegation-review", "kept", Answers{"balls": []any{map[string]any{"item": "the report"}}}, nil},
	} {
		x := all[c.exercise]
		q, _ := x.Question(c.question)
		asked, err := x.Resolve(q, journal, c.answers)
		if err != nil {
			t.Fatal(err)
		}
		if got, settled := x.Settled(asked); settled != (c.want != nil) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s.%s after %v: settled as %v (%v), want %v", c.exercise, c.question, c.answers, got, settled, c.want)
		}
	}
}

func TestComesFrom(t *testing.T) {
	all := catalogueOf(t)
	for _, c := range []struct {
		exercise, question, from string
		want                     bool
	}{
		{"ic-motives", "main", "motive", true},
		{"ic-motives", "waiting", "motive", false},
		{"values-discovery", "mean", "five", true},
		{"whole-person-needs", "short", "needs", false}, // the list, not the question of that name
	} {
		x := all[c.exercise]
		q, _ := x.Question(c.question)
		if got := x.ComesFrom(q, c.from); got != c.want {
			t.Errorf("%s: %s comes from %s: %v, want %v", c.exercise, c.question, c.from, got, c.want)
		}
	}
}
