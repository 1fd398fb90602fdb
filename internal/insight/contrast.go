package insight

import (
	"fmt"
	"strings"

	"mull/internal/period"
)

// A sample is rows in the order of time, each on one of two sides. Side 0 is
// the one a finding speaks of first.
type sample struct {
	days   []period.Day
	values []float64
	first  []bool
	refs   []int64
}

func (s *sample) add(day period.Day, value float64, first bool, ref int64) {
	s.days = append(s.days, day)
	s.values = append(s.values, value)
	s.first = append(s.first, first)
	s.refs = append(s.refs, ref)
}

// sides returns the values and refs of the rows on each side.
func (s *sample) sides() (values [2][]float64, refs [2][]int64) {
	for i, first := range s.first {
		side := 1
		if first {
			side = 0
		}
		values[side] = append(values[side], s.values[i])
		if s.refs[i] != 0 {
			refs[side] = append(refs[side], s.refs[i])
		}
	}
	return values, refs
}

// contrast fills in the two groups of a finding.
func (a *asked) contrast(s *sample, unit Unit, first, second string) {
	values, refs := s.sides()
	a.Unit = unit
	a.Groups = []Group{groupOf(first, values[0], refs[0]), groupOf(second, values[1], refs[1])}
}

// enough says whether the two groups may be compared.
func (a *asked) enough() bool {
	first, second := a.Groups[0].N, a.Groups[1].N
	return first >= groupFrom && second >= groupFrom && first+second >= compareFrom
}

// lacking says what the smaller group needs before it can be compared.
func (a *asked) lacking(first, second string) string {
	need := func(n int) int { return max(0, groupFrom-n) }
	one, two := need(a.Groups[0].N), need(a.Groups[1].N)
	switch {
	case one > 0 && two > 0:
		return more(one, first) + ", " + more(two, second)
	case one > 0:
		return more(one, first)
	default:
		return more(two, second)
	}
}

// more counts what is lacking; "(s)" in a word is its plural.
func more(n int, what string) string {
	plural := "s"
	if n == 1 {
		plural = ""
	}
	return fmt.Sprintf("%d more %s", n, strings.ReplaceAll(what, "(s)", plural))
}

// compare tests the sides of rows of single days.
func (a *asked) compare(s *sample, seed uint64) {
	c := comparison{aside: aside(s.days), lags: rowMemories()}
	for i, day := range s.days {
		c.add(workday(day), s.values[i], s.first[i])
	}
	a.try(&c, s, seed, "days' memory filtered out, news shuffled")
}

// try runs a comparison and keeps what it found. A p bought by a slope that
// runs against the medians or the pairs is no finding: what is said has to be
// what can be seen.
func (a *asked) try(c *comparison, s *sample, seed uint64, method string) {
	r := c.test(seed, a.stream)
	values, _ := s.sides()
	t := &Trial{Method: method, P: min(1, r.p*r.caution), Inflation: r.inflation, Pairs: superiority(values[0], values[1])}
	t.Effect, t.From, t.To = shift(values[0], values[1], r.inflation)
	lead := a.Groups[0].Median - a.Groups[1].Median
	a.same = lead*r.slope <= 0 || (t.Pairs-0.5)*r.slope <= 0
	if a.Unit == Steps && lead > -1 && lead < 1 {
		a.same = true
	}
	a.Trial = t
}
