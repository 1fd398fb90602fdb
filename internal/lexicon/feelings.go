package lexicon

import (
	"slices"
	"strings"
	"sync"

	"mull/internal/exercise"
	"mull/prompts"
)

// Feelings reads what people say they feel. A word is saved as it was typed; the
// listed emotion it is closest to says in which corner it counts.
type Feelings struct{ listed []exercise.Option }

// NewFeelings returns a reader beside the emotions that are listed.
func NewFeelings(listed []exercise.Option) *Feelings {
	return &Feelings{listed}
}

// shippedFeelings reads feelings.yaml, once.
var shippedFeelings = sync.OnceValue(func() *table {
	source, _ := prompts.List("feelings")
	t, err := readFeelings("feelings.yaml", source)
	if err != nil {
		panic(err) // a fault of the program's own file, which a test reads
	}
	return t
})

func readFeelings(name string, source []byte) (*table, error) {
	rows, err := exercise.ReadRows(name, source, "near", "words")
	if err != nil {
		return nil, err
	}
	t := newTable()
	for _, row := range rows {
		m := &meaning{id: exercise.Slug(row["near"])}
		for _, word := range row.Words("words") {
			t.add(word, m)
		}
	}
	return t, nil
}

// Read returns the listed emotion that a feeling is closest to. Words such as
// "very" or "a bit" before it change nothing, and neither does what it is about:
// "anxious about the board". "not" before one that is listed leaves it unknown.
func (f *Feelings) Read(word string) (exercise.Reading, bool) {
	parts := tokens(word)
	if len(parts) > 40 {
		return exercise.Reading{}, false
	}
	for len(parts) > 0 {
		for n := min(len(parts), mostWords); n > 0; n-- {
			ends := n == len(parts) || !slices.Contains(degrees, parts[0]) && (slices.Contains(about, parts[n]) || slices.Contains(about, parts[n-1]))
			if id := f.find(parts[:n]); ends && id != "" {
				return exercise.Reading{ID: id, Own: true}, true
			}
		}
		if !slices.Contains(degrees, parts[0]) {
			break
		}
		parts = parts[1:]
	}
	return exercise.Reading{}, false
}

// find returns the listed emotion that words name or are closest to.
func (f *Feelings) find(parts []string) string {
	if m := indexedFeelings().at(key(parts)); m != nil {
		return m.id
	}
	option, _ := exercise.Find(f.listed, strings.Join(parts, " "))
	return option.ID
}

// about are words that begin what a feeling is about, or when it was. "to" is
// none of them: down to earth is not down.
var about = []string{
	"about", "with", "at", "by", "for", "of", "in", "on", "over", "after", "before", "because", "from", "that", "i", "its", "it", "again",
	"now", "today", "tonight", "af", "right", "but", "when", "as", "since",
}

// degrees are words that say how much, or that it is a feeling.
var degrees = []string{
	"a", "bit", "little", "very", "so", "really", "quite", "rather", "pretty", "somewhat", "slightly", "extremely", "super",
	"totally", "completely", "too", "kind", "sort", "of", "kinda", "feeling", "felt", "feel", "still", "mostly", "mildly", "more", "i", "im", "am",
	"fairly", "deeply", "absolutely", "incredibly", "just", "also", "and", "utterly", "overall",
}

// Near returns the emotion or feeling that is one letter away from a mistyped
// word.
func (f *Feelings) Near(word string) string {
	var listed []string
	for _, option := range f.listed {
		listed = append(listed, option.Label)
	}
	if near := nearest(word, listed); near != "" {
		return near
	}
	return nearest(word, shippedFeelings().words)
}
