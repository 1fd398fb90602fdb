package ask

import (
	"strings"
	"unicode"

	"github.com/AlecAivazis/survey/v2/terminal"

	"mull/internal/unbroken"
)

// indent is where texts begin under "1 of 3  ".
const indent = "        "

// clean takes control characters out of words that came from a file or another
// person, so that they cannot drive the terminal; line ends stay.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

// plainly writes typographic signs in ASCII; letters stay as they are.
var plainly = strings.NewReplacer(
	"’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"…", "...", "–", "-", "—", "-", "−", "-", "‑", "-", "·", "-", "•", "*",
	"→", "->", "←", "<-", "≥", ">=", "≤", "<=", "×", "x", "\u00a0", " ", "\u202f", " ",
)

// cells is how many columns a rune takes on the screen.
func cells(r rune) int {
	if ' ' <= r && r <= '~' {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	return terminal.StringWidth(string(r))
}

// width is how many columns a line of text takes.
func width(text string) int {
	n := 0
	for _, r := range text {
		n += cells(r)
	}
	return n
}

// wrap breaks a text into lines of at most columns, at spaces where it can,
// but not within a path or a command, which are copied. Line ends in the text stay.
func wrap(text string, columns int) []string {
	columns = max(columns, 10)
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line, used := "", 0
		for _, word := range unbroken.Words(strings.Join(strings.Fields(paragraph), " ")) {
			for n := width(word); used > 0 && used+1+n > columns || n > columns && !unbroken.Copied(word); n = width(word) {
				if used > 0 {
					lines = append(lines, line)
					line, used = "", 0
					continue
				}
				head, rest := cut(word, columns)
				lines = append(lines, head)
				word = rest
			}
			if used > 0 {
				line, used = line+" ", used+1
			}
			line, used = line+word, used+width(word)
		}
		lines = append(lines, line)
	}
	return lines
}

// cut divides a word after as many runes as fit into columns.
func cut(word string, columns int) (head, rest string) {
	used := 0
	for at, r := range word {
		if used += cells(r); used > columns && at > 0 {
			return word[:at], word[at:]
		}
	}
	return word, ""
}

// shorten cuts a line to columns and marks that it did.
func shorten(line string, columns int, mark string) string {
	if width(line) <= columns {
		return line
	}
	head, _ := cut(line, max(columns-width(mark), 1))
	return head + mark
}

// hang wraps a text so that its first line follows lead and the others stand
// under it.
func hang(lead, text string, columns int) string {
	under := strings.Repeat(" ", width(lead))
	lines := wrap(text, columns-width(lead))
	return lead + strings.Join(lines, "\n"+under) + "\n"
}

// grid sets short cells in columns, read downwards.
func grid(entries []string, columns int) []string {
	widest := 0
	for _, entry := range entries {
		widest = max(widest, width(entry))
	}
	across := max(1, (columns+2)/(widest+2))
	down := (len(entries) + across - 1) / across
	lines := make([]string, down)
	for at, entry := range entries {
		row := at % down
		if at+down < len(entries) {
			entry += strings.Repeat(" ", widest+2-width(entry))
		}
		lines[row] += entry
	}
	return lines
}
