package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"mull/internal/english"
	"mull/internal/report/clean"
	"mull/internal/unbroken"
)

// width returns how many columns of a terminal a text takes.
func width(text string) int {
	if count, all := clean.Singles(text); all {
		return count
	}
	return clustered(text)
}

// clustered is width for any text.
func clustered(text string) int {
	columns := 0
	for len(text) > 0 {
		cluster, wide := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		columns += wide
		text = text[len(cluster):]
	}
	return columns
}

// cut shortens a text to a number of columns and says so with an ellipsis.
func (s Style) cut(text string, limit int) string {
	if s.Piped || width(text) <= limit {
		return text
	}
	if bare := strings.TrimRight(text, " "); width(bare) <= limit {
		return bare
	}
	tail := "…"
	if s.ASCII {
		tail = "..."
	}
	if limit < 2*len(tail) && s.ASCII || limit < 2 {
		tail = ""
	}
	first, _ := split(text, limit-width(tail))
	return strings.TrimRight(first, " ") + tail
}

// split divides a text after as many whole characters as fit. It goes through
// them as width does; ansi.Truncate, ansi.Hardwrap and ansi.StringWidth measure
// some sequences, such as keycaps, in ways of their own.
func split(text string, limit int) (first, rest string) {
	used, at := 0, 0
	for at < len(text) {
		cluster, columns := ansi.FirstGraphemeCluster(text[at:], ansi.GraphemeWidth)
		if used += columns; used > limit {
			break
		}
		at += len(cluster)
	}
	return text[:at], text[at:]
}

// Quote puts a person's own words in quotation marks.
func (s Style) Quote(text string) string {
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
// break at hyphens, which would cut flags and dates in two, nor within a path or a
// command, which are copied; only another word longer than a line is broken. Line
// ends of the text stay.
func wrap(text string, limit int) []string {
	limit = max(limit, 2)
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line, used := "", 0
		for _, word := range unbroken.Words(paragraph) {
			if word == "" {
				continue
			}
			size := width(word)
			if used > 0 && size <= limit-used-1 {
				line, used = line+" "+word, used+1+size
				continue
			}
			if used > 0 {
				lines = append(lines, line)
			}
			for size > limit && !unbroken.Copied(word) {
				first, rest := split(word, limit)
				if first == "" {
					break
				}
				lines, word = append(lines, first), rest
				size -= width(first)
			}
			line, used = word, size
		}
		lines = append(lines, line)
	}
	return lines
}

// Fold breaks a line at spaces to fit a screen, but never within a path or a
// command. What follows stands under its beginning, or under the text beside a
// label. A word that does not fit, such as a path or a key to be copied, gets a
// line for the terminal to break.
func Fold(line string, columns int) string {
	body := strings.TrimLeft(line, " ")
	under := len(line) - len(body)
	if label, text, found := strings.Cut(body, "  "); found {
		if at := len(line) - len(strings.TrimLeft(text, " ")); len(label) < 16 || at <= columns/2 {
			under = at
		}
	}
	if width(line) <= columns {
		return line
	}
	var b strings.Builder
	b.WriteString(line[:len(line)-len(body)])
	used, gap := len(line)-len(body), ""
	for _, word := range unbroken.Words(body) {
		if size := width(word); used+len(gap)+size > columns && used+len(gap) > under {
			indent := under
			if under+size > columns {
				indent = 0 // for it to be copied whole
			}
			b.WriteString("\n" + strings.Repeat(" ", indent))
			used, gap = indent, ""
		}
		b.WriteString(gap + word)
		used, gap = used+len(gap)+width(word), " "
	}
	return b.String()
}

// plural writes a number and its noun: 1 piece, 2 pieces.
func plural(n int, one, many string) string { return english.Count(n, one, many) }

var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// inWords writes numbers up to twelve as words.
func inWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return fmt.Sprint(n)
}

// sentence begins a text with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
