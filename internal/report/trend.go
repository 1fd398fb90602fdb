package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/guptarohit/asciigraph"

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
		p.Paragraph(2, p.Spark(values)+"   "+t.summary(known))
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

func (t *Trend) counted() string {
	if t.Unit == UnitMinutes || t.Measure == "ic.share" {
		return "days"
	}
	return "times"
}

func (t *Trend) row(s Style, pt insight.Point, most float64) []string {
	cells := []string{pt.Period.Label, "-", "", fmt.Sprint(pt.N)}
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
	if last := t.Series[len(t.Series)-1].Period; last.Holds(period.DayOf(t.Now)) {
		words += ", the last so far"
	}
	return words
}

// chartHeight is how many lines a chart has.
const chartHeight = 10

// chart draws the trend as a line. Gaps interrupt it; a point between two gaps
// is a dash.
func (t *Trend) chart(p *Page, values []*float64) {
	low, high := t.bounds(values)
	height := chartHeight
	if t.Unit == UnitMinutes && high > low {
		height = int(min(chartHeight, high-low)) // a minute is the smallest step
	}
	label := t.axis(low, high, height)
	room := max(chartHeight, p.Width-6-max(len(label(low)), len(label(high))))
	data, each := t.columns(values, room)
	options := []asciigraph.Option{asciigraph.Height(height), asciigraph.YAxisValueFormatter(label)}
	if p.ASCII {
		options = append(options, asciigraph.SeriesChars(asciigraph.CharSet{
			Horizontal: "-", VerticalLine: "|", ArcDownRight: "/", ArcDownLeft: "\\", ArcUpRight: "\\", ArcUpLeft: "/", EndCap: "-", StartCap: "-",
		}))
	}
	drawing := asciigraph.Plot(data, options...)
	if p.ASCII {
		drawing = strings.NewReplacer("┤", "|", "┼", "+").Replace(drawing)
	}
	for row := range strings.Lines(drawing) {
		p.put(2, text(strings.TrimRight(row, "\n")))
	}
	p.Gap()
	unit := map[TrendUnit]string{UnitShare: "percent", UnitMinutes: "hours", UnitValue: "median"}[t.Unit]
	legend := fmt.Sprintf("%s, %s to %s", unit, t.Series[0].Period.Label, t.Series[len(t.Series)-1].Period.Label)
	if each > 1 {
		legend += fmt.Sprintf(", each column the mean of up to %d %ss", each, t.By)
	}
	p.Aside(2, legend)
}

// drawn is a value as the chart's axis counts it.
func (t *Trend) drawn(value float64) float64 {
	switch t.Unit {
	case UnitShare:
		return value * 100
	case UnitMinutes:
		return math.Round(value)
	}
	return value
}

func (t *Trend) bounds(values []*float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v != nil {
			low, high = min(low, t.drawn(*v)), max(high, t.drawn(*v))
		}
	}
	return low, high
}

// axis returns how the lines of a chart are labelled: with as few decimals as
// keep the labels apart.
func (t *Trend) axis(low, high float64, height int) func(float64) string {
	if t.Unit == UnitMinutes {
		return func(v float64) string { return period.FormatMinutes(int(math.Round(v))) }
	}
	const most = 6
	digits := 0
	if t.Unit == UnitValue && (low != math.Round(low) || high != math.Round(high)) {
		digits = 1 // a median between two steps
	}
	for ; ; digits++ {
		label := func(v float64) string {
			power := math.Pow10(digits)
			return strconv.FormatFloat(math.Round(v*power)/power+0, 'f', digits, 64)
		}
		seen := map[string]bool{}
		for i := range height + 1 {
			seen[label(low+(high-low)*float64(i)/float64(height))] = true
		}
		if digits == most || len(seen) > height || low == high {
			return label
		}
	}
}

// columns spreads the values over the columns of a chart, NaN where nothing is
// drawn. Where there are more periods than columns, each column stands for some
// periods, and is their mean.
func (t *Trend) columns(values []*float64, room int) (data []float64, each int) {
	each = (len(values) + room - 1) / room
	var points []float64
	for some := range slices.Chunk(values, each) {
		sum, n := 0.0, 0
		for _, v := range some {
			if v != nil {
				sum, n = sum+t.drawn(*v), n+1
			}
		}
		points = append(points, sum/float64(n)) // 0/0 is NaN
	}
	const wide, least = 3, 24
	step := max(1, min(room/len(points), max(wide, least/len(points))))
	data = make([]float64, len(points)*step)
	for i, value := range points {
		next := math.NaN()
		if i+1 < len(points) {
			next = points[i+1]
		}
		for k := range step {
			data[i*step+k] = value + (next-value)*float64(k)/float64(step)
		}
		data[i*step] = value // also where the next is a gap
		alone := math.IsNaN(next) && (i == 0 || math.IsNaN(points[i-1]))
		if alone && step > 1 {
			data[i*step+1] = value
		}
	}
	return data, each
}
