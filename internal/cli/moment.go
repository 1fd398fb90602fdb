package cli

import (
	"time"

	"mull/internal/period"
	"mull/internal/report"
)

// A moment is a time of day as it was typed, with the day where one was named:
// 9:10, or "yesterday 18:00".
type moment struct {
	text  string
	clock string
	day   period.Day // 0 where none was named
}

func (p *program) readMoment(text string) (moment, error) {
	day, clock, err := period.ParseMoment(text, p.today())
	if err != nil {
		return moment{text: text}, usage("mull help dates", "--at: %v", err)
	}
	return moment{text: text, clock: clock.String(), day: day}, nil
}

// maxTimer is how long one timer may have run: beyond a week nobody knows what
// the time was.
const maxTimer = 7 * 24 * time.Hour

// startAt is when a timer begins: now, or the time --at names, today's unless
// it names another day.
func (p *program) startAt(text string) (time.Time, error) {
	now := p.now().Truncate(time.Millisecond)
	if text == "" {
		return now, nil
	}
	m, err := p.readMoment(text)
	if err != nil {
		return now, err
	}
	day := m.day
	if day == 0 {
		day = p.today()
	}
	at, err := p.localInstant(day, m.clock, "at")
	switch {
	case err != nil:
		return now, err
	case at.After(now) && m.day == 0:
		return now, usage(`--at "yesterday `+m.clock+`", if it was then`, "--at %s is still to come; it is %s now", m.text, clockOf(p.here()))
	case at.After(now):
		return now, usage("", "--at %s is still to come", m.text)
	case now.Sub(at) > maxTimer:
		return now, usage("mull log keeps time that is over", "--at %s is more than a week ago, too long for a timer", m.text)
	}
	return at, nil
}

// stopAt is when a timer that began at from ends: now, or the first time after
// it that clocks showed what --at names, unless it names a day.
func (p *program) stopAt(from time.Time, text string) (time.Time, error) {
	now := p.now().Truncate(time.Millisecond)
	if text == "" {
		if now.Sub(from) > maxTimer {
			return now, usage(report.StopAt(from, p.here())+" ends it then",
				"the timer has run since %s, more than a week: say with --at when it ended", p.sinceWhen(from))
		}
		if now.Before(from) {
			return now, usage("mull undo takes the start back", "the timer starts at %s, which is still to come", p.sinceWhen(from))
		}
		return now, nil
	}
	m, err := p.readMoment(text)
	if err != nil {
		return now, err
	}
	at, err := p.firstAfter(from, m)
	switch {
	case err != nil:
		return now, err
	case m.day == 0 && at.After(now) && period.DayOf(at) > period.DayOf(from.In(p.zone)):
		return now, notAfter(p, from, m)
	case at.After(now):
		return now, usage("", "--at %s is still to come; it is %s now", m.text, clockOf(p.here()))
	case !at.After(from):
		return now, notAfter(p, from, m)
	case at.Sub(from) > maxTimer:
		return now, usage("", "--at %s makes more than a week; a timer is at most that", m.text)
	}
	return at, nil
}

func notAfter(p *program, from time.Time, m moment) error {
	return usage("mull undo takes the start back", "--at %s is not after the start, %s", m.text, p.sinceWhen(from))
}

// firstAfter finds the day of a time of the clock: the day named, else the one
// the timer began on, or the next where it had begun later than that. Of a time
// that comes twice it is the one after the start.
func (p *program) firstAfter(from time.Time, m moment) (time.Time, error) {
	day, began := m.day, from.In(p.zone)
	if day == 0 {
		day = period.DayOf(began)
	}
	at, err := p.localInstant(day, m.clock, "at")
	if err == nil && !at.After(from) {
		if again, twice := m.again(day, p.zone); twice && again.After(from) {
			return again, nil
		}
	}
	if m.day != 0 || err == nil && at.After(from) {
		return at, err
	}
	if clock, clockErr := period.ParseClock(m.clock); err != nil && clockErr == nil && int(clock) > began.Hour()*60+began.Minute() {
		return at, err // clocks were put forward over it while the timer ran
	}
	return p.localInstant(day+1, m.clock, "at")
}

// again is the second time that clocks show a moment on a day, where there is one.
func (m moment) again(day period.Day, zone *time.Location) (time.Time, bool) {
	clock, err := period.ParseClock(m.clock)
	if err != nil {
		return time.Time{}, false
	}
	return clock.Again(day, zone)
}

// sinceWhen writes an instant with its day where that is not today.
func (p *program) sinceWhen(at time.Time) string {
	at = at.In(p.zone)
	if day := period.DayOf(at); day != p.today() {
		return p.dayName(day) + " " + clockOf(at)
	}
	return clockOf(at)
}

func clockOf(at time.Time) string { return period.Clock(at.Hour()*60 + at.Minute()).String() }
