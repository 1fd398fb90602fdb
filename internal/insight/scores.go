package insight

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// medianRange returns the median, least and greatest of values, or false where
// there are none. Of an even number the median lies halfway between the two in
// the middle.
func medianRange(values []float64) (median, low, high float64, ok bool) {
	if len(values) == 0 {
		return 0, 0, 0, false
	}
	sorted := slices.Sorted(slices.Values(values))
	upper := sorted[len(sorted)/2]
	lower := stat.Quantile(0.5, stat.Empirical, sorted, nil)
	if len(sorted)%2 == 1 {
		lower = upper
	}
	return (lower + upper) / 2, sorted[0], sorted[len(sorted)-1], true
}

// normalScores replaces values by the normal quantiles of their ranks (van der
// Waerden), equal values sharing the middle of theirs. Long days and rough
// scales then weigh no more than their order does, while an autoregression
// underneath stays one.
func normalScores(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case values[a] < values[b]:
			return -1
		case values[a] > values[b]:
			return 1
		}
		return a - b
	})
	scores := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		rank := float64(from+to+1) / 2
		score := distuv.UnitNormal.Quantile(rank / float64(len(values)+1))
		for _, i := range order[from:to] {
			scores[i] = score
		}
		from = to
	}
	return scores
}

// superiority returns how often, of pairs of one value from each group, the
// first group's is the greater, equal ones counting half.
func superiority(first, second []float64) float64 {
	if len(first) == 0 || len(second) == 0 {
		return 0.5
	}
	sorted := slices.Sorted(slices.Values(second))
	wins := 0.0
	for _, value := range first {
		below, _ := slices.BinarySearch(sorted, value)
		upTo, _ := slices.BinarySearch(sorted, math.Nextafter(value, math.Inf(1)))
		wins += float64(below+upTo) / 2
	}
	return wins / float64(len(first)) / float64(len(second))
}

// shift returns by how much the first group's values exceed the second's: the
// median of all pairs' differences (Hodges and Lehmann), with the interval in
// which 95 of 100 such shifts lie. The interval is that of Moses, widened by
// inflation, the factor by which days that resemble each other raise the
// variance.
func shift(first, second []float64, inflation float64) (middle, low, high float64) {
	n, m := float64(len(first)), float64(len(second))
	if n == 0 || m == 0 {
		return 0, 0, 0
	}
	a, b := slices.Sorted(slices.Values(first)), slices.Sorted(slices.Values(second))
	half := 1.96 * math.Sqrt(n*m*(n+m+1)/12*inflation)
	last := n*m - 1
	at := func(rank float64) float64 { return difference(a, b, min(max(rank, 0), last)) }
	middle = (at(math.Floor(last/2)) + at(math.Ceil(last/2))) / 2
	return middle, at(math.Floor(n*m/2 - half)), at(math.Ceil(n*m/2 + half - 1))
}

// medianInterval returns the median with the interval in which it lies 95 of
// 100 times (that of the sign test, widened by inflation).
func medianInterval(values []float64, inflation float64) (median, low, high float64) {
	median, _, _, ok := medianRange(values)
	if !ok {
		return 0, 0, 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := float64(len(sorted))
	half := 1.96 * math.Sqrt(n*inflation) / 2
	at := func(rank float64) float64 { return sorted[int(min(max(rank, 0), n-1))] }
	return median, at(math.Floor(n/2 - half)), at(math.Ceil(n/2 + half - 1))
}

// difference returns the value of a rank, counted from 0, among all differences
// of a pair from the sorted a and b, without writing them all down.
func difference(a, b []float64, rank float64) float64 {
	low, high := a[0]-b[len(b)-1], a[len(a)-1]-b[0]
	for range 60 {
		middle := low + (high-low)/2
		if float64(pairsUpTo(a, b, middle)) > rank {
			high = middle
			continue
		}
		low = middle
	}
	// The rows are whole minutes, whole steps or whole percents and their halves;
	// this takes away what halving left over.
	return math.Round(high*1e6) / 1e6
}

func pairsUpTo(a, b []float64, bound float64) int {
	count, j := 0, 0
	for _, value := range a {
		for j < len(b) && value-b[j] > bound {
			j++
		}
		count += len(b) - j
	}
	return count
}
