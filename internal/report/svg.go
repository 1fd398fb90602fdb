package report

import (
	"fmt"
	"math"
	"strings"

	"mull/internal/period"
)

// Charts are drawn here as SVG in text: a plotting library would be read into
// memory at the start of every command. Colours are classes of the page's style
// sheet, so that charts follow light and dark.

// A stack is one bar of a chart, its parts in minutes.
type stack struct {
	label string
	parts []int
}

const (
	svgWidth  = 640
	svgLabel  = 232 // for the names of bars
	svgSum    = 100 // for the sums behind them
	svgWord   = 20  // letters of a name that svgLabel has room for
	svgBar    = 24
	svgGap    = 10
	svgHeight = 240
	svgSide   = 60
)

// stacked draws lying bars, each with its sum behind it.
func stacked(describe string, legend []string, bars []stack) string {
	most := 1
	for _, bar := range bars {
		most = max(most, bar.sum())
	}
	top := 0
	if legend != nil {
		top = 34
	}
	height := top + len(bars)*(svgBar+svgGap)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n", svgWidth, height, esc(describe))
	for i, name := range legend {
		x := svgLabel - 60 + i*140
		fmt.Fprintf(&out, `<rect class="part%d" x="%d" y="4" width="18" height="18"/><text x="%d" y="19">%s</text>`+"\n", i, x, x+24, esc(name))
	}
	room := float64(svgWidth - svgLabel - svgSum)
	for i, bar := range bars {
		y := top + i*(svgBar+svgGap)
		label := Style{}.cut(bar.label, svgWord)
		fmt.Fprintf(&out, `<text class="end" x="%d" y="%d"%s>%s</text>`, svgLabel-10, y+18, squeezed(label), esc(label))
		x := float64(svgLabel)
		for part, minutes := range bar.parts {
			wide := room * float64(max(0, minutes)) / float64(most)
			if wide > 0 {
				fmt.Fprintf(&out, `<rect class="part%d" x="%.1f" y="%d" width="%.1f" height="%d"/>`, part, x, y, wide, svgBar)
			}
			x += wide
		}
		if bar.sum() > 0 {
			fmt.Fprintf(&out, `<text x="%.1f" y="%d">%s</text>`, x+6, y+18, period.FormatMinutes(bar.sum()))
		}
		out.WriteByte('\n')
	}
	return out.String() + "</svg>\n"
}

// squeezed narrows a name of wide letters to the room there is for names. How
// wide letters are is only guessed: the browser chooses the font.
func squeezed(label string) string {
	wide := 0
	for _, r := range label {
		switch {
		case width(string(r)) > 1:
			wide += 18
		case strings.ContainsRune("mwMW@%", r):
			wide += 18
		case r >= 'A' && r <= 'Z':
			wide += 14
		default:
			wide += 10
		}
	}
	if wide <= svgLabel-10 {
		return ""
	}
	return fmt.Sprintf(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, svgLabel-12)
}

func (s stack) sum() int {
	sum := 0
	for _, part := range s.parts {
		sum += part
	}
	return sum
}

// curve draws shares over time; a gap interrupts the line, and an aim is a line
// across.
func curve(describe string, labels []string, values []*float64, aim *float64) string {
	most := 0.1
	for _, v := range append([]*float64{aim}, values...) {
		if v != nil {
			most = math.Max(most, *v)
		}
	}
	most = math.Min(1, math.Ceil(most*10)/10)
	x := func(i int) float64 {
		return svgSide + float64(svgWidth-2*svgSide)*float64(i)/float64(max(1, len(values)-1))
	}
	y := func(v float64) float64 { return 20 + float64(svgHeight-70)*(1-v/most) }
	var out strings.Builder
	fmt.Fprintf(&out, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n", svgWidth, svgHeight, esc(describe))
	for _, v := range []float64{0, most / 2, most} {
		fmt.Fprintf(&out, `<line class="rule" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text class="end" x="%d" y="%.1f">%s</text>`+"\n",
			svgSide, svgWidth-svgSide, y(v), y(v), svgSide-8, y(v)+6, percent(v))
	}
	if aim != nil {
		fmt.Fprintf(&out, `<line class="aim" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text x="%d" y="%.1f">aim</text>`+"\n",
			svgSide, svgWidth-svgSide, y(*aim), y(*aim), svgWidth-svgSide+8, y(*aim)+6)
	}
	for i, v := range values {
		if v == nil {
			continue
		}
		if i > 0 && values[i-1] != nil {
			fmt.Fprintf(&out, `<line class="curve" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, x(i-1), y(*values[i-1]), x(i), y(*v))
		}
		fmt.Fprintf(&out, `<circle class="part0" cx="%.1f" cy="%.1f" r="6"/>`+"\n", x(i), y(*v))
	}
	last := len(labels) - 1
	fmt.Fprintf(&out, `<text x="%d" y="%d">%s</text><text class="end" x="%d" y="%d">%s</text>`+"\n",
		svgSide, svgHeight-12, esc(labels[0]), svgWidth-svgSide, svgHeight-12, esc(labels[last]))
	return out.String() + "</svg>\n"
}
