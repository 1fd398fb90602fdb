package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
		{Title: "category", Flex: true, Wrap: true}, {Title: "known from", Drop: 4}, {Title: "note", Flex: true, Wrap: true}}}
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
	d.maybeTwice(p)
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
		switch by := journal.CountsBefore(d.Pieces, a); {
		case piece.Why == "":
		case len(by) > 0:
			words += ", since it overlaps time that counts before it: " + named(by, "and")
		case a.Source == journal.Estimated:
			words += "; " + piece.Why
		default:
			words += ", since it " + piece.Why
		}
		p.paragraph(4, 6, words+".", plain)
	}
	p.Aside(4, "Timer and logged time counts before imported time, the later start before the earlier. "+
		"A guess counts only beyond what was measured. Minutes are rounded once for each category.")
}

// maybeTwice says which time without a time of day may be a meeting that is here already.
func (d *Day) maybeTwice(p *Page) {
	for _, piece := range d.ordered() {
		if line := TwiceWords(d.Pieces, piece.Activity); line != "" {
			p.Aside(2, line)
		}
	}
}

// TwiceWords says that time without a time of day may be, or hold, an imported
// meeting of its day. Both count, since nothing places it on the clock. It is
// empty where there is none.
func TwiceWords(pieces []journal.Piece, of *journal.Activity) string {
	same := journal.MayBeSame(pieces, of)
	if len(same) == 0 {
		return ""
	}
	if journal.WholeDay(of) {
		return fmt.Sprintf("%d is an event of the whole day, and %s may be part of it; both count. mull edit %d --length 3h says what is left of it.",
			of.Number, named(same, "and"), of.Number)
	}
	return fmt.Sprintf("%d has no time of day and may be %s; both count. If it is the same: mull delete %d.", of.Number, named(same, "or"), of.Number)
}

// named names activities by number, what they were and when.
func named(list []*journal.Activity, join string) string {
	var names []string
	for _, a := range list[:min(len(list), 4)] {
		names = append(names, fmt.Sprintf("%d (%s, %s)", a.Number, a.Category, clockSpan(a)))
	}
	if more := len(list) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " " + join + " " + names[last]
	}
	return names[0]
}

// seconds writes a length as 1h30, rounded to minutes.
func seconds(n int) string { return hours(period.Minutes(n)) }
