package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"mull/internal/journal"
)

// A calendar is one file of RFC 5545, or several calendars one after another.
//
// go-ical reads the content lines of one event at a time. What would make it
// fail, panic or need unbounded memory is dealt with before it sees the text:
// folding, encodings, endless lines, properties that are not needed.
type calendar struct {
	in     *reading
	lines  *lineReader
	source *source
	events eventParser

	block  []byte // the logical lines of the component being read
	nested []string
	begun  int    // line of its BEGIN
	fault  string // why it cannot be used
	kept   int    // components kept, and dates in lists, to bound them
	dates  int

	current *vcalendar
	series  map[string]*series
	order   []*series
	left    leftOut
	often   []oftenEvent
	shared  map[string]string
	people  addressBook
}

// A vcalendar is what one BEGIN:VCALENDAR says of all its events.
type vcalendar struct {
	name  string
	zone  string // X-WR-TIMEZONE
	zones map[string]*vtimezone
	found map[string]zoneResult // names resolved already
}

// leftOut counts events that are no time at work.
type leftOut struct{ cancelled, declined, free, away, empty, tentative, long, endless, others int }

// maxProperty bounds one unfolded property of an event.
const maxProperty = 1 << 20

func readCalendar(in *reading, src *source) error {
	in.origin = journal.Calendar
	c := &calendar{in: in, source: src, lines: src.lines(), series: map[string]*series{}}
	c.lines.limit = maxProperty
	if err := c.read(); err != nil {
		return err
	}
	return c.finish()
}

