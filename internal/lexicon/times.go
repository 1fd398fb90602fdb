// Package lexicon reads everyday words: what people say they did, as the
// category it counts in, and what they say they feel, as the listed emotion it
// is closest to. The words are data, in prompts; they are read when the first
// word comes that is no category and no listed emotion.
package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"mull/internal/exercise"
	"mull/prompts"
)

// mostWords bounds how many words of a phrase are read as one.
const mostWords = 6

// A meaning is what a word of the list stands for.
type meaning struct {
	id               string
	kind             kind
	between, reasons []string // only the writer knows which
}

func (m *meaning) reading() exercise.Reading {
	return exercise.Reading{ID: m.id, Between: m.between, Reasons: m.reasons}
}

// A kind says when a word of the list counts.
type kind string

const (
	plain   kind = ""
	loose   kind = "loose"   // it says how and not what: where no other word is known
	private kind = "private" // it is no work, and neither is a phrase of which no plain word is known
	shared  kind = "with"    // with somebody only: lunch
	over    kind = "over"    // it decides over every other word: myself
)

// same says whether two words of one phrase agree.
func (m *meaning) same(other *meaning) bool {
	return m.id == other.id && len(m.between) == len(other.between)
}

// A table finds words by their key, and by their root where that is of one
// meaning alone.
type table struct {
	keys  map[string]*meaning
	words []string // as they are written
	roots func() map[string]*meaning
}

func newTable() *table {
	t := &table{keys: map[string]*meaning{}}
	t.roots = sync.OnceValue(t.findRoots) // only a word without a key needs them
	return t
}

func (t *table) add(word string, m *meaning) {
	parts := tokens(word)
	if len(parts) == 0 {
		return
	}
	t.keys[key(parts)] = m
	t.words = append(t.words, word)
}

func (t *table) findRoots() map[string]*meaning {
	roots := make(map[string]*meaning, len(t.words))
	for _, word := range t.words {
		parts := tokens(word)
		m, of := t.keys[key(parts)], root(parts)
		if before, taken := roots[of]; taken && (before == nil || !before.same(m)) {
			m = nil // of two meanings the root has none
		}
		roots[of] = m
	}
	return roots
}

func (t *table) find(parts []string) *meaning {
	if m := t.keys[key(parts)]; m != nil {
		return m
	}
	return t.roots()[root(parts)]
}

// shippedTimes reads time-words.yaml, once. What is known is found in its index.
var shippedTimes = sync.OnceValue(func() *table {
	t, err := readTimes("time-words.yaml", prompts.TimeWords())
	if err != nil {
		panic(err) // a fault of the program's own file, which a test reads
	}
	return t
})

// timeFields are the fields of a row of time-words.yaml.
var timeFields = []string{"category", "between", "reasons", "only", "words"}

func readTimes(name string, source []byte) (*table, error) {
	rows, err := exercise.ReadRows(name, source, timeFields...)
	if err != nil {
		return nil, err
	}
	t := newTable()
	for _, row := range rows {
		m := &meaning{id: row["category"], kind: kind(row["only"]), between: row.Words("between"), reasons: row.Words("reasons")}
		if !slices.Contains([]kind{plain, loose, private, shared, over}, m.kind) {
			return nil, fmt.Errorf("%s: only is loose, private, with or over, not %q", name, m.kind)
		}
		if len(m.between) > 0 {
			m.id = m.between[0]
		}
		for _, word := range row.Words("words") {
			t.add(word, m)
		}
	}
	return t, nil
}

// Times reads what people say they did. Words of the journal's own categories
// come before those of the list.
type Times struct{ own *table }

// NewTimes returns a reader for a journal with these categories.
func NewTimes(categories []exercise.Option) *Times {
	t := &Times{newTable()}
	for _, c := range categories {
		for _, word := range append([]string{c.ID}, c.Also...) {
			t.own.add(word, &meaning{id: c.ID})
		}
	}
	return t
}

// Read returns the category that a phrase counts in: that of the whole phrase,
// else of the longest words in it that are known and agree. Loose words count
// where there are no others, words of private life as none.
func (t *Times) Read(phrase string) (exercise.Reading, bool) {
	parts := tokens(phrase)
	if len(parts) == 0 || len(parts) > 40 {
		return exercise.Reading{}, false
	}
	if m := t.find(parts); m != nil && m.decides() {
		return m.reading(), true
	}
	if all := t.sort(parts); len(all.over) > 0 {
		return all.over[0].reading(), true
	}
	first := head(parts)
	if m := t.sort(first).firm(); m != nil {
		return m.reading(), true
	}
	if m := t.sort(parts).any(len(parts) > len(first)+1 && parts[len(first)] == "with"); m != nil {
		return m.reading(), true
	}
	return exercise.Reading{}, false
}

