package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// TrendParts are the trends of a question's options or rows, one below the
// other.
type TrendParts struct {
	Measure string // EXERCISE.QUESTION
	By      period.Kind
	Parts   []Trend
}

// TrendPartsJSON is TrendParts in JSON: a trend for each part. Points is there
// for whoever reads any trend, and empty.
type TrendPartsJSON struct {
	Measure string      `json:"measure"`
	By      string      `json:"by"`
	Parts   []TrendJSON `json:"parts"`
	Points  []PointJSON `json:"points"`
}

// JSON returns the view that programs read.
func (t *TrendParts) JSON() TrendPartsJSON {
	view := TrendPartsJSON{Measure: t.Measure, By: string(t.By), Parts: []TrendJSON{}, Points: []PointJSON{}}
	for i := range t.Parts {
		view.Parts = append(view.Parts, t.Parts[i].JSON())
	}
	return view
}

// Render writes a row with a sparkline for each part, those with most of it
// first, and how to see one of them alone.
func (t *TrendParts) Render(p *Page) {
	p.Title(fmt.Sprintf("%s, by %s.", t.Measure, t.By))
	p.Gap()
	parts := slices.DeleteFunc(slices.Clone(t.Parts), func(part Trend) bool { _, known := part.values(); return known == 0 })
	if len(parts) == 0 {
		p.Paragraph(2, "Nothing is noted for any of its parts in these "+string(t.By)+"s. A gap stays a gap.")
		return
	}
	slices.SortStableFunc(parts, func(a, b Trend) int { return cmp.Compare(b.weight(), a.weight()) })
	table := &Table{Indent: 2, Columns: []Column{
		{Title: "part", Flex: true}, {Title: parts[0].heading(), Right: true}, {Title: parts[0].counted(), Right: true, Drop: 2}, {Title: t.span(parts[0]), Drop: 1}}}
	notes := []string{}
	for i := range parts {
		part := &parts[i]
		values, _ := part.values()
		table.Rows = append(table.Rows, []string{strings.TrimPrefix(part.Measure, t.Measure+"."), part.whole(), fmt.Sprint(part.times()), p.Spark(part.finished(values))})
		for _, note := range part.Notes {
			if !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
	}
	table.Render(p)
	for _, note := range notes {
		p.Gap()
		p.Paragraph(2, note)
	}
	p.Gap()
	p.Hints(2, []Hint{{"mull trend " + parts[0].Measure, "one of them, " + string(t.By) + " by " + string(t.By)}})
}

// span names the periods under the sparklines.
func (t *TrendParts) span(part Trend) string {
	values, _ := part.values()
	return part.Series[0].Period.Label + " to " + part.Series[len(part.finished(values))-1].Period.Label
}

func (t *Trend) times() int {
	n := 0
	for _, pt := range t.Series {
		n += pt.N
	}
	return n
}

// weight orders the parts of a question: options by how often they were named,
// time by its length. Scales keep the order of their names.
func (t *Trend) weight() float64 {
	total := 0.0
	for _, pt := range t.Series {
		switch {
		case !pt.OK || t.Unit == UnitValue:
		case t.Unit == UnitMinutes:
			total += pt.Value
		default:
			total += pt.Value * float64(pt.N)
		}
	}
	return total
}

// whole is the value of all periods together: of minutes the sum, of shares the
// share; of scales the range of the medians.
func (t *Trend) whole() string {
	switch t.Unit {
	case UnitMinutes:
		return t.amount(t.weight())
	case UnitShare:
		return t.amount(t.weight() / float64(max(1, t.times())))
	}
	var known []float64
	for _, pt := range t.Series {
		if pt.OK {
			known = append(known, pt.Value)
		}
	}
	low, _, high := spread(known)
	if low == high {
		return exercise.Number(low)
	}
	return exercise.Number(low) + " to " + exercise.Number(high)
}
