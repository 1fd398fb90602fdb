package insight

import (
	"fmt"

	"mull/internal/period"
)

// Corner names the corner of pleasant and energy, 1 to 5 each, in which a
// check-in lies; it is empty on the middle lines and where an answer lacks.
func Corner(pleasant, energy Scale) string {
	if !pleasant.OK || !energy.OK || pleasant.Value == 3 || energy.Value == 3 {
		return ""
	}
	corners := [2][2]string{{"heavy", "charged"}, {"settled", "lifted"}}
	side := func(v int) int {
		if v > 3 {
			return 1
		}
		return 0
	}
	return corners[side(pleasant.Value)][side(energy.Value)]
}

// askMeetings asks whether moments in group meetings feel more or less pleasant
// than moments elsewhere.
func askMeetings(in *Input, a *asked) {
	var s sample
	var charged [2]int
	for _, c := range byDay(in.CheckIns, func(r CheckIn) period.Day { return r.Day }) {
		if !in.holds(c.Day) || !c.Pleasant.OK || c.Where == UnknownPlace {
			continue
		}
		meeting := c.Where == GroupMeeting
		s.add(c.Day, float64(c.Pleasant.Value), meeting, c.Ref)
		if Corner(c.Pleasant, c.Energy) != "charged" {
			continue
		}
		if meeting {
			charged[0]++
		} else {
			charged[1]++
		}
	}
	a.contrast(&s, Steps, "in group meetings", "elsewhere")
	meetings, elsewhere := a.Groups[0], a.Groups[1]
	if !a.enough() {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("feelings in group meetings (%d) and elsewhere (%d)", meetings.N, elsewhere.N),
			Text:  a.lacking("in meetings", "elsewhere"),
		}
		return
	}
	a.compare(&s, in.Seed)
	more := "More"
	if meetings.Median < elsewhere.Median {
		more = "Less"
	}
	a.shown = Words{
		Headline: more + " pleasant feelings went together with group meetings.",
		Rows:     []Row{groupRow(meetings, "check-in", Steps), groupRow(elsewhere, "check-in", Steps)},
		Notes:    []string{pairs(a.Trial.Pairs, "the more pleasant"), "Your own ratings; other things differ too."},
		Ask:      "Which meetings were not like that?",
	}
	if charged[0]+charged[1] > 0 {
		a.shown.Notes = append([]string{fmt.Sprintf("\"Charged\" came up in %d of the %d in meetings and %d of the %d elsewhere.",
			charged[0], meetings.N, charged[1], elsewhere.N)}, a.shown.Notes...)
	}
	a.otherwise = Words{
		Label: fmt.Sprintf("feelings: %s in group meetings, %d elsewhere", count(meetings.N, "check-in"), elsewhere.N),
		Text:  medians(meetings, elsewhere, Steps),
	}
}
