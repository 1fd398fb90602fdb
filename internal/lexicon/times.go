// Package lexicon reads everyday words: what people say they did, as the
// category it counts in, and what they say they feel, as the listed emotion it
// is closest to. The words are data, in prompts; they are read when the first
// word comes that is no category and no listed emotion.
package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
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
	loose            bool     // it says how and not what
	between, reasons []string // only the writer knows which
}

func (m *meaning) reading() exercise.Reading {
	return exercise.Reading{ID: m.id, Between: m.between, Reasons: m.reasons}
}

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

// shippedTimes reads time-words.yaml, once.
var shippedTimes = sync.OnceValue(func() *table {
	t, err := readTimes("time-words.yaml", prompts.TimeWords())
	if err != nil {
		panic(err) // a fault of the program's own file, which a test reads
	}
	return t
})

func readTimes(name string, source []byte) (*table, error) {
	rows, err := exercise.ReadRows(name, source, "category", "between", "reasons", "loose", "words")
	if err != nil {
		return nil, err
	}
	t := newTable()
	for _, row := range rows {
		m := &meaning{id: row["category"], between: row.Words("between"), reasons: row.Words("reasons")}
		if m.loose, err = strconv.ParseBool(cmp.Or(row["loose"], "false")); err != nil {
			return nil, fmt.Errorf("%s: loose is true or false: %w", name, err)
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
// where there are no others.
func (t *Times) Read(phrase string) (exercise.Reading, bool) {
	parts := tokens(phrase)
	if len(parts) == 0 || len(parts) > 40 {
		return exercise.Reading{}, false
	}
	if m := t.find(parts); m != nil {
		return m.reading(), true
	}
	inHead, _ := t.within(head(parts))
	inAll, loose := t.within(parts)
	if m := cmp.Or(inHead, inAll, loose); m != nil {
		return m.reading(), true
	}
	return exercise.Reading{}, false
}

// Lead returns how many of some words, from the first on, are known as one
// phrase that says what was done; 0 for none.
func (t *Times) Lead(words []string) int {
	for n := min(len(words), mostWords); n > 0; n-- {
		parts := tokens(strings.Join(words[:n], " "))
		if len(parts) == 0 {
			continue
		}
		if m := t.find(parts); m != nil && !m.loose {
			return n
		}
	}
	return 0
}

func (t *Times) find(parts []string) *meaning {
	if m := t.own.find(parts); m != nil {
		return m
	}
	return shippedTimes().find(parts)
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

// within finds what the words of a phrase agree on, and the last loose word
// where none of the others is known. The longest known words are taken first,
// so that "performance review" is not a review.
func (t *Times) within(parts []string) (agreed, last *meaning) {
	var plain, unsure, loose []*meaning
	for len(parts) > 0 {
		m, n := t.longest(parts)
		switch {
		case m == nil:
		case m.loose:
			loose = append(loose, m)
		case len(m.between) > 0:
			unsure = append(unsure, m)
		default:
			plain = append(plain, m)
		}
		parts = parts[n:]
	}
	switch {
	case len(plain) > 0:
		return agree(plain), nil
	case len(unsure) > 0:
		return agree(unsure), nil
	case len(loose) > 0:
		return nil, loose[len(loose)-1] // the last word of a phrase is its noun
	}
	return nil, nil
}

// longest finds the longest known words that a phrase begins with, and how many
// words they are, 1 where none is known.
func (t *Times) longest(parts []string) (*meaning, int) {
	for n := min(len(parts), mostWords); n > 0; n-- {
		if m := t.find(parts[:n]); m != nil {
			return m, n
		}
	}
	return nil, 1
}

// agree returns the one meaning of several words, or nil where they differ.
func agree(list []*meaning) *meaning {
	for _, m := range list[1:] {
		if !m.same(list[0]) {
			return nil
		}
	}
	return list[0]
}

// Near returns the known word that is one letter away from a mistyped one.
func (t *Times) Near(word string) string {
	return nearest(word, append(slices.Clone(t.own.words), shippedTimes().words...))
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
