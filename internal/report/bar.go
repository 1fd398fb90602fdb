package report

import (
	"fmt"
	"math"
	"strings"
)

const barCells = 10

// bar draws a share between 0 and 1. What is not nothing shows at least one
// cell, and what is not everything leaves at least one free.
func (s Style) bar(share float64) string {
	cells := int(math.Round(share * barCells))
	if share > 0 {
		cells = max(cells, 1)
	}
	if share < 1 {
		cells = min(cells, barCells-1)
	}
	cells = min(max(cells, 0), barCells)
	full, free := "█", "░"
	if s.ASCII {
		full, free = "#", "-"
	}
	return strings.Repeat(full, cells) + strings.Repeat(free, barCells-cells)
}

// Spark draws a series as one character each, from zero up to the largest. A
// missing value (nil) is a dot, which no level is.
func (s Style) Spark(values []*float64) string {
	levels, missing := []rune("▁▂▃▄▅▆▇█"), '·'
	if s.ASCII {
		levels, missing = []rune("_-~=+*#"), '.'
	}
	top := 0.0
	for _, v := range values {
		if v != nil {
			top = max(top, *v)
		}
	}
	var b strings.Builder
	for _, v := range values {
		switch {
		case v == nil:
			b.WriteRune(missing)
		case top <= 0 || *v <= 0:
			b.WriteRune(levels[0])
		default:
			b.WriteRune(levels[int(math.Round(*v/top*float64(len(levels)-1)))])
		}
	}
	return b.String()
}

func percent(share float64) string { return fmt.Sprintf("%d%%", int(math.Round(share*100))) }
