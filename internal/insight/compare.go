package insight

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"
)

// A comparison asks whether an outcome goes together with a label over rows in
// the order of time.
//
// Rows of one person resemble their neighbours, so that shuffling them freely
// finds differences in nothing. The test takes that memory out first and
// shuffles what is left:
//
//  1. The outcome becomes normal scores of its ranks.
//  2. The label is regressed on together with what is set aside (a mean, the
//     weekdays), under each of a grid of memories (whiten). How well each
//     explains the rows is its restricted likelihood (Harville 1974), which
//     does not mistake a fitted label for memory.
//  3. One memory is kept: the one whose error of the label's coefficient is
//     nearest to the error averaged over all of them by likelihood. With 12
//     weeks the memory itself is poorly known, and the best fitting one is too
//     hopeful as often as not.
//  4. Filtered by it, the rows are news, one exchangeable with another. They
//     are shuffled (Freedman and Lane 1983), the studentised coefficient is
//     computed anew each time, and p is the share at least as large, the true
//     order counted in, so that it is never understated (Phipson and Smyth
//     2010). A clear case of no difference ends early (Besag and Clifford
//     1991).
//
// Shuffling whole blocks or shifting one series in time needs no model, but 12
// weeks have 59 shifts and few blocks: no p under 1/60, where eight questions
// need one near 1/200. docs/insights.md compares.
type comparison struct {
	at     []float64   // time, not falling; see workday
	values []float64   // the outcome
	label  []float64   // usually 0 and 1
	aside  [][]float64 // columns set aside; none tests whether the outcome is about 0
	lags   []memory
}

// A result is what a comparison found: p, the direction of the difference (the
// sign of slope), how much memory widens its variance, and the factor that p
// pays where the memory is so long that drift looks like a change.
type result struct {
	p, slope, inflation, caution float64
}

// add appends a row.
func (c *comparison) add(at, value float64, labelled bool) {
	c.at = append(c.at, at)
	c.values = append(c.values, value)
	label := 0.0
	if labelled {
		label = 1
	}
	c.label = append(c.label, label)
}

const (
	draws     = 4999
	enough    = 25  // draws as extreme as the rows that settle that there is nothing
	manyRows  = 300 // from here on shuffling and Student's t agree to three digits
	tiny      = 1e-9
	leastFree = 3
)

// Where two stretches of time are compared, memory widens the error at least
// inStretches times. What the rows keep from one workday to the next is then
// paid for from longMemory on, with so high a power of it: the two were chosen
// on made-up journals (docs/insights.md), so that what is found at shorter
// memories stays as it is.
const (
	inStretches = 2
	longMemory  = 0.55
	longPower   = 8
)

// test answers with p 1 where the rows cannot carry a test: all equal, or too
// few for what is set aside.
func (c *comparison) test(seed, stream uint64) result {
	scores := c.values
	if len(c.aside) > 0 {
		scores = normalScores(c.values)
	}
	plain, _, ok := c.fit(memory{}, scores)
	if !ok {
		return result{p: 1, inflation: 1, caution: 1}
	}
	f := c.remember(scores)
	r := result{slope: f.slope, inflation: max(1, f.spread*f.spread/(plain.spread*plain.spread)), caution: 1}
	if r.inflation >= inStretches {
		r.caution = max(1, math.Pow(f.kept/longMemory, longPower))
	}
	if len(scores) >= manyRows {
		r.p = 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: f.free}.CDF(-math.Abs(f.t))
		return r
	}
	r.p = f.shuffled(rand.New(rand.NewPCG(seed, stream)), len(c.aside) == 0)
	return r
}

// remember fits every memory and returns the fit of the one to keep.
func (c *comparison) remember(scores []float64) fit {
	var fits []fit
	var support []float64
	for _, m := range c.lags {
		f, s, ok := c.fit(m, scores)
		if !ok {
			continue
		}
		fits, support = append(fits, f), append(support, s+m.doubt)
	}
	best, total, variance, keep := floats.Max(support), 0.0, 0.0, 0.0
	for i, f := range fits {
		weight := math.Exp(support[i] - best)
		total += weight
		variance += weight * f.spread * f.spread
		keep += weight * f.kept
	}
	typical, kept := math.Sqrt(variance/total), 0
	for i, f := range fits {
		if math.Abs(f.spread-typical) < math.Abs(fits[kept].spread-typical) {
			kept = i
		}
	}
	fits[kept].kept = keep / total
	return fits[kept]
}

// A fit is the regression under one memory: label and outcome filtered and rid
// of what is set aside, whose orthonormal columns are basis.
type fit struct {
	label, outcome   []float64
	basis            [][]float64
	slope, spread, t float64
	free             float64
	kept             float64 // what rows keep of themselves from one workday to the next; of the fit remembered, over all memories
}

// fit also returns the restricted log likelihood, up to a constant.
func (c *comparison) fit(m memory, scores []float64) (fit, float64, bool) {
	columns := append(append(make([][]float64, 0, len(c.aside)+2), c.aside...), c.label, scores)
	white, logdet := whiten(m, c.at, columns)
	f := fit{label: white[len(white)-2], outcome: white[len(white)-1], kept: m.carry * m.keep}
	labelled := floats.Dot(f.label, f.label)
	for _, column := range white[:len(c.aside)] {
		before := floats.Dot(column, column)
		f.clear(column)
		after := floats.Dot(column, column)
		if after <= 1e-8*before {
			continue // says nothing the others do not
		}
		floats.Scale(1/math.Sqrt(after), column)
		f.basis = append(f.basis, column)
		logdet += math.Log(after)
	}
	f.clear(f.label)
	f.clear(f.outcome)
	xx, yy, xy := floats.Dot(f.label, f.label), floats.Dot(f.outcome, f.outcome), floats.Dot(f.label, f.outcome)
	f.free = float64(len(scores) - len(f.basis) - 1)
	if f.free < leastFree || xx <= 1e-8*labelled || yy <= tiny {
		return f, 0, false
	}
	rest := max(yy-xy*xy/xx, tiny*yy)
	f.slope = xy / xx
	f.spread = math.Sqrt(rest / f.free / xx)
	f.t = f.slope / f.spread
	return f, -0.5 * (logdet + math.Log(xx) + f.free*math.Log(rest)), true
}

// clear takes out of a column what the basis explains.
func (f *fit) clear(column []float64) {
	for _, b := range f.basis {
		floats.AddScaled(column, -floats.Dot(b, column), b)
	}
}

// shuffled returns the share of orders, or of signs where nothing is set aside,
// whose t is at least as far from 0 as that of the rows.
func (f *fit) shuffled(random *rand.Rand, signs bool) float64 {
	news := append([]float64(nil), f.outcome...)
	square := floats.Dot(f.label, f.label)
	extreme := 0
	for draw := 1; draw <= draws; draw++ {
		if signs {
			for i := range news {
				if random.Uint64()&1 == 1 {
					news[i] = -news[i]
				}
			}
		} else {
			random.Shuffle(len(news), func(i, j int) { news[i], news[j] = news[j], news[i] })
		}
		if f.far(news, square) {
			extreme++
		}
		if extreme == enough {
			return float64(extreme+1) / float64(draw+1)
		}
	}
	return float64(extreme+1) / float64(draws+1)
}

func (f *fit) far(news []float64, square float64) bool {
	yy, xy := floats.Dot(news, news), floats.Dot(f.label, news)
	for _, b := range f.basis {
		along := floats.Dot(b, news)
		yy -= along * along
	}
	rest := max(yy-xy*xy/square, tiny*yy)
	return xy*xy*f.free >= f.t*f.t*rest*square*(1-tiny)
}
