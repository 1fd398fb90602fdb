package main

import (
	"math"
	"math/rand/v2"
	"sync"

	"gonum.org/v1/gonum/floats"

	"mull/internal/insight"
)

// Bound returns the power, between 0 and 1, that no test of a rise of the IC
// share can exceed without knowing the memory: of all tests that take no memory
// of drifts for a rise more often than the share may be wrong, the best is
// looked for, by one who knows the memory and the size of the rise that will
// come (Elliott, Müller and Watson, "Nearly optimal tests when a nuisance
// parameter is present under the null hypothesis", Econometrica 83, 2015).
// Draws is how many series each figure is made of.
//
// Such a test weighs how likely the days are with the rise against how likely
// they are without it, averaged over the memories; the weights are those that
// make it wrong most often where it may be.
func (j Journal) Bound(others int, seed uint64, draws int) float64 {
	v := newView(5*j.Weeks, j.Memory, j.Effect)
	level := insight.Level * insight.ShareWeight / (insight.ShareWeight + float64(others))
	without := make([][][]float64, len(v.drifts)) // by the memory they were drawn with
	var group sync.WaitGroup
	for k, m := range v.drifts {
		group.Go(func() { without[k] = v.draw(m, 0, draws, rand.New(rand.NewPCG(seed, uint64(k)))) })
	}
	with := v.draw(v.rise, j.Effect, draws, rand.New(rand.NewPCG(seed, 99)))
	group.Wait()
	return taken(with, worst(without, level))
}

// drifts are the memories that may not be taken for a rise: a slow state that
// makes up some part of each day, alone or behind what is new with each day,
// and keeps at most 0.8 of itself.
func drifts() [][2]float64 {
	all := [][2]float64{{0.35, 0.8}, {0.6, 0.6}, {0.6, 0.8}}
	for keep := 0.0; keep < 0.85; keep += 0.1 {
		all = append(all, [2]float64{1, keep})
	}
	return all
}

// A view is a way to look at days of which a mean and the weekdays are not
// known, nor the spread.
type view struct {
	days   int
	free   float64
	drifts []*sight
	rise   *sight
	errors float64 // the rise in its standard errors
}

func newView(days int, memory, effect float64) *view {
	v := &view{days: days, free: float64(days - 5)}
	for _, d := range drifts() {
		v.drifts = append(v.drifts, newSight(days, d[0], d[1]))
	}
	v.rise = newSight(days, 1, memory)
	v.errors = effect * v.rise.length
	return v
}

// draw returns, of each of many series, by how much the log of how likely it is
// under every drift exceeds that of the rise.
func (v *view) draw(from *sight, effect float64, draws int, random *rand.Rand) [][]float64 {
	all := make([][]float64, draws)
	rows, room := make([]float64, v.days), make([]float64, v.days)
	for i := range all {
		from.fill(rows, random)
		for day := v.days / 2; day < v.days; day++ {
			rows[day] += effect
		}
		square, along := v.rise.see(rows, room)
		rise := v.rise.likely(square, v.free) + withEffect(v.errors, along/math.Sqrt(square), v.free)
		for _, d := range v.drifts {
			square, _ := d.see(rows, room)
			all[i] = append(all[i], d.likely(square, v.free)-rise)
		}
	}
	return all
}

// withEffect is the log of how much likelier days are with an effect of so many
// standard errors, up or down, than with none: of their direction, whatever
// their length, which is integrated out.
func withEffect(errors, along, free float64) float64 {
	sum := func(slope float64) float64 {
		mode := (slope + math.Sqrt(slope*slope+4*(free-1))) / 2
		total, top := 0.0, (free-1)*math.Log(mode)-mode*mode/2+mode*slope
		for t := max(0.1, mode-5); t < mode+5; t += 0.4 {
			total += math.Exp((free-1)*math.Log(t) - t*t/2 + t*slope - top)
		}
		return top + math.Log(total)
	}
	both := floats.LogSumExp([]float64{sum(errors * along), sum(-errors * along)})
	return both - math.Ln2 - sum(0) - errors*errors/2
}

// worst returns the logs of the weights of the drifts under which the best test
// is wrong at the level.
func worst(without [][][]float64, level float64) []float64 {
	const rounds, least, most = 200, -15, 3
	weights := make([]float64, len(without))
	for round := range rounds {
		step := 1.0
		if round > rounds/2 {
			step = 0.25
		}
		next := make([]float64, len(weights))
		var group sync.WaitGroup
		for k, series := range without {
			group.Go(func() {
				next[k] = max(least, weights[k]+step*(min(taken(series, weights)/level, most)-1))
			})
		}
		group.Wait()
		weights = next
	}
	return weights
}

// taken is the part of series that are taken for a rise.
func taken(series [][]float64, weights []float64) float64 {
	n := 0
	for _, one := range series {
		sum := 0.0
		for k, excess := range one {
			sum += math.Exp(weights[k] + excess)
		}
		if sum < 1 {
			n++
		}
	}
	return float64(n) / float64(max(1, len(series)))
}
