package insight

import (
	"mull/internal/journal"
	"mull/internal/period"
)

// A Balance is the minutes of some days added up.
type Balance struct {
	Days                  int // days with any time
	IC, Leadership, Other int
	Estimated, Calendar   int
}

// BalanceOf adds up the days that lie in a period. Negative minutes count as
// none.
func BalanceOf(p period.Period, days []DayTime) Balance {
	var b Balance
	for _, d := range days {
		if d.Day >= p.From && d.Day <= p.To {
			b.add(d)
		}
	}
	return b
}

func (b *Balance) add(d DayTime) {
	ic, lead, other := max(0, d.IC), max(0, d.Leadership), max(0, d.Other)
	if ic+lead+other == 0 {
		return
	}
	b.Days += max(1, d.Days)
	b.IC += ic
	b.Leadership += lead
	b.Other += other
	b.Estimated += max(0, d.Estimated)
	b.Calendar += max(0, d.Calendar)
}

// Total returns the minutes of all tracks.
func (b Balance) Total() int { return b.IC + b.Leadership + b.Other }

// OnlyCalendar says whether all of the time came from calendars, which do not
// hold hands-on work: such time has no IC share.
func (b Balance) OnlyCalendar() bool { return b.Total() > 0 && b.Calendar >= b.Total() }

// Share returns the IC share, between 0 and 1, or false where there is no IC
// and no leadership time or all time came from calendars.
func (b Balance) Share() (float64, bool) {
	if b.OnlyCalendar() {
		return 0, false
	}
	return journal.Share(b.IC, b.Leadership)
}
