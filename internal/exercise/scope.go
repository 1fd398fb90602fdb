package exercise

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A reader gathers the faults of one file.
type reader struct {
	file   string
	faults Faults
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
	problem := fmt.Sprintf(format, args...)
	if s.name != "" {
		problem = s.name + ": " + problem
	}
	s.faults = append(s.faults, Fault{s.file, max(n.line, 1), max(n.column, 1), visible(problem)})
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

// Lengths of texts, in characters.
const (
	maxName = 60   // ids
	maxWord = 200  // labels, titles, the ends of a scale
	maxAsk  = 600  // what is asked
	maxPage = 8000 // what is read before starting
)

// line reads a text of one line.
func (s scope) line(n *node, field string, most int) string {
	text := s.page(n, field, most)
	if strings.ContainsRune(text, '\n') {
		s.fault(n, "%s is one line, have %d", field, strings.Count(text, "\n")+1)
		return ""
	}
	return text
}

// page reads a text of any number of lines. A number or true stands for its
// own letters, except where YAML readers would disagree about it.
func (s scope) page(n *node, field string, most int) string {
	switch n.shape {
	case textual, numeric:
	case truth:
		s.fault(n, "%s wants a text; put quotes around it: %q", field, n.text)
		return ""
	default:
		s.fault(n, "%s wants a text, have %s", field, n.describe())
		return ""
	}
	text := strings.TrimSpace(n.text)
	if text == "" {
		s.fault(n, "%s is empty; fill it in or take the line out", field)
	}
	if length := utf8.RuneCountInString(text); length > most {
		s.fault(n, "%s has %d characters, takes %d", field, length, most)
	}
	for _, r := range text {
		if r != '\n' && forbidden(r) {
			s.fault(n, "%s holds the control character U+%04X; take it out", field, r)
			return ""
		}
	}
	return text
}

// forbidden tells characters that a terminal would obey rather than show:
// controls, and marks that turn the direction of writing.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' ||
		r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' ||
		r == '\u2028' || r == '\u2029' || r == '\uFEFF'
}

// id reads a name that is typed on command lines: its own slug.
func (s scope) id(n *node, field string) string {
	id := s.line(n, field, maxName)
	if id == "" {
		return ""
	}
	if n.plain && booleanWord(id) {
		s.fault(n, "%s %s is a boolean to YAML readers; put quotes around it: %q", field, id, id)
	}
	if problem := idProblem(id); problem != "" {
		s.fault(n, "%s %s", field, problem)
	}
	return id
}

// idProblem says what is wrong with an id, or nothing.
func idProblem(id string) string {
	slug := Slug(id)
	switch {
	case strings.ContainsRune(id, '.'):
		return fmt.Sprintf("%q has a dot; measures are named with dots, so write %s", id, slug)
	case slug == "" || !strings.ContainsFunc(slug, unicode.IsLetter):
		return fmt.Sprintf("%q has no letter; give it a word", id)
	case slug != id:
		return fmt.Sprintf("%q is not an id; write %s", id, slug)
	}
	return ""
}

// booleanWord tells the words that YAML 1.1 readers take for true or false.
func booleanWord(word string) bool {
	switch strings.ToLower(word) {
	case "yes", "no", "on", "off", "true", "false", "y", "n":
		return true
	}
	return false
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
