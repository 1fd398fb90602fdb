package intake

import (
	"context"
	"strings"
	"testing"
	"time"
)

// repeated is a calendar of one series of half-hour talks at nine in Berlin.
func repeated(lines string) string {
	return one("DTSTART;TZID=Europe/Berlin:20260907T090000\nDTEND;TZID=Europe/Berlin:20260907T093000\n" + lines)
}

func repeatedIn(zone, lines string) string {
	return one("DTSTART;TZID=" + zone + ":20260907T090000\nDTEND;TZID=" + zone + ":20260907T093000\n" + lines)
}

// moved is a second event that changes one occurrence of repeated.
func moved(lines string) string {
	return "END:VEVENT\nBEGIN:VEVENT\nUID:one@example.com\nSUMMARY:Moved\n" + lines
}

var repeatCases = []calendarCase{
	{name: "Google's weekly with an exception", from: "2026-10-05", to: "2026-10-15",
		text: calendarOf(`
X-WR-CALNAME:Team
X-WR-TIMEZONE:Asia/Tokyo
BEGIN:VEVENT
DTSTART;TZID=Asia/Tokyo:20260907T100000
DTEND;TZID=Asia/Tokyo:20260907T103000
RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=MO,WE
EXDATE;TZID=Asia/Tokyo:20261007T100000
UID:g1@google.com
SUMMARY:Stand-up
END:VEVENT`),
		want: []string{"2026-10-05 03:00-03:30 30 Stand-up", "2026-10-12 03:00-03:30 30 Stand-up", "2026-10-14 03:00-03:30 30 Stand-up"}},
	{name: "Outlook's exceptions folded over lines, a moved one and a cancelled one", from: "2026-09-01", to: "2026-10-31",
		text: calendarOf(`
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008
SUMMARY:Jour fixe
DTSTART;TZID=W. Europe Standard Time:20260907T090000
DTEND;TZID=W. Europe Standard Time:20260907T100000
RRULE:FREQ=WEEKLY;UNTIL=20261012T070000Z;INTERVAL=1;BYDAY=MO;WKST=MO
EXDATE;TZID=W. Europe Standard Time:20260914T090000,202
 60921T090000
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008
RECURRENCE-ID;TZID=E. South America Standard Time:20260928T040000
SUMMARY:Jour fixe
DTSTART;TZID=W. Europe Standard Time:20260929T140000
DTEND;TZID=W. Europe Standard Time:20260929T150000
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008
RECURRENCE-ID;TZID=W. Europe Standard Time:20261005T090000
STATUS:CANCELLED
SUMMARY:Jour fixe
DTSTART;TZID=W. Europe Standard Time:20261005T090000
DTEND;TZID=W. Europe Standard Time:20261005T100000
END:VEVENT`),
		want:    []string{"2026-09-07 09:00-10:00 60 Jour fixe", "2026-09-29 14:00-15:00 60 Jour fixe", "2026-10-12 09:00-10:00 60 Jour fixe"},
		notices: []string{"1 cancelled event"}},
	{name: "nine stays nine when clocks change", from: "2026-10-23", to: "2026-10-27", text: repeated("RRULE:FREQ=DAILY"),
		want: []string{"2026-10-23 09:00-09:30 30 Talk", "2026-10-24 09:00-09:30 30 Talk", "2026-10-25 09:00-09:30 30 Talk", "2026-10-26 09:00-09:30 30 Talk", "2026-10-27 09:00-09:30 30 Talk"}},
	{name: "and moves for a reader elsewhere", zone: "America/New_York", from: "2026-10-24", to: "2026-10-26", text: repeated("RRULE:FREQ=DAILY"),
		want: []string{"2026-10-24 03:00-03:30 30 Talk", "2026-10-25 04:00-04:30 30 Talk", "2026-10-26 04:00-04:30 30 Talk"}},
	{name: "a skipped and a doubled hour in a series", text: one("DTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3"),
		want: []string{"2026-03-28 02:30-03:00 30 Talk", "2026-03-29 03:30-04:00 30 Talk", "2026-03-30 02:30-03:00 30 Talk"}},
	{name: "a night with an end keeps its hours", text: one("DTSTART;TZID=Europe/Berlin:20261023T220000\nDTEND;TZID=Europe/Berlin:20261024T060000\nRRULE:FREQ=DAILY;COUNT=2"),
		want: []string{"2026-10-23 22:00-06:00 480 Talk", "2026-10-24 22:00-05:00 480 Talk"}},
	{name: "COUNT takes exceptions along", text: repeated("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20260908T090000"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-09 09:00-09:30 30 Talk"}},
	{name: "COUNT counts from the start, not from the range", from: "2026-09-09", text: repeated("RRULE:FREQ=DAILY;COUNT=3"),
		want: []string{"2026-09-09 09:00-09:30 30 Talk"}},
	{name: "UNTIL in UTC is the last start", text: repeated("RRULE:FREQ=DAILY;UNTIL=20260909T070000Z"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk", "2026-09-09 09:00-09:30 30 Talk"}},
	{name: "UNTIL in UTC just before", text: repeated("RRULE:FREQ=DAILY;UNTIL=20260909T065959Z"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "UNTIL in local time", text: repeated("RRULE:FREQ=DAILY;UNTIL=20260908T090000"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "UNTIL a date takes the whole day", text: repeated("RRULE:FREQ=DAILY;UNTIL=20260908"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "whole days until Outlook's midnight in UTC", text: one("DTSTART;VALUE=DATE:20260907\nRRULE:FREQ=DAILY;UNTIL=20260907T220000Z"),
		want: []string{"2026-09-07 0 Talk", "2026-09-08 0 Talk"}},
	{name: "whole days until the end of a day in UTC", text: one("DTSTART;VALUE=DATE:20260907\nRRULE:FREQ=DAILY;UNTIL=20260908T235959Z"),
		want: []string{"2026-09-07 0 Talk", "2026-09-08 0 Talk"}},
	{name: "exception as a date", text: repeated("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260908"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-09 09:00-09:30 30 Talk"}},
	{name: "exception in UTC", text: repeated("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260908T070000Z"), want: []string{"2026-09-07 09:00-09:30 30 Talk"}},
	{name: "exception without a zone is in the series' own", text: repeatedIn("America/New_York", "RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260908T090000"),
		want: []string{"2026-09-07 15:00-15:30 30 Talk"}},
	{name: "moved occurrence named without a zone", to: "2026-09-08",
		text: repeatedIn("America/New_York", "RRULE:FREQ=DAILY;COUNT=1\n"+moved("RECURRENCE-ID:20260907T090000\nDTSTART;TZID=America/New_York:20260907T100000\nDTEND:20260907T110000")),
		want: []string{"2026-09-07 16:00-17:00 60 Moved"}},
	{name: "exception and change of one occurrence", text: repeated("RRULE:FREQ=DAILY;COUNT=2\nEXDATE;TZID=Europe/Berlin:20260908T090000\n" + moved("RECURRENCE-ID;TZID=Europe/Berlin:20260908T090000\nDTSTART;TZID=Europe/Berlin:20260908T100000\nDURATION:PT1H")),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 10:00-11:00 60 Moved"}},
	{name: "added dates, one with a length of its own", text: repeated("RDATE;TZID=Europe/Berlin:20260910T140000\nRDATE;VALUE=PERIOD:20260911T120000Z/PT2H,20260912T120000Z/20260912T123000Z"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-10 14:00-14:30 30 Talk", "2026-09-11 14:00-16:00 120 Talk", "2026-09-12 14:00-14:30 30 Talk"}},
	{name: "moved into the range from outside", from: "2026-10-01", to: "2026-10-31",
		text: repeated("RRULE:FREQ=MONTHLY;COUNT=1\n" + moved("RECURRENCE-ID;TZID=Europe/Berlin:20260907T090000\nDTSTART;TZID=Europe/Berlin:20261002T100000\nDURATION:PT1H")),
		want: []string{"2026-10-02 10:00-11:00 60 Moved"}},
	{name: "moved into the range from after it", from: "2026-09-01", to: "2026-09-30",
		text: repeated("RRULE:FREQ=MONTHLY\n" + moved("RECURRENCE-ID;TZID=Europe/Berlin:20261207T090000\nDTSTART;TZID=Europe/Berlin:20260909T100000\nDURATION:PT1H")),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-09 10:00-11:00 60 Moved"}},
	{name: "moved out of the range", from: "2026-09-01", to: "2026-09-30",
		text: repeated("RRULE:FREQ=MONTHLY\n" + moved("RECURRENCE-ID;TZID=Europe/Berlin:20260907T090000\nDTSTART;TZID=Europe/Berlin:20261107T090000\nDURATION:PT1H"))},
	{name: "this and all to come", to: "2026-09-11",
		text: repeated("RRULE:FREQ=DAILY\n" + moved("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260909T090000\nDTSTART;TZID=Europe/Berlin:20260909T110000\nDURATION:PT1H")),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk", "2026-09-09 11:00-12:00 60 Moved", "2026-09-10 11:00-12:00 60 Moved", "2026-09-11 11:00-12:00 60 Moved"}},
	{name: "changed occurrence without its series", text: one("RECURRENCE-ID:20260907T070000Z\nDTSTART:20260908T080000Z\nDURATION:PT1H"),
		want: []string{"2026-09-08 10:00-11:00 60 Talk"}},
	{name: "one declined occurrence",
		text: calendarOf("X-WR-CALNAME:a@example.com\nBEGIN:VEVENT\nUID:u\nSUMMARY:Talk\nDTSTART:20260907T070000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=2\nATTENDEE:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nUID:u\nSUMMARY:Talk\nRECURRENCE-ID:20260908T070000Z\nDTSTART:20260908T070000Z\nDURATION:PT30M\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nEND:VEVENT"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk"}, notices: []string{"1 declined event"}},
	{name: "last Friday of the month", text: one("DTSTART:20260925T090000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"),
		want: []string{"2026-09-25 09:00-09:30 30 Talk", "2026-10-30 09:00-09:30 30 Talk", "2026-11-27 09:00-09:30 30 Talk"}},
	{name: "second to last workday", text: one("DTSTART:20260929T090000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=2"),
		want: []string{"2026-09-29 09:00-09:30 30 Talk", "2026-10-29 09:00-09:30 30 Talk"}},
	{name: "the 31st skips short months", text: one("DTSTART:20260831T090000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;COUNT=3"),
		want: []string{"2026-08-31 09:00-09:30 30 Talk", "2026-10-31 09:00-09:30 30 Talk", "2026-12-31 09:00-09:30 30 Talk"}},
	{name: "every other week, weeks from Sunday", text: one("DTSTART:19970805T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"),
		want: []string{"1997-08-05 09:00-09:30 30 Talk", "1997-08-17 09:00-09:30 30 Talk", "1997-08-19 09:00-09:30 30 Talk", "1997-08-31 09:00-09:30 30 Talk"}},
	{name: "every other week, weeks from Monday", text: one("DTSTART:19970805T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"),
		want: []string{"1997-08-05 09:00-09:30 30 Talk", "1997-08-10 09:00-09:30 30 Talk", "1997-08-19 09:00-09:30 30 Talk", "1997-08-24 09:00-09:30 30 Talk"}},
	{name: "week number without a day is the start's", text: one("DTSTART:20260512T090000\nDURATION:PT30M\nRRULE:FREQ=YEARLY;BYWEEKNO=20;COUNT=2"),
		want: []string{"2026-05-12 09:00-09:30 30 Talk", "2027-05-18 09:00-09:30 30 Talk"}},
	{name: "plain and numbered weekdays together", to: "2026-09-15", text: one("DTSTART:20260901T090000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;BYDAY=MO,1TU"),
		want: []string{"2026-09-01 09:00-09:30 30 Talk", "2026-09-07 09:00-09:30 30 Talk", "2026-09-14 09:00-09:30 30 Talk"}},
	{name: "a start that its rule does not bring", to: "2026-09-14", text: repeated("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "small letters, spaces and a last semicolon", text: repeated("RRULE:freq=daily; count=2 ;"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "29 February", to: "2033-01-01", text: one("DTSTART:20240229T090000\nDURATION:PT30M\nRRULE:FREQ=YEARLY"),
		want: []string{"2024-02-29 09:00-09:30 30 Talk", "2028-02-29 09:00-09:30 30 Talk", "2032-02-29 09:00-09:30 30 Talk"}},
	{name: "twice a day", text: one("DTSTART:20260907T090000\nDURATION:PT30M\nRRULE:FREQ=DAILY;BYHOUR=9,16;COUNT=3"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-07 16:00-16:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}},
	{name: "every ten minutes is kept within bounds, and named", to: "2026-09-07", text: repeated("RRULE:FREQ=MINUTELY;INTERVAL=10;COUNT=26"),
		want: everyTenMinutes(26), notices: []string{"line 3 repeats many times a day, 26 times"}},
	{name: "every hour is no more than people have", to: "2026-09-07", text: repeated("RRULE:FREQ=HOURLY;COUNT=2"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-07 10:00-10:30 30 Talk"}},
	{name: "every minute for a year", to: "2027-09-07", text: repeated("RRULE:FREQ=MINUTELY"), refused: []string{"too many occurrences"}},
	{name: "every second, without end", text: repeated("RRULE:FREQ=SECONDLY"), refused: []string{"every second"}},
	{name: "ten million occurrences", text: repeated("RRULE:FREQ=MINUTELY;COUNT=10000000"), refused: []string{"too many occurrences"}},
	{name: "huge lists", text: repeated("RRULE:FREQ=DAILY;BYHOUR=" + numbers(24) + ";BYMINUTE=" + numbers(60) + ";BYSECOND=" + numbers(60)), refused: []string{"too many occurrences"}},
	{name: "an hour that is never reached, for which the library hangs", text: repeated("RRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=4"), refused: []string{"never come true"}},
	{name: "30 February", text: repeated("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), want: []string{"2026-09-07 09:00-09:30 30 Talk"}},
	{name: "huge interval", text: repeated("RRULE:FREQ=YEARLY;INTERVAL=9223372036854775807"), refused: []string{"interval"}},
	{name: "nonsense rule", text: repeated("RRULE:FREQ=FORTNIGHTLY"), refused: []string{"cannot be read"}},
	{name: "rule by Easter", text: repeated("RRULE:FREQ=YEARLY;BYEASTER=500"), refused: []string{"Easter"}},
	{name: "endless series stop today", now: "2026-09-08T12:00:00Z", text: repeated("RRULE:FREQ=DAILY"),
		want: []string{"2026-09-07 09:00-09:30 30 Talk", "2026-09-08 09:00-09:30 30 Talk"}, notices: []string{"still to come"}},
}

func everyTenMinutes(n int) []string {
	var list []string
	at := time.Date(2026, 9, 7, 9, 0, 0, 0, time.UTC)
	for range n {
		end := at.Add(30 * time.Minute)
		list = append(list, at.Format("2006-01-02 15:04-")+end.Format("15:04")+" 30 Talk")
		at = at.Add(10 * time.Minute)
	}
	return list
}

func numbers(n int) string {
	var list []string
	for i := range n {
		list = append(list, string(rune('0'+i/10))+string(rune('0'+i%10)))
	}
	return strings.Join(list, ",")
}

// A series that moved to another hour keeps the keys of its occurrences, and
// an event that changed says so.
func TestCalendarKeysOutliveChanges(t *testing.T) {
	read := func(text string) *Batch {
		batch, err := Read(context.Background(), "x.ics", strings.NewReader(text), Options{Zone: zone(t, "Europe/Berlin"), To: day(t, "2026-09-09")})
		if err != nil {
			t.Fatal(err)
		}
		return batch
	}
	before := read(repeated("RRULE:FREQ=DAILY\nSEQUENCE:1"))
	after := read(strings.ReplaceAll(repeated("RRULE:FREQ=DAILY\nSEQUENCE:2"), "T09", "T10"))
	later := read(repeated("RRULE:FREQ=DAILY\nSEQUENCE:1\nEXDATE;TZID=Europe/Berlin:20260908T090000"))
	for i := range before.Activities {
		old, now := &before.Activities[i], &after.Activities[i]
		if old.Key != now.Key || old.From.Equal(now.From) {
			t.Errorf("key %q at %s became %q at %s, want the same key at another time", old.Key, old.From, now.Key, now.From)
		}
		if !Newer(old, now) || Newer(now, old) {
			t.Errorf("%s: the later sequence is not the newer", old.Key)
		}
		if SeriesOf(old.Key) != before.Covers[0] {
			t.Errorf("key %q is of series %q, want %q", old.Key, SeriesOf(old.Key), before.Covers[0])
		}
	}
	if got, want := later.Activities[1].Key, before.Activities[2].Key; got != want {
		t.Errorf("after an exception the third occurrence has key %q, want %q", got, want)
	}
}

// The zone written from a VTIMEZONE has the offsets of the real one as long as the
// real rule is known to hold, which for this test is until 2026, and goes on by the
// rule that is written there, whatever zone data say of years to come.
func TestDescribedZoneEqualsTheRealOne(t *testing.T) {
	real := zone(t, "America/New_York")
	c := &calendar{current: &vcalendar{zones: map[string]*vtimezone{}, found: map[string]zoneResult{}}}
	c.block = []byte(crlf(eastern))
	c.timezone()
	got, err := c.current.lookup("Customized Time Zone")
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2008, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() < 2060; at = at.Add(7 * time.Hour) {
		want := easternOffset(at)
		if _, known := at.In(real).Zone(); at.Year() < 2026 && known != want {
			t.Fatalf("%s: the zone data have the offset %d, want %d: which data are these?", at, known, want)
		}
		if _, have := at.In(got).Zone(); have != want {
			t.Fatalf("%s: offset %d, want %d", at, have, want)
		}
	}
}

// easternOffset is the offset by the rule of the United States from 2007 on:
// summer time from the second Sunday of March until the first of November, at 2:00.
func easternOffset(at time.Time) int {
	firstSunday := func(month time.Month) int {
		return 1 + (7-int(time.Date(at.Year(), month, 1, 0, 0, 0, 0, time.UTC).Weekday()))%7
	}
	begins := time.Date(at.Year(), time.March, firstSunday(time.March)+7, 2+5, 0, 0, 0, time.UTC)
	ends := time.Date(at.Year(), time.November, firstSunday(time.November), 2+4, 0, 0, 0, time.UTC)
	if at.Before(begins) || !at.Before(ends) {
		return -5 * 3600
	}
	return -4 * 3600
}

// Every name of Windows means a zone this program knows.
func TestWindowsZonesExist(t *testing.T) {
	zones := windowsZone()
	if len(zones) < 200 {
		t.Fatalf("%d names, want more than 200", len(zones))
	}
	for name := range zones {
		if _, found := namedZone(name); !found {
			t.Errorf("%q leads to %q, which is unknown", name, zones[name])
		}
	}
}
