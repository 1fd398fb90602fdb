package report

import (
	"fmt"
	"math"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/insight"
	"mull/internal/period"
)

// A TrendUnit says what the values of a trend are.
type TrendUnit string

// A share is between 0 and 1; minutes are summed; a value is the median of what
// was noted, with its range.
const (
	UnitShare   TrendUnit = "share"
	UnitMinutes TrendUnit = "minutes"
	UnitValue   TrendUnit = "value"
)

// A Trend is a measure over consecutive periods.
type Trend struct {
	Measure string
	By      period.Kind
	Unit    TrendUnit
	Series  insight.Series
	Chart   bool
	InParts bool // the measures are its options or rows; there is no series
	Notes   []string
	Now     time.Time
}

// TrendJSON is a trend in JSON. A gap has the value null.
type TrendJSON struct {
	Measure string      `json:"measure"`
	By      string      `json:"by"`
	Unit    string      `json:"unit"`
	Points  []PointJSON `json:"points"`
	Notes   []string    `json:"notes"`
}

// PointJSON is one period of a trend. Min and Max are the range of scale values.
type PointJSON struct {
	Label        string   `json:"label"`
	From         string   `json:"from"`
	To           string   `json:"to"`
	N            int      `json:"n"`
	Value        *float64 `json:"value"`
	Min          *float64 `json:"min"`
	Max          *float64 `json:"max"`
	CalendarOnly bool     `json:"calendar_only"`
}

// JSON returns the view that programs read.
func (t *Trend) JSON() TrendJSON {
	view := TrendJSON{Measure: t.Measure, By: string(t.By), Unit: string(t.Unit), Points: []PointJSON{}, Notes: append([]string{}, t.Notes...)}
	for i := range t.Series {
		pt := &t.Series[i]
		one := PointJSON{Label: pt.Period.Label, From: pt.Period.From.String(), To: pt.Period.To.String(), N: pt.N, CalendarOnly: pt.OnlyCalendar}
		if pt.OK {
			one.Value, one.Min, one.Max = &pt.Value, &pt.Low, &pt.High
		}
		view.Points = append(view.Points, one)
	}
	return view
}

// Render writes a row a period, gaps as gaps, with a bar for shares and minutes
// and a sparkline of the whole under it.
func (t *Trend) Render(p *Page) {
	p.Title(fmt.Sprintf("%s, by %s.", t.Measure, t.By))
	p.Gap()
	values, known := t.values()
	if known == 0 {
		p.Paragraph(2, t.none())
		for _, note := range t.Notes {
			p.Paragraph(2, note)
		}
		return
	}
	if t.Chart {
		t.chart(p, values)
	} else {
		t.table(p.Style).Render(p)
		p.Gap()
		p.Paragraph(2, p.Spark(t.finished(values))+"   "+t.summary(known))
	}
	for _, note := range t.Notes {
		p.Gap()
		p.Paragraph(2, note)
	}
}

// none says why there is nothing to show.
func (t *Trend) none() string {
	for i := range t.Series {
		if t.Series[i].OnlyCalendar {
			return "The time noted in these " + string(t.By) + "s comes from calendars, which do not hold hands-on work: there is no share."
		}
	}
	return "Nothing is noted for it in these " + string(t.By) + "s. A gap stays a gap."
}

func (t *Trend) values() (values []*float64, known int) {
	for i := range t.Series {
		if !t.Series[i].OK {
			values = append(values, nil)
			continue
		}
		known++
		values = append(values, &t.Series[i].Value)
	}
	return values, known
}

// soFar says whether a period of a week or more isn't over yet. It is never drawn
// beside whole ones as if it were one.
func (t *Trend) soFar(of period.Period) bool {
	today := period.DayOf(t.Now)
	return t.By != period.KindDay && of.Holds(today) && today < of.To
}

// finished are the values of the periods that are over, all where those hold none.
func (t *Trend) finished(values []*float64) []*float64 {
	last := len(values) - 1
	over := func(v *float64) bool { return v != nil }
	if last > 0 && t.soFar(t.Series[last].Period) && slices.ContainsFunc(values[:last], over) {
		return values[:last]
	}
	return values
}

func (t *Trend) table(s Style) *Table {
	table := &Table{Indent: 2, Columns: []Column{{Title: string(t.By)}, {Title: t.heading(), Right: true}}}
	if t.Unit == UnitValue {
		table.Columns = append(table.Columns, Column{Title: "range", Right: true})
	} else {
		table.Columns = append(table.Columns, Column{})
	}
	table.Columns = append(table.Columns, Column{Title: t.counted(), Right: true, Drop: 1})
	most := 0.0
	for _, pt := range t.Series {
		most = math.Max(most, pt.Value)
	}
	for _, pt := range t.Series {
		table.Rows = append(table.Rows, t.row(s, pt, most))
	}
	return table
}

func (t *Trend) heading() string {
	switch t.Unit {
	case UnitShare:
		return "share"
	case UnitMinutes:
		return "time"
	}
	return "median"
}

// counted names what the count beside a value is of. A share is one of answers:
// "times" would be read as how often the option itself was given.
func (t *Trend) counted() string {
	switch {
	case t.Unit == UnitMinutes || t.Measure == "ic.share":
		return "days"
	case t.Unit == UnitShare:
		return "answers"
	}
	return "times"
}

func (t *Trend) row(s Style, pt insight.Point, most float64) []string {
	cells := []string{pt.Period.Label, "-", "", fmt.Sprint(pt.N)}
	if t.soFar(pt.Period) {
		cells[0] += " so far"
	}
	if pt.OnlyCalendar {
		cells[2] = "calendar only"
	}
	if !pt.OK {
		return cells
	}
	cells[1] = t.amount(pt.Value)
	switch {
	case t.Unit == UnitValue:
		cells[2] = exercise.Number(pt.Low) + " to " + exercise.Number(pt.High)
	case t.Unit == UnitShare:
		cells[2] = s.bar(pt.Value)
	case most > 0:
		cells[2] = s.bar(pt.Value / most)
	}
	return cells
}

func (t *Trend) amount(value float64) string {
	switch t.Unit {
	case UnitShare:
		return percent(value)
	case UnitMinutes:
		return period.FormatMinutes(int(math.Round(value)))
	}
	return exercise.Number(math.Round(value*10) / 10)
}

func (t *Trend) summary(known int) string {
	words := plural(len(t.Series), string(t.By), string(t.By)+"s")
	if gaps := len(t.Series) - known; gaps > 0 {
		words += fmt.Sprintf(", %d without anything noted", gaps)
	}
	last := t.Series[len(t.Series)-1].Period
	if all, _ := t.values(); len(t.finished(all)) < len(all) {
		return words + "; " + last.Label + " isn't over and not drawn"
	}
	if last.Holds(period.DayOf(t.Now)) {
		words += ", the last so far"
	}
	return words
}
