package intake

import (
	"errors"
	"fmt"
	"hash/maphash"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"
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
	e.status(v)
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
		e.private.Description = strings.Clone(cutRunes(unescape(value(v, "DESCRIPTION")), maxNote))
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

// status reads whether the event is time at work at all.
func (e *event) status(v *ical.Component) {
	is := func(name, word string) bool { return strings.EqualFold(strings.TrimSpace(value(v, name)), word) }
	busy := "X-MICROSOFT-CDO-BUSYSTATUS"
	e.cancelled = is("STATUS", "CANCELLED") || is("STATUS", "CANCELED")
	e.tentative = is("STATUS", "TENTATIVE") || is(busy, "TENTATIVE")
	e.free = is("TRANSP", "TRANSPARENT") || is(busy, "FREE")
	e.away = is(busy, "OOF")
	if is("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE") && !e.start.date {
		// Outlook writes all-day events as midnight to midnight.
		e.start.date, e.end.date = true, e.hasEnd
		e.start.wall, e.end.wall = midnight(e.start.wall), midnight(e.end.wall)
	}
	// Google has all-day events free unless somebody says otherwise; they
	// count no minutes either way, and a rule may want them.
	if e.start.date {
		e.free, e.away = false, false
	}
}

func midnight(wall time.Time) time.Time { return wall.Truncate(24 * time.Hour) }

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

// An addressBook finds out which address is the reader's own: the one that is
// part of every event that has people.
type addressBook struct {
	seed   maphash.Seed
	ready  bool
	counts map[uint64]int
	events int
}

func (b *addressBook) hash(address string) uint64 {
	if !b.ready {
		b.seed, b.ready, b.counts = maphash.MakeSeed(), true, map[uint64]int{}
	}
	return maphash.String(b.seed, address)
}

func address(value string) string {
	text := strings.ToLower(strings.TrimSpace(value))
	return strings.TrimPrefix(text, "mailto:")
}

// read counts the people of an event and notes who declined.
func (b *addressBook) read(e *event, v *ical.Component, private bool) {
	people := map[uint64]bool{}
	if prop := v.Props.Get("ORGANIZER"); prop != nil {
		e.organiser = oneLine(address(prop.Value))
		if name := prop.Params.Get("CN"); name != "" && !strings.EqualFold(name, e.organiser) {
			e.boss = oneLine(name)
		}
		people[b.hash(address(prop.Value))] = true
	}
	attendees := v.Props["ATTENDEE"]
	for i := range attendees {
		prop := &attendees[i]
		switch strings.ToUpper(prop.Params.Get("CUTYPE")) {
		case "ROOM", "RESOURCE":
			continue
		}
		who := b.hash(address(prop.Value))
		people[who] = true
		e.invited++
		switch strings.ToUpper(prop.Params.Get("PARTSTAT")) {
		case "DECLINED":
			if len(e.declined) < maxVersions {
				e.declined = append(e.declined, who)
			}
		case "TENTATIVE":
			if len(e.unsure) < maxVersions {
				e.unsure = append(e.unsure, who)
			}
		}
		if !private {
			continue
		}
		if e.private == nil {
			e.private = &privateFacts{}
		}
		if len(e.private.AttendeeList) < 200 {
			e.private.AttendeeList = append(e.private.AttendeeList, strings.Clone(oneLine(address(prop.Value))))
		}
	}
	if e.invited == 0 {
		return
	}
	e.people = int32(len(people))
	b.events++
	for who := range people {
		if b.counts[who] > 0 || len(b.counts) < MaxRows {
			b.counts[who]++
		}
	}
}

// own returns the addresses that are the reader's: those given, those the
// calendar or the file is called, else the one address that every one of at
// least three events has.
func (b *addressBook) own(given []string, names []string) map[uint64]bool {
	own := map[uint64]bool{}
	for _, me := range given {
		own[b.hash(address(me))] = true
	}
	for _, name := range names {
		name = strings.TrimSuffix(strings.ToLower(name), ".ics")
		if at := strings.IndexByte(name, '@'); at > 0 && !strings.ContainsAny(name, " /\\") {
			own[b.hash(address(name))] = true
		}
	}
	if len(own) > 0 || b.events < 3 {
		return own
	}
	for who, count := range b.counts {
		if count == b.events {
			own[who] = true
		}
	}
	if len(own) > 1 {
		return map[uint64]bool{}
	}
	return own
}
