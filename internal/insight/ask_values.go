package insight

import (
	"cmp"
	"fmt"
	"slices"

	"mull/internal/period"
)

// A valueRun is one value over the checks it was answered in. Against is its
// room less the median room of the other values in the same check.
type valueRun struct {
	value       string
	days        []period.Day
	against     []float64
	room, lived []float64
	refs        []int64
}

// askValues asks whether surroundings leave less room for one value than for
// the others in the same checks. Every value answered often enough is tested;
// the smallest p pays for all of them (Bonferroni).
func askValues(in *Input, a *asked) {
	runs, checks := valueRuns(in)
	a.Unit = Steps
	for _, r := range runs {
		a.Groups = append(a.Groups, groupOf(r.value, r.room, r.refs))
	}
	if checks < describeFrom {
		a.State = TooLittle
		a.otherwise = Words{Label: "values with little room: " + count(checks, "check"), Text: "mull values lists them"}
		return
	}
	least := slices.MinFunc(runs, func(x, y valueRun) int { return cmp.Compare(mean(x.against), mean(y.against)) })
	a.otherwise = leastWords(least)
	a.State = Counted
	var tested []valueRun
	for _, r := range runs {
		if len(r.against) >= compareFrom {
			tested = append(tested, r)
		}
	}
	if len(tested) < 2 {
		return
	}
	a.tryValues(tested, in.Seed)
}

func (a *asked) tryValues(runs []valueRun, seed uint64) {
	least := 2.0
	for i, r := range runs {
		c := comparison{values: r.against, label: filled(len(r.against), 1), lags: rowMemories()}
		for _, day := range r.days {
			c.at = append(c.at, workday(day))
		}
		got := c.test(seed, a.stream+uint64(100*(i+1)))
		got.p = min(1, got.p*got.caution)
		if got.slope >= 0 || got.p >= least {
			continue
		}
		least = got.p
		median, low, high := medianInterval(r.against, got.inflation)
		a.Trial = &Trial{
			Method: "each check's room less that of the other values; memory filtered out, signs shuffled",
			P:      min(1, got.p*float64(len(runs))), Inflation: got.inflation,
			Effect: median, From: low, To: high, Pairs: superiority(r.against, []float64{0}),
		}
		a.same = median > -1
		a.shown = roomWords(r)
	}
	if a.Trial == nil {
		a.Trial = &Trial{Method: "no value has less room than the others", P: 1, Inflation: 1, Pairs: 0.5}
		a.same = true
	}
}

// valueRuns gathers the answers of each value and counts the checks.
func valueRuns(in *Input) ([]valueRun, int) {
	checks := map[period.Day][]ValueCheck{}
	var days []period.Day
	for _, v := range byDay(in.Values, func(r ValueCheck) period.Day { return r.Day }) {
		if !in.holds(v.Day) || !v.Room.OK {
			continue
		}
		if checks[v.Day] == nil {
			days = append(days, v.Day)
		}
		checks[v.Day] = append(checks[v.Day], v)
	}
	runs := map[string]*valueRun{}
	for _, day := range days {
		for i, v := range checks[day] {
			r := runs[v.Value]
			if r == nil {
				r = &valueRun{value: v.Value}
				runs[v.Value] = r
			}
			r.add(v, checks[day], i)
		}
	}
	var sorted []valueRun
	for _, r := range runs {
		sorted = append(sorted, *r)
	}
	slices.SortFunc(sorted, func(x, y valueRun) int { return cmp.Compare(x.value, y.value) })
	return sorted, len(days)
}

func (r *valueRun) add(v ValueCheck, check []ValueCheck, at int) {
	r.room = append(r.room, float64(v.Room.Value))
	if v.Lived.OK {
		r.lived = append(r.lived, float64(v.Lived.Value))
	}
	if v.Ref != 0 {
		r.refs = append(r.refs, v.Ref)
	}
	var others []float64
	for i, o := range check {
		if i != at {
			others = append(others, float64(o.Room.Value))
		}
	}
	if median, _, _, ok := medianRange(others); ok {
		r.days = append(r.days, v.Day)
		r.against = append(r.against, float64(v.Room.Value)-median)
	}
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}

// leastWords describes the value with the least room by its counts.
func leastWords(r valueRun) Words {
	room, _, _, _ := medianRange(r.room)
	text := fmt.Sprintf("room median %s", amount(room, Steps))
	if lived, _, _, ok := medianRange(r.lived); ok {
		text += fmt.Sprintf(", lived %s", amount(lived, Steps))
	}
	return Words{Label: fmt.Sprintf("the value with least room: %s, %s", r.value, count(len(r.room), "check")), Text: text}
}

func roomWords(r valueRun) Words {
	less := 0
	for _, d := range r.against {
		if d < 0 {
			less++
		}
	}
	w := leastWords(r)
	return Words{
		Headline: fmt.Sprintf("Your surroundings left less room for %s than for your other values.", r.value),
		Rows:     []Row{{r.value, []string{count(len(r.room), "check"), w.Text}}},
		Notes: []string{
			fmt.Sprintf("Less than for the others in %d of the %d checks.", less, len(r.against)),
			"Your own ratings, 0 blocked to 4 wide open.",
		},
		Ask: "What part of it is within your reach?",
	}
}
