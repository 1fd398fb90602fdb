package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/guptarohit/asciigraph"

	"mull/internal/period"
)

// chartHeight is how many lines a chart has.
const chartHeight = 10

// chart draws the trend as a line. Gaps interrupt it; a point between two gaps
// is a dash.
func (t *Trend) chart(p *Page, values []*float64) {
	values = t.finished(values)
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
	legend := fmt.Sprintf("%s, %s to %s", unit, t.Series[0].Period.Label, t.Series[len(values)-1].Period.Label)
	if len(values) < len(t.Series) {
		legend += fmt.Sprintf(", without %s, which isn't over", t.Series[len(values)].Period.Label)
	}
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
