package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

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

// An oftenEvent is one that repeats more often than meetings do.
type oftenEvent struct{ line, times int }

const (
	// oftenADay is more occurrences a day than any meeting has.
	oftenADay = 24
	// maxOften bounds how many such events are named.
	maxOften = 20
)

// frequent says whether a series, in order, comes more than oftenADay times
// within a day. Such a rule is a slip or a trick; it stays bounded by the days
// asked for, and is named.
func frequent(list []occurrence) bool {
	for i := oftenADay; i < len(list); i++ {
		if list[i].wall.Sub(list[i-oftenADay].wall) < 24*time.Hour {
			return true
		}
	}
	return false
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
