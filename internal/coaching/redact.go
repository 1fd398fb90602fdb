package coaching

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// redact takes a word or phrase out of a text wherever it stands, in capitals
// or not, with any white space between its words. found says whether it was
// there.
func redact(text, word string) (redacted string, found bool) {
	parts := strings.Fields(word)
	if len(parts) == 0 {
		return text, false
	}
	var b strings.Builder
	for text != "" {
		if size := matches(text, parts); size > 0 {
			b.WriteString(leftOut)
			text, found = text[size:], true
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		b.WriteString(text[:size])
		text = text[size:]
	}
	return b.String(), found
}

// matches returns how many bytes of the text's beginning the words cover, or 0.
func matches(text string, parts []string) int {
	rest := text
	for i, part := range parts {
		if i > 0 {
			trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
			if len(trimmed) == len(rest) {
				return 0
			}
			rest = trimmed
		}
		size := matchWord(rest, part)
		if size == 0 {
			return 0
		}
		rest = rest[size:]
	}
	return len(text) - len(rest)
}

// matchWord compares letter by letter, since a letter and its capital may take
// different numbers of bytes.
func matchWord(text, word string) int {
	at := 0
	for _, want := range word {
		got, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 || unicode.ToLower(got) != unicode.ToLower(want) && unicode.ToUpper(got) != unicode.ToUpper(want) {
			return 0
		}
		at += size
	}
	return at
}
