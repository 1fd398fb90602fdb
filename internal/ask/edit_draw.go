package ask

import (
	"fmt"
	"io"
	"strings"
)

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
			if whole := clusterStart(e.text, at); whole > start {
				end = whole
			}
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
	at, _ := e.place(rows)
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
	// Terminals differ in how wide an emoji is: what stands before the cursor
	// puts it where this one thinks.
	b.WriteString("\r")
	e.write(&b, []row{{rows[at].start, e.at}}, at)
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
