package cli

import (
	"fmt"

	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
)

// wholeDaysTwice says on which days a file has both meetings and an event of
// the whole day that counts time: nothing places that on the clock, so that
// both count. It is empty where there are none.
func wholeDaysTwice(batch *intake.Batch) string {
	meetings := map[period.Day]bool{}
	for i := range batch.Activities {
		a := &batch.Activities[i]
		if a.Clocked() && a.Origin == journal.Calendar && a.Category != intake.LeaveOut {
			meetings[a.Day] = true
		}
	}
	var first period.Day
	days := map[period.Day]bool{}
	for i := range batch.Activities {
		a := &batch.Activities[i]
		if a.Category == intake.LeaveOut || !journal.WholeDay(a) || !meetings[a.Day] {
			continue
		}
		if len(days) == 0 {
			first = a.Day
		}
		days[a.Day] = true
	}
	switch n := len(days); n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("an event of the whole day counts time beside the meetings of that day: mull day %s shows both", first)
	default:
		return fmt.Sprintf("events of whole days count time beside the meetings of %d days, first on %s: mull day %[2]s shows both", n, first)
	}
}
