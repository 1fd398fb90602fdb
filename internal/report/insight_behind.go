package report

import (
	"fmt"
	"strings"
	"time"
)

// InsightBehind is what is behind a finding: the rows of each group it
// compares.
type InsightBehind struct {
	Headline string
	Text     string // what came of it, where the headline does not say so
	Groups   []BehindGroup
}

// A BehindGroup is one side of a comparison with its entries and pieces of
// time, newest first.
type BehindGroup struct {
	Label string
	N     int // rows compared: days and weeks have several entries or none
	List
}

// InsightBehindJSON is InsightBehind in JSON: everything in one list, as list
// writes it, and the rows of each group.
type InsightBehindJSON struct {
	ListJSON
	Headline string            `json:"headline"`
	Groups   []BehindGroupJSON `json:"groups"`
}

// BehindGroupJSON is one group.
type BehindGroupJSON struct {
	Label string          `json:"label"`
	N     int             `json:"n"`
	Rows  []BehindRowJSON `json:"rows"`
}

// BehindRowJSON is an entry or a piece of time, and how long it was; null where
// it has no length.
type BehindRowJSON struct {
	Number  int64 `json:"number"`
	Minutes *int  `json:"minutes"`
}

// behindLine is a line of a list with the group it belongs to.
type behindLine struct {
	Group string `json:"group"`
	listLine
}

// Records returns one table, a row for each thing in each group.
func (v InsightBehindJSON) Records() any {
	lines := []behindLine{}
	all, _ := v.ListJSON.Records().([]listLine)
	at := make(map[int64]int, len(all))
	for i, l := range all {
		at[l.Number] = i
	}
	for _, g := range v.Groups {
		for _, row := range g.Rows {
			line := behindLine{g.Label, all[at[row.Number]]}
			line.Minutes = row.Minutes
			lines = append(lines, line)
		}
	}
	return lines
}

// JSON returns the view that programs read.
func (v *InsightBehind) JSON() InsightBehindJSON {
	view := InsightBehindJSON{Headline: v.Headline, Groups: []BehindGroupJSON{}}
	whole := List{}
	for i := range v.Groups {
		g := &v.Groups[i]
		one := BehindGroupJSON{Label: g.Label, N: g.N, Rows: []BehindRowJSON{}}
		for i := range g.Items {
			one.Rows = append(one.Rows, BehindRowJSON{g.Items[i].number(), g.Items[i].minutes(g.Now)})
		}
		whole.Items, whole.Now = append(whole.Items, g.Items...), g.Now
		view.Groups = append(view.Groups, one)
	}
	view.ListJSON = whole.JSON()
	return view
}

// Render writes a list for each group under its name.
func (v *InsightBehind) Render(p *Page) {
	p.Title(v.Headline)
	p.Paragraph(0, v.Text)
	for i := range v.Groups {
		g := &v.Groups[i]
		p.Gap()
		p.Paragraph(0, g.heading())
		if len(g.Items) == 0 {
			p.Aside(2, "Nothing is behind it.")
			continue
		}
		table := g.table(p.Style)
		table.Indent = 2
		table.Render(p)
	}
}

func (i *Item) number() int64 {
	if i.Entry != nil {
		return i.Entry.Number
	}
	return i.Activity.Number
}

// minutes is how long it was, of an entry what it speaks of; nil where it has no
// length.
func (i *Item) minutes(now time.Time) *int {
	if i.Activity == nil {
		return i.Minutes
	}
	minutes := minutesOf(i.Activity, now)
	return &minutes
}

// heading says how many there are, unless the label does so.
func (g *BehindGroup) heading() string {
	if strings.Contains(g.Label+" ", fmt.Sprintf(" %d ", g.N)) {
		return g.Label
	}
	return fmt.Sprintf("%s, %d", g.Label, g.N)
}
