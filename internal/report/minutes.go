package report

import (
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// minutesOf returns the length of an activity, of a running timer up to now.
func minutesOf(a *journal.Activity, now time.Time) int {
	switch {
	case a.Running():
		return max(0, period.Minutes(int(now.Sub(a.From).Seconds())))
	case a.Clocked():
		return period.Minutes(int(a.To.Sub(a.From).Seconds()))
	}
	return period.Minutes(a.Seconds)
}
