package report

import (
	"cmp"
	"fmt"
	"slices"

	"mull/internal/journal"
	"mull/internal/period"
)

// renderPieces lists the activities, earliest first, and where asked or where
// something was left out, how they were counted.
func (d *Day) renderPieces(p *Page) {
	if len(d.Pieces) == 0 {
		return
	}
	table := &Table{Indent: 2, Gap: 2, Columns: []Column{
		{Title: "number", Right: true}, {Title: "when", Drop: 1}, {Title: "length", Right: true, Drop: 3}, {Title: "counted", Right: true},
		{Title: "category", Flex: true}, {Title: "known from", Drop: 4}, {Title: "note", Flex: true, Drop: 2}}}
	for _, piece := range d.ordered() {
		a := piece.Activity
		note := ""
		if a.Note != "" && !d.Quiet {
			note = p.Quote(a.Note)
		}
		table.Rows = append(table.Rows, []string{fmt.Sprint(a.Number), clockSpan(a), seconds(piece.Seconds), seconds(piece.Counted),
			cmp.Or(d.category(a.Category).Label, a.Category), sourceWord(a), note})
	}
	table.Render(p)
	if d.Explain {
		d.explain(p)
		return
	}
	for _, piece := range d.Pieces {
		if piece.Why != "" {
			p.Aside(2, "Some time counted only in part: mull day "+d.Period.Label+" --explain says why.")
			return
		}
	}
}

func (d *Day) ordered() []journal.Piece {
	pieces := slices.Clone(d.Pieces)
	slices.SortStableFunc(pieces, func(x, y journal.Piece) int {
		a, b := x.Activity, y.Activity
		switch {
		case a.Clocked() && b.Clocked():
			return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Number, b.Number))
		case a.Clocked() != b.Clocked():
			return map[bool]int{true: -1, false: 1}[a.Clocked()]
		}
		return cmp.Compare(a.Number, b.Number)
	})
	return pieces
}

// explain says piece by piece what counted and why not all of it.
func (d *Day) explain(p *Page) {
	p.Gap()
	p.Paragraph(2, "How it was counted")
	for _, piece := range d.ordered() {
		a := piece.Activity
		words := fmt.Sprintf("%d %s: %s of %s", a.Number, a.Category, seconds(piece.Counted), seconds(piece.Seconds))
		if piece.Why != "" {
			words += ", since it " + piece.Why
			if a.Source == journal.Estimated {
				words = fmt.Sprintf("%d %s: %s of %s; %s", a.Number, a.Category, seconds(piece.Counted), seconds(piece.Seconds), piece.Why)
			}
		}
		p.paragraph(4, 6, words+".", plain)
	}
	p.Aside(4, "Timer and logged time counts before imported time, the later start before the earlier. "+
		"A guess counts only beyond what was measured. Minutes are rounded once for each category.")
}

// seconds writes a length as 1h30, rounded to minutes.
func seconds(n int) string { return hours(period.Minutes(n)) }
