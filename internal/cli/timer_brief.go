// A timer that ran for less than a minute.
package cli

import (
	"errors"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// ended is a timer that was stopped and isn't saved yet.
type ended struct {
	activity *journal.Activity
	reasons  *sitting
	at       time.Time
	brief    bool // it ran for less than a minute
}

// empty says that there is nothing to save: hardly any time, and no text.
func (e *ended) empty() bool {
	return e.brief && e.activity.Note == "" && e.activity.Entry == 0 && e.reasons == nil
}

// lengthen makes a minute of less than one, so that its text is saved with time
// that counts. The start moves back, because another timer may start at the end;
// only just after midnight the end moves, which keeps the date.
func lengthen(x *journal.Activity) {
	if from := x.To.Add(-time.Minute); period.DayOf(from.In(x.Location())) == x.Day {
		x.From = from
	} else {
		x.To = x.From.Add(time.Minute)
	}
	x.Seconds = int(time.Minute / time.Second)
}

// saveEnded saves a timer that ended and, where reasons were given, the entry
// that owns it; an empty one is deleted, and undo makes it run again.
func saveEnded(a *store.Act, e *ended) error {
	running, err := a.Running()
	switch {
	case err != nil:
		return err
	case running == nil || running.Number != e.activity.Number:
		return errNoTimer
	case !e.empty():
		return keepTime(a, e.activity, e.reasons, a.SaveActivity)
	case running.Note != "" || running.Entry != 0:
		return errTimerChanged
	}
	return a.DeleteActivity(running.Number)
}

// errTimerChanged keeps text that another program added to the timer while this
// one was about to delete it as empty.
var errTimerChanged = &fault{exitFailed, "mull stop", errors.New("the timer was just changed elsewhere; nothing was saved")}

// endedView shows a timer that just ended.
func (p *program) endedView(s *store.Store, e *ended) (*report.Stopped, error) {
	logged, err := p.loggedView(s, e.activity, e.reasons)
	if err != nil {
		return nil, err
	}
	return &report.Stopped{Logged: *logged, Brief: e.brief, Discarded: e.empty()}, nil
}
