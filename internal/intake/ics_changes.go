package intake

import (
	"slices"
	"time"
)

// The changes of a series: single occurrences that were moved or edited, and
// edits of one occurrence and all after it.
type changes struct {
	list    []*changed
	instant map[int64]*changed
	day     map[string]*changed
	onward  []onward      // in order
	reach   time.Duration // how far beyond the range an edit pulls from
}

type changed struct {
	event *event
	place time.Time // where in the series it was, in the series' zone
	zone  *time.Location
	used  bool
}

type onward struct {
	event *event
	zone  *time.Location
	place time.Time
	shift time.Duration
}

// changes looks up where in the series each change belongs.
func (x *expansion) changes(master *event, zone *time.Location, list []*event) (*changes, error) {
	c := &changes{instant: map[int64]*changed{}, day: map[string]*changed{}}
	for _, e := range list {
		e.series = true
		one := &changed{event: e}
		var err error
		if one.zone, err = x.zoneOf(e.start, e); err != nil {
			return nil, err
		}
		if one.place, err = x.placeIn(*e.id, e, master, zone); err != nil {
			return nil, err
		}
		c.list = append(c.list, one)
		switch {
		case e.future:
			was := asWall(instant(one.place, zone).In(one.zone))
			on := onward{e, one.zone, one.place, e.start.wall.Sub(was)}
			c.reach = max(c.reach, -on.shift)
			c.onward = append(c.onward, on)
		case e.id.date || master.start.date:
			c.day[placeOf(one.place)] = one
		default:
			c.instant[instant(one.place, zone).Unix()] = one
		}
	}
	c.reach = min(c.reach, 400*24*time.Hour)
	slices.SortFunc(c.onward, func(a, b onward) int { return a.place.Compare(b.place) })
	return c, nil
}

// placeIn returns the wall clock time in the series' zone that a RECURRENCE-ID
// names.
func (x *expansion) placeIn(id stamp, e, master *event, zone *time.Location) (time.Time, error) {
	if id.date || master.start.date {
		return midnight(id.wall), nil
	}
	if id = master.inZone(id); !id.utc && id.zone == master.start.zone {
		return id.wall, nil
	}
	at, err := x.instantOf(id, e)
	return asWall(at.In(zone)), err
}

// at returns what became of the occurrence at a place, or nil.
func (c *changes) at(wall time.Time, zone *time.Location) *changed {
	one := c.day[placeOf(wall)]
	if one == nil && len(c.instant) > 0 {
		one = c.instant[instant(wall, zone).Unix()]
	}
	if one != nil {
		one.used = true
	}
	return one
}

// since returns the last edit of this and all later occurrences that holds at
// a place, or nil.
func (c *changes) since(wall time.Time) *onward {
	for i := len(c.onward) - 1; i >= 0; i-- {
		if !wall.Before(c.onward[i].place) {
			return &c.onward[i]
		}
	}
	return nil
}

func (c *changed) occurrence(place string) occurrence {
	return occurrence{event: c.event, place: place, wall: c.event.start.wall, zone: c.zone}
}
