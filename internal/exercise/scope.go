package exercise

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A reader gathers the faults of one file.
type reader struct {
	file     string
	faults   Faults
	warnings Faults // what is allowed and likely a mistake
}

// A scope is the part of a file being read, named in every fault: `question
// "energy"`. The zero name is the file itself.
type scope struct {
	*reader
	name string
}

func (s scope) fault(n *node, format string, args ...any) {
	if n.shape == refused {
		return
	}
	s.faults = append(s.faults, s.at(n, fmt.Sprintf(format, args...)))
}

// at places a problem in the file, with the name of the part.
func (s scope) at(n *node, problem string) Fault {
	if s.name != "" {
		problem = s.name + ": " + problem
	}
	return Fault{s.file, max(n.line, 1), max(n.column, 1), visible(problem)}
}

func (s scope) within(format string, args ...any) scope {
	name := fmt.Sprintf(format, args...)
	if s.name != "" {
		name = s.name + ", " + name
	}
	return scope{s.reader, name}
}

// fields walks a map: each known field once, unknown and double ones faults.
func (s scope) fields(n *node, known []string, take func(name string, value *node)) bool {
	if n.shape != mapped {
		s.fault(n, "wants fields (%s), have %s", strings.Join(first(known, 6), ", "), n.describe())
		return false
	}
	seen := map[string]int{}
	for _, p := range n.pairs {
		name := p.key.text
		if line, twice := seen[name]; twice {
			s.fault(p.key, "%q stands twice, first in line %d", name, line)
			continue
		}
		seen[name] = p.key.line
		if !slices.Contains(known, name) {
			s.fault(p.key, "%s", unknownName("field", name, known))
			continue
		}
		if p.value.shape == nothing {
			s.fault(p.value, "%s is empty; fill it in or take the line out", name)
			continue
		}
		take(name, p.value)
	}
	return true
}

func first(names []string, most int) []string {
	if len(names) <= most {
		return names
	}
	return append(slices.Clone(names[:most]), "...")
}

// unknownName says that a name is not known, and which one it may have meant.
func unknownName(what, name string, known []string) string {
	if near := Nearest(known, name); near != "" {
		return fmt.Sprintf("unknown %s %q; did you mean %s?", what, name, near)
	}
	return fmt.Sprintf("unknown %s %q; known are %s", what, name, strings.Join(known, ", "))
}

// describe names a value for a person who wrote something else.
func (n *node) describe() string {
	switch n.shape {
	case textual:
		return fmt.Sprintf("the text %q", shorten(n.text))
	case numeric:
		return "the number " + n.text
	case truth:
		return n.text
	case listed:
		return "a list"
	case mapped:
		return "fields"
	}
	return "nothing"
}

func shorten(text string) string {
	if utf8.RuneCountInString(text) <= 40 {
		return text
	}
	return string([]rune(text)[:40]) + "..."
}

func (s scope) truth(n *node, field string) bool {
	if n.shape != truth {
		s.fault(n, "%s wants true or false, have %s", field, n.describe())
	}
	return n.yes
}

func (s scope) number(n *node, field string) *float64 {
	if n.shape != numeric {
		s.fault(n, "%s wants a number, have %s", field, n.describe())
		return nil
	}
	if err := checkNumber(n.number, nil, nil, ""); err != nil {
		s.fault(n, "%s: %s", field, err)
		return nil
	}
	return &n.number
}

// whole reads a whole number between two bounds.
func (s scope) whole(n *node, field string, least, most int) int {
	if n.shape != numeric || n.number != float64(int(n.number)) || n.number < float64(least) || n.number > float64(most) {
		s.fault(n, "%s wants a whole number %d to %d, have %s", field, least, most, n.describe())
		return least
	}
	return int(n.number)
}

// list reads a list that is not empty.
func (s scope) list(n *node, field string) []*node {
	if n.shape != listed {
		s.fault(n, "%s wants a list, have %s", field, n.describe())
		return nil
	}
	if len(n.items) == 0 {
		s.fault(n, "%s is an empty list; fill it in or take the line out", field)
	}
	return n.items
}
