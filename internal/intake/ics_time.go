package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"
)

// stamp reads 20260907, 20260907T100000 or 20260907T080000Z. The errors
// continue a sentence that names the property.
func (c *calendar) stamp(prop *ical.Prop, text string) (stamp, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	s := stamp{zone: strings.TrimSpace(prop.Params.Get("TZID"))}
	if len(s.zone) > 200 {
		return s, errors.New(" has a zone with an endless name")
	}
	s.zone = c.share(s.zone)
	day, clock, timed := strings.Cut(text, "T")
	if rest, found := strings.CutSuffix(clock, "Z"); found {
		clock, s.utc, s.zone = rest, true, ""
	}
	if len(day) != 8 || timed && len(clock) != 6 && len(clock) != 4 || strings.Trim(day+clock, "0123456789") != "" {
		return s, fmt.Errorf("%s is not a time like 20260907T100000", shown(text))
	}
	at, err := time.Parse("20060102150405", day+(clock + "000000")[:6])
	if err != nil && strings.HasSuffix(clock, "60") { // a leap second
		at, err = time.Parse("20060102150405", day+clock[:4]+"59")
	}
	if err != nil {
		return s, fmt.Errorf("%s does not exist", shown(text))
	}
	// Inside the years journals take, with room for zones and moved ends.
	if year := at.Year(); year < 1899 || year > 2201 {
		return s, fmt.Errorf("%s is outside the years 1900 to 2200", shown(text))
	}
	s.wall, s.date = at, !timed
	if s.date {
		s.zone, s.utc = "", false
	}
	return s, nil
}

// A nominal length has days apart, since a day is not always 24 hours.
type nominal struct {
	days  int
	clock time.Duration
}

// parseNominal reads a DURATION: P1D, PT1H30M, P2W. go-ical reads a day as 24
// hours, which puts an end an hour off when clocks change, and lets huge
// numbers run over.
func parseNominal(text string) (nominal, error) {
	var n nominal
	fault := fmt.Errorf("its length%s is not like PT1H30M", shown(text))
	rest, found := strings.CutPrefix(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), "+"), "P")
	if strings.HasPrefix(strings.TrimSpace(text), "-") {
		return n, errors.New("its length is negative")
	}
	if !found || rest == "" {
		return n, fault
	}
	clock := false
	for rest != "" {
		if after, isClock := strings.CutPrefix(rest, "T"); isClock {
			rest, clock = after, true
			continue
		}
		at := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if at < 1 || at > 7 {
			return n, fault
		}
		count, _ := strconv.Atoi(rest[:at])
		unit := rest[at]
		rest = rest[at+1:]
		switch {
		case unit == 'W' && !clock:
			n.days += 7 * count
		case unit == 'D' && !clock:
			n.days += count
		case unit == 'H' && clock:
			n.clock += time.Duration(count) * time.Hour
		case unit == 'M' && clock:
			n.clock += time.Duration(count) * time.Minute
		case unit == 'S' && clock:
			n.clock += time.Duration(count) * time.Second
		default:
			return n, fault
		}
	}
	if n.days > 400 || n.clock > 400*24*time.Hour {
		return n, errors.New("its length is more than a year")
	}
	return n, nil
}
