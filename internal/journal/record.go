package journal

import (
	"maps"
	"math"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
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
	if minutes, ok := e.Answers[record.Minutes].(float64); ok && minutes > 0 {
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

// RevisitDay returns the day on which a finished entry asks again, or false
// where its exercise has nothing left to ask.
func RevisitDay(x *exercise.Exercise, e *Entry) (period.Day, bool) {
	r := x.Revisit
	if r == nil || !revisits(r, e.Answers) {
		return 0, false
	}
	if text, ok := e.Answers[r.On].(string); ok && r.On != "" {
		if day, err := period.ParseDay(text); err == nil {
			return day, true
		}
	}
	return e.Day + period.Day(r.After), true
}

// revisits says whether the revisit is still to come: it was not asked yet, or
// what it asks for has not been reached.
func revisits(r *exercise.Revisit, answers exercise.Answers) bool {
	if r.On != "" && answers[r.On] == nil {
		return false
	}
	for i := range r.Questions {
		if _, reached := answers[r.Questions[i].ID]; reached {
			return r.Until != nil && !r.Until.Holds(answers)
		}
	}
	return true
}
