package exercise

import (
	"slices"
	"strings"
)

var conditionFields = []string{"question", "is", "has", "at_least", "at_most", "answered", "all", "any"}

// condition reads the form of a condition; what it looks at is checked when
// every question is known.
func (s scope) condition(n *node) *Condition {
	c := &Condition{}
	ok := s.fields(n, conditionFields, func(name string, value *node) {
		switch name {
		case "question":
			c.Question = s.id(value, name)
		case "is":
			c.Is = s.values(value)
		case "has":
			c.Has = s.optionWord(value, name)
		case "at_least":
			c.AtLeast = s.number(value, name)
		case "at_most":
			c.AtMost = s.number(value, name)
		case "answered":
			yes := s.truth(value, name)
			c.Answered = &yes
		case "all":
			c.All = s.conditions(value, name)
		case "any":
			c.Any = s.conditions(value, name)
		}
	})
	if ok {
		s.oneTest(n)
	}
	return c
}

func (s scope) conditions(n *node, field string) []Condition {
	var list []Condition
	for _, item := range s.list(n, field) {
		list = append(list, *s.condition(item))
	}
	return list
}

// oneTest holds a condition to one test; at_least and at_most make one range.
func (s scope) oneTest(n *node) {
	var tests []string
	for _, p := range n.pairs {
		if p.key.text != "question" && slices.Contains(conditionFields, p.key.text) {
			tests = append(tests, p.key.text)
		}
	}
	slices.Sort(tests)
	tests = slices.Compact(tests)
	isRange := slices.Equal(tests, []string{"at_least", "at_most"})
	if len(tests) != 1 && !isRange {
		s.fault(n, "a condition has one test (%s), have %d", strings.Join(conditionFields[1:], ", "), len(tests))
		return
	}
	combines := tests[0] == "all" || tests[0] == "any"
	if combines && n.find("question") != nil {
		s.fault(n, "%s combines conditions and names no question itself", tests[0])
	}
	if !combines && n.find("question") == nil {
		s.fault(n, "the condition names no question")
	}
}

// values reads what `is` compares with: one value or a list.
func (s scope) values(n *node) []any {
	items := []*node{n}
	if n.shape == listed {
		items = s.list(n, "is")
	}
	var list []any
	for _, item := range items {
		switch item.shape {
		case truth:
			list = append(list, item.yes)
		case numeric:
			list = append(list, item.number)
		case textual:
			list = append(list, s.optionWord(item, "is"))
		default:
			s.fault(item, "is wants an option, true, false or a number, have %s", item.describe())
		}
	}
	return list
}

// optionWord reads an option id where one is named.
func (s scope) optionWord(n *node, field string) string {
	word := strings.TrimSpace(n.text)
	if n.shape != textual || word == "" {
		s.fault(n, "%s wants an option id, have %s", field, n.describe())
	}
	return word
}
