package coaching

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks a paragraph into lines of at most so many characters. What it
// writes goes into mails and files, so it counts characters and not columns.
func wrap(text string, width int) string {
	var b strings.Builder
	used := 0
	for _, word := range strings.Fields(text) {
		size := utf8.RuneCountInString(word)
		switch {
		case used == 0:
		case used+1+size > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += size
	}
	return b.String()
}
