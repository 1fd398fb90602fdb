package intake

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A stretch is how long an event lasts, worked out once.
type stretch struct {
	known bool
	exact time.Duration // of an event with an end
	days  int           // of an all-day event
	raw   string
	err   error
}

// maxDays is how many days of one all-day event are kept.
const maxDays = 31

// emit keeps one occurrence, if it is time at work and in the asked range.
func (x *expansion) emit(s *series, uid string, o occurrence) error {
	e := o.event
	if err := x.measure(e); err != nil {
		return x.refuse(s, e, err)
	}
	if e.start.date {
		return x.wholeDays(uid, o, period.DayOf(o.wall), e.lasts.days)
	}
	from := instant(o.wall, o.zone).In(x.in.options.Zone)
	to := x.endOf(o, from)
	day := period.DayOf(from)
	if wrongDay(day) != "" {
		return x.refuse(s, e, errors.New(wrongDay(day)))
	}
	if to.Before(from) {
		return x.refuse(s, e, errors.New("it ends before it begins"))
	}
	if x.leave(e, day, to.Equal(from)) || x.in.outside(day, from) {
		return nil
	}
	if to.Sub(from) >= 24*time.Hour {
		x.once(e, &x.left.long)
		return x.wholeDays(uid, o, day, int(period.DayOf(to.Add(-time.Second))-day)+1)
	}
	a := x.activity(uid, o.place, e)
	a.Day, a.From, a.To, a.Seconds = day, from, to, int(to.Sub(from)/time.Second)
	return x.append(a)
}

func (x *expansion) append(a journal.Activity) error {
	if err := room(len(x.in.batch.Activities)); err != nil {
		return err
	}
	x.in.batch.Activities = append(x.in.batch.Activities, a)
	if len(x.in.batch.Activities)%1024 == 0 {
		return x.in.ctx.Err()
	}
	return nil
}

// wholeDays keeps an event of whole days: one piece of no minutes a day, which
// a rule can give minutes.
func (x *expansion) wholeDays(uid string, o occurrence, first period.Day, days int) error {
	if days > maxDays {
		x.once(o.event, &x.left.endless)
	}
	for n := range min(days, maxDays) {
		day := first + period.Day(n)
		if wrongDay(day) != "" || x.leave(o.event, day, false) || x.in.outside(day, time.Time{}) {
			continue
		}
		place := o.place
		if n > 0 {
			place += "+" + strconv.Itoa(n)
		}
		a := x.activity(uid, place, o.event)
		a.Day = day
		if err := x.append(a); err != nil {
			return err
		}
	}
	return nil
}

func (x *expansion) activity(uid, place string, e *event) journal.Activity {
	key := uid + "/" + place
	x.in.keys[key]++
	if n := x.in.keys[key]; n > 1 {
		key += "#" + strconv.Itoa(n)
	}
	return journal.Activity{
		Zone: x.in.options.Zone.String(), Category: Unsorted, Source: journal.Imported, Origin: journal.Calendar,
		Note: e.title, Key: key, Raw: e.lasts.raw,
	}
}

// measure works out how long an event lasts, and its raw fields.
func (x *expansion) measure(e *event) error {
	l := &e.lasts
	if l.known {
		return l.err
	}
	l.known = true
	switch {
	case e.start.date && e.hasEnd:
		l.days = int(period.DayOf(e.end.wall) - period.DayOf(e.start.wall))
		if l.days < 0 {
			l.err = errors.New("it ends before it begins")
		}
	case e.start.date:
		l.days = e.length.days
	case e.hasEnd:
		from, err := x.instantOf(e.start, e)
		if err != nil {
			return x.fail(l, err)
		}
		end := e.end
		if end.date {
			end.zone, end.utc, end.date = e.start.zone, e.start.utc, false
		}
		end = e.inZone(end)
		to, err := x.instantOf(end, e)
		if err != nil {
			return x.fail(l, err)
		}
		if l.exact = to.Sub(from); l.exact < 0 {
			l.err = errors.New("it ends before it begins")
		}
	}
	// Some programs end an all-day event on the day it begins.
	l.days = max(1, l.days)
	e.tentative = e.tentative || slices.ContainsFunc(e.unsure, func(who uint64) bool { return x.own[who] })
	l.raw = x.raw(e)
	return l.err
}

func (x *expansion) fail(l *stretch, err error) error {
	l.err = err
	return err
}

// endOf returns when an occurrence ends. RFC 5545 (3.3.10) has a series with
// an end keep its exact length, and one with a length its days.
func (x *expansion) endOf(o occurrence, from time.Time) time.Time {
	length := o.event.length
	switch {
	case !o.to.IsZero():
		return o.to.In(from.Location())
	case o.long != nil:
		length = *o.long
	case o.event.hasEnd:
		return from.Add(o.event.lasts.exact)
	}
	if length.days == 0 {
		return from.Add(length.clock)
	}
	return instant(o.wall.AddDate(0, 0, length.days), o.zone).Add(length.clock).In(from.Location())
}

// leave says whether an event is no time at work, and counts it once.
func (x *expansion) leave(e *event, day period.Day, empty bool) bool {
	if e.cancelled {
		return x.once(e, &x.left.cancelled)
	}
	if x.declined(e) {
		return x.once(e, &x.left.declined)
	}
	switch {
	case e.free:
		return x.once(e, &x.left.free)
	case e.away:
		return x.once(e, &x.left.away)
	case empty:
		return x.once(e, &x.left.empty)
	}
	if o := &x.in.options; o.From != 0 && day < o.From || o.To != 0 && day > o.To {
		return false
	}
	if len(e.declined) > 0 && len(x.own) == 0 {
		x.once(e, &x.left.others)
	}
	if e.tentative {
		x.once(e, &x.left.tentative)
	}
	return false
}

// once counts an event in a tally, a series a single time.
func (x *expansion) once(e *event, tally *int) bool {
	if !slices.Contains(e.counted, tally) {
		e.counted = append(e.counted, tally)
		*tally++
	}
	return true
}

// declined says whether the reader turned the invitation down: their own
// address did, or everybody did.
func (x *expansion) declined(e *event) bool {
	mine := func(who uint64) bool { return x.own[who] }
	if slices.ContainsFunc(e.declined, mine) {
		return true
	}
	return len(e.declined) > 0 && len(e.declined) == e.invited
}

// raw writes the fields an event came with; one text for all its occurrences.
func (x *expansion) raw(e *event) string {
	f := calendarFacts{
		Title: e.title, Calendar: e.calendar.name, Organiser: e.organiser, OrganiserName: e.boss, Attendees: int(e.people),
		AllDay: e.start.date, Tentative: e.tentative, Series: e.series,
		Start: e.start.wall.Format("20060102T150405"), Zone: e.start.zone, Sequence: int(e.sequence), Modified: e.modified,
		Private: e.private,
	}
	if e.start.utc {
		f.Zone = "UTC"
	}
	if e.start.date && e.lasts.days > 1 {
		f.Days = e.lasts.days
	}
	return rawJSON(f)
}
