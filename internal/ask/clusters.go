// Treats what looks like one character as one: a letter with its accents, an
// emoji with its skin tone, a family or a flag.

package ask

import "unicode"

const (
	zeroWidthJoiner    = '\u200d'
	zeroWidthNonJoiner = '\u200c'
)

// joined says whether the character at a place belongs to the one before it.
func joined(text []rune, at int) bool {
	if at <= 0 || at >= len(text) || text[at] < 0x80 || text[at-1] < ' ' {
		return false
	}
	switch r := text[at]; {
	case r == zeroWidthJoiner, r == zeroWidthNonJoiner, unicode.In(r, unicode.M):
		return true
	case r >= 0x1f3fb && r <= 0x1f3ff: // skin tones
		return true
	case r >= 0xe0020 && r <= 0xe007f: // the letters within a flag of a region
		return true
	case text[at-1] == zeroWidthJoiner:
		return unicode.Is(unicode.So, r)
	case regional(r):
		before := 0
		for before < at && regional(text[at-1-before]) {
			before++
		}
		return before%2 == 1 // flags are pairs
	}
	return false
}

func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// clusterStart is the start of the character that holds a place, or ends there.
func clusterStart(text []rune, at int) int {
	for joined(text, at) {
		at--
	}
	return at
}

// clusterEnd is where the character that begins at a place ends.
func clusterEnd(text []rune, at int) int {
	for at++; joined(text, at); at++ {
	}
	return min(at, len(text))
}
