package insight

import (
	"math"
	"slices"
	"time"

	"mull/internal/period"
)

// rowMemories are the memories tried for rows of single days. A long memory is
// believed more readily than a short one before the rows are seen: being wary
// of slow drift costs little where days alternate, and where two stretches of
// time are compared it is what keeps drift from looking like a change.
func rowMemories() []memory {
	return memories([]float64{0.25, 0.5, 0.75, 0.95}, []float64{0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 0.96}, 1)
}

// weekMemories are those tried for weeks. Days that keep 0.8 of themselves
// from one to the next make weeks that keep 0.5, so that here the shorter ones
// are believed more readily.
func weekMemories() []memory {
	return memories([]float64{0.5, 1}, []float64{0.15, 0.3, 0.45, 0.6, 0.75}, -0.5)
}

func memories(carries, keeps []float64, lean float64) []memory {
	all := []memory{{}}
	for _, carry := range carries {
		for _, keep := range keeps {
			all = append(all, memory{carry: carry, keep: keep, doubt: -lean * math.Log(1-carry*keep)})
		}
	}
	return all
}

// workday places a day on a line on which Monday to Friday are 1 apart and a
// weekend takes no time: work on Monday goes on from Friday.
func workday(day period.Day) float64 {
	sinceMonday := (int(day.Weekday()) + 6) % 7
	week := (int(day) - sinceMonday + 3) / 7
	within := [7]float64{0, 1, 2, 3, 4, 4.4, 4.7}
	return float64(5*week) + within[sinceMonday]
}

// weekdayRows is from how many rows on the weekdays are set aside, so that a
// Monday is compared with Mondays; weekdayEach is how many a weekday needs.
const (
	weekdayRows = 20
	weekdayEach = 3
)

// aside returns the columns to set aside for rows on these days: a mean, and
// the weekdays where there are rows enough.
func aside(days []period.Day) [][]float64 {
	columns := [][]float64{filled(len(days), 1)}
	if len(days) < weekdayRows {
		return columns
	}
	counts := map[time.Weekday]int{}
	for _, day := range days {
		counts[day.Weekday()]++
	}
	usual := time.Sunday
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if counts[weekday] > counts[usual] {
			usual = weekday
		}
	}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if weekday == usual || counts[weekday] < weekdayEach {
			continue
		}
		column := make([]float64, len(days))
		for i, day := range days {
			if day.Weekday() == weekday {
				column[i] = 1
			}
		}
		columns = append(columns, column)
	}
	return columns
}

func filled(n int, value float64) []float64 { return slices.Repeat([]float64{value}, n) }
