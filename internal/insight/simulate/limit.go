package main

import (
	"math"

	"mull/internal/insight"
)

// Limit returns the power, between 0 and 1, that no test of the rise of the IC
// share can exceed on average: that of one who knows the memory, the spread and
// the weekdays' pattern beforehand and has only the rise to find, while paying
// for the other questions as Find does. Others is how many others can be
// tested.
func (j Journal) Limit(others int) float64 {
	days := 5 * j.Weeks
	var xx, xo, oo float64
	for day := range days {
		one, step, scale := 1.0, 0.0, 1.0
		if 2*day >= days {
			step = 1
		}
		if day > 0 {
			scale = 1 / math.Sqrt(1-j.Memory*j.Memory)
			one -= j.Memory
			if 2*(day-1) >= days {
				step -= j.Memory
			}
		}
		one, step = one*scale, step*scale
		xx, xo, oo = xx+step*step, xo+step*one, oo+one*one
	}
	distance := j.Effect * math.Sqrt(xx-xo*xo/oo)
	share := insight.ShareWeight / (insight.ShareWeight + float64(others))
	needed := math.Sqrt2 * math.Erfinv(1-insight.Level*share)
	return math.Erfc((needed-distance)/math.Sqrt2) / 2
}
