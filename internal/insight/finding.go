package insight

import (
	"slices"

	"mull/internal/period"
)

// A State says what came of a question.
type State string

// A finding is shown when it passed its test among all others; counted things
// are described and not compared; too little names what lacks.
const (
	Shown        State = "shown"
	NoDifference State = "no difference"
	Counted      State = "counted"
	TooLittle    State = "too little"
)

// A Unit says what the numbers of a finding are.
type Unit string

// Shares are whole percents, steps are those of a scale.
const (
	Minutes Unit = "minutes"
	Percent Unit = "percent"
	Steps   Unit = "steps"
)

// A Group is one side of a comparison: how many rows, their median and range,
// and the entries and activities behind them. Values are kept only where they
// are few enough to be read in a line (weeks).
type Group struct {
	Label             string
	N                 int
	Median, Low, High float64
	Values            []float64
	Refs              []int64
}

// A Trial is how a comparison was tested. Effect is by how much the first group
// exceeds the second, with the interval in which it plausibly lies; Pairs is
// how often, of 1, a row of the first exceeds one of the second. Inflation is
// by what factor days that resemble each other widen the variance.
type Trial struct {
	Method           string
	P, Q             float64
	Effect, From, To float64
	Pairs            float64
	Inflation        float64
}

// A Finding is the answer to one question.
type Finding struct {
	Question string // share, waiting, motives, meetings, energy, put-off, values or steps
	State    State
	Unit     Unit
	Groups   []Group
	Trial    *Trial // nil where nothing was compared
	text     Words
}

// Refs returns the numbers of the entries and activities behind the finding,
// each once, rising.
func (f Finding) Refs() []int64 {
	var all []int64
	for _, g := range f.Groups {
		all = append(all, g.Refs...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Words returns the finding in sentences.
func (f Finding) Words() Words { return f.text }

// Findings are the answers to all questions, in the fixed order of the
// questions. Written counts the workdays of the window on which
// anything but calendar time was kept.
type Findings struct {
	Window            period.Period
	Written, Workdays int
	All               []Finding
}

// In returns the findings of a state, in order. What is shown is numbered from
// 1 in this order.
func (fs Findings) In(state State) []Finding {
	var some []Finding
	for _, f := range fs.All {
		if f.State == state {
			some = append(some, f)
		}
	}
	return some
}

// groupOf makes a group of values and the rows they come from.
func groupOf(label string, values []float64, refs []int64) Group {
	g := Group{Label: label, N: len(values), Refs: refs}
	g.Median, g.Low, g.High, _ = medianRange(values)
	return g
}
