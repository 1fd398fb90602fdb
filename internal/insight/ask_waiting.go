package insight

import "fmt"

// askWaiting asks whether hands-on work took longer while something waited that
// only the leader could do.
func askWaiting(in *Input, a *asked) {
	var s sample
	for _, p := range byDay(in.Pieces, pieceDay) {
		if in.holds(p.Day) && p.WaitingKnown && p.Minutes > 0 {
			s.add(p.Day, float64(p.Minutes), p.Waiting, p.Ref)
		}
	}
	a.contrast(&s, Minutes, "waiting", "nothing waiting")
	waiting, free := a.Groups[0], a.Groups[1]
	if !a.enough() {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("hands-on work with something waiting (%d) and without (%d)", waiting.N, free.N),
			Text:  a.lacking("with", "without"),
		}
		return
	}
	a.compare(&s, in.Seed)
	longer := "Longer"
	if waiting.Median < free.Median {
		longer = "Shorter"
	}
	a.shown = Words{
		Headline: longer + " hands-on work went together with something else waiting.",
		Rows:     []Row{groupRow(waiting, "piece", Minutes), groupRow(free, "piece", Minutes)},
		Notes:    []string{pairs(a.Trial.Pairs, "the longer"), "As you noted it at the time; other things differ too."},
		Ask:      fmt.Sprintf("Which of the %d would you choose again?", waiting.N),
	}
	a.otherwise = Words{
		Label: fmt.Sprintf("hands-on work: %s with something waiting, %d without", count(waiting.N, "piece"), free.N),
		Text:  medians(waiting, free, Minutes),
	}
}
