package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"mull/internal/journal"
	"mull/internal/period"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := period.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func day(t testing.TB, text string) period.Day {
	t.Helper()
	if text == "" {
		return 0
	}
	d, err := period.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// crlf puts the lines of a calendar together as RFC 5545 has them.
func crlf(lines string) string {
	return strings.ReplaceAll(strings.TrimSpace(lines)+"\n", "\n", "\r\n")
}

func calendarOf(lines string) string {
	return crlf("BEGIN:VCALENDAR\nVERSION:2.0\n" + strings.TrimSpace(lines) + "\nEND:VCALENDAR")
}

// shownAll writes activities as "2026-09-07 10:00-11:00 60 title".
func shownAll(activities []journal.Activity) []string {
	var list []string
	for _, a := range activities {
		line := a.Day.String()
		if a.Clocked() {
			line += " " + a.From.Format("15:04") + "-" + a.To.Format("15:04")
			if int(a.To.Sub(a.From)/time.Second) != a.Seconds {
				line += " WRONG SECONDS"
			}
			if period.DayOf(a.From) != a.Day || a.From.Location().String() != a.Zone {
				line += " WRONG DAY OR ZONE"
			}
		}
		list = append(list, fmt.Sprintf("%s %d %s", line, a.Seconds/60, a.Note))
	}
	return list
}

func checkKeys(t *testing.T, batch *Batch) {
	t.Helper()
	seen := map[string]bool{}
	for _, a := range batch.Activities {
		if a.Key == "" || seen[a.Key] {
			t.Errorf("key %q comes twice or is empty", a.Key)
		}
		seen[a.Key] = true
		if a.Category != Unsorted || a.Source != journal.Imported || a.Origin == "" || a.Raw == "" {
			t.Errorf("activity %q has category %q, source %q, origin %q, raw %q", a.Note, a.Category, a.Source, a.Origin, a.Raw)
		}
		checkTime(t, &a)
	}
}

// checkTime holds what is so of every piece of time, wherever it came from.
func checkTime(t *testing.T, a *journal.Activity) {
	t.Helper()
	if wrongDay(a.Day) != "" {
		t.Errorf("it is on %d", a.Day)
	}
	if most := int(longest / time.Second); a.Seconds > most || a.Seconds < -most {
		t.Errorf("it lasts %d seconds", a.Seconds)
	}
	if a.Clocked() && (!a.To.After(a.From) || a.Seconds != int(a.To.Sub(a.From)/time.Second) || period.DayOf(a.From) != a.Day) {
		t.Errorf("from %s to %s, %d seconds, on %s", a.From, a.To, a.Seconds, a.Day)
	}
	if a.Note != oneLine(a.Note) || strings.ContainsFunc(a.Note, unicode.IsControl) {
		t.Errorf("its note is not clean: %q", a.Note)
	}
}

// eastern is a zone as Outlook describes it, under a name nobody knows.
const eastern = `
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`

type calendarCase struct {
	name     string
	zone     string // the reader's, Europe/Berlin if empty
	from, to string
	now      string
	text     string // the calendar's lines, or a whole file
	want     []string
	refused  []string // parts of the reasons
	notices  []string // parts of the notices
}

// one is a calendar of one event.
func one(lines string) string {
	return calendarOf("BEGIN:VEVENT\nUID:one@example.com\nSUMMARY:Talk\n" + strings.TrimSpace(lines) + "\nEND:VEVENT")
}

var calendarCases = []calendarCase{
	{name: "UTC", text: one("DTSTART:20260907T080000Z\nDTEND:20260907T090000Z"), want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "named zone", text: one("DTSTART;TZID=Asia/Tokyo:20260907T100000\nDTEND;TZID=Asia/Tokyo:20260907T110000"),
		want: []string{"2026-09-07 03:00-04:00 60 Talk"}},
	{name: "other day for the reader", text: one("DTSTART;TZID=America/New_York:20260907T200000\nDURATION:PT45M"),
		want: []string{"2026-09-08 02:00-02:45 45 Talk"}},
	{name: "floating is local", text: one("DTSTART:20260907T100000\nDTEND:20260907T113000"), want: []string{"2026-09-07 10:00-11:30 90 Talk"}},
	{name: "floating with the calendar's zone",
		text: calendarOf("X-WR-CALNAME:Team\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART:20260907T170000\nDTEND:20260907T180000\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "calendar's zone comes after the event",
		text: calendarOf("BEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART:20260907T170000\nDTEND:20260907T180000\nEND:VEVENT\nX-WR-TIMEZONE:Asia/Tokyo"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "Windows zone", text: one("DTSTART;TZID=W. Europe Standard Time:20260907T100000\nDTEND;TZID=W. Europe Standard Time:20260907T110000"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "quoted zone with a colon", zone: "UTC",
		text: one(`DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20180320T100000` + "\nDURATION:PT30M"),
		want: []string{"2018-03-20 14:00-14:30 30 Talk"}},
	{name: "prefixed zone", text: one("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20260907T100000\nDURATION:PT1H"),
		want: []string{"2026-09-07 11:00-12:00 60 Talk"}},
	{name: "zone the file describes", zone: "UTC",
		text: calendarOf(eastern + `
BEGIN:VEVENT
UID:summer
SUMMARY:Summer
DTSTART;TZID=Customized Time Zone:20260706T100000
DTEND;TZID=Customized Time Zone:20260706T110000
END:VEVENT
BEGIN:VEVENT
UID:winter
SUMMARY:Winter
DTSTART;TZID=Customized Time Zone:20261207T100000
DTEND;TZID=Customized Time Zone:20261207T110000
END:VEVENT`),
		want: []string{"2026-07-06 14:00-15:00 60 Summer", "2026-12-07 15:00-16:00 60 Winter"}},
	{name: "zone described after its event, with a known alias",
		text: calendarOf("BEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART;TZID=Mine:20260907T100000\nDURATION:PT1H\nEND:VEVENT\n" +
			"BEGIN:VTIMEZONE\nTZID:Mine\nX-LIC-LOCATION:Europe/London\nEND:VTIMEZONE"),
		want: []string{"2026-09-07 11:00-12:00 60 Talk"}},
	{name: "unknown zone", text: one("DTSTART;TZID=Middle Earth:20260907T100000\nDURATION:PT1H"),
		refused: []string{`nobody knows its time zone "Middle Earth"`}},
	{name: "zone described beyond reading", text: calendarOf("BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:nonsense\nEND:STANDARD\nEND:VTIMEZONE\n" +
		"BEGIN:VEVENT\nUID:a\nDTSTART;TZID=X:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		refused: []string{"described in a way that cannot be read"}},
	{name: "all day is no minutes, on its own date everywhere", zone: "Pacific/Auckland",
		text: one("DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260908"), want: []string{"2026-09-07 0 Talk"}},
	{name: "all day without VALUE=DATE, ending the day it begins", text: one("DTSTART:20260907\nDTEND:20260907"), want: []string{"2026-09-07 0 Talk"}},
	{name: "three days", text: one("DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260910"),
		want: []string{"2026-09-07 0 Talk", "2026-09-08 0 Talk", "2026-09-09 0 Talk"}},
	{name: "Outlook's all day", text: one("DTSTART;TZID=W. Europe Standard Time:20260907T000000\nDTEND;TZID=W. Europe Standard Time:20260908T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
		want: []string{"2026-09-07 0 Talk"}},
	{name: "Outlook's all day in UTC is the day where the calendar is kept", zone: "Europe/Berlin",
		text: one("DTSTART:20261118T230000Z\nDTEND:20261119T230000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"), want: []string{"2026-11-19 0 Talk"}},
	{name: "Outlook's all day from UTC's midnight", zone: "America/New_York",
		text: one("DTSTART:20261119T000000Z\nDTEND:20261120T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"), want: []string{"2026-11-19 0 Talk"}},
	{name: "a day and more with times", text: one("DTSTART:20260907T090000\nDTEND:20260908T170000"),
		want: []string{"2026-09-07 0 Talk", "2026-09-08 0 Talk"}, notices: []string{"1 event of a day and more is kept without minutes"}},
	{name: "length of days is by the calendar", zone: "Europe/Berlin", text: one("DTSTART:20261024T120000\nDURATION:PT23H30M"),
		want: []string{"2026-10-24 12:00-10:30 1410 Talk"}},
	{name: "weeks of length", text: one("DTSTART;VALUE=DATE:20260907\nDURATION:P2D"), want: []string{"2026-09-07 0 Talk", "2026-09-08 0 Talk"}},
	{name: "a sabbatical", text: one("DTSTART;VALUE=DATE:20250101\nDTEND;VALUE=DATE:20250301"), from: "2025-01-30", to: "2025-02-10",
		want: []string{"2025-01-30 0 Talk", "2025-01-31 0 Talk"}, notices: []string{"more than 31 days"}},
	{name: "over midnight", text: one("DTSTART:20260907T230000\nDTEND:20260908T003000"), want: []string{"2026-09-07 23:00-00:30 90 Talk"}},
	{name: "end before start", text: one("DTSTART:20260907T100000\nDTEND:20260907T090000"), refused: []string{"ends before it begins"}},
	{name: "negative length", text: one("DTSTART:20260907T100000\nDURATION:-PT15M"), refused: []string{"negative"}},
	{name: "no length at all", text: one("DTSTART:20260907T100000"), notices: []string{"1 event without any length"}},
	{name: "no start", text: one("DTEND:20260907T100000"), refused: []string{"no start"}},
	{name: "year 0", text: one("DTSTART:00000907T100000\nDURATION:PT1H"), refused: []string{"outside the years 1900 to 2200"}},
	{name: "year 9999", text: one("DTSTART:99991231T230000Z\nDURATION:PT2H"), refused: []string{"outside the years 1900 to 2200"}},
	{name: "31 February", text: one("DTSTART:20260231T100000\nDURATION:PT1H"), refused: []string{"does not exist"}},
	{name: "not a time", text: one("DTSTART:tomorrow\nDURATION:PT1H"), refused: []string{"its start is not a time"}},
	{name: "absurd length", text: one("DTSTART:20260907T100000\nDURATION:PT99999999999H"), refused: []string{"is not like PT1H30M"}},
	{name: "cancelled", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nSTATUS:CANCELLED"), notices: []string{"1 cancelled event"}},
	{name: "free", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nTRANSP:TRANSPARENT"), notices: []string{"1 event marked as free"}},
	{name: "free in Outlook", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:FREE"), notices: []string{"1 event marked as free"}},
	{name: "out of office", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:OOF"), notices: []string{"out of office"}},
	{name: "tentative counts, with a word", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nSTATUS:TENTATIVE"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}, notices: []string{"1 event is only tentative"}},
	{name: "declined by the only guest", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nORGANIZER:mailto:b@example.com\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com"),
		notices: []string{"1 declined event"}},
	{name: "declined by the calendar's owner",
		text: calendarOf("X-WR-CALNAME:a@example.com\nBEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART:20260907T100000\nDURATION:PT1H\n" +
			"ATTENDEE;PARTSTAT=DECLINED:mailto:A@example.com\nATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com\nEND:VEVENT"),
		notices: []string{"1 declined event"}},
	{name: "declined by somebody else", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com\nATTENDEE:mailto:b@example.com"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}, notices: []string{"does not say who you are"}},
	{name: "folded, in the middle of a letter", text: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Gespr\xc3\r\n \xa4ch\r\n  mit\r\n\t Ada\r\nDTSTART:2026090\r\n 7T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		want: []string{"2026-09-07 10:00-11:00 60 Gespräch mit Ada"}},
	{name: "byte order mark and plain line ends", text: "\ufeffBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR",
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "old Mac line ends", text: "BEGIN:VCALENDAR\rBEGIN:VEVENT\rUID:a\rSUMMARY:Talk\rDTSTART:20260907T100000\rDURATION:PT1H\rEND:VEVENT\rEND:VCALENDAR\r",
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "UTF-16", text: utf16LE("\ufeff" + one("DTSTART:20260907T100000\nDURATION:PT1H")),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}, notices: []string{"UTF-16"}},
	{name: "UTF-16 without a mark", text: utf16LE(one("DTSTART:20260907T100000\nDURATION:PT1H")),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}, notices: []string{"UTF-16"}},
	{name: "two encodings in one file", text: calendarOf("BEGIN:VEVENT\nUID:a\nSUMMARY:Gespr\xe4ch über 5 \x80\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 Gespräch über 5 €"}, notices: []string{"Windows-1252"}},
	{name: "commas, escapes and control characters in a title", text: calendarOf("BEGIN:VEVENT\nUID:a\nSUMMARY:Lunch, then\\, \\q a\\nwalk\x1b[31m \u009b1mout\u202e\x07\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 Lunch, then, q a walk out"}},
	{name: "alarm's own properties", text: one("DTSTART:20260907T100000\nDTEND:20260907T110000\nBEGIN:VALARM\nACTION:DISPLAY\nSUMMARY:Ring\nDTSTART:20200101T000000\nDURATION:PT5M\nATTENDEE;PARTSTAT=DECLINED:mailto:x@example.com\nEND:VALARM"),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "to-dos and free-busy are passed over", text: calendarOf("BEGIN:VTODO\nUID:t\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VTODO\nBEGIN:VFREEBUSY\nUID:f\nEND:VFREEBUSY"),
		notices: []string{"nothing to import"}},
	{name: "parameter without an end, on which the library panics", text: one("DTSTART:20260907T100000\nDURATION:PT1H\nATTENDEE;CN=\"x\""),
		want: []string{"2026-09-07 10:00-11:00 60 Talk"}},
	{name: "the same in the start", text: one("DTSTART;TZID=x\nDURATION:PT1H"), refused: []string{"its line DTSTART is not well formed"}},
	{name: "cut off in the middle", text: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Whole\r\nDTSTART:20260907T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:202609",
		want: []string{"2026-09-07 10:00-11:00 60 Whole"}, refused: []string{"ends in the middle"}},
	{name: "event without an end", text: calendarOf("BEGIN:VEVENT\nUID:a\nDTSTART:20260907T100000\nBEGIN:VEVENT\nUID:b\nSUMMARY:Next\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 Next"}, refused: []string{"the event has no end"}},
	{name: "without UID", text: calendarOf("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:B\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 A", "2026-09-07 10:00-11:00 60 B"}},
	{name: "the newer version of an event counts", text: calendarOf("BEGIN:VEVENT\nUID:a\nSEQUENCE:2\nSUMMARY:New\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nSUMMARY:Old\nDTSTART:20260907T080000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 10:00-11:00 60 New"}},
	{name: "one UID for two events", text: calendarOf("BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20260907T080000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:B\nDTSTART:20260907T100000\nDURATION:PT1H\nEND:VEVENT"),
		want: []string{"2026-09-07 08:00-09:00 60 A", "2026-09-07 10:00-11:00 60 B"}},
	{name: "a time that clocks skip", text: one("DTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT30M"), want: []string{"2026-03-29 03:30-04:00 30 Talk"}},
	{name: "a time that comes twice is the first", zone: "UTC", text: one("DTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT30M"), want: []string{"2026-10-25 00:30-01:00 30 Talk"}},
	{name: "to come", now: "2026-09-07T12:00:00Z", text: one("DTSTART:20260908T100000\nDURATION:PT1H"), notices: []string{"1 row still to come"}},
	{name: "later today is to come", now: "2026-09-07T12:00:00Z", text: one("DTSTART:20260907T180000\nDURATION:PT1H"), notices: []string{"1 row still to come"}},
}

func TestTwoFormatsInACalendar(t *testing.T) {
	event := one("DTSTART:20260907T100000\nDURATION:PT1H")
	for name, c := range map[string]struct{ text, err string }{
		"a table after it":      {event + clockifyHead, "calendar, and from line 10 on clockify"},
		"a table before it":     {togglHead + event, ""},
		"trackers after it":     {event + "\ninc 20220205T080000Z - 20220205T110000Z\n", "on timewarrior"},
		"a calendar after klog": {"2024-01-01\n  1h\n\n" + event, "on calendar"},
		"JSON after it":         {event + `[{"start":"20180101T120000Z"}]`, "on timewarrior"},
	} {
		batch, err := Read(context.Background(), "", strings.NewReader(c.text), Options{Zone: time.UTC})
		switch {
		case c.err == "" && (err != nil || len(batch.Refused) == 0) && (err == nil || !strings.Contains(err.Error(), "two formats")):
			t.Errorf("%s: got %v, want refused lines or a refused file", name, err)
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s: got %v, want %q", name, err, c.err)
		}
	}
}

// Of guests only the number is kept, unless the reader asks for more.
func TestCalendarPrivacy(t *testing.T) {
	text := one("DTSTART:20260907T100000\nDURATION:PT1H\nLOCATION:Clinic\nDESCRIPTION:Re\x1b[8msults\u202e\nORGANIZER;CN=Boss:mailto:boss@example.com\n" +
		"ATTENDEE;CN=Kim:mailto:kim@example.com\nATTENDEE:mailto:boss@example.com\nATTENDEE;CUTYPE=ROOM:mailto:room@example.com")
	for _, private := range []bool{false, true} {
		batch, err := Read(context.Background(), "", strings.NewReader(text), Options{Zone: time.UTC, Private: private})
		if err != nil {
			t.Fatal(err)
		}
		raw := batch.Activities[0].Raw
		for _, secret := range []string{"kim@example.com", "Clinic", "Results"} {
			if strings.Contains(strings.ToLower(raw), strings.ToLower(secret)) != private {
				t.Errorf("private %v: %q in %s", private, secret, raw)
			}
		}
		f := FactsOf(&batch.Activities[0])
		if f.Attendees != 2 || f.Organiser != "boss@example.com Boss" || f.Length != time.Hour || f.Title != "Talk" {
			t.Errorf("facts %+v", f)
		}
	}
}

func utf16LE(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestCalendarTraps(t *testing.T) {
	for _, c := range slices.Concat(calendarCases, repeatCases) {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c calendarCase) check(t *testing.T) {
	o := Options{Zone: zone(t, "Europe/Berlin"), From: day(t, c.from), To: day(t, c.to)}
	if c.zone != "" {
		o.Zone = zone(t, c.zone)
	}
	if c.now != "" {
		o.Now, _ = time.Parse(time.RFC3339, c.now)
	}
	batch, err := Read(context.Background(), "x.ics", strings.NewReader(c.text), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := shownAll(batch.Activities); !slices.Equal(got, c.want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
	}
	var reasons []string
	for _, r := range batch.Refused {
		reasons = append(reasons, r.Error())
	}
	checkParts(t, "refused", reasons, c.refused)
	checkParts(t, "notices", batch.Notices, c.notices)
	checkKeys(t, batch)
}

func checkParts(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
		return
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("%s: got %q, want %q", what, got[i], want[i])
		}
	}
}
