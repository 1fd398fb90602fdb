package ask

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"mull/internal/exercise"
)

// An edit is a text being typed: one line, or many.
type edit struct {
	text    []rune
	at      int // where the next character goes
	many    bool
	between string   // what stands for the line ends of a paste in one line; a space where empty
	words   []string // that Tab completes
	invalid bool     // bytes that are no text were left out
	tooMuch bool     // more came than an answer holds, and was left out

	out       io.Writer
	cols      int
	height    int
	drawnRow  int // the cursor's row, counted from the first row drawn
	shownHint string
}

// press changes the text by a key. Enter, Ctrl-C and Ctrl-D are the caller's.
func (e *edit) press(k key) {
	e.shownHint = ""
	switch k.name {
	case keyRune:
		e.insert(k.r)
	case keyEnter:
		e.lineEnds()
	case keyTab:
		if k.pasted {
			e.insert('\t')
		} else {
			e.complete()
		}
	case keyInvalid:
		e.invalid = true
	case keyBackspace:
		if e.at > 0 {
			e.remove(clusterStart(e.text, e.at-1), e.at)
		}
	case keyDelete:
		if e.at < len(e.text) {
			e.remove(e.at, clusterEnd(e.text, e.at))
		}
	case keyKillBefore:
		e.remove(e.lineStart(), e.at)
	case keyKillAfter:
		e.remove(e.at, e.lineEnd())
	case keyKillWord:
		e.remove(e.wordStart(), e.at)
	default:
		e.move(k.name)
	}
}

// lineEnds puts a line end in, or what stands for one.
func (e *edit) lineEnds() {
	end := e.between
	switch {
	case e.many:
		end = "\n"
	case end == "" || strings.TrimSpace(string(e.text[:e.at])) == "":
		end = " "
	}
	for _, r := range end {
		e.insert(r)
	}
}

func (e *edit) move(name keyName) {
	switch name {
	case keyLeft:
		e.at = clusterStart(e.text, max(e.at-1, 0))
	case keyRight:
		e.at = clusterEnd(e.text, e.at)
	case keyHome:
		e.at = e.lineStart()
	case keyEnd:
		e.at = e.lineEnd()
	case keyUp:
		e.vertically(-1)
	case keyDown:
		e.vertically(1)
	}
}

// insert puts a character in; more than an answer holds is not taken, which is
// said at the end.
func (e *edit) insert(r rune) {
	if len(e.text) >= exercise.MaxText {
		e.tooMuch = true
		return
	}
	e.text = slices.Insert(e.text, e.at, r)
	e.at++
}

func (e *edit) remove(from, to int) {
	e.text = slices.Delete(e.text, from, to)
	e.at = from
}

func (e *edit) lineStart() int {
	at := e.at
	for at > 0 && e.text[at-1] != '\n' {
		at--
	}
	return at
}

func (e *edit) lineEnd() int {
	at := e.at
	for at < len(e.text) && e.text[at] != '\n' {
		at++
	}
	return at
}

func (e *edit) wordStart() int {
	at := e.at
	for at > 0 && unicode.IsSpace(e.text[at-1]) && e.text[at-1] != '\n' {
		at--
	}
	for at > 0 && !unicode.IsSpace(e.text[at-1]) {
		at--
	}
	return at
}

// vertically moves to the row above or below, as near to the column as it can.
func (e *edit) vertically(by int) {
	rows := e.rows()
	row, column := e.place(rows)
	row += by
	if row < 0 || row >= len(rows) {
		return
	}
	at, used := rows[row].start, 0
	for at < rows[row].end && used < column {
		used += e.cells(e.text[at])
		at++
	}
	e.at = clusterStart(e.text, at)
}

// currentLine is the line the cursor is on.
func (e *edit) currentLine() string { return string(e.text[e.lineStart():e.lineEnd()]) }

// short is the text without the spaces around it, where it has at most as many
// characters. Long texts aren't converted for a question about short ones.
func (e *edit) short(most int) (word string, ok bool) {
	from, to := 0, len(e.text)
	for from < to && unicode.IsSpace(e.text[from]) {
		from++
	}
	for to > from && unicode.IsSpace(e.text[to-1]) {
		to--
	}
	if to-from > most {
		return "", false
	}
	return string(e.text[from:to]), true
}

// tooShort is tooShort of the text.
func (e *edit) tooShort() bool {
	_, short := e.short(1)
	return short
}

// complete finishes the word before the cursor, as far as the words that begin
// like it agree, and shows them where they are several.
func (e *edit) complete() {
	start := e.at
	for start > 0 && e.text[start-1] != ' ' && e.text[start-1] != ',' {
		start--
	}
	typed := strings.ToLower(string(e.text[start:e.at]))
	var fits []string
	for _, word := range e.words {
		if strings.HasPrefix(strings.ToLower(word), typed) {
			fits = append(fits, word)
		}
	}
	if len(fits) == 0 {
		return
	}
	common := []rune(fits[0])
	for _, word := range fits[1:] {
		other := []rune(word)
		n := 0
		for n < min(len(common), len(other)) && common[n] == other[n] {
			n++
		}
		common = common[:n]
	}
	if len(common) >= e.at-start {
		e.remove(start, e.at)
		for _, r := range common {
			e.insert(r)
		}
	}
	if len(fits) > 1 {
		e.shownHint = strings.Join(fits, "  ")
	}
}
