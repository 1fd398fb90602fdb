package journal

import (
	"testing"
	"time"

	"mull/internal/period"
)

// The week of Monday 16 November 2026; closed days are named by weeks back and
// weekday.
func TestLastWorkday(t *testing.T) {
	monday := period.NewDay(2026, 11, 16)
	days := func(offsets ...int) map[period.Day]bool {
		closed := map[period.Day]bool{}
		for _, o := range offsets {
			closed[monday+period.Day(o)] = true
		}
		return closed
	}
	every := func(weekday time.Weekday) Off {
		return Off{From: monday - 70, Weekly: true, Weekday: weekday, Part: 1}
	}
	tests := []struct {
		name   string
		offs   Offs
		closed map[period.Day]bool
		want   int // days after Monday; -1 is none
	}{
		{"nothing known", nil, nil, 4},
		{"off every friday", Offs{every(time.Friday)}, nil, 3},
		{"half of friday off", Offs{{From: monday + 4, To: monday + 4, Part: .5}}, nil, 4},
		{"thursday and friday off", Offs{{From: monday + 3, To: monday + 4, Part: 1}}, nil, 2},
		{"all of it off", Offs{{From: monday, To: monday + 6, Part: 1}}, nil, -1},
		{"thursday ended 3 of 4 weeks", nil, days(-4, -11, -18), 3},
		{"thursday ended 2 of 4 weeks", nil, days(-4, -11, -17), 4},
		{"thursday is off this week", Offs{{From: monday + 3, To: monday + 3, Part: 1}}, days(-4, -11, -18), 2},
		{"saturday ended 3 of 4 weeks", nil, days(-2, -9, -16), 5},
		{"sunday worked in 2 of 4 weeks", nil, days(-1, -8), 6},
		{"a saturday once", nil, days(-2), 4},
		{"before the 4 weeks", nil, days(-32, -39, -46), 4},
	}
	for _, tt := range tests {
		w := Workweek{Offs: tt.offs, Closed: tt.closed}
		for day := monday; day < monday+7; day++ {
			last, found := w.Last(day)
			if got := int(last - monday); found != (tt.want >= 0) || found && got != tt.want {
				t.Errorf("%s, seen from %s: last workday is %d (%v), want %d", tt.name, day, got, found, tt.want)
			}
		}
	}
}
