package report

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

func width(text string) int { return ansi.StringWidth(text) }

// cut shortens a text to a number of columns and says so with an ellipsis.
func (s Style) cut(text string, limit int) string {
	if width(text) <= limit {
		return text
	}
	tail := "…"
	if s.ASCII {
		tail = "..."
	}
	if limit < 2*len(tail) && s.ASCII || limit < 2 {
		tail = ""
	}
	return strings.TrimRight(ansi.Truncate(text, max(0, limit-width(tail)), ""), " ") + tail
}

// quote puts a person's own words in quotation marks.
func (s Style) quote(text string) string {
	if s.ASCII {
		return `"` + text + `"`
	}
	return "“" + text + "”"
}

// pad fills a text up with spaces, on the left where right is set.
func pad(text string, columns int, right bool) string {
	space := strings.Repeat(" ", max(0, columns-width(text)))
	if right {
		return space + text
	}
	return text + space
}

// wrap breaks a text at spaces into lines of at most limit columns. It does not
// break at hyphens, which would cut flags and dates in two; only a word longer
// than a line is broken. Line ends of the text stay.
func wrap(text string, limit int) []string {
	limit = max(limit, 2)
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line, used := "", 0
		for word := range strings.SplitSeq(paragraph, " ") {
			if word == "" {
				continue
			}
			size := width(word)
			if used > 0 && used+1+size <= limit {
				line, used = line+" "+word, used+1+size
				continue
			}
			if used > 0 {
				lines = append(lines, line)
			}
			parts := strings.Split(ansi.Hardwrap(word, limit, true), "\n")
			lines = append(lines, parts[:len(parts)-1]...)
			line = parts[len(parts)-1]
			used = width(line)
		}
		lines = append(lines, line)
	}
	return lines
}

// plural writes a number and its noun: 1 piece, 2 pieces.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// inWords writes numbers up to twelve as words.
func inWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return fmt.Sprint(n)
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
