package journal

import (
	"maps"
	"math"
	"slices"
	"time"

	"mull/internal/exercise"
)

// Recorded returns the activities that an entry's answers make: an estimate for
// each part of a split, and the time a minutes question names. An entry that
// speaks of time it does not own makes none of that: the time is there already.
// A timer it owns stays as it is while it runs, except for its note.
func Recorded(x *exercise.Exercise, e *Entry, owned []Activity) []Activity {
	piece := Activity{Day: e.Day, Zone: e.Zone, Entry: e.Number, WrittenAt: e.WrittenAt}
	var list []Activity
	if parts, ok := e.Answers[x.Records.Split].(map[string]any); ok && x.Records.Split != "" {
		for _, category := range slices.Sorted(maps.Keys(parts)) {
			a := piece
			a.Source, a.Category, a.Seconds = Estimated, category, seconds(parts[category])
			list = append(list, a)
		}
	}
	record := x.Records.Activity
	if record == nil || e.About != 0 && !owns(owned, e.About) {
		return list
	}
	if at := slices.IndexFunc(owned, func(a Activity) bool { return a.Running() }); at >= 0 {
		timer := owned[at]
		timer.Note, _ = e.Answers[record.Note].(string)
		return append(list, timer)
	}
	if _, minutes := record.Length(e.Answers); minutes > 0 {
		a := piece
		a.Source, a.Category, a.Seconds = Logged, record.Category, seconds(minutes)
		a.Note, _ = e.Answers[record.Note].(string)
		list = append(list, a)
	}
	return list
}

func owns(owned []Activity, number int64) bool {
	return slices.ContainsFunc(owned, func(x Activity) bool { return x.Number == number })
}

func seconds(minutes any) int {
	number, _ := minutes.(float64)
	return int(math.Round(number * 60))
}

// Retold brings an activity in line with what its entry says now. The category
// stays: the user may have put the time elsewhere. On another day it keeps its
// times of the clock; where that day has no such time, only its length is left.
func (a Activity) Retold(by Activity) Activity {
	a.Note = by.Note
	if moved, err := a.MovedTo(by.Day); err == nil {
		a = moved
	} else {
		a.Day, a.From, a.To = by.Day, time.Time{}, time.Time{}
	}
	if a.Seconds != by.Seconds {
		a.Seconds = by.Seconds
		if a.Clocked() {
			a.To = a.From.Add(time.Duration(by.Seconds) * time.Second)
		}
	}
	return a
}
