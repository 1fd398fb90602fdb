package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
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

// occurrences lists when a series takes place, with its exceptions taken out.
func (x *expansion) occurrences(e *event, zone *time.Location, changes *changes) ([]occurrence, error) {
	list, err := x.byRule(e, zone, changes.reach)
	if err != nil {
		return nil, err
	}
	for _, r := range e.rdates {
		at, err := x.wallIn(r.start, e, zone)
		if err != nil {
			return nil, err
		}
		o := occurrence{event: e, wall: at, zone: zone, long: r.long}
		if r.end != nil {
			end, err := x.instantOf(e.inZone(*r.end), e)
			if err != nil {
				return nil, err
			}
			o.to = end
		}
		list = append(list, o)
	}
	slices.SortStableFunc(list, func(a, b occurrence) int { return a.wall.Compare(b.wall) })
	list = slices.CompactFunc(list, func(a, b occurrence) bool { return a.wall.Equal(b.wall) })
	for i, same := range list {
		// Several on one date are told apart by their order.
		list[i].place = placeOf(same.wall)
		if i > 0 && placeOf(list[i-1].wall) == list[i].place {
			list[i].place = afterPlace(list[i-1].place)
		}
	}
	instants, days, err := x.exceptions(e)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(o occurrence) bool {
		return days[placeOf(o.wall)] || len(instants) > 0 && instants[instant(o.wall, zone).Unix()]
	}), nil
}

// byRule lists the series' own start and what its rule brings.
func (x *expansion) byRule(e *event, zone *time.Location, reach time.Duration) ([]occurrence, error) {
	walls := []time.Time{e.start.wall}
	if e.rule != "" {
		r, err := parseRecurrence(e.rule, e.start.wall)
		if err != nil {
			return nil, err
		}
		r.allDay = e.start.date
		found, err := r.walls(x.last().Add(reach), zone, maxOccurrences)
		if x.steps += r.steps + 100; x.steps > maxSteps {
			return nil, errBusy
		}
		if err != nil {
			return nil, err
		}
		// The start is the first occurrence, whether or not the rule brings it.
		if len(found) > 0 && found[0].Equal(e.start.wall) {
			walls = found
		} else if walls = append(walls, found...); r.count > 0 && len(walls) > r.count {
			walls = walls[:r.count]
		}
	}
	list := make([]occurrence, len(walls))
	for i, wall := range walls {
		list[i] = occurrence{event: e, wall: wall, zone: zone}
	}
	return list, nil
}

// last returns the wall clock time after which nothing is asked for in any
// zone.
func (x *expansion) last() time.Time {
	last := x.in.options.To
	if last == 0 {
		last = period.MaxDay
	}
	return time.Unix(int64(last+2)*86400, 0).UTC()
}

func afterPlace(place string) string {
	day, number, _ := strings.Cut(place, ".")
	n, _ := strconv.Atoi(number)
	return day + "." + strconv.Itoa(max(n, 1)+1)
}

// exceptions returns the instants and the whole days that a series leaves out.
func (x *expansion) exceptions(e *event) (instants map[int64]bool, days map[string]bool, err error) {
	instants, days = map[int64]bool{}, map[string]bool{}
	for _, s := range e.exdates {
		if s.date || e.start.date {
			days[placeOf(s.wall)] = true
			continue
		}
		at, err := x.instantOf(e.inZone(s), e)
		if err != nil {
			return nil, nil, err
		}
		instants[at.Unix()] = true
	}
	return instants, days, nil
}

// zoneOf returns the zone a stamp is in. Times without one are in the
// calendar's zone if it names one, else in the reader's own.
func (x *expansion) zoneOf(s stamp, e *event) (*time.Location, error) {
	switch {
	case s.utc:
		return time.UTC, nil
	case s.date:
		return x.in.options.Zone, nil
	case s.zone != "":
		return e.calendar.lookup(s.zone)
	case e.calendar.zone != "":
		return e.calendar.lookup(e.calendar.zone)
	}
	return x.in.options.Zone, nil
}

func (x *expansion) instantOf(s stamp, e *event) (time.Time, error) {
	zone, err := x.zoneOf(s, e)
	if err != nil {
		return time.Time{}, err
	}
	return instant(s.wall, zone), nil
}

// wallIn returns what clocks in a zone show at a stamp.
func (x *expansion) wallIn(s stamp, e *event, zone *time.Location) (time.Time, error) {
	if s.date {
		if e.start.date {
			return s.wall, nil
		}
		// A date among times means the series' usual time of day.
		return s.wall.Add(e.start.wall.Sub(midnight(e.start.wall))), nil
	}
	if s = e.inZone(s); !s.utc && s.zone == e.start.zone {
		return s.wall, nil
	}
	at, err := x.instantOf(s, e)
	return asWall(at.In(zone)), err
}

// inZone reads a time without a zone, beside a start that has one, as being in
// the same.
func (e *event) inZone(s stamp) stamp {
	if s.zone == "" && !s.utc && !s.date {
		s.zone, s.utc = e.start.zone, e.start.utc
	}
	return s
}
