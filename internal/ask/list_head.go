package ask

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// heads keeps what stands above a list in step with what is typed, until the
// function it returns is called. What is pasted meanwhile is marked, so that
// its line ends choose nothing.
func (l *listInput) heads(message *string) (stop func()) {
	l.hint, l.head = *message, message
	l.lines = 1 + l.t.page(len(l.rows))
	_, _ = io.WriteString(l.t.screen, pasteOn) // where it fails, so does the list
	return func() {
		l.t.read = true
		_, _ = io.WriteString(l.t.screen, pasteOff)
	}
}

// heading is how the list is used and what it is filtered by; where nothing
// matches, how to go on. It takes one line: survey loses count of more.
func (l *listInput) heading() string {
	cols, _ := l.t.size()
	if l.now == "" && len(l.own) > 0 {
		return shorten(indent+"your own: "+clean(strings.Join(l.own, ", "))+"; Enter goes on, Backspace removes", cols-1, "…")
	}
	if l.now == "" {
		return l.hint
	}
	typed := clean(l.now)
	hints, letters := []string{l.hint, indent + "? help"}, width(typed)
	switch {
	case l.found():
	case l.ownWelcome():
		hints = []string{indent + "not in the list: Enter takes your own words, Ctrl-U clears", indent + "not in the list; Enter takes it", indent + "Enter takes it"}
		letters = min(letters, someLetters)
	default:
		hints = []string{indent + "nothing matches; Ctrl-U clears", indent + "no match; Ctrl-U"}
		letters = min(letters, someLetters)
	}
	fits := func(hint string) bool { return width(hint)+len(prompt)+letters < cols }
	lead := prompt
	if at := slices.IndexFunc(hints, fits); at >= 0 {
		lead = hints[at] + prompt
	}
	return lead + ending(typed, cols-1-width(lead))
}

// someLetters is how much of what was typed is shown beside words that matter
// more.
const someLetters = 10

// found says whether a row that is an answer matches.
func (l *listInput) found() bool {
	return slices.ContainsFunc(l.rows, func(row entry) bool { return !row.stays && row.shows(l.now) })
}

// filter says which rows stay when letters were typed: of a word that names one
// exactly only that, else all that hold it. Own words are for what no row holds.
func filter(rows []entry, typed string) func(at int) bool {
	exact := slices.ContainsFunc(rows, func(row entry) bool { return row.named(typed) })
	some := slices.ContainsFunc(rows, func(row entry) bool { return row.kind == option && row.shows(typed) })
	return func(at int) bool {
		switch row := rows[at]; {
		case exact:
			return row.named(typed)
		case row.kind == ownWords && some:
			return false
		default:
			return row.shows(typed)
		}
	}
}

// named says whether a word is a row's own: its id, its label, or one it also
// reads.
func (e entry) named(typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(typed, noBreak, " ")))
	return e.kind == option && typed != "" && slices.Contains(strings.Split(e.finds, "\n"), typed)
}

// ownWelcome says whether own words are welcome.
func (l *listInput) ownWelcome() bool {
	return slices.ContainsFunc(l.rows, func(row entry) bool { return row.kind == ownWords })
}

// ending is the end of a line in columns, with a mark where its beginning is cut.
func ending(line string, columns int) string {
	if width(line) <= columns {
		return line
	}
	at, used := len(line), width("…")
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(line[:at])
		if used += cells(r); used > columns {
			break
		}
		at -= size
	}
	return "…" + line[at:]
}
