package exercise

import (
	"strings"
	"unicode"
)

// Slug makes an id of words: lower case, apostrophes dropped, every run of
// other characters one hyphen. It may be empty.
func Slug(words string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(words) {
		switch {
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// fold brings a typed word to the form ids have, so that "At ease" and at-ease
// are one word.
func fold(word string) string { return Slug(word) }
