package insight

import (
	"cmp"
	"math"
	"slices"
)

// discover turns the p of several questions into q: the rate of false
// discoveries at which a question would just be shown (Benjamini and Hochberg
// 1995). Weights, fixed before any row is seen, say how much of the error each
// question may spend (Genovese, Roeder and Wasserman 2006); only their ratios
// matter.
func discover(p, weights []float64) []float64 {
	n := float64(len(p))
	total := 0.0
	for _, w := range weights {
		total += w
	}
	order := make([]int, len(p))
	weighted := make([]float64, len(p))
	for i := range p {
		order[i] = i
		weighted[i] = p[i] * total / n / weights[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weighted[a], weighted[b]) })
	q := make([]float64, len(p))
	least := 1.0
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		least = min(least, weighted[i]*n/float64(k+1))
		q[i] = least
	}
	return q
}

// cauchy combines the p of two tests of the same thing, however much they
// depend on one another (Liu and Xie, "Cauchy combination test", Journal of the
// American Statistical Association 115, 2020).
func cauchy(p, q float64) float64 {
	const most = 0.99 // a p of exactly 1 would outweigh everything
	far := func(p float64) float64 { return math.Tan((0.5 - min(p, most)) * math.Pi) }
	return min(1, max(0, 0.5-math.Atan((far(p)+far(q))/2)/math.Pi))
}
