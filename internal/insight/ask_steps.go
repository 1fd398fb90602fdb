package insight

import (
	"fmt"
	"math"

	"mull/internal/period"
)

// sureFrom is the rating, 1 to 10, from which a step counts as one felt sure of.
const sureFrom = 8

// askSteps asks whether steps somebody felt sure of were done more often.
func askSteps(in *Input, a *asked) {
	var s sample
	var done [2]int
	for _, step := range byDay(in.Steps, func(r Step) period.Day { return r.Day }) {
		if !in.holds(step.Day) {
			continue
		}
		sure, value := step.Sure >= sureFrom, 0.0
		if step.Done {
			value = 100
			done[map[bool]int{false: 1}[sure]]++
		}
		s.add(step.Day, value, sure, step.Ref)
	}
	a.contrast(&s, Percent, fmt.Sprintf("rated %d or more", sureFrom), "rated below")
	sure, unsure := a.Groups[0], a.Groups[1]
	counts := fmt.Sprintf("done %d of %d, %d of %d", done[0], sure.N, done[1], unsure.N)
	if total := sure.N + unsure.N; total < describeFrom {
		a.State = TooLittle
		a.otherwise = Words{Label: fmt.Sprintf("steps you felt sure of: %d", total), Text: "counted from 5"}
		return
	}
	a.otherwise = Words{Label: fmt.Sprintf("steps rated %d or more sure, and below", sureFrom), Text: counts}
	a.State = Counted
	if !a.enough() {
		return
	}
	a.compare(&s, in.Seed)
	a.Groups[0].Median, a.Groups[1].Median = rate(done[0], sure.N), rate(done[1], unsure.N)
	lead := a.Groups[0].Median - a.Groups[1].Median
	a.same = lead == 0
	a.Trial.Effect, a.Trial.From, a.Trial.To = rateShift(done[0], sure.N, done[1], unsure.N, a.Trial.Inflation)
	more := "more"
	if lead < 0 {
		more = "less"
	}
	a.shown = Words{
		Headline: fmt.Sprintf("Steps you felt sure of were done %s often.", more),
		Rows: []Row{
			{a.Groups[0].Label, []string{count(sure.N, "step"), fmt.Sprintf("done %d", done[0])}},
			{a.Groups[1].Label, []string{count(unsure.N, "step"), fmt.Sprintf("done %d", done[1])}},
		},
		Notes: []string{fmt.Sprintf("Of 20 such steps, %d against %d.", ofTwenty(rate(done[0], sure.N)/100), ofTwenty(rate(done[1], unsure.N)/100)),
			"As you rated them beforehand; other things differ too."},
		Ask: "What made you sure?",
	}
}

func rate(done, all int) float64 { return 100 * float64(done) / float64(max(1, all)) }

// rateShift returns by how many percentage points the first rate exceeds the
// second, with a 95% interval (Agresti and Caffo's, widened by inflation).
func rateShift(done, all, otherDone, otherAll int, inflation float64) (shift, low, high float64) {
	n, m := float64(all+2), float64(otherAll+2)
	p, q := float64(done+1)/n, float64(otherDone+1)/m
	half := 1.96 * math.Sqrt((p*(1-p)/n+q*(1-q)/m)*inflation)
	shift = rate(done, all) - rate(otherDone, otherAll)
	return shift, min(shift, max(-100, 100*(p-q-half))), max(shift, min(100, 100*(p-q+half)))
}
