package intake

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-ical"

	"mull/internal/period"
)

//go:embed windows-zones.txt
var windowsZones string

// windowsZone maps a name of Windows, or the words Outlook shows for it, to an
// IANA name.
var windowsZone = sync.OnceValue(func() map[string]string {
	zones := map[string]string{}
	for line := range strings.Lines(windowsZones) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(columns) < 2 {
			continue
		}
		for _, name := range append(columns[:1:1], columns[2:]...) {
			zones[strings.ToLower(name)] = columns[1]
		}
	}
	return zones
})

// namedZone finds the zone a calendar means by a name: an IANA name, one with
// the prefix some programs put before it, a name of Windows, or one like
// "(UTC-05:00) Eastern Time (US & Canada)".
func namedZone(name string) (*time.Location, bool) {
	for part := strings.TrimPrefix(name, "/"); part != ""; {
		if zone, err := period.LoadZone(part); err == nil {
			return zone, true
		}
		_, rest, more := strings.Cut(part, "/")
		if !more {
			break
		}
		part = rest
	}
	words := strings.ToLower(name)
	if strings.HasPrefix(words, "(") {
		if _, rest, found := strings.Cut(words, ")"); found {
			words = strings.TrimSpace(rest)
		}
	}
	if iana, found := windowsZone()[words]; found {
		zone, err := period.LoadZone(iana)
		return zone, err == nil
	}
	return nil, false
}

// A vtimezone is a zone the file itself describes.
type vtimezone struct {
	alias string // X-LIC-LOCATION
	rules []observance
	fault error
}

// An observance is a STANDARD or DAYLIGHT part: from when, by which rule, and
// from which offset to which.
type observance struct {
	start    time.Time
	rule     string
	extra    []time.Time
	from, to int // seconds east of UTC
	daylight bool
}

type zoneResult struct {
	zone *time.Location
	err  error
}

// timezone keeps a VTIMEZONE for the names that nobody else knows.
func (c *calendar) timezone() {
	if c.fault != "" || len(c.current.zones) >= 2000 {
		return
	}
	component, err := c.events.component(string(c.block))
	if err != nil {
		return
	}
	if name := strings.TrimSpace(value(component, "TZID")); name != "" && c.current.zones[name] == nil {
		c.current.zones[name] = c.observances(component)
	}
}

func (c *calendar) observances(v *ical.Component) *vtimezone {
	z := &vtimezone{alias: strings.TrimSpace(value(v, "X-LIC-LOCATION"))}
	for _, child := range v.Children {
		o := observance{rule: strings.TrimSpace(value(child, "RRULE")), daylight: child.Name == "DAYLIGHT"}
		start := child.Props.Get("DTSTART")
		var errs [2]error
		o.from, errs[0] = parseOffset(value(child, "TZOFFSETFROM"))
		o.to, errs[1] = parseOffset(value(child, "TZOFFSETTO"))
		if start == nil || errors.Join(errs[:]...) != nil || len(z.rules) >= 200 {
			z.fault = errMalformed
			continue
		}
		// Outlook begins its zones in 1601.
		at, err := time.Parse("20060102T150405", strings.TrimSpace(start.Value))
		if err != nil {
			z.fault = errMalformed
			continue
		}
		if at.Year() < 1900 && o.rule != "" {
			at = time.Date(1970, at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
		}
		o.start = at
		for _, prop := range child.Props["RDATE"] {
			for part := range strings.SplitSeq(prop.Value, ",") {
				if s, err := c.stamp(&prop, part); err == nil && len(o.extra) < 500 {
					o.extra = append(o.extra, s.wall)
				}
			}
		}
		z.rules = append(z.rules, o)
	}
	if len(z.rules) == 0 {
		z.fault = errMalformed
	}
	return z
}

func parseOffset(text string) (int, error) {
	text = strings.TrimSpace(text)
	if len(text) != 5 && len(text) != 7 || text[0] != '+' && text[0] != '-' || strings.Trim(text[1:], "0123456789") != "" {
		return 0, errMalformed
	}
	digits := text[1:] + "00"
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:4])
	seconds, _ := strconv.Atoi(digits[4:6])
	if hours > 15 || minutes > 59 || seconds > 59 {
		return 0, errMalformed
	}
	offset := hours*3600 + minutes*60 + seconds
	if text[0] == '-' {
		offset = -offset
	}
	return offset, nil
}

