// Package clean makes text that came from a file or another person safe to
// print, for whatever shows it and whatever reads it in.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// maxMarks is how many combining marks may sit on one letter. Living scripts
// need up to four; towers of them run over the lines above.
const maxMarks = 6

// The two format characters that stay: emoji and Persian are spelled with them.
const (
	zeroNonJoiner = '\u200c'
	zeroJoiner    = '\u200d'
)

// Line makes a text from a file or another person safe to print on one line:
// without terminal control sequences, control characters, characters that turn
// the direction of writing, and invisible ones that hide text. A line
// end or tab becomes a space.
func Line(text string) string { return cleaned(text, false) }

// Block is Line for text of several lines: line ends stay, and a tab
// becomes four spaces.
func Block(text string) string { return cleaned(text, true) }

func cleaned(text string, block bool) string {
	if _, all := Singles(text); all {
		return text
	}
	var b strings.Builder
	marks, space := 0, true
	for _, r := range withoutSequences(strings.ToValidUTF8(text, "\uFFFD")) {
		joins := joining(r)
		marks++
		if !joins {
			marks = 0
		}
		switch {
		// What joins the character before it has nothing to join here, and
		// would widen the space that happens to stand there.
		case joins && (space || marks > maxMarks):
			continue
		case block && r == '\t':
			b.WriteString("    ")
		case block && lineEnd(r):
			b.WriteByte('\n')
		case r == '\t' || lineEnd(r):
			b.WriteByte(' ')
		case hidden(r):
			continue
		default:
			b.WriteRune(r)
		}
		space = unicode.IsSpace(r)
	}
	return b.String()
}

func joining(r rune) bool {
	return r == zeroJoiner || r == zeroNonJoiner || unicode.In(r, unicode.Mn, unicode.Me)
}

// Singles counts the characters of a text and says whether all of them take one
// column and join no other: printable ASCII, and the lines and blocks of which
// charts are drawn. A trend of years has thousands of such cells.
func Singles(text string) (count int, all bool) {
	for _, r := range text {
		if (r < ' ' || r > '~') && (r < '─' || r > '▟') {
			return 0, false
		}
		count++
	}
	return count, true
}

func lineEnd(r rune) bool {
	return r == '\n' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// hidden says whether a character is a control or an invisible format
// character.
func hidden(r rune) bool {
	if r == zeroJoiner || r == zeroNonJoiner || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf)
}

// withoutSequences takes control sequences out whole, so that no parameters
// stay behind as text. A string sequence that never ends would swallow the rest
// of the text: of those only the two characters that open it go.
func withoutSequences(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = sevenBit(text)
	if !strings.ContainsRune(text, ansi.ESC) {
		return text
	}
	var b strings.Builder
	var state byte
	for len(text) > 0 {
		sequence, _, size, next := ansi.DecodeSequence(text, state, nil)
		state = next
		switch {
		case sequence[0] != ansi.ESC:
			b.WriteString(sequence)
		case endless(sequence):
			size, state = min(2, len(text)), 0
		case len(sequence) == 1:
			state = 0
		}
		text = text[size:]
	}
	return b.String()
}

// sevenBit writes the eight-bit controls as the escapes they stand for; NEL
// stays, being a line end.
func sevenBit(text string) string {
	if !strings.ContainsFunc(text, eightBit) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if eightBit(r) {
			b.WriteByte(ansi.ESC)
			r -= 0x40
		}
		b.WriteRune(r)
	}
	return b.String()
}

func eightBit(r rune) bool { return r >= 0x80 && r <= 0x9f && r != '\u0085' }

func endless(sequence string) bool {
	if len(sequence) < 2 || !strings.ContainsRune("]PX^_", rune(sequence[1])) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(sequence)
	return last != ansi.BEL && !strings.HasSuffix(sequence, "\x1b\\")
}
