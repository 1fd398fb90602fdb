package exercise

import (
	"slices"
	"strings"
	"unicode"

	"mull/internal/english"
)

const (
	maxOptions = 200
	maxColumns = 4
)

// options reads a list, or where a list comes from.
func (s scope) options(n *node, field string) Options {
	o := Options{}
	if n.shape != mapped {
		o.List = s.optionList(n, field)
		return o
	}
	s.fields(n, []string{"from", "first", "near"}, func(name string, value *node) {
		switch name {
		case "from":
			o.From = s.id(value, field+"' from")
			return
		case "first":
			o.First = s.whole(value, name, 1, 100)
			return
		}
		for _, item := range s.list(value, "near") {
			o.Near = append(o.Near, s.id(item, "near"))
		}
		if len(o.Near) != 2 {
			s.fault(value, "near wants two questions, how pleasant and how much energy, have %d", len(o.Near))
		}
	})
	if n.find("from") == nil {
		s.fault(n, "%s wants a list, or {from: NAME}", field)
	}
	return o
}

func (s scope) optionList(n *node, field string) []Option {
	items := s.list(n, field)
	if len(items) > maxOptions {
		s.fault(n, "%s has %d, takes %d", field, len(items), maxOptions)
		return nil
	}
	var list []Option
	for i, item := range items {
		option := s.within("%s %d", singular(field), i+1).option(item)
		if option.ID != "" {
			s.distinct(item, list, option)
		}
		list = append(list, option)
	}
	return list
}

func singular(field string) string { return strings.TrimSuffix(field, "s") }

// option reads plain words, or {id, label, also, group, about}.
func (s scope) option(n *node) Option {
	o := Option{}
	if n.shape != mapped {
		o.Label = s.line(n, "an option", maxWord)
		o.ID = Slug(o.Label)
		if n.plain && booleanWord(o.Label) {
			s.fault(n, "%s is a boolean to YAML readers; put quotes around it: %q", o.Label, o.Label)
			return o
		}
	} else {
		s.fields(n, []string{"id", "label", "also", "group", "about"}, func(name string, value *node) {
			s.optionField(&o, name, value)
		})
		if o.ID == "" && o.Label == "" {
			if n.find("id") == nil && n.find("label") == nil {
				s.fault(n, "has neither id nor label")
			}
			return o
		}
		if o.Label == "" {
			o.Label = o.ID
		}
		if n.find("id") == nil {
			o.ID = Slug(o.Label)
		}
	}
	switch {
	case o.Label == "":
	case o.ID == OtherID:
		s.fault(n, "the id other is reserved for own words; write other: true on the question")
	case !strings.ContainsFunc(o.ID, unicode.IsLetter):
		s.fault(n, "%q makes no id; write {id: a-word, label: %q}", o.Label, o.Label)
	case len([]rune(o.ID)) > maxName:
		s.fault(n, "makes an id of %d characters; write {id: a-word, label: ...}", len([]rune(o.ID)))
	}
	return o
}

func (s scope) optionField(o *Option, name string, n *node) {
	switch name {
	case "id":
		o.ID = s.id(n, name)
	case "label":
		o.Label = s.line(n, name, maxWord)
	case "group":
		o.Group = s.id(n, name)
	case "about":
		o.About = s.line(n, name, maxAsk)
	case "also":
		for _, item := range s.list(n, name) {
			word := s.line(item, name, maxWord)
			if item.plain && booleanWord(word) {
				s.fault(item, "%s is a boolean to YAML readers; put quotes around it: %q", word, word)
			}
			o.Also = append(o.Also, word)
		}
	}
}

// distinct makes sure that every word names one option only.
func (s scope) distinct(n *node, before []Option, o Option) {
	if slices.ContainsFunc(before, func(b Option) bool { return b.ID == o.ID }) {
		s.fault(n, "the option %s stands twice", o.ID)
		return
	}
	for _, word := range append([]string{o.ID, o.Label}, o.Also...) {
		if taken, found := Find(before, word); found && word != "" && fold(word) != "" {
			s.fault(n, "%q already reads as the option %s", word, taken.ID)
			return
		}
	}
}

// columns reads what a matrix asks for each row.
func (s scope) columns(n *node) []Column {
	items := s.list(n, "columns")
	if len(items) > maxColumns {
		s.fault(n, "has %s, takes %d", english.Count(len(items), "column", "columns"), maxColumns)
		return nil
	}
	var list []Column
	for i, item := range items {
		list = append(list, s.within("column %d", i+1).column(item, len(items) > 1))
	}
	return list
}

var columnFields = []string{"id", "ask", "type", "min", "max", "low", "high"}

func (s scope) column(n *node, several bool) Column {
	c := Column{}
	ok := s.fields(n, columnFields, func(name string, value *node) {
		switch name {
		case "id":
			c.ID = s.id(value, name)
		case "ask":
			c.Ask = s.line(value, name, maxAsk)
		case "type":
			c.Kind = s.line(value, name, maxName)
		case "min":
			c.Min = s.number(value, name)
		case "max":
			c.Max = s.number(value, name)
		case "low":
			c.Low = s.line(value, name, maxWord)
		case "high":
			c.High = s.line(value, name, maxWord)
		}
	})
	if !ok {
		return c
	}
	if several && n.find("id") == nil {
		s.fault(n, "has no id; with several columns each needs one")
	}
	s.columnKind(n, c)
	return c
}

// columnKind holds a column to the rules of a question of its type.
func (s scope) columnKind(n *node, c Column) {
	switch c.Kind {
	case "scale", "number", "text":
	default:
		s.fault(n, "a column's type is scale, number or text, have %q", c.Kind)
		return
	}
	q := c.question()
	s.misplaced(q, n)
	if k, _ := kindOf(c.Kind); k.needs != nil {
		for _, problem := range k.needs(q) {
			s.fault(n, "%s", problem)
		}
	}
}

// question is the column as a question of its own.
func (c Column) question() *Question {
	return &Question{ID: c.ID, Kind: c.Kind, Ask: c.Ask, Min: c.Min, Max: c.Max, Low: c.Low, High: c.High}
}
