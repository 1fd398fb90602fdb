package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"mull/internal/period"
	"mull/internal/report/clean"
)

// A stamp is a date or time as the file has it, before its zone is looked up.
type stamp struct {
	wall time.Time
	zone string // TZID
	utc  bool
	date bool // a date without a time
}

// An event is one VEVENT: a single event, the pattern of a series, or, with a
// recurrence id, what became of one occurrence.
type event struct {
	line       int
	calendar   *vcalendar
	uid        string
	start, end stamp
	length     nominal // DURATION, where there is no end
	hasEnd     bool
	hasLength  bool
	rule       string
	rdates     []extra
	exdates    []stamp
	id         *stamp // RECURRENCE-ID
	future     bool   // the id speaks of this and all later occurrences
	title      string
	organiser  string // address
	boss       string // the organiser's name
	people     int32
	sequence   int32
	modified   string
	private    *privateFacts
	series     bool
	cancelled  bool
	free, away bool
	tentative  bool
	declined   []uint64 // hashed addresses of those who declined
	unsure     []uint64 // and of those who said perhaps
	invited    int      // attendees who are people
	lasts      stretch
	counted    []*int // tallies it is part of
}

// An extra is an RDATE: one more start, with a length of its own or not.
type extra struct {
	start stamp
	end   *stamp
	long  *nominal
}

// event reads the block of lines between BEGIN:VEVENT and END:VEVENT.
func (c *calendar) event() error {
	if err := c.in.count(); err != nil {
		return err
	}
	if c.fault != "" {
		c.in.refuse(c.begun, "%s", c.fault)
		return nil
	}
	block := string(c.block)
	component, err := c.events.component("BEGIN:VEVENT\r\n" + block + "END:VEVENT\r\n")
	if err != nil {
		var lost []string
		component, lost = c.events.lenient(block)
		for _, name := range lost {
			if timed(name) {
				c.in.refuse(c.begun, "its line %s is not well formed", name)
				return nil
			}
		}
	}
	e, err := c.parse(component)
	if err != nil {
		c.in.refuse(c.begun, "%s", err)
		return nil
	}
	if c.dates += len(e.exdates) + len(e.rdates); c.dates > maxDates {
		return errTooMany
	}
	return c.add(e)
}

// timed says whether a property decides when an event is.
func timed(name string) bool {
	switch name {
	case "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID":
		return true
	}
	return false
}

func (c *calendar) parse(v *ical.Component) (*event, error) {
	e := &event{line: c.begun, calendar: c.current}
	// Cloned, here and below, so that an event does not hold on to all its text.
	e.uid = strings.Clone(strings.TrimSpace(value(v, "UID")))
	start := v.Props.Get("DTSTART")
	if start == nil {
		return nil, errors.New("it has no start")
	}
	var err error
	if e.start, err = c.stamp(start, start.Value); err != nil {
		return nil, fmt.Errorf("its start%s", err)
	}
	if end := v.Props.Get("DTEND"); end != nil {
		if e.end, err = c.stamp(end, end.Value); err != nil {
			return nil, fmt.Errorf("its end%s", err)
		}
		e.hasEnd = true
	} else if length := value(v, "DURATION"); length != "" {
		if e.length, err = parseNominal(length); err != nil {
			return nil, err
		}
		e.hasLength = true
	}
	if err := c.repeats(e, v); err != nil {
		return nil, err
	}
	e.status(v, c.home)
	c.people.read(e, v, c.in.options.Private)
	e.organiser, e.boss = c.share(e.organiser), c.share(e.boss)
	e.rule = strings.Clone(e.rule)
	e.title = c.share(oneLine(unescape(value(v, "SUMMARY"))))
	if sequence, err := strconv.ParseInt(strings.TrimSpace(value(v, "SEQUENCE")), 10, 32); err == nil {
		e.sequence = int32(sequence)
	}
	if modified := strings.TrimSpace(value(v, "LAST-MODIFIED")); len(modified) <= 32 {
		e.modified = c.share(modified)
	}
	if c.in.options.Private {
		if e.private == nil {
			e.private = &privateFacts{}
		}
		e.private.Location = strings.Clone(oneLine(unescape(value(v, "LOCATION"))))
		e.private.Description = strings.Clone(cutRunes(clean.Block(unescape(value(v, "DESCRIPTION"))), maxNote))
	}
	return e, nil
}

