package insight

import (
	"math"
	"slices"
	"testing"
	"testing/quick"
)

// The fifteen p of Benjamini and Hochberg's own example: at 5% the first four
// are discoveries.
func TestDiscoverAgreesWithThePaper(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	found := 0
	for _, q := range discover(p, filled(len(p), 1)) {
		if q <= 0.05 {
			found++
		}
	}
	if found != 4 {
		t.Errorf("%d discoveries, want 4", found)
	}
}

func TestDiscoverGivesTheHeavierTheSmallerQ(t *testing.T) {
	q := discover([]float64{0.02, 0.02, 0.9}, []float64{3, 1, 1})
	if q[0] >= 0.02*3 || q[0] > q[1] {
		t.Errorf("q %v, want the first below the second", q)
	}
	if got := discover(nil, nil); len(got) != 0 {
		t.Errorf("of no p: %v", got)
	}
}

func TestCauchyLiesBetween(t *testing.T) {
	for _, c := range [][2]float64{{0.01, 0.01}, {0.001, 0.4}, {0.98, 0.98}, {0.0002, 1}, {0.5, 0.5}} {
		got := cauchy(c[0], c[1])
		if got < min(c[0], c[1])-1e-9 || got > max(c[0], c[1])+1e-9 {
			t.Errorf("cauchy(%v, %v) = %v", c[0], c[1], got)
		}
	}
}

func TestShiftAndSuperiorityAgreeWithAllPairs(t *testing.T) {
	check := func(first, second []uint8) bool {
		if len(first) == 0 || len(second) == 0 {
			return superiority(nil, nil) == 0.5
		}
		var a, b, all []float64
		for _, v := range first {
			a = append(a, float64(v)/2)
		}
		for _, v := range second {
			b = append(b, float64(v)/2)
		}
		wins := 0.0
		for _, x := range a {
			for _, y := range b {
				all = append(all, x-y)
				switch {
				case x > y:
					wins++
				case x == y:
					wins += 0.5
				}
			}
		}
		want, least, most, _ := medianRange(all)
		got, low, high := shift(a, b, 1)
		return math.Abs(got-want) < 1e-5 && math.Abs(superiority(a, b)-wins/float64(len(all))) < 1e-9 &&
			low <= got && got <= high && low >= least-1e-5 && high <= most+1e-5
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func TestMedianRange(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   [3]float64
	}{
		{[]float64{5}, [3]float64{5, 5, 5}},
		{[]float64{4, 1}, [3]float64{2.5, 1, 4}},
		{[]float64{3, 1, 2}, [3]float64{2, 1, 3}},
		{[]float64{14, 12, 17, 16, 11, 18}, [3]float64{15, 11, 18}},
	} {
		median, low, high, ok := medianRange(c.values)
		if got := [3]float64{median, low, high}; got != c.want || !ok {
			t.Errorf("medianRange(%v) = %v %v, want %v", c.values, got, ok, c.want)
		}
	}
	if _, _, _, ok := medianRange(nil); ok {
		t.Error("no values have a median")
	}
}

func TestNormalScoresKeepTheOrder(t *testing.T) {
	values := []float64{3, 1, 3, 9, 0}
	scores := normalScores(values)
	if scores[0] != scores[2] {
		t.Errorf("equal values have scores %v and %v", scores[0], scores[2])
	}
	order := []int{4, 1, 0, 3}
	if !slices.IsSortedFunc(order, func(a, b int) int { return int(math.Copysign(1, scores[a]-scores[b])) }) {
		t.Errorf("scores %v do not follow %v", scores, values)
	}
}
