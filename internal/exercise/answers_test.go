package exercise

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func filed(t *testing.T, text string) (given map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		t.Fatal(err)
	}
	return given
}

// Everything wrong in an answer is named, with its place in the answer.
func TestEveryFaultOfAnAnswerIsNamed(t *testing.T) {
	for _, c := range []struct {
		kind, tree string
		want       []string
	}{
		{"text items", `[5, "a", "b\nc"]`, []string{
			"text 1: wants a text, have 5", "text 3: wants one line, have 2"}},
		{"many", `["rde", "blue", "blue", 4, "red"]`, []string{
			`unknown option "rde"; did you mean red?`, `names "blue" twice`, "wants an option id, have 4", "pick at most 3 (4 so far)"}},
		{"many exactly", `["rde"]`, []string{`unknown option "rde"; did you mean red?`}},
		{"rank exactly", `["red", "red"]`, []string{`names "red" twice`}},
		{"rank exactly", `["red", "rde", "blue"]`, []string{`unknown option "rde"; did you mean red?`, "put exactly 2 in order (3 so far)"}},
		{"split", `{"rde": 10, "blue": "1h", "red": -5}`, []string{
			`blue wants minutes, such as 90, have "1h"`, `unknown option "rde"; did you mean red?`, "red: -5 is outside 0 and more"}},
		{"sort", `{"matters": ["red", "rde"], "matters-most": ["red"], "pile": ["blue"]}`, []string{
			`matters: unknown option "rde"; did you mean red?`, `"red" lies on two piles, matters and matters-most`, `unknown pile "pile"; the piles are matters-most, matters`}},
		{"matrix", `{"being": {"excel": 9, "enjoi": 3}, "hard-feedbak": {"excel": 1}}`, []string{
			"being: unknown column \"enjoi\"; did you mean enjoy?", "being: excel: 9 is outside 1 to 5", `unknown option "hard-feedbak"; did you mean hard-feedback?`}},
		{"ifthen", `{"if": 4, "them": "b"}`, []string{`if: wants a text, have 4`, `has an unknown key "them" beside if and then`}},
		{"group", `[{"item": 3, "came": "x"}, {"itme": "a"}, {"came": "handed-up"}]`, []string{
			"item 1: item: wants a text, have 3", "item 1: came: unknown option", `item 2: unknown question "itme"; did you mean item?`,
			"item 3: wants item, the first of its questions; without it the others are not asked"}},
	} {
		x := &Exercise{ID: "x", Questions: []Question{*kindQuestions()[c.kind]}}
		_, err := x.CheckAnswers(filed(t, `{"q":`+c.tree+`}`), Journal{})
		var faults AnswerFaults
		if !errors.As(err, &faults) || len(faults) != len(c.want) {
			t.Errorf("%s %s: %d faults, want %d:\n%v", c.kind, c.tree, len(faults), len(c.want), err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), "q: "+want) {
				t.Errorf("%s %s: not named: %s\n%v", c.kind, c.tree, want, err)
			}
		}
	}
}

// An answer that hangs on a faulty one is not called faulty for that.
func TestNoFaultFollowsFromAnother(t *testing.T) {
	options := list("red", "blue")
	x := &Exercise{ID: "x", Questions: []Question{
		{ID: "picked", Kind: "many", Options: options},
		{ID: "main", Kind: "choice", Options: Options{From: "picked"}},
		{ID: "why", Kind: "text", When: &Condition{Question: "main", Is: []any{"red"}}},
		{ID: "size", Kind: "scale", Min: number(1), Max: number(5), When: &Condition{Question: "picked", Has: "red"}},
	}}
	_, err := x.CheckAnswers(filed(t, `{"picked":["red","bleu"],"main":"red","why":"w","size":9}`), Journal{})
	want := AnswerFaults{{Question: "picked"}, {Question: "size"}}
	var faults AnswerFaults
	errors.As(err, &faults)
	var got AnswerFaults
	for _, f := range faults {
		got = append(got, AnswerFault{Question: f.Question})
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("faults of %v, want picked and size", err)
	}
}

// A file of nothing but faults does not fill the screen.
func TestFaultsOfAnAnswerAreCut(t *testing.T) {
	x := &Exercise{ID: "x", Questions: []Question{*kindQuestions()["many"]}}
	_, err := x.CheckAnswers(map[string]any{"q": make([]any, 5000)}, Journal{})
	if lines := strings.Count(err.Error(), "\n") + 1; lines != maxFaults+1 || !strings.HasSuffix(err.Error(), "and 4901 more") {
		t.Errorf("%d lines, ending %q", lines, err.Error()[len(err.Error())-30:])
	}
}
