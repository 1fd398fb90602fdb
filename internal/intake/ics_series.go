package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"mull/internal/period"
)

// A series is everything a file says under one UID: events and, of those that
// repeat, single occurrences that were changed.
type series struct {
	uid     string
	events  []*event
	changed []*event
	refused bool
}

const (
	// maxOccurrences bounds one series, maxSteps the work of a whole file.
	maxOccurrences = 100_000
	maxSteps       = 100_000_000
	// maxEvents is how many events one file may hold, maxVersions how many of
	// them under one UID, and maxDates how many exceptions and added dates.
	maxEvents   = 100_000
	maxVersions = 5_000
	maxDates    = 500_000
)

var errBusy = errors.New("the file's rules of repetition take too long to work out; read it with --from and --to, or split it")

// add puts an event with its like.
func (c *calendar) add(e *event) error {
	uid := e.uid
	e.uid = "" // the series has it
	if uid == "" || len(uid) > 200 {
		sum := sha256.Sum256([]byte(strings.Join([]string{uid, e.start.wall.String(), e.end.wall.String(), e.title}, "\x1f")))
		uid = hex.EncodeToString(sum[:16])
	}
	s := c.series[uid]
	if s == nil {
		s = &series{uid: uid}
		c.series[uid] = s
		c.order = append(c.order, s)
	}
	list := &s.events
	if e.id != nil {
		list = &s.changed
	}
	for i, other := range *list {
		if !e.replaces(other) {
			continue
		}
		if e.revision(other) >= 0 {
			(*list)[i] = e
		}
		return nil
	}
	if c.kept++; c.kept > maxEvents || len(*list) > maxVersions {
		return errTooMany
	}
	*list = append(*list, e)
	return nil
}

// replaces says whether two events are versions of one. Some programs give
// several events one UID; they are told apart when nothing says that one came
// after the other.
func (e *event) replaces(other *event) bool {
	if e.id != nil {
		return *e.id == *other.id && e.future == other.future
	}
	return e.revision(other) != 0 || e.start == other.start
}

func (e *event) revision(other *event) int {
	return cmp.Or(cmp.Compare(e.sequence, other.sequence), cmp.Compare(e.modified, other.modified))
}

// finish works out every series and keeps what lies in the asked range.
func (c *calendar) finish() error {
	x := &expansion{calendar: c, own: c.people.own(c.in.options.Me, append([]string{baseName(c.in.name)}, c.in.batch.Calendars...))}
	for _, s := range c.order {
		if err := c.in.ctx.Err(); err != nil {
			return err
		}
		if err := x.series(s); err != nil {
			return err
		}
		if !s.refused {
			c.in.batch.Covers = append(c.in.batch.Covers, s.uid)
		}
		s.events, s.changed = nil, nil
	}
	if now := c.in.options.Now; !now.IsZero() {
		// Series are worked out up to today.
		c.in.until((period.DayOf(now.In(c.in.options.Zone)) + 1).Start(c.in.options.Zone))
	}
	c.report()
	return nil
}

func baseName(name string) string {
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

// report tells in words what was left out.
func (c *calendar) report() {
	l := c.left
	c.in.noticeCount(l.cancelled, "cancelled event is left out", "cancelled events are left out")
	c.in.noticeCount(l.declined, "declined event is left out", "declined events are left out")
	c.in.noticeCount(l.free, "event marked as free is left out", "events marked as free are left out")
	c.in.noticeCount(l.away, "event marked as out of office is left out", "events marked as out of office are left out")
	c.in.noticeCount(l.empty, "event without any length is left out", "events without any length are left out")
	c.in.noticeCount(l.tentative, "event is only tentative and counts", "events are only tentative and count")
	c.in.noticeCount(l.long, "event of a day and more is kept without minutes, like an all-day event", "events of a day and more are kept without minutes, like all-day events")
	c.in.noticeCount(l.endless, "event of more than 31 days is kept for the first 31", "events of more than 31 days are kept for the first 31")
	for _, o := range c.often {
		c.in.notice("the event in line %d repeats many times a day, %d times up to the last day asked for; mull rules add TITLE leave-out takes it out", o.line, o.times)
	}
	c.in.noticeCount(l.others, "event was declined by somebody; it counts, since the file does not say who you are", "events were declined by somebody; they count, since the file does not say who you are")
}

// An expansion turns series into activities.
type expansion struct {
	*calendar
	own   map[uint64]bool
	steps int
}

// An occurrence is one time an event takes place: its place in the series, and
// when it is.
type occurrence struct {
	event *event
	place string    // the part of the key after the UID
	wall  time.Time // start, in zone
	zone  *time.Location
	to    time.Time // end, where it has one of its own
	long  *nominal
}

func (x *expansion) series(s *series) error {
	if len(s.events) == 0 {
		for _, e := range s.changed {
			if err := x.alone(s, e); err != nil {
				return err
			}
		}
		return nil
	}
	for i, e := range s.events {
		uid := s.uid
		if i > 0 {
			uid += "~" + e.start.wall.Format("20060102T150405")
		}
		changed := s.changed
		if i > 0 {
			changed = nil
		}
		if err := x.event(s, uid, e, changed); err != nil {
			return err
		}
	}
	return nil
}

// alone keeps a changed occurrence whose series is not in the file, as in
// invitations and exports of a span.
func (x *expansion) alone(s *series, e *event) error {
	zone, err := x.zoneOf(e.start, e)
	if err != nil {
		return x.refuse(s, e, err)
	}
	return x.emit(s, s.uid, occurrence{event: e, place: placeOf(e.id.wall), wall: e.start.wall, zone: zone})
}

func placeOf(wall time.Time) string { return wall.Format("20060102") }

func (x *expansion) refuse(s *series, e *event, err error) error {
	if errors.Is(err, errBusy) {
		return err
	}
	s.refused = true
	x.in.refuse(e.line, "%s", err)
	return nil
}

// event keeps the occurrences of an event, or the event itself if it does not
// repeat.
func (x *expansion) event(s *series, uid string, e *event, changed []*event) error {
	zone, err := x.zoneOf(e.start, e)
	if err != nil {
		return x.refuse(s, e, err)
	}
	if !e.repeats() && len(changed) == 0 {
		return x.emit(s, uid, occurrence{event: e, wall: e.start.wall, zone: zone})
	}
	e.series = true
	changes, err := x.changes(e, zone, changed)
	if err != nil {
		return x.refuse(s, e, err)
	}
	list, err := x.occurrences(e, zone, changes)
	if err != nil {
		return x.refuse(s, e, err)
	}
	if frequent(list) && len(x.often) < maxOften {
		x.often = append(x.often, oftenEvent{e.line, len(list)})
	}
	for _, o := range list {
		if one := changes.at(o.wall, zone); one != nil {
			o = one.occurrence(o.place)
		} else if on := changes.since(o.wall); on != nil {
			o = occurrence{event: on.event, place: o.place, wall: o.wall.Add(on.shift), zone: on.zone}
		}
		if err := x.emit(s, uid, o); err != nil {
			return err
		}
	}
	// Occurrences beyond the range may have been moved into it.
	for _, one := range changes.list {
		if one.used || one.event.future {
			continue
		}
		if err := x.emit(s, uid, one.occurrence(placeOf(one.place))); err != nil {
			return err
		}
	}
	return nil
}

func (e *event) repeats() bool { return e.rule != "" || len(e.rdates) > 0 }
