package report

import (
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// quiet draws the rows tablewriter lays out: no borders, two spaces between
// columns, lesser weight for headings and more for totals.
//
// It measures cells itself: tablewriter adds up the widths of single
// characters, and an emoji made of several would push its row out of line.
type quiet struct {
	tw.Renderer // answers what is not drawn here
	columns     []Column
	widths      []int
	gap         string
	lines       []line
}

// shortTable is how many rows are worth laying out by tablewriter: each table
// costs it half a megabyte, and 500 rows 11 ms.
const shortTable = 100

// render draws lists without headings and long tables straight away.
func (q *quiet) render(header []string, body [][]string, footer []string) []line {
	titled := strings.Join(header, "") != ""
	if titled && len(body) <= shortTable {
		return q.layOut(header, body, footer)
	}
	if titled {
		q.add(header, dim)
	}
	for _, row := range body {
		q.add(row, plain)
	}
	if footer != nil {
		q.add(footer, bold)
	}
	return q.lines
}

func (q *quiet) layOut(header []string, body [][]string, footer []string) []line {
	q.Renderer = renderer.NewBlueprint()
	table := tablewriter.NewTable(io.Discard,
		tablewriter.WithRenderer(q),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithFooterAutoWrap(tw.WrapNone),
	)
	table.Header(header)
	// Neither can fail: cells are strings, and nothing is written but to q.
	_ = table.Bulk(body)
	if footer != nil {
		table.Footer(footer)
	}
	_ = table.Render()
	return q.lines
}

func (q *quiet) add(cells []string, l look) {
	var b strings.Builder
	for i, cell := range cells {
		if i >= len(q.widths) {
			break
		}
		if i > 0 {
			b.WriteString(q.gap)
		}
		b.WriteString(pad(cell, q.widths[i], q.columns[i].Right))
	}
	q.lines = append(q.lines, line{{b.String(), l}})
}

// Header, Row, Footer and Line are the drawing part of tw.Renderer.

func (q *quiet) Header(rows [][]string, _ tw.Formatting) {
	for _, row := range rows {
		q.add(row, dim)
	}
}

func (q *quiet) Row(row []string, _ tw.Formatting) { q.add(row, plain) }

func (q *quiet) Footer(rows [][]string, _ tw.Formatting) {
	for _, row := range rows {
		q.add(row, bold)
	}
}

func (q *quiet) Line(tw.Formatting) {}
