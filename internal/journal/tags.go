package journal

import (
	"slices"
	"strings"
	"unicode"
)

// Tags returns the #tags of a text in lower case, each once, in order. A tag
// begins at the text's start or after something that is no part of a word, and
// is letters, digits, - and _ with at least one letter: #1 and C# are none.
func Tags(text string) []string {
	var tags []string
	before := ' '
	for i, r := range text {
		if r == '#' && !tagRune(before) && before != '#' && before != '&' {
			end := strings.IndexFunc(text[i+1:], func(r rune) bool { return !tagRune(r) })
			if end < 0 {
				end = len(text) - i - 1
			}
			tag := strings.ToLower(strings.Trim(text[i+1:i+1+end], "-_"))
			if strings.ContainsFunc(tag, unicode.IsLetter) && !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
		before = r
	}
	return tags
}

func tagRune(r rune) bool {
	return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// Tagged says whether a text has a tag.
func Tagged(text, tag string) bool { return slices.Contains(Tags(text), tag) }
