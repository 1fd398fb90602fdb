package report

import (
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// evening is Thursday 19 November 2026, 18:10.
var evening = time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC)

func ptr[T any](v T) *T { return &v }

// aWeek is the week of 16 November, with labels as people read them.
func aWeek() *Balance {
	today := period.DayOf(evening)
	monday := today - 3
	sum := func(category, label string, track journal.Track, minutes int) CategorySum {
		return CategorySum{Total: journal.Total{Category: category, Minutes: minutes, Calendar: minutes}, Track: track, Label: label}
	}
	shares := []float64{.14, .12, .17, .16, .11, .18, .18, .22, .20, .27, .24, .18}
	b := &Balance{
		Period: period.Of(period.KindWeek, today), Now: evening, Open: true,
		Days: []DaySum{
			{Day: monday, IC: 90, Leadership: 360, Other: 45, Logged: 90, Calendar: 270, Estimated: 135},
			{Day: monday + 1, IC: 45, Leadership: 435, Other: 30, Logged: 45, Calendar: 345, Estimated: 120},
			{Day: monday + 2, IC: 180, Leadership: 285, Other: 60, Logged: 180, Calendar: 225, Estimated: 120},
			{Day: today, IC: 90, Leadership: 255, Logged: 90, Calendar: 255},
		},
		Categories: []CategorySum{
			sum("people", "", journal.Leadership, 450), sum("stakeholders", "", journal.Leadership, 345),
			sum("running", "", journal.Leadership, 315), sum("direction", "", journal.Leadership, 135),
			sum("learning", "", journal.Leadership, 90), sum("hands-on", "", journal.IC, 405), sum("admin", "", journal.Other, 135),
		},
		Motives: []MotiveSum{
			{"unwind", "to concentrate undisturbed", 1, 1, 90},
			{"ground-reality", "to see how things really work", 1, 1, 90},
			{"easier", "easier than what else was waiting", 2, 1, 180},
		},
		Unnamed: Pieces{1, 45}, Waiting: 2, Asked: 3, Reasons: 3,
		Words:  []WordCount{{"tired", "", 2}, {"absorbed", "", 1}, {"hopeful", "", 1}, {"impatient", "", 1}, {"relieved", "", 1}},
		Energy: []DayValue{{monday, 3}, {monday + 1, 4}, {monday + 2, 2}}, Low: "on empty", High: "plenty left",
		Closed: 3, Chosen: "Two mornings for strategy, door shut.", LookBack: "mull review",
		Aim:       ptr(.2),
		Previous:  &Past{period.Of(period.KindWeek, monday-7), DaySum{IC: 270, Leadership: 1215, Other: 150, Logged: 1635}},
		Moments:   map[string]int{Lifted: 2, Charged: 3, Between: 1},
		Exercises: []ExerciseCount{{"emotion-checkin", 6}, {"daily-reflection", 3}, {"ic-motives", 3}}, Revisits: 1,
	}
	for i := range shares {
		b.Before = append(b.Before, &shares[i])
	}
	return b
}
