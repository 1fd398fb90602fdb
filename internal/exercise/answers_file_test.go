package exercise

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestReadAnswers(t *testing.T) {
	for _, c := range []struct {
		source string
		want   map[string]any
	}{
		{"a: 1\nb: two\nc: [x, {other: y}]\nd: ~\ne: true\n", map[string]any{"a": 1.0, "b": "two", "c": []any{"x", map[string]any{"other": "y"}}, "d": nil, "e": true}},
		{`{"a": 1e-9, "b": "\u0041\n", "c": {"d": -2.50}, "e": 1E3}`, map[string]any{"a": 1e-9, "b": "A\n", "c": map[string]any{"d": -2.5}, "e": 1000.0}},
		{"\uFEFFa: |\r\n  one\r\n  two\r\nb: 2026-11-19\r\n", map[string]any{"a": "one\ntwo\n", "b": "2026-11-19"}},
		{"a: yes\nb: '12'\nc: 1h30\n", map[string]any{"a": "yes", "b": "12", "c": "1h30"}},
		{"# nothing answered\na:\n", map[string]any{"a": nil}},
	} {
		if got, err := ReadAnswers("x", []byte(c.source)); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %#v, %v; want %#v", c.source, got, err, c.want)
		}
	}
	for source, want := range map[string]string{
		"a: 1\na: 2\n":      `x:2:1: "a" stands twice`,
		"a: &b [*b]\n":      "takes no anchors",
		"a: 010\n":          "010 is not a plain decimal number",
		"a: [1,\n":          "x:1:4: is not YAML here",
		"a: \"\xff\"\n":     "x:1:5: the text is not valid UTF-8",
		"a: !!binary eA==":  "takes no tags",
		"a: .nan":           "is not a value",
		"a: 1\n---\nb: 2\n": "begins a second document",
	} {
		if got, err := ReadAnswers("x", []byte(source)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, %v; want fault %q", source, got, err, want)
		}
	}
	for _, source := range []string{"", " \n", "# a: 1\n\n---\n", "- a\n", "text", "5"} {
		if got, err := ReadAnswers("x", []byte(source)); !errors.Is(err, ErrNoAnswers) {
			t.Errorf("%q: got %v, %v; want ErrNoAnswers", source, got, err)
		}
	}
}

// Files that would cost much to take apart are refused, and not after a while:
// what grows by squares in the YAML parser is never handed to it.
func TestHostileAnswers(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1)
	}
	for name, source := range map[string]string{
		"aliases": bomb.String(),
		"deep":    "a: " + strings.Repeat("[", 1<<20),
		"wide":    "a: [" + strings.Repeat("b, ", 1<<18) + "]",
		"large":   "a: " + strings.Repeat("word ", 8<<20),
	} {
		if _, err := ReadAnswers("x", []byte(source)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}
