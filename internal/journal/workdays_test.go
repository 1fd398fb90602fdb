package journal

import (
	"testing"
	"time"

	"mull/internal/period"
)

func TestShareOfAWeek(t *testing.T) {
	monday := period.NewDay(2026, time.November, 16)
	week := period.Of(period.KindWeek, monday)
	fridays := Off{From: monday - 100, Weekly: true, Weekday: time.Friday, Part: 1}
	halfWednesdays := Off{From: monday - 100, Weekly: true, Weekday: time.Wednesday, Part: .5}
	holiday := Off{From: monday + 3, To: monday + 4, Part: 1}
	for name, c := range map[string]struct {
		offs   Offs
		in     period.Period
		worked float64
		want   int
	}{
		"a usual week":                     {nil, week, 5, 360},
		"two days off":                     {Offs{holiday}, week, 3, 216},
		"part time asks for the same":      {Offs{fridays}, week, 4, 360},
		"part time, and a holiday":         {Offs{fridays, holiday}, week, 3, 270},
		"a half day every week":            {Offs{halfWednesdays}, week, 4.5, 360},
		"off on a weekend changes nothing": {Offs{{From: monday + 5, To: monday + 6, Part: 1}}, week, 5, 360},
		"the same day off twice":           {Offs{holiday, holiday}, week, 3, 216},
		"two halves are a half":            {Offs{{From: monday, To: monday, Part: .5}, {From: monday, To: monday, Part: .5}}, week, 4.5, 324},
		"the whole week off":               {Offs{{From: monday - 3, To: monday + 9, Part: 1}}, week, 0, 0},
		"never at work":                    {Offs{fridays, {From: 0, Weekly: true, Weekday: time.Monday, Part: 1}, {Weekly: true, Weekday: time.Tuesday, Part: 1}, {Weekly: true, Weekday: time.Wednesday, Part: 1}, {Weekly: true, Weekday: time.Thursday, Part: 1}}, week, 0, 0},
		"before it began":                  {Offs{{From: monday + 7, Weekly: true, Weekday: time.Friday, Part: 1}}, week, 5, 360},
		"after it ended":                   {Offs{{From: monday - 70, To: monday - 1, Weekly: true, Weekday: time.Friday, Part: 1}}, week, 5, 360},
		"a month of 21 working days":       {nil, period.Of(period.KindMonth, monday), 21, 1512},
		"one day":                          {nil, period.Of(period.KindDay, monday), 1, 72},
	} {
		if got := c.offs.Worked(c.in); got != c.worked {
			t.Errorf("%s: %v days worked, want %v", name, got, c.worked)
		}
		if got := c.offs.Share(360, c.in); got != c.want {
			t.Errorf("%s: 6h a week are %d minutes, want %d", name, got, c.want)
		}
	}
}
