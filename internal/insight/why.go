package insight

import "fmt"

var unitWords = map[Unit]string{Percent: " percentage points", Steps: " steps of the scale"}

// Why returns how a finding was tested, line by line: the method, the counts,
// the effect with its interval, p and q. It is empty where nothing was
// compared.
func (f Finding) Why() []string {
	t := f.Trial
	if t == nil {
		return nil
	}
	lines := []string{"Method: " + t.Method + "."}
	for _, g := range f.Groups {
		lines = append(lines, fmt.Sprintf("%s: n %d, median %s, range %s to %s.",
			g.Label, g.N, amount(g.Median, f.Unit), amount(g.Low, f.Unit), amount(g.High, f.Unit)))
	}
	return append(lines,
		fmt.Sprintf("Effect: %s%s, 95%% interval %s to %s; the first exceeds the second in %.2f of pairs.",
			amount(t.Effect, f.Unit), unitWords[f.Unit], amount(t.From, f.Unit), amount(t.To, f.Unit), t.Pairs),
		fmt.Sprintf("Days that resemble each other widen the variance %.1f times.", t.Inflation),
		fmt.Sprintf("p %.4f; q %.3f over all questions that could be tested, shown up to %.3f.", t.P, t.Q, Level))
}
