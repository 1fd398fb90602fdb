package exercise

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// An UnknownOption is a word that is not among a question's options. Near is
// the closest one that is, or empty.
type UnknownOption struct {
	Word, Near string
	Options    []Option
	Other      bool // own words would be taken as other:WORD
}

func (e *UnknownOption) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("unknown option %q; did you mean %s?", e.Word, e.Near)
	}
	if e.Other {
		return fmt.Sprintf("unknown option %q; choose one of %s, or own words as other:WORDS", e.Word, optionList(e.Options))
	}
	return fmt.Sprintf("unknown option %q; choose one of %s", e.Word, optionList(e.Options))
}

func unknownOption(q *Question, word string) error {
	return &UnknownOption{Word: word, Near: q.Options.near(word), Options: q.Options.List, Other: q.Other}
}

// Nearest returns the name that a mistyped word most likely meant, or "" when
// none is close: a short word may have one slip, a longer one two or three. Two
// neighboring letters in the wrong order are one slip.
func Nearest(names []string, word string) string {
	best, distance := "", slips(len(word))+1
	for _, name := range names {
		if strings.HasPrefix(name, word) && len(word) > 2 {
			return name
		}
		d := levenshtein.ComputeDistance(word, name)
		if swapped(word, name) {
			d = 1
		}
		if d < distance && d < len(name) {
			best, distance = name, d
		}
	}
	return best
}

// slips is how many letters of a word may be wrong.
func slips(letters int) int {
	switch {
	case letters < 6:
		return 1
	case letters < 10:
		return 2
	}
	return 3
}

// swapped says whether two words are alike but for two neighboring letters in the
// other order.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

func optionList(options []Option) string {
	ids := make([]string, 0, len(options))
	for _, o := range options {
		ids = append(ids, o.ID)
	}
	// A list that is not read at a glance is only hinted at.
	const glance, hint = 12, 5
	if len(ids) > glance {
		ids = append(ids[:hint], fmt.Sprintf("and %d more", len(options)-hint))
	}
	return strings.Join(ids, ", ")
}

func needsOptions(q *Question) []string {
	if len(q.Options.List) == 0 && q.Options.From == "" && !q.Other {
		return []string{q.Kind + " needs options"}
	}
	return nil
}