// lookup returns the zone a TZID of this calendar means. A name that neither
// the world nor the file knows is an error, never UTC.
func (v *vcalendar) lookup(name string) (*time.Location, error) {
	if known, found := v.found[name]; found {
		return known.zone, known.err
	}
	var r zoneResult
	r.zone, r.err = v.search(name)
	if len(v.found) < 5000 {
		v.found[name] = r
	}
	return r.zone, r.err
}

func (v *vcalendar) search(name string) (*time.Location, error) {
	if zone, found := namedZone(name); found {
		return zone, nil
	}
	own := v.zones[name]
	if own == nil {
		return nil, fmt.Errorf("nobody knows its time zone %q, and the file does not describe it", oneLine(name))
	}
	if own.alias != "" {
		if zone, found := namedZone(own.alias); found {
			return zone, nil
		}
	}
	zone, err := own.location(name)
	if err != nil {
		return nil, fmt.Errorf("its time zone %q is described in a way that cannot be read", oneLine(name))
	}
	return zone, nil
}

// A change is an instant from which an offset holds.
type change struct {
	at       int64
	offset   int
	daylight bool
}

// location makes a zone of the rules the file gives, by writing them in the
// binary form of zone files, the one way Go takes zones.
func (z *vtimezone) location(name string) (*time.Location, error) {
	if z.fault != nil {
		return nil, z.fault
	}
	var changes []change
	before, first := 0, time.Time{}
	for _, o := range z.rules {
		if first.IsZero() || o.start.Before(first) {
			first, before = o.start, o.from
		}
		starts := append([]time.Time{o.start}, o.extra...)
		if o.rule != "" {
			r, err := parseRecurrence(o.rule, o.start)
			if err != nil {
				return nil, err
			}
			// The rule alone says when clocks change: Outlook's DTSTART is a
			// day in 1601 that does not follow it.
			more, err := r.walls(time.Date(2110, 1, 1, 0, 0, 0, 0, time.UTC), time.FixedZone("", o.from), 5000)
			if err != nil {
				return nil, err
			}
			starts = append(more, o.extra...)
		}
		for _, wall := range starts {
			changes = append(changes, change{wall.Unix() - int64(o.from), o.to, o.daylight})
		}
	}
	slices.SortFunc(changes, func(a, b change) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	changes = slices.CompactFunc(changes, func(a, b change) bool { return a.at == b.at })
	return time.LoadLocationFromTZData(name, zoneFile(before, changes))
}

// zoneFile writes a zone as RFC 8536, version 2, with the offset before the
// first change as type 0.
func zoneFile(before int, changes []change) []byte {
	type kind struct {
		offset   int
		daylight bool
	}
	kinds := []kind{{before, false}}
	index := make([]byte, len(changes))
	for i, c := range changes {
		k := kind{c.offset, c.daylight}
		at := slices.Index(kinds, k)
		if at < 0 && len(kinds) < 250 {
			at = len(kinds)
			kinds = append(kinds, k)
		}
		index[i] = byte(max(0, at))
	}
	header := func(version byte, times, types, chars int) []byte {
		b := append([]byte("TZif"), version)
		b = append(b, make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, times, types, chars} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	// The old part, one type and no changes, is there to be skipped.
	data := append(header('2', 0, 1, 4), 0, 0, 0, 0, 0, 0, 'L', 'M', 'T', 0)
	data = append(data, header('2', len(changes), len(kinds), 4)...)
	for _, c := range changes {
		data = binary.BigEndian.AppendUint64(data, uint64(c.at))
	}
	data = append(data, index...)
	for _, k := range kinds {
		data = binary.BigEndian.AppendUint32(data, uint32(int32(k.offset)))
		daylight := byte(0)
		if k.daylight {
			daylight = 1
		}
		data = append(data, daylight, 0)
	}
	return append(data, 'L', 'M', 'T', 0, '\n', '\n')
}
