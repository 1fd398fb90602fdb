// Tests of how exercises are worded for a day that is over.

package exercise

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestShippedSpeakOfThePast: rendered for a day that is over, no shipped exercise
// says today, now or tomorrow, and neither do the options it offers.
func TestShippedSpeakOfThePast(t *testing.T) {
	const day = "Thu 19 Nov"
	lists := map[string][]Option{}
	for _, name := range []string{"emotions", "values", "needs", "life-areas"} {
		source, err := os.ReadFile(filepath.Join(promptsDir, "lists", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if lists[name], err = ReadList(name, source); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	for id, x := range catalogueOf(t) {
		journal := Journal{Past: day, List: func(name string) ([]Option, error) { return lists[name], nil }}
		texts := []string{x.TitleOn(day), x.IntroOn(day)}
		revisits := map[string]bool{}
		for _, r := range x.Revisits {
			for _, q := range r.Questions {
				revisits[q.ID] = true
			}
		}
		for _, q := range x.All() {
			if revisits[q.ID] {
				continue
			}
			for _, answers := range wordings(q) {
				resolved, err := x.Resolve(q, journal, answers)
				if err != nil {
					t.Fatal(err)
				}
				asked++
				texts = append(texts, textsOf(resolved)...)
			}
		}
		for _, text := range texts {
			if word := ofToday(text); word != "" {
				t.Errorf("%s says %q of %s: %s", id, word, day, text)
			}
			if strings.Contains(text, dayWord) {
				t.Errorf("%s leaves %s in: %s", id, dayWord, text)
			}
		}
	}
	if asked < 100 {
		t.Errorf("looked at %d questions only", asked)
	}
}

// wordings are answers that bring out every wording of a question.
func wordings(q *Question) []Answers {
	list := []Answers{nil}
	if q.Wording != nil {
		for option := range q.Wording.Is {
			list = append(list, Answers{q.Wording.Question: option})
		}
	}
	return list
}

// textsOf are the words a question shows, those of a group's questions too.
func textsOf(q *Question) []string {
	texts := []string{q.Ask, q.AskKnown, q.Help, q.If, q.Then, q.Low, q.High, q.Unit}
	for _, o := range slices.Concat(q.Options.List, q.Rows.List, q.Piles) {
		texts = append(texts, o.Label, o.About)
	}
	for _, c := range q.Columns {
		texts = append(texts, c.Ask, c.Low, c.High)
	}
	for i := range q.Questions {
		texts = append(texts, textsOf(&q.Questions[i])...)
	}
	return texts
}

func TestPastWording(t *testing.T) {
	x, warnings, err := ReadWarned("evening.yaml", []byte(`
title: Where am I now?
title_past: Where was I on {day}?
intro: A line for tomorrow.
questions:
  - {id: a, type: text, ask: How is it now?, ask_past: "How was it on {day}?", help: Today only., help_past: That day only.}
  - {id: b, type: text, ask: What did you know then?}
  - {id: c, type: text, ask: What moved this morning?, help: Nowhere is fine.}
  - {id: d, type: choice, ask: When?, options: [tonight, later]}
  - {id: e, type: ifthen, if: "Tomorrow, when", if_past: "The day after, when", then: I will}
  - id: g
    type: group
    ask: Who else?
    items: 1-3
    questions: [{id: h, type: text, ask: Who now?}]
revisit:
  after: 7d
  questions: [{id: r, type: text, ask: And now?}]
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`evening.yaml:4:8: intro says "tomorrow"`,
		`evening.yaml:8:30: question "c": ask says "this morning"`,
		`evening.yaml:9:5: question "d": "tonight" says "tonight"`,
		`evening.yaml:15:42: question "g", question "h": ask says "now"`,
	}
	if len(warnings) != len(want) {
		t.Errorf("warned %d times, want %d:\n%v", len(warnings), len(want), warnings)
	}
	for i, w := range warnings {
		if i < len(want) && !strings.HasPrefix(w.String(), want[i]) {
			t.Errorf("warning %d is %q, want %q", i+1, w, want[i])
		}
	}
	for _, c := range []struct{ past, title, ask, help, first string }{
		{"", "Where am I now?", "How is it now?", "Today only.", "Tomorrow, when"},
		{"Thu 19 Nov", "Where was I on Thu 19 Nov?", "How was it on Thu 19 Nov?", "That day only.", "The day after, when"},
	} {
		a, errA := x.Resolve(&x.Questions[0], Journal{Past: c.past}, nil)
		e, errE := x.Resolve(&x.Questions[4], Journal{Past: c.past}, nil)
		if errA != nil || errE != nil {
			t.Fatal(errA, errE)
		}
		if got := []string{x.TitleOn(c.past), a.Ask, a.Help, e.If}; !slices.Equal(got, []string{c.title, c.ask, c.help, c.first}) {
			t.Errorf("on %q it says %q", c.past, got)
		}
	}
	again, err := Read("again", Encode(x))
	if err != nil || string(Encode(again)) != string(Encode(x)) {
		t.Errorf("written and read again it differs: %v", err)
	}
}

func TestNoPastWordingAtARevisit(t *testing.T) {
	_, err := Read("later.yaml", []byte(`
title: Later
questions: [{id: a, type: text, ask: What?}]
revisit:
  after: 7d
  questions: [{id: r, type: text, ask: And now?, ask_past: And then?}]
`))
	if err == nil || !strings.Contains(err.Error(), `question "r": ask_past`) {
		t.Errorf("got %v", err)
	}
}
