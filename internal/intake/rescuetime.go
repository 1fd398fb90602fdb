package intake

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"mull/internal/period"
)

// readRescueTime reads RescueTime's CSV: a row is so many seconds of an
// activity within an hour. The hours of a day are put together, since the
// journal has no use for a row each; the times are only lengths.
func readRescueTime(in *reading, src *source) error {
	t, err := openTable(in, src, "date", "time spent (seconds)")
	if err != nil {
		return err
	}
	sums := map[rescued]*rescueSum{}
	for {
		more, err := t.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := in.rescueRow(t, sums); err != nil {
			return err
		}
	}
	in.rows = 0
	var all []rescued
	for what := range sums {
		all = append(all, what)
	}
	slices.SortFunc(all, func(a, b rescued) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.activity, b.activity), cmp.Compare(a.category, b.category))
	})
	for _, what := range all {
		sum := sums[what]
		err := in.keep(row{
			line: sum.line, day: what.day, seconds: int(math.Round(sum.seconds)), note: cmp.Or(what.activity, what.category, "at the computer"),
			key: []string{what.day.String(), what.activity, what.category},
			raw: trackerFacts{Title: what.activity, Project: what.category, Kind: sum.productivity},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type rescued struct {
	day                period.Day
	activity, category string
}

type rescueSum struct {
	line         int
	seconds      float64
	productivity string
}

func (in *reading) rescueRow(t *table, sums map[rescued]*rescueSum) error {
	if err := cmp.Or(in.count(), room(len(sums))); err != nil {
		return err
	}
	date := t.get("date")
	at, ok := localTime(date, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05Z07:00")
	if !ok {
		in.refuse(t.line, "its date%s is not like 2026-09-07 10:00:00", shown(date))
		return nil
	}
	seconds, err := strconv.ParseFloat(t.get("time spent (seconds)"), 64)
	if err != nil || !(seconds >= 0 && seconds <= 86400) { // nor NaN, of which neither holds
		in.refuse(t.line, "its seconds%s are no number from 0 to 86400", shown(t.get("time spent (seconds)")))
		return nil
	}
	what := rescued{period.DayOf(at), oneLine(t.get("activity")), oneLine(t.get("category"))}
	sum := sums[what]
	if sum == nil {
		sum = &rescueSum{line: t.line, productivity: t.get("productivity")}
		sums[what] = sum
	}
	sum.seconds += seconds
	return nil
}