// share returns one copy of a text that many events have.
func (c *calendar) share(text string) string {
	if known, found := c.shared[text]; found {
		return known
	}
	text = strings.Clone(text)
	if len(c.shared) < 10_000 {
		if c.shared == nil {
			c.shared = map[string]string{}
		}
		c.shared[text] = text
	}
	return text
}

func value(v *ical.Component, name string) string {
	if prop := v.Props.Get(name); prop != nil {
		return prop.Value
	}
	return ""
}

// repeats reads what makes an event a series or part of one.
func (c *calendar) repeats(e *event, v *ical.Component) error {
	if rules := v.Props["RRULE"]; len(rules) > 0 {
		if e.rule = strings.TrimSpace(rules[0].Value); len(rules) > 1 {
			return errors.New("it has several rules of repetition, of which only one is understood")
		}
		if len(e.rule) > 4096 {
			return errors.New("its rule of repetition is too long")
		}
	}
	if len(v.Props["EXRULE"]) > 0 {
		return errors.New("it has a rule of exception (EXRULE), which is not understood")
	}
	for _, prop := range v.Props["EXDATE"] {
		for part := range strings.SplitSeq(prop.Value, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			s, err := c.stamp(&prop, part)
			if err != nil {
				return fmt.Errorf("an exception's date%s", err)
			}
			e.exdates = append(e.exdates, s)
		}
	}
	for _, prop := range v.Props["RDATE"] {
		for part := range strings.SplitSeq(prop.Value, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			x, err := c.extra(&prop, part)
			if err != nil {
				return fmt.Errorf("an added date%s", err)
			}
			e.rdates = append(e.rdates, x)
		}
	}
	if id := v.Props.Get("RECURRENCE-ID"); id != nil {
		s, err := c.stamp(id, id.Value)
		if err != nil {
			return fmt.Errorf("its place in the series%s", err)
		}
		e.id, e.future = &s, strings.EqualFold(id.Params.Get("RANGE"), "THISANDFUTURE")
	}
	return nil
}

func (c *calendar) extra(prop *ical.Prop, text string) (extra, error) {
	from, to, period := strings.Cut(text, "/")
	start, err := c.stamp(prop, from)
	if err != nil || !period {
		return extra{start: start}, err
	}
	if strings.HasPrefix(strings.TrimSpace(to), "P") {
		long, err := parseNominal(to)
		if err != nil {
			return extra{}, errors.New(" has a length that cannot be read")
		}
		return extra{start: start, long: &long}, nil
	}
	end, err := c.stamp(prop, to)
	return extra{start: start, end: &end}, err
}

// status reads whether the event is time at work at all. home finds the zone the
// calendar is kept in.
func (e *event) status(v *ical.Component, home func() *time.Location) {
	is := func(name, word string) bool { return strings.EqualFold(strings.TrimSpace(value(v, name)), word) }
	busy := "X-MICROSOFT-CDO-BUSYSTATUS"
	e.cancelled = is("STATUS", "CANCELLED") || is("STATUS", "CANCELED")
	e.tentative = is("STATUS", "TENTATIVE") || is(busy, "TENTATIVE")
	e.free = is("TRANSP", "TRANSPARENT") || is(busy, "FREE")
	e.away = is(busy, "OOF")
	if is("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE") && !e.start.date {
		// Outlook writes all-day events as midnight to midnight.
		e.start.date, e.end.date = true, e.hasEnd
		e.start.wall, e.end.wall = midnight(e.start.at(home())), midnight(e.end.at(home()))
	}
	// Google has all-day events free unless somebody says otherwise; they
	// count no minutes either way, and a rule may want them.
	if e.start.date {
		e.free, e.away = false, false
	}
}

// home is the zone a calendar is kept in, as far as it says, else the reader's.
func (c *calendar) home() *time.Location {
	if zone, err := period.LoadZone(c.current.zone); err == nil {
		return zone
	}
	return c.in.options.Zone
}

// at returns what clocks in a zone show at a stamp that is in UTC. One that has
// UTC's own midnight means the date, as one without a zone does.
func (s stamp) at(zone *time.Location) time.Time {
	if !s.utc || s.wall.Equal(midnight(s.wall)) {
		return s.wall
	}
	return asWall(s.wall.In(zone))
}

func midnight(wall time.Time) time.Time { return wall.Truncate(24 * time.Hour) }
