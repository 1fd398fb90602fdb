package coaching

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mull/internal/english"
)

// Lengths of texts, in characters.
const (
	maxLine  = 600     // a reason, an answer's question, words of a date
	maxWords = 4000    // words with a reply or a withdrawal
	maxText  = 1 << 20 // one shared answer, in bytes

	maxSequence = 4096 // a terminal sequence, in bytes
)

// clean strips what could steer a terminal or disguise a text: escape
// sequences, control characters, and marks that turn the direction of writing.
// Line ends become plain; tabs stay.
func clean(text string) string {
	if isClean(text) {
		return text
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	var b strings.Builder
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if length := escape(text); length > 0 {
			text = text[length:]
			continue
		}
		text = text[size:]
		if !hidden(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cleanLine is clean for a text of one line; line ends become spaces.
func cleanLine(text string) string {
	return strings.Join(strings.Fields(clean(text)), " ")
}

func isClean(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return hidden(r) || r == '\u2028' || r == '\u2029'
	})
}

// hidden says whether a character is not to be shown: controls but for the line
// end and the tab, and the marks of bidirectional writing that can make a text
// read otherwise than it is.
func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f' ||
		r == '\ufeff' || r >= 0xE0000 && r <= 0xE007F
}

// escape returns the length of the terminal sequence a text begins with, or 0:
// a control sequence (ESC [ or its one-character form), a string for the
// terminal (title, link, clipboard), or a two-character escape.
func escape(text string) int {
	length := 0
	for _, start := range []string{"\x1b[", "\u009b"} {
		if rest, found := strings.CutPrefix(text, start); found {
			end := strings.IndexFunc(rest, func(r rune) bool { return r < 0x20 || r > 0x3f })
			if end < 0 {
				return len(text)
			}
			if rest[end] >= 0x40 && rest[end] <= 0x7e {
				end++
			}
			return len(start) + end
		}
	}
	for _, start := range []string{"\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\u009d", "\u0090", "\u009f", "\u009e", "\u0098"} {
		if rest, found := strings.CutPrefix(text, start); found {
			// A bound, or a text of nothing but starts would take for ever.
			rest = rest[:min(len(rest), maxSequence)]
			end := len(rest)
			for _, stop := range []string{"\a", "\x1b\\", "\u009c"} {
				if at := strings.Index(rest, stop); at >= 0 && at < end {
					end, length = at, len(stop)
				}
			}
			if length == 0 {
				return len(start) // unended: its text stays, harmless without its start
			}
			return len(start) + end + length
		}
	}
	if len(text) > 1 && text[0] == 0x1b && text[1] >= 0x20 && text[1] <= 0x7e {
		return 2
	}
	return 0
}

// line brings a text of one line to its clean form, or refuses it.
func line(name, text string, most int, required bool) (string, error) {
	text = cleanLine(text)
	if required && text == "" {
		return "", fmt.Errorf("%s is missing", name)
	}
	if n := utf8.RuneCountInString(text); n > most {
		return "", fmt.Errorf("%s has %s; %d is the most", name, english.Count(n, "character", "characters"), most)
	}
	return text, nil
}

// page is line for a text of any number of lines.
func page(name, text string, most int) (string, error) {
	text = strings.TrimSpace(clean(text))
	if n := utf8.RuneCountInString(text); n > most {
		return "", fmt.Errorf("%s has %s; %d is the most", name, english.Count(n, "character", "characters"), most)
	}
	return text, nil
}

// id refuses what cannot be the id of an exercise, question or option: those
// stand in commands and file names. A matrix row may have several parts.
func id(name, text string) error {
	fault := fmt.Errorf("%s %q is not an id", name, short(cleanLine(text)))
	if text == "" || utf8.RuneCountInString(text) > 60 {
		return fault
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
		case i > 0 && (r == '-' || r == '_'):
		default:
			return fault
		}
	}
	return nil
}

// uuid refuses what is not a UUID in its usual form.
func uuid(name, text string) error {
	fault := fmt.Errorf("%s %q is not a UUID", name, short(cleanLine(text)))
	if len(text) != 36 {
		return fault
	}
	for i, r := range text {
		if hyphen := i == 8 || i == 13 || i == 18 || i == 23; hyphen != (r == '-') {
			return fault
		}
		if r != '-' && !strings.ContainsRune("0123456789abcdef", r) {
			return fault
		}
	}
	return nil
}

func short(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:57]) + "..."
	}
	return text
}
