//go:build unix

package ask

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mull/internal/exercise"
)

// An input is one answer, given in the three ways there are.
type input struct {
	lines []string // plain
	steps []string // at a terminal
	tree  any      // in an answers file
}

// The same answers, drawn at random and given at a terminal, on plain lines and
// in an answers file, are the same bytes.
func TestThreeWaysAreOne(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 1))
		x := all()
		var lines, steps []string
		file := map[string]any{}
		for _, q := range x.Questions {
			in := draw(random, &q)
			lines, steps = append(lines, in.lines...), append(steps, in.steps...)
			file[q.ID] = in.tree
		}
		plain := sitting(t, x)
		var shown bytes.Buffer
		if err := plain.Run(context.Background(), NewPlain(PlainOptions{In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &shown})); err != nil {
			t.Fatalf("seed %d, lines %q: %v\n%s", seed, lines, err, shown.String())
		}
		seated := sitDown(t, x)
		seated.steps(t, nil, steps...)
		answers, err := x.CheckAnswers(file, exercise.Journal{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		filed := encoded(t, answers)
		if got := encoded(t, plain.Answers); got != filed {
			t.Errorf("seed %d: plain lines give\n%s\nthe file\n%s", seed, got, filed)
		}
		if got := encoded(t, seated.Answers); got != filed {
			t.Errorf("seed %d: the terminal gives\n%s\nthe file\n%s", seed, got, filed)
		}
	}
}

func encoded(t *testing.T, answers exercise.Answers) string {
	t.Helper()
	text, err := exercise.EncodeValue(map[string]any(answers))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var texts = []string{"plain words", "?", "<", ".", "e", "-", `\`, `\?`, `\\.`, "a, b; c -> d", "naïve 日本 👩‍👧 e\u0301", `C:\dir`, "1", "tab\there", "  edges  ", "-> x", "“quoted” – dash…"}

func word(random *rand.Rand) string { return texts[random.IntN(len(texts))] }

// keysFor types text as a person at a terminal would, a tab as a paste since it
// would else complete a word.
func keysFor(text string) string {
	return "type " + strings.ReplaceAll(escape(text), "\t", "\x1b[200~\t\x1b[201~")
}

func draw(random *rand.Rand, q *exercise.Question) input {
	wait := fmt.Sprintf("wait %s", q.Ask)
	if random.IntN(6) == 0 {
		return input{[]string{""}, []string{wait, "key enter"}, nil}
	}
	switch q.Kind {
	case "scale":
		n := random.IntN(11)
		return input{[]string{fmt.Sprint(n)}, []string{wait, "key" + strings.Repeat(" down", n+1) + " enter"}, n}
	case "yesno":
		if random.IntN(2) == 0 {
			return input{[]string{"yes"}, []string{wait, "key down enter"}, true}
		}
		return input{[]string{"2"}, []string{wait, "type n", "key enter"}, "no"}
	case "choice":
		return drawChoice(random, q, wait)
	case "many":
		return drawMany(random, q, wait)
	case "ifthen":
		when, then := word(random), word(random)
		return input{[]string{escape(when), escape(then)}, []string{"wait When ...", keysFor(when), "key enter", "wait I will", keysFor(then), "key enter"},
			map[string]any{"if": when, "then": then}}
	case "longtext":
		return drawText(random, wait)
	}
	text := word(random)
	return input{[]string{escape(text)}, []string{wait, keysFor(text), "key enter"}, text}
}

func drawChoice(random *rand.Rand, q *exercise.Question, wait string) input {
	at := random.IntN(len(q.Options.List))
	option := q.Options.List[at]
	pick := "key" + strings.Repeat(" down", at+1) + " enter"
	if random.IntN(2) == 0 {
		return input{[]string{option.Label}, []string{wait, pick, "wait A few words", "key enter"}, option.ID}
	}
	note := word(random)
	return input{[]string{option.ID + "," + note}, []string{wait, pick, "wait A few words", keysFor(note), "key enter"},
		map[string]any{"value": option.Label, "note": note}}
}

func drawMany(random *rand.Rand, q *exercise.Question, wait string) input {
	at := random.IntN(len(q.Options.List))
	numbers, tree := []string{fmt.Sprint(at + 1)}, []any{q.Options.List[at].ID}
	keys := "key" + strings.Repeat(" down", at) + " space"
	if random.IntN(2) == 0 {
		return input{numbers, []string{wait, keys + " enter"}, tree}
	}
	own := word(random)
	up := len(q.Options.List) - at
	return input{[]string{fmt.Sprintf("%d, %d", at+1, len(q.Options.List)+1), escape(own)},
		[]string{wait, keys + strings.Repeat(" down", up) + " space enter", "wait your own words", keysFor(own), "key enter"},
		append(tree, map[string]any{"other": own})}
}

func drawText(random *rand.Rand, wait string) input {
	in := input{steps: []string{wait}}
	var whole []string
	for range 1 + random.IntN(4) {
		text := word(random)
		whole = append(whole, text)
		in.lines = append(in.lines, escape(text))
		in.steps = append(in.steps, keysFor(text), "key enter")
	}
	in.lines, in.steps = append(in.lines, "."), append(in.steps, "line .")
	in.tree = strings.Join(whole, "\n")
	return in
}
