package main

import (
	"math"
	"math/rand/v2"

	"mull/internal/insight"
	"mull/internal/period"
)

// monday is the first day of every made-up journal; any Monday would do.
const monday period.Day = 20689

// A Journal says how a made-up journal is to be.
type Journal struct {
	Weeks   int
	Memory  float64 // what each measure keeps of itself from workday to workday, 0 to below 1; negative draws 0 to 0.7 for each measure
	Written float64 // part of the workdays written, 0 to 1; below 1 whole weeks are missing too
	Plant   string  // the question to plant a difference in, or empty
	Effect  float64 // its size in standard deviations of the measure from day to day
}

// A drift is one measure of a person: a first-order autoregression of variance
// 1 with a pattern of the weekdays on top.
type drift struct {
	random  *rand.Rand
	keep    float64
	state   float64
	pattern [5]float64
}

func newDrift(random *rand.Rand, memory float64) *drift {
	if memory < 0 {
		memory = 0.7 * random.Float64()
	}
	d := &drift{random: random, keep: memory, state: random.NormFloat64()}
	for i := range d.pattern {
		d.pattern[i] = 0.4 * random.NormFloat64()
	}
	return d
}

// next returns the measure of the next workday.
func (d *drift) next(weekday int) float64 {
	d.state = d.keep*d.state + math.Sqrt(1-d.keep*d.keep)*d.random.NormFloat64()
	return d.state + d.pattern[weekday]
}

// rough puts a measure on a scale around its middle.
func rough(measure float64, low, middle, high int) int {
	return min(max(int(math.Round(float64(middle)+1.2*measure)), low), high)
}

// Rows makes up the rows of a journal; equal seeds make equal rows.
func (j Journal) Rows(seed uint64) insight.Input {
	random := rand.New(rand.NewPCG(seed, 20261119))
	w := newWriter(j, random)
	for week := range j.Weeks {
		missing := j.Written < 1 && random.Float64() < 0.05
		for weekday := range 5 {
			written := !missing && random.Float64() < j.Written
			w.day(monday+period.Day(7*week+weekday), weekday, week, written)
		}
	}
	w.in.Window = period.Span(monday, monday+period.Day(7*j.Weeks-1))
	w.in.Seed = seed
	return w.in
}
