package ask

import (
	"fmt"
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
	words   []string // that Tab completes
	invalid bool     // bytes that are no text were left out

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
		if e.many {
			e.insert('\n')
		} else {
			e.insert(' ')
		}
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
			e.remove(e.at-1, e.at)
		}
	case keyDelete:
		if e.at < len(e.text) {
			e.remove(e.at, e.at+1)
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

func (e *edit) move(name keyName) {
	switch name {
	case keyLeft:
		e.at = max(e.at-1, 0)
	case keyRight:
		e.at = min(e.at+1, len(e.text))
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

// insert puts a character in; more than an answer holds is not taken.
func (e *edit) insert(r rune) {
	if len(e.text) < exercise.MaxText {
		e.text = slices.Insert(e.text, e.at, r)
		e.at++
	}
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
	e.at = at
}

// currentLine is the line the cursor is on.
func (e *edit) currentLine() string { return string(e.text[e.lineStart():e.lineEnd()]) }

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

// A row is a part of the text that stands on one row of the screen, from start
// to end, without the line end.
type row struct{ start, end int }

// rows lays the text out, broken at spaces where it can be.
func (e *edit) rows() []row {
	room := max(e.cols-len(prompt)-1, 8)
	var rows []row
	start, used, space := 0, 0, -1
	for at := 0; at < len(e.text); at++ {
		r := e.text[at]
		if r == '\n' {
			rows = append(rows, row{start, at})
			start, used, space = at+1, 0, -1
			continue
		}
		if n := e.cells(r); used+n > room && at > start {
			end := at
			if space > start {
				end = space
			}
			rows = append(rows, row{start, end})
			start, space = end, -1
			used = 0
			for _, r := range e.text[start:at] {
				used += e.cells(r)
			}
		}
		used += e.cells(r)
		if r == ' ' {
			space = at + 1
		}
	}
	return append(rows, row{start, len(e.text)})
}

func (e *edit) cells(r rune) int {
	if r == '\t' {
		return 1
	}
	return cells(r)
}

// place returns the row and column of the cursor.
func (e *edit) place(rows []row) (at, column int) {
	for at = len(rows) - 1; at > 0 && e.at < rows[at].start; at-- {
	}
	for _, r := range e.text[rows[at].start:e.at] {
		column += e.cells(r)
	}
	return at, column
}

// draw shows the text from where it was drawn before. Of a text higher than
// the screen the rows around the cursor are shown.
func (e *edit) draw() error {
	rows := e.rows()
	at, column := e.place(rows)
	from, to := 0, len(rows)
	if most := max(e.height-3, 3); len(rows) > most {
		from = min(max(at-most/2, 0), len(rows)-most)
		to = from + most
	}
	var b strings.Builder
	e.erase(&b)
	e.write(&b, rows[from:to], from)
	below := to - 1 - at
	if e.shownHint != "" {
		b.WriteString("\r\n" + indent + shorten(e.shownHint, e.cols-len(indent)-1, "…"))
		below++
	}
	if below > 0 {
		fmt.Fprintf(&b, "\x1b[%dA", below)
	}
	fmt.Fprintf(&b, "\r\x1b[%dC", len(prompt)+column)
	e.drawnRow = at - from
	_, err := io.WriteString(e.out, b.String())
	return err
}

// finish shows the whole text and goes to the line below.
func (e *edit) finish() error {
	var b strings.Builder
	e.erase(&b)
	e.write(&b, e.rows(), 0)
	b.WriteString("\r\n")
	e.drawnRow = 0
	_, err := io.WriteString(e.out, b.String())
	return err
}

func (e *edit) erase(b *strings.Builder) {
	b.WriteString("\r")
	if e.drawnRow > 0 {
		fmt.Fprintf(b, "\x1b[%dA", e.drawnRow)
	}
	b.WriteString("\x1b[J")
}

func (e *edit) write(b *strings.Builder, rows []row, from int) {
	for n, row := range rows {
		if n > 0 {
			b.WriteString("\r\n")
		}
		if from+n == 0 {
			b.WriteString(prompt)
		} else {
			b.WriteString(strings.Repeat(" ", len(prompt)))
		}
		b.WriteString(clean(string(e.text[row.start:row.end])))
	}
}
