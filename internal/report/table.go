package report

import (
	"cmp"
	"slices"
	"strings"
)

// A Table is rows under headings, numbers on the right. It is printed without
// borders and is never wider than the page: first the columns that may go are
// left out, then the flexible ones are shortened, then the widest.
type Table struct {
	Columns []Column
	Rows    [][]string
	Total   []string // the last row, set off by its weight; empty for none
	Indent  int
	Gap     int // spaces between columns; 0 is 2
}

// A Column is a heading and how the cells under it stand.
type Column struct {
	Title string
	Right bool // numbers and times
	Flex  bool // may be shortened first: titles, notes
	Wrap  bool // goes on in further lines where it would be cut
	Least int  // how narrow a flexible column may get before others are left out; 0 is readable
	Drop  int  // may be left out where room is short, the highest number first
}

// A flexible column is shortened to minColumn before others are; a column that
// may be left out goes when flexible ones would get narrower than readable.
const (
	minColumn = 8
	readable  = 12
)

// Render writes the table.
func (t *Table) Render(p *Page) {
	if !p.Piped {
		t = t.dropped(p.Width)
	}
	for _, l := range t.lines(p.Style, p.Width) {
		p.put(t.Indent, l)
	}
}

// dropped returns the table without the columns it must leave out to fit with
// its flexible columns still readable.
func (t *Table) dropped(limit int) *Table {
	for {
		widths, last := t.natural(t.all()), -1
		for i, c := range t.Columns {
			if c.Flex {
				widths[i] = min(widths[i], cmp.Or(c.Least, readable))
			}
			if c.Drop > 0 && (last < 0 || c.Drop > t.Columns[last].Drop) {
				last = i
			}
		}
		if last < 0 || t.total(widths) <= limit {
			return t
		}
		t = t.without(last)
	}
}

func (t *Table) without(column int) *Table {
	left := *t
	left.Columns = slices.Delete(slices.Clone(t.Columns), column, column+1)
	left.Total = cellsWithout(t.Total, column)
	left.Rows = make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		left.Rows[i] = cellsWithout(row, column)
	}
	return &left
}

func cellsWithout(row []string, column int) []string {
	if column >= len(row) {
		return row
	}
	return slices.Delete(slices.Clone(row), column, column+1)
}

func (t *Table) gap() int {
	if t.Gap == 0 {
		return 2
	}
	return t.Gap
}

// all returns every row with headings and totals, cleaned and of equal length.
func (t *Table) all() [][]string {
	rows := make([][]string, 0, len(t.Rows)+2)
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	rows = append(rows, titles)
	rows = append(rows, t.Rows...)
	if len(t.Total) > 0 {
		rows = append(rows, t.Total)
	}
	for i, row := range rows {
		cells := make([]string, len(t.Columns))
		for j := range cells {
			if j < len(row) {
				cells[j] = strings.TrimSpace(Clean(row[j]))
			}
		}
		rows[i] = cells
	}
	return rows
}

// natural returns the widths the columns would like to have.
func (t *Table) natural(rows [][]string) []int {
	widths := make([]int, len(t.Columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	return widths
}

// Width returns how many columns of the screen the table takes uncut.
func (t *Table) Width() int { return t.total(t.natural(t.all())) }

func (t *Table) total(widths []int) int {
	sum := t.Indent + t.gap()*(len(widths)-1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// fit takes away from the widest flexible column, one by one, until the table
// fits; when those are at their least, from the widest of all.
func (t *Table) fit(widths []int, limit int) {
	for over := t.total(widths) - limit; over > 0; over-- {
		widest := -1
		for i, w := range widths {
			if t.Columns[i].Flex && w > minColumn && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			widest = slices.Index(widths, slices.Max(widths))
		}
		if widths[widest] <= 1 {
			return
		}
		widths[widest]--
	}
}

func (t *Table) lines(s Style, limit int) []line {
	if len(t.Columns) == 0 {
		return nil
	}
	rows := t.all()
	widths := t.natural(rows)
	if !s.Piped {
		t.fit(widths, limit)
	}
	var footer []string
	if len(t.Total) > 0 {
		footer = t.lower(s, rows[len(rows)-1], widths)[0]
		rows = rows[:len(rows)-1]
	}
	var body [][]string
	for _, row := range rows[1:] {
		body = append(body, t.lower(s, row, widths)...)
	}
	layout := &quiet{columns: t.Columns, widths: widths, gap: strings.Repeat(" ", t.gap())}
	return layout.render(t.lower(s, rows[0], widths)[0], body, footer)
}

// lower brings a row to the widths of its columns: cells are cut, or go on in
// the lines below.
func (t *Table) lower(s Style, row []string, widths []int) [][]string {
	lines := [][]string{make([]string, len(row))}
	for i, cell := range row {
		if !t.Columns[i].Wrap || s.Piped || width(cell) <= widths[i] {
			lines[0][i] = s.cut(cell, widths[i])
			continue
		}
		for at, part := range wrap(cell, widths[i]) {
			if at == len(lines) {
				lines = append(lines, make([]string, len(row)))
			}
			lines[at][i] = s.cut(part, widths[i])
		}
	}
	return lines
}
