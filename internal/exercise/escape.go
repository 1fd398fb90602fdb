package exercise

import (
	"slices"
	"strings"
)

// Typed lines put several things side by side: options, texts, rows. What a
// person wrote may hold the very signs that divide them, so a backslash before
// such a sign takes it as it is.

// escape writes text so that cut and pieces do not divide it at signs.
func escape(text, signs string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\\' || strings.ContainsRune(signs, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unescape takes the backslashes away again that escape set. Others stay, so
// that C:\notes can be typed as it is.
func unescape(text, signs string) string {
	if !strings.ContainsRune(text, '\\') {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if escaped(text, i, signs) {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// escaped says whether a backslash at i belongs to the sign after it.
func escaped(text string, i int, signs string) bool {
	return text[i] == '\\' && i+1 < len(text) && (text[i+1] == '\\' || strings.IndexByte(signs, text[i+1]) >= 0)
}

// pieces divides a line at a sign, without the empty pieces.
func pieces(line string, sign byte) []string {
	return slices.DeleteFunc(cells(line, sign), func(piece string) bool { return piece == "" })
}

// cells divides a line at a sign and keeps the empty places.
func cells(line string, sign byte) []string {
	var out []string
	for found := true; found; {
		var piece string
		piece, line, found = cut(line, sign)
		out = append(out, strings.TrimSpace(piece))
	}
	return out
}

// cut divides a line at the first sign that is not escaped.
func cut(line string, sign byte) (before, after string, found bool) {
	for i := 0; i < len(line); i++ {
		if escaped(line, i, string(sign)) {
			i++
			continue
		}
		if line[i] == sign {
			return line[:i], line[i+1:], true
		}
	}
	return line, "", false
}

// mostName bounds how far into a line the name of an option is looked for.
const mostName = 4 * maxWord

// cutOption divides "people 1h30", "people: 1:30" or "being seen=4" into the
// option, the longest that fits, and what is said of it.
func cutOption(options []Option, part string) (option Option, rest string, found bool) {
	at := 0
	for i := 1; i < min(len(part), mostName); i++ {
		if strings.IndexByte(":= \t", part[i]) < 0 {
			continue
		}
		// A label may go on where its id ends.
		if o, fits := Find(options, part[:i]); fits && (!found || o.ID != option.ID || strings.EqualFold(part[:i], o.Label)) {
			option, at, found = o, i, true
		}
	}
	rest = strings.TrimSpace(part[at:])
	if rest != "" && (rest[0] == ':' || rest[0] == '=') {
		rest = strings.TrimSpace(rest[1:])
	}
	return option, rest, found
}