// read takes the file apart into logical lines and those into components.
func (c *calendar) read() error {
	var logical []byte
	number, wanted, cut := 0, false, false
	flush := func() error {
		if number == 0 || !wanted {
			return nil
		}
		return c.line(number, logical, cut)
	}
	for {
		text, long, err := c.lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if len(text) > 0 && (text[0] == ' ' || text[0] == '\t') && number > 0 {
			if !wanted {
				continue
			}
			room := maxProperty - len(logical)
			cut = cut || long || len(text)-1 > room
			logical = append(logical, text[1:min(len(text), room+1)]...)
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		number, cut = c.lines.line, long
		if wanted = c.wants(text); wanted {
			logical = append(logical[:0], text...)
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if c.current != nil {
		c.in.refuse(c.lines.line, "the file ends in the middle of a calendar; what came before is read")
	}
	return nil
}

// wanted lists the properties that are read; everything else, above all
// descriptions and attachments, is passed over unread.
var wanted = []string{
	"BEGIN", "END", "X-WR-CALNAME", "X-WR-TIMEZONE", "NAME", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION",
	"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "SEQUENCE", "LAST-MODIFIED",
	"SUMMARY", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT",
	"ORGANIZER", "ATTENDEE",
}

var private = []string{"LOCATION", "DESCRIPTION", "CATEGORIES"}

func (c *calendar) wants(line []byte) bool {
	if c.current == nil {
		return true // to see what else is in the file
	}
	end := bytes.IndexAny(line[:min(len(line), 64)], ":;")
	if end <= 0 {
		return false
	}
	var upper [64]byte
	name := append(upper[:0], line[:end]...)
	for i, b := range name {
		if b >= 'a' && b <= 'z' {
			name[i] = b - 0x20
		}
	}
	return contains(wanted, name) || c.in.options.Private && contains(private, name)
}

func contains(names []string, name []byte) bool {
	for _, other := range names {
		if other == string(name) {
			return true
		}
	}
	return false
}

// line takes one logical line.
func (c *calendar) line(number int, text []byte, cut bool) error {
	var trimmed, name, value string
	if c.current == nil || len(text) > 0 && (text[0]|0x20 == 'b' || text[0]|0x20 == 'e') {
		trimmed = strings.TrimSpace(c.source.plain(text[:min(len(text), 200)]))
		name, value, _ = strings.Cut(trimmed, ":")
		name, value = strings.ToUpper(name), strings.ToUpper(strings.TrimSpace(value))
	}
	switch {
	case c.current == nil:
		return c.outermost(number, trimmed, name, value)
	case name == "BEGIN":
		c.begin(number, value)
		return nil
	case name == "END":
		return c.end(number, value)
	case len(c.nested) == 0:
		c.property(text)
		return nil
	}
	// Of an event only its own lines count; alarms have a DURATION as well.
	inner := c.nested[len(c.nested)-1]
	if inner != "VEVENT" && c.nested[0] != "VTIMEZONE" {
		return nil
	}
	if cut || len(c.block)+len(text) > 2*maxProperty {
		c.fault = "one of its lines is longer than 1 MB"
		return nil
	}
	if utf16Left(text) {
		c.fault = "it holds bytes that are not text"
		return nil
	}
	if utf8.Valid(text) {
		c.block = append(c.block, text...)
	} else {
		c.block = append(c.block, c.source.plain(text)...)
	}
	c.block = append(c.block, '\r', '\n')
	return nil
}

func utf16Left(text []byte) bool { return bytes.IndexByte(text, 0) >= 0 }

// outermost takes a line outside any calendar: there only calendars begin.
func (c *calendar) outermost(number int, text, name, value string) error {
	switch {
	case text == "":
		return nil
	case name == "BEGIN" && value == "VCALENDAR":
		c.current = &vcalendar{zones: map[string]*vtimezone{}, found: map[string]zoneResult{}}
		c.nested = nil
		return nil
	}
	if err := c.in.stranger(number, text); err != nil {
		return err
	}
	c.in.refuse(number, "the line belongs to no calendar")
	return nil
}

func (c *calendar) begin(number int, component string) {
	if component == "VEVENT" && len(c.nested) > 0 && c.nested[0] == "VEVENT" {
		c.in.refuse(c.begun, "the event has no end")
		c.nested = nil
	}
	if len(c.nested) >= 16 {
		c.fault = "its parts are nested too deeply"
		return
	}
	c.nested = append(c.nested, component)
	if len(c.nested) == 1 {
		c.begun, c.block, c.fault = number, c.block[:0], ""
	}
	if c.nested[0] == "VTIMEZONE" {
		c.block = append(append(c.block, "BEGIN:"+component...), '\r', '\n')
	}
}

func (c *calendar) end(number int, component string) error {
	if len(c.nested) == 0 {
		if component == "VCALENDAR" {
			return c.close()
		}
		return nil
	}
	if component == "VCALENDAR" {
		c.in.refuse(c.begun, "the %s has no end", partName(c.nested[0]))
		c.nested = nil
		return c.close()
	}
	at := len(c.nested) - 1
	for at >= 0 && c.nested[at] != component {
		at--
	}
	if at < 0 {
		return nil
	}
	if c.nested[0] == "VTIMEZONE" {
		c.block = append(append(c.block, "END:"+component...), '\r', '\n')
	}
	c.nested = c.nested[:at]
	if at > 0 {
		return nil
	}
	switch component {
	case "VEVENT":
		return c.event()
	case "VTIMEZONE":
		c.timezone()
	}
	return nil
}

func partName(component string) string {
	if component == "VEVENT" {
		return "event"
	}
	return "part"
}

// property takes a line of the calendar itself.
func (c *calendar) property(text []byte) {
	prop, err := c.events.property(c.source.plain(text))
	if err != nil {
		return
	}
	switch prop.Name {
	case "X-WR-CALNAME", "NAME":
		if c.current.name == "" {
			c.current.name = oneLine(unescape(prop.Value))
		}
	case "X-WR-TIMEZONE":
		c.current.zone = strings.TrimSpace(prop.Value)
	}
}

// close ends a calendar: its zones and its name are known now.
func (c *calendar) close() error {
	if name := c.current.name; name != "" && !slices.Contains(c.in.batch.Calendars, name) {
		c.in.batch.Calendars = append(c.in.batch.Calendars, name)
	}
	c.current = nil
	return nil
}