// decides says whether a word counts without others.
func (m *meaning) decides() bool { return m.kind == plain || m.kind == loose }

// Lead returns how many of some words, from the first on, are known as one
// phrase that says what was done; 0 for none.
func (t *Times) Lead(words []string) int {
	for n := min(len(words), mostWords); n > 0; n-- {
		parts := tokens(strings.Join(words[:n], " "))
		if len(parts) == 0 {
			continue
		}
		if m := t.find(parts); m != nil && m.kind == plain {
			return n
		}
	}
	return 0
}

func (t *Times) find(parts []string) *meaning {
	if m := t.own.find(parts); m != nil {
		return m
	}
	return indexedTimes().find(parts)
}

// head is a phrase up to the word that begins what it was about, with whom or
// for what: "coding for the board" is coding.
func head(parts []string) []string {
	at := slices.IndexFunc(parts, func(word string) bool {
		return slices.Contains([]string{"for", "with", "about", "on", "to", "at", "in", "re", "from", "before", "after", "regarding", "into"}, word)
	})
	if at > 0 {
		return parts[:at]
	}
	return parts
}

// A sorted phrase has what its words mean, by kind.
type sorted struct{ plain, unsure, loose, private, shared, over []*meaning }

// sort finds what the words of a phrase mean. The longest known words are taken
// first, so that "performance review" is not a review.
func (t *Times) sort(parts []string) *sorted {
	s := &sorted{}
	for len(parts) > 0 {
		m, n := t.longest(parts)
		switch parts = parts[n:]; {
		case m == nil:
		case m.kind == loose:
			s.loose = append(s.loose, m)
		case m.kind == private:
			s.private = append(s.private, m)
		case m.kind == shared:
			s.shared = append(s.shared, m)
		case m.kind == over:
			s.over = append(s.over, m)
		case len(m.between) > 0:
			s.unsure = append(s.unsure, m)
		default:
			s.plain = append(s.plain, m)
		}
	}
	return s
}

// firm is what the words that always count agree on, else nil.
func (s *sorted) firm() *meaning {
	if len(s.plain) > 0 {
		return agree(s.plain)
	}
	return agree(s.unsure)
}

// any is what a phrase means, with its loose words where there are no others;
// withSomebody says that it names company.
func (s *sorted) any(withSomebody bool) *meaning {
	switch {
	case len(s.plain)+len(s.unsure) > 0:
		return s.firm()
	case len(s.private) > 0:
		return nil
	case len(s.shared) > 0 && withSomebody:
		return s.shared[0]
	case len(s.loose) > 0:
		return s.loose[len(s.loose)-1] // the last word of a phrase is its noun
	}
	return nil
}

// longest finds the longest known words that a phrase begins with, and how many
// words they are, 1 where none is known. A word of the journal's own comes before
// longer ones of private life: with a category family, family time is known.
func (t *Times) longest(parts []string) (*meaning, int) {
	for n := min(len(parts), mostWords); n > 0; n-- {
		m := t.find(parts[:n])
		if m == nil {
			continue
		}
		for short := n - 1; short > 0 && m.kind == private; short-- {
			if own := t.own.find(parts[:short]); own != nil {
				return own, short
			}
		}
		return m, n
	}
	return nil, 1
}

// agree returns the one meaning of several words, or nil where they differ.
func agree(list []*meaning) *meaning {
	if len(list) == 0 {
		return nil
	}
	for _, m := range list[1:] {
		if !m.same(list[0]) {
			return nil
		}
	}
	return list[0]
}

// Near returns the known word that is one letter away from a mistyped one. A
// word that counts as no work is no mistyped other: lunch is not launch.
func (t *Times) Near(word string) string {
	if m := t.find(tokens(word)); m != nil && !m.decides() {
		return ""
	}
	near := nearest(word, t.own.words)
	if near == "" {
		near = nearest(word, shippedTimes().words)
	}
	if _, known := t.Read(near); !known {
		return ""
	}
	return near
}

// nearest returns the first of some words that is one letter away from a word
// of at least four.
func nearest(word string, words []string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	if len([]rune(word)) < 4 {
		return ""
	}
	for _, known := range words {
		if exercise.OneLetterOff(word, known) {
			return known
		}
	}
	return ""
}
