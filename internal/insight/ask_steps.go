package insight

import (
	"fmt"

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
			value = 1
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
	a.compare(&s, in.Seed, 0)
	a.Groups[0].Median, a.Groups[1].Median = rate(done[0], sure.N), rate(done[1], unsure.N)
	lead := a.Groups[0].Median - a.Groups[1].Median
	a.same = lead == 0
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
