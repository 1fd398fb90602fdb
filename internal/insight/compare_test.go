package insight

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/combin"
)

// steps makes a comparison of the first half of n drifting rows with the
// second, between which nothing happened.
func steps(random *rand.Rand, n int, keep float64, lags []memory) *comparison {
	c := &comparison{aside: [][]float64{filled(n, 1)}, lags: lags}
	state := random.NormFloat64()
	for i := range n {
		c.add(float64(i), state, 2*i >= n)
		state = keep*state + math.Sqrt(1-keep*keep)*random.NormFloat64()
	}
	return c
}

// Of drifting rows at most 1 in 20 may seem to differ. The same bound has to
// catch a test that shuffles the rows as if they had no memory.
func TestDriftIsNotTakenForADifference(t *testing.T) {
	const journals, bound = 300, 0.09 // 0.05 and three standard errors
	alarms := func(keep float64, lags []memory) float64 {
		random := rand.New(rand.NewPCG(7, 7))
		n := 0
		for i := range journals {
			if steps(random, 60, keep, lags).test(uint64(i), 1).p <= 0.05 {
				n++
			}
		}
		return float64(n) / journals
	}
	for _, keep := range []float64{0, 0.3, 0.5, 0.7} {
		if got := alarms(keep, rowMemories()); got > bound {
			t.Errorf("memory %.1f: %.3f of journals show a difference, want at most %.2f", keep, got, bound)
		}
	}
	if got := alarms(0.5, []memory{{}}); got <= bound {
		t.Errorf("shuffling without memory shows a difference in %.3f of journals; the bound of %.2f would not catch it", got, bound)
	}
}

// Without memory and with few rows p is that of Fisher's permutation test,
// which can be counted out.
func TestFewRowsAgreeWithEveryOrderCountedOut(t *testing.T) {
	values := []float64{3, 8, 1, 6, 10, 2, 12, 7, 11, 5, 14, 9}
	c := comparison{aside: [][]float64{filled(12, 1)}, lags: []memory{{}}}
	for i, v := range values {
		c.add(float64(i), v, i >= 6)
	}
	scores := normalScores(values)
	sum := func(chosen []int) float64 {
		s := 0.0
		for _, i := range chosen {
			s += scores[i]
		}
		return math.Abs(s)
	}
	seen, all, extreme := sum([]int{6, 7, 8, 9, 10, 11}), 0, 0
	for _, chosen := range combin.Combinations(12, 6) {
		all++
		if sum(chosen) >= seen-1e-9 {
			extreme++
		}
	}
	exact := float64(extreme) / float64(all)
	got := c.test(1, 1).p
	if math.Abs(got-exact) > 4*math.Sqrt(exact*(1-exact)/draws)+1e-3 {
		t.Errorf("p %.4f, exact %.4f", got, exact)
	}
}

func TestManyRowsAgreeWithShuffling(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for range 5 {
		c := steps(random, manyRows, 0.4, rowMemories())
		for i := range c.values {
			c.values[i] += 0.45 * c.label[i]
		}
		student := c.test(1, 1).p
		shuffled := c.remember(normalScores(c.values))
		got := shuffled.shuffled(rand.New(rand.NewPCG(1, 1)), false)
		if math.Abs(got-student) > 0.012+0.5*student {
			t.Errorf("shuffled %.4f, Student %.4f", got, student)
		}
	}
}

func TestARowOfNothingHasNoResult(t *testing.T) {
	for name, values := range map[string][]float64{
		"none":      {},
		"one":       {4},
		"two":       {4, 5},
		"all equal": {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2},
	} {
		for _, label := range []func(int) bool{func(i int) bool { return i%2 == 0 }, func(int) bool { return true }} {
			c := comparison{aside: [][]float64{filled(len(values), 1)}, lags: rowMemories()}
			for i, v := range values {
				c.add(float64(i), v, label(i))
			}
			if got := c.test(1, 1); got.p != 1 {
				t.Errorf("%s: p %v, want 1", name, got.p)
			}
		}
	}
}
