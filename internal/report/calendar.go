package report

import (
	"fmt"
	"math"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Calendar is a measure day by day, drawn as one mark a day.
type Calendar struct {
	Trend               // by day
	From, To period.Day // drawn; days to come are left out, so that To may lie before From
	Begins   period.Day // the first day of a journal that begins within the days asked for, or 0
}

// steps is how many marks there are between little and much.
const steps = 4

// shades from little to much; before them a day that had none of it, and a day
// nothing is noted for.
func (s Style) shades() (gap, none string, shades []string) {
	if s.ASCII {
		return ".", "0", []string{"-", "+", "x", "#"}
	}
	return "·", "○", []string{"░", "▒", "▓", "█"}
}

// JSON returns the view that programs read: a trend by day.
func (c *Calendar) JSON() TrendJSON { return c.Trend.JSON() }

// Render writes weeks as columns and weekdays as rows, with a legend. What is
// wider than the screen goes on below.
func (c *Calendar) Render(p *Page) {
	if c.To < c.From {
		p.Paragraph(0, c.From.Format("2006")+" is still to come.")
		return
	}
	p.Title(fmt.Sprintf("%s, day by day, %s to %s.", c.Measure, c.From.Format("2 January 2006"), c.To.Format("2 January 2006")))
	p.Gap()
	values, known := c.byDay()
	if known == 0 {
		p.Paragraph(2, c.none())
		for _, note := range c.Notes {
			p.Paragraph(2, note)
		}
		return
	}
	bounds := c.bounds()
	monday := period.Of(period.KindWeek, c.From).From
	weeks := int(c.To-monday)/7 + 1
	room := max(4, p.Width-2-5)
	for first := 0; first < weeks; first += room {
		p.Gap()
		c.block(p, values, bounds, monday+period.Day(7*first), min(room, weeks-first))
	}
	p.Gap()
	p.Aside(2, c.legend(p.Style, bounds))
	if c.Begins != 0 {
		p.Aside(2, "Your journal begins on "+longDay(c.Begins, period.DayOf(c.Now))+".")
	}
	for _, note := range c.Notes {
		p.Paragraph(2, note)
	}
}

func (c *Calendar) byDay() (values map[period.Day]float64, known int) {
	values = map[period.Day]float64{}
	for i := range c.Series {
		if pt := &c.Series[i]; pt.OK {
			values[pt.Period.From] = pt.Value
		}
	}
	return values, len(values)
}

// block draws some weeks under the names of their months.
func (c *Calendar) block(p *Page, values map[period.Day]float64, bounds []float64, monday period.Day, weeks int) {
	p.put(2, line{{"     " + c.months(monday, weeks), dim}})
	gap, none, shades := p.shades()
	for row := range 7 {
		var b strings.Builder
		for week := range weeks {
			day := monday + period.Day(7*week+row)
			value, noted := values[day]
			switch {
			case day < c.From || day > c.To:
				b.WriteByte(' ')
			case !noted:
				b.WriteString(gap)
			case value <= 0:
				b.WriteString(none)
			default:
				b.WriteString(shades[level(value, bounds)])
			}
		}
		p.put(2, line{{pad((monday + period.Day(row)).Format("Mon"), 5, false), dim}, {b.String(), plain}})
	}
}

// months names each month over the first week that begins in it, where there is
// room for it.
func (c *Calendar) months(monday period.Day, weeks int) string {
	names := []byte(strings.Repeat(" ", weeks+3))
	free := 0
	for week := range weeks {
		day := max(monday+period.Day(7*week), c.From)
		_, _, date := day.Date()
		if week >= free && date <= 7 && week+3 <= weeks {
			copy(names[week:], day.Format("Jan"))
			free = week + 4
		}
	}
	return strings.TrimRight(string(names), " ")
}

// bounds are the values at which a darker mark begins, after the first.
func (c *Calendar) bounds() []float64 {
	low, high := 0.0, 0.0
	for i := range c.Series {
		if pt := &c.Series[i]; pt.OK {
			high = math.Max(high, pt.Value)
		}
	}
	step := high / steps
	switch c.Unit {
	case UnitShare:
		step = 0.25
	case UnitMinutes:
		step = math.Ceil(high/steps/15) * 15
	case UnitValue:
		low = math.Min(1, high)
		step = (high - low) / steps
	}
	return []float64{low + step, low + 2*step, low + 3*step}
}

func level(value float64, bounds []float64) int {
	for i, bound := range bounds {
		if value <= bound {
			return i
		}
	}
	return len(bounds)
}

func (c *Calendar) legend(s Style, bounds []float64) string {
	gap, none, shades := s.shades()
	parts := []string{gap + " nothing noted", none + " none"}
	if c.Unit == UnitValue {
		parts = parts[:1]
	}
	for i, bound := range bounds {
		parts = append(parts, shades[i]+" up to "+c.reading(bound))
	}
	return strings.Join(append(parts, shades[steps-1]+" more"), ", ")
}

func (c *Calendar) reading(value float64) string {
	if c.Unit == UnitValue {
		return exercise.Number(math.Round(value*100) / 100)
	}
	return c.amount(value)
}
