package exercise

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	case "yes", "no", "on", "off", "true", "false":
		return true
	}
	return false
}
