package insight

import (
	"fmt"

	"mull/internal/period"
)

// askEnergy asks whether energy at the end of the day differs between days heavy
// in IC work and the others.
func askEnergy(in *Input, a *asked) {
	days := timeByDay(in)
	var s sample
	for _, e := range byDay(in.Energy, func(r Rating) period.Day { return r.Day }) {
		time, known := days[e.Day]
		if in.holds(e.Day) && known {
			s.add(e.Day, float64(e.Value), time.IC > heavyIC, e.Ref)
		}
	}
	a.contrast(&s, Steps, fmt.Sprintf("over %s IC", inHours(heavyIC)), "other days")
	heavy, light := a.Groups[0], a.Groups[1]
	if !a.enough() {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("energy on days with over %s IC (%d) and others (%d)", inHours(heavyIC), heavy.N, light.N),
			Text:  a.lacking("such day(s)", "other(s)"),
		}
		return
	}
	a.compare(&s, in.Seed)
	more := "More"
	if heavy.Median < light.Median {
		more = "Less"
	}
	a.shown = Words{
		Headline: fmt.Sprintf("%s energy at the end of the day went together with over %s of IC work.", more, inHours(heavyIC)),
		Rows:     []Row{groupRow(heavy, "day", Steps), groupRow(light, "day", Steps)},
		Notes:    []string{pairs(a.Trial.Pairs, "the one with more energy"), "Your own ratings; other things differ too."},
		Ask:      "What else was different about those days?",
	}
	a.otherwise = Words{
		Label: fmt.Sprintf("energy: %s with over %s IC, and %s", count(heavy.N, "day"), inHours(heavyIC), others(light.N)),
		Text:  medians(heavy, light, Steps),
	}
}

// timeByDay returns the time of each day that says anything about IC work:
// days on which all time came from calendars do not.
func timeByDay(in *Input) map[period.Day]Balance {
	days := make(map[period.Day]Balance, len(in.Days))
	for _, d := range in.Days {
		b := days[d.Day]
		b.add(d)
		days[d.Day] = b
	}
	for day, b := range days {
		if b.IC+b.Leadership == 0 || b.OnlyCalendar() {
			delete(days, day)
		}
	}
	return days
}
