package journal

import (
	"slices"
	"strings"
	"unicode"
)

// alike is by how many seconds the lengths of one meeting told twice differ.
const alike = 15 * 60

// MayBeSame returns the imported meetings of a day that a piece without a time
// of day may tell a second time: both count, since nothing places it on the
// clock. Of an event of the whole day that counts time those are all meetings;
// of what was logged, those with a word of their notes in common, or about as
// long and not said to be something else.
func MayBeSame(pieces []Piece, of *Activity) []*Activity {
	if of.Source != Logged && !WholeDay(of) || of.Clocked() {
		return nil
	}
	var same []*Activity
	for _, p := range pieces {
		a := p.Activity
		if a.Source != Imported || a.Origin != Calendar || !a.Clocked() || p.Counted <= 0 {
			continue
		}
		if WholeDay(of) {
			same = append(same, a)
			continue
		}
		close := p.Seconds-of.Seconds <= alike && of.Seconds-p.Seconds <= alike
		if shareWord(a.Note, of.Note) || close && (a.Category == of.Category || a.Category == unsorted) {
			same = append(same, a)
		}
	}
	return same
}

// WholeDay says whether an activity is a calendar's event of a whole day, to
// which a rule gave time.
func WholeDay(a *Activity) bool {
	return a.Source == Imported && a.Origin == Calendar && !a.Clocked() && a.Seconds > 0
}

// unsorted is the category of imported time that no rule has sorted.
const unsorted = "unsorted"

// shareWord says whether two notes have a word of four letters or more in common.
func shareWord(a, b string) bool {
	words := func(text string) []string {
		return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	known := words(b)
	return slices.ContainsFunc(words(a), func(word string) bool { return len([]rune(word)) >= 4 && slices.Contains(known, word) })
}
