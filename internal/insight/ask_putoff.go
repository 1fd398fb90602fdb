package insight

import (
	"fmt"

	"mull/internal/period"
)

// afterDays is how far the next written day may be for a put-off note to bear
// on it: Thursday's on Monday, not on the week after a holiday.
const afterDays = 4

// askPutOff asks whether there is more IC time on the day after something was
// put off than on other days after a day that was asked about.
func askPutOff(in *Input, a *asked) {
	days := timeByDay(in)
	var s sample
	for _, note := range oneADay(in) {
		if !in.holds(note.Day) {
			continue
		}
		for day := note.Day + 1; day <= note.Day+afterDays; day++ {
			if time, known := days[day]; known {
				s.add(day, float64(time.IC), note.Noted, note.Ref)
				break
			}
		}
	}
	a.contrast(&s, Minutes, "after a day with something put off", "after other days")
	after, free := a.Groups[0], a.Groups[1]
	if !a.enough() {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("IC on the day after you put something off (%d) and after others (%d)", after.N, free.N),
			Text:  a.lacking("such day(s)", "other(s)"),
		}
		return
	}
	a.compare(&s, in.Seed)
	more := "More"
	if after.Median < free.Median {
		more = "Less"
	}
	a.shown = Words{
		Headline: more + " IC time went together with something put off the day before.",
		Rows:     []Row{groupRow(after, "day", Minutes), groupRow(free, "day", Minutes)},
		Notes:    []string{pairs(a.Trial.Pairs, "the one with more IC"), "As you noted it at the time; other things differ too."},
		Ask:      "What became of what you put off?",
	}
	a.otherwise = Words{
		Label: "IC on the day after you put something off",
		Text:  fmt.Sprintf("%s (%s), %s (%d)", amount(after.Median, Minutes), count(after.N, "day"), amount(free.Median, Minutes), free.N),
	}
}

// oneADay returns the put-off notes in the order of their days, one for each
// day: something noted once that day is noted.
func oneADay(in *Input) []PutOff {
	var each []PutOff
	for _, note := range byDay(in.PutOff, func(r PutOff) period.Day { return r.Day }) {
		last := len(each) - 1
		if last < 0 || each[last].Day != note.Day {
			each = append(each, note)
			continue
		}
		if note.Noted && !each[last].Noted {
			each[last] = note
		}
	}
	return each
}
