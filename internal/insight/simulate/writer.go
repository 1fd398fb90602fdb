package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"mull/internal/insight"
	"mull/internal/period"
)

// A writer lives the days of a made-up journal and writes them down.
type writer struct {
	Journal
	in                                     insight.Input
	random                                 *rand.Rand
	share, length, waiting, energy, putoff *drift
	pleasant, meeting, sure, done          *drift
	motives                                [4]*drift
	rooms                                  [5]*drift
	deferred                               bool // something was put off the day before
	ref                                    int64
}

func newWriter(j Journal, random *rand.Rand) *writer {
	w := &writer{Journal: j, random: random}
	for _, d := range []**drift{&w.share, &w.length, &w.waiting, &w.energy, &w.putoff, &w.pleasant, &w.meeting, &w.sure, &w.done} {
		*d = newDrift(random, j.Memory)
	}
	for i := range w.motives {
		w.motives[i] = newDrift(random, j.Memory)
	}
	for i := range w.rooms {
		w.rooms[i] = newDrift(random, j.Memory)
	}
	return w
}

// planted returns the size of the difference where it is planted in this
// question and the row is one of those that have it.
func (w *writer) planted(question string, has bool) float64 {
	if w.Plant != question || !has {
		return 0
	}
	return w.Effect
}

func (w *writer) number() int64 {
	w.ref++
	return w.ref
}

func (w *writer) day(day period.Day, weekday, week int, written bool) {
	share := w.share.next(weekday) + w.planted("share", 2*week >= w.Weeks) + w.planted("put-off", w.deferred)
	waits := w.waiting.next(weekday) > 0.1
	energy, pleasant := w.energy.next(weekday), w.pleasant.next(weekday)
	length, meets := w.length.next(weekday), w.meeting.next(weekday) > 0.2
	w.deferred = w.putoff.next(weekday) > 0.2
	motive, most := 0, math.Inf(-1)
	for i, d := range w.motives {
		if wish := d.next(weekday); wish > most {
			motive, most = i, wish
		}
	}
	sure, done := w.sure.next(weekday), w.done.next(weekday) > 0
	rooms := [5]float64{}
	for i, d := range w.rooms {
		rooms[i] = d.next(weekday)
	}
	if !written {
		return
	}
	total := 480 + 15*w.random.IntN(5)
	ic := int(float64(total) / (1 + math.Exp(1.1-0.6*share)))
	w.in.Days = append(w.in.Days, insight.DayTime{Day: day, IC: ic, Leadership: total - ic, Other: 15 * w.random.IntN(4), Refs: []int64{w.number()}})
	w.in.Energy = append(w.in.Energy, insight.Rating{Day: day, Value: rough(energy+w.planted("energy", ic > 120), 1, 3, 5), Ref: w.number()})
	w.in.PutOff = append(w.in.PutOff, insight.PutOff{Day: day, Noted: w.deferred, Ref: w.number()})
	w.in.Pieces = append(w.in.Pieces, insight.Piece{
		Day: day, Minutes: 1 + int(math.Exp(4.4+0.5*(length+w.planted("waiting", waits)))), Motive: fmt.Sprintf("motive-%d", motive),
		Waiting: waits, WaitingKnown: true, Ref: w.number(),
	})
	where := insight.Elsewhere
	if meets {
		where = insight.GroupMeeting
	}
	felt := rough(pleasant+w.planted("meetings", meets), 1, 3, 5)
	w.in.CheckIns = append(w.in.CheckIns, insight.CheckIn{Day: day, Pleasant: insight.Scale{Value: felt, OK: true}, Where: where, Ref: w.number()})
	if weekday == 4 {
		w.in.Steps = append(w.in.Steps, insight.Step{Day: day, Sure: rough(sure, 5, 7, 10), Done: done, Ref: w.number()})
	}
	if weekday == 2 && week%2 == 0 {
		w.check(day, rooms)
	}
}

func (w *writer) check(day period.Day, rooms [5]float64) {
	ref := w.number()
	for i, value := range []string{"craft", "honesty", "learning", "rest", "service"} {
		room := insight.Scale{Value: rough(rooms[i], 0, 2, 4), OK: true}
		w.in.Values = append(w.in.Values, insight.ValueCheck{Day: day, Value: value, Lived: insight.Scale{Value: 2, OK: true}, Room: room, Ref: ref})
	}
}
