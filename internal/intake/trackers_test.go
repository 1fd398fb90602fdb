package intake

import (
	"context"
	"errors"
	"mull/internal/journal"
	"slices"
	"strings"
	"testing"
	"time"
)

type trackerCase struct {
	name    string
	format  Format
	text    string
	options Options // Zone is Berlin unless set
	want    []string
	refused []string
	notices []string
	err     string // part of the error of the whole file
}

const togglHead = "\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)\n"

const clockifyHead = `"Project","Client","Description","Task","User","Group","Email","Tags","Type","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (EUR)","Billable Amount (EUR)","Date of creation"` + "\n"

func clockify(rows ...string) string {
	var b strings.Builder
	b.WriteString(clockifyHead)
	for _, row := range rows {
		f := strings.Split(row, "|") // description, tags, type, start date, start time, end date, end time, length
		b.WriteString(`"P","C","` + f[0] + `","","Ada","","ada@example.com","` + f[1] + `","` + f[2] + `","No","` + strings.Join(f[3:], `","`) + `","","0","0",""` + "\n")
	}
	return b.String()
}

var trackerCases = []trackerCase{
	// Timewarrior
	{name: "timewarrior data", format: Timewarrior, text: `inc 20220205T080000Z - 20220205T110000Z # FOO "two words" # "An \"annotation\""
inc 20220205T120000Z - 20220205T123000Z
inc 20220205T130000Z - 20220205T133000Z # # "only this"
inc 20220205T140000Z - 20220205T140000Z # empty
inc 20220205T150000Z # running
inc 20220205T160000Z - 20220205T150000Z # backwards
inc 20220205 - 20220206 # nonsense
`,
		want:    []string{"2022-02-05 09:00-12:00 180 An \"annotation\"", "2022-02-05 13:00-13:30 30 ", "2022-02-05 14:00-14:30 30 only this"},
		refused: []string{"line 6: it ends before it begins", "line 7: its start \"20220205\""},
		notices: []string{"1 row has no end yet", "1 row without any length"}},
	{name: "dates that cannot be say so, whatever the order", format: Toggl, text: togglHead +
		"A,a@x,,P,,leap,No,2026-02-29,10:00:00,2026-02-29,11:00:00,01:00:00,,\nA,a@x,,P,,far,No,2026-01-01,10:00:00,2999-01-01,11:00:00,01:00:00,,\n",
		refused: []string{`line 2: its date "2026-02-29" does not exist, or is outside`, `line 3: its date "2999-01-01" does not exist, or is outside`}},
	{name: "klog length of more than the day", format: Klog, text: "2026-03-29\n    23h\n    24h\n    -24h\n\n2026-10-25\n    25h\n",
		want:    []string{"2026-03-29 1380 ", "2026-10-25 1500 "},
		refused: []string{"line 3: its length is more than the day has", "line 4: its length is more than the day has"}},
	{name: "timewarrior tag that looks like a divider", format: Timewarrior, text: `inc 20220205T080000Z - 20220205T090000Z # "#" a # note`,
		want: []string{"2022-02-05 09:00-10:00 60 note"}},
	{name: "timewarrior quote left open", format: Timewarrior, text: `inc 20220205T080000Z - 20220205T090000Z # "a`, refused: []string{"left open"}},
	{name: "timewarrior export", format: Timewarrior, text: `[
{"id":3,"start":"20180101T120000Z","end":"20180101T130000Z","tags":["a","b c"],"annotation":"x"},
{"id":2,"start":"20180101T120000Z","end":"20180101T130000Z","tags":["b c","a"]},
{"id":1,"start":"20180102T120000Z"}
]`,
		want:    []string{"2018-01-01 13:00-14:00 60 x", "2018-01-01 13:00-14:00 60 b c, a"},
		notices: []string{"1 row has no end yet"}},
	{name: "timewarrior over a clock change", format: Timewarrior, text: `inc 20261025T000000Z - 20261025T020000Z # night`, want: []string{"2026-10-25 02:00-03:00 120 night"}},
	{name: "timewarrior cut off", format: Timewarrior, text: `[{"start":"20180101T120000Z","end":"20180101T130000Z"},{"start":"2018`,
		want: []string{"2018-01-01 13:00-14:00 60 "}, refused: []string{"ends in the middle"}},
	{name: "two formats", format: Timewarrior, text: "inc 20220205T080000Z - 20220205T110000Z\ni 2024-04-10 13:00:00 a\n", err: "two formats: timewarrior, and from line 2 on timeclock"},
	{name: "JSON and more", format: Timewarrior, text: `[{"start":"20180101T120000Z","end":"20180101T130000Z"}] BEGIN:VCALENDAR`, err: "goes on with something else"},

	// klog, with the examples of its specification
	{name: "klog", format: Klog, text: `2018-03-24
First day at my new job
    8:30 - 17:00
    -45m Lunch break

2018/03/25 (8h30m!)
  8:00am-12:15pm #writing
    and more of it
  1h30m #reading=book
  <23:40 - 0:30 late
  22:00 - 1:00> later
  20:00 - 24:00
  9:00 - ?
  +15m
`,
		want: []string{"2018-03-24 -45 Lunch break", "2018-03-24 08:30-17:00 510 First day at my new job",
			"2018-03-24 23:40-00:30 50 late", "2018-03-25 90 #reading=book", "2018-03-25 15 ", "2018-03-25 08:00-12:15 255 #writing and more of it",
			"2018-03-25 20:00-00:00 240 ", "2018-03-25 22:00-01:00 180 later"},
		notices: []string{"1 row has no end yet"}},
	{name: "klog's faults", format: Klog, text: `2024-12-24
    9:00 - 8:00 back
    25:00 - 26:00
    long time
    1h fine

what is this
    1h lost with it

2024-02-31
    1h
`,
		want: []string{"2024-12-24 60 fine"},
		refused: []string{"line 2: it ends before it begins; the next day is written with >", "line 3: the entry has a time", "line 4: the entry begins with no length",
			"line 7: the line does not begin a record", "line 10: "}},
	{name: "klog's repeated entries are two", format: Klog, text: "2024-12-24\n  30m mail\n  30m mail\n", want: []string{"2024-12-24 30 mail", "2024-12-24 30 mail"}},
	{name: "klog json", format: Klog, text: `{"records":[{"date":"2018-03-24","summary":"Day","total":"9h","total_mins":540,"should_total":"8h!","should_total_mins":480,"diff":"1h","diff_mins":60,"tags":[],
"entries":[{"type":"range","summary":"#a","tags":["#a"],"total":"1h","total_mins":60,"start":"<23:30","start_mins":-30,"end":"0:30","end_mins":30},
{"type":"duration","summary":"","tags":[],"total":"-30m","total_mins":-30},{"type":"open_range","summary":"","total":"0m","total_mins":0,"start":"9:00","start_mins":540}]}],"warnings":null,"errors":null}`,
		want: []string{"2018-03-23 23:30-00:30 60 #a", "2018-03-24 -30 Day"}, notices: []string{"1 row has no end yet"}},

	// Watson
	{name: "watson frames", format: Watson, text: `[
 [1548797432, 1548801032, "hubble", "c9b4d0b4e1f54a5c8b6a0e1d2f3a4b5c", ["lens", "camera"], 1548801032],
 [1548797432, 1548797432, "hubble", "d9b4d0b4e1f54a5c8b6a0e1d2f3a4b5c", [], 1548801032],
 ["x", 1548801032, "hubble", "id", []],
 [1548801032, 1548797432, "hubble", "e9b4d0b4e1f54a5c8b6a0e1d2f3a4b5c", []],
 [1e300, 1e300, "hubble", "f", []]
]`,
		want:    []string{"2019-01-29 22:30-23:30 60 lens, camera"},
		refused: []string{"not in the form", "ends before", "outside the years"}, notices: []string{"without any length"}},
	{name: "watson log", format: Watson, text: `[{"id":"a1","project":"apollo","start":"2014-04-17T09:15:00+02:00","stop":"2014-04-17T10:15:00+02:00","tags":["wheels"]}]`,
		want: []string{"2014-04-17 09:15-10:15 60 wheels"}},
	{name: "watson csv", format: Watson, text: "id,start,stop,project,tags\na96fcde,2014-04-17 09:15,2014-04-17 09:43,hubble,\"lens, camera\"\nb,2014-04-17,x,y,z\n",
		want: []string{"2014-04-17 09:15-09:43 28 lens, camera"}, refused: []string{"line 3: a time \"2014-04-17\""}},

	// Toggl
	{name: "toggl", format: Toggl, text: togglHead + `Ada,ada@example.com,Client,Website,,"Fix, and
then test",No,2026-07-07,09:00:00,2026-07-07,09:30:00,00:30:00,"bug, ""hot""",
Ada,ada@example.com,,,,,No,2026-07-07,23:30:00,2026-07-08,00:15:00,00:45:00,,
Ada,ada@example.com,,,,Twin,No,2026-07-07,10:00:00,2026-07-07,11:00:00,01:00:00,,
Ada,ada@example.com,,,,Twin,No,2026-07-07,10:00:00,2026-07-07,11:00:00,01:00:00,,
Ada,ada@example.com,,,,short row
Ada,ada@example.com,,,,Bad,No,2026-07-07,25:00:00,2026-07-07,26:00:00,01:00:00,,
`,
		want:    []string{"2026-07-07 09:00-09:30 30 Fix, and then test", "2026-07-07 10:00-11:00 60 Twin", "2026-07-07 10:00-11:00 60 Twin", "2026-07-07 23:30-00:15 45 "},
		refused: []string{"line 7: the row has 6 fields", "line 8: a time \"25:00:00\""}},
	{name: "toggl in the hour that comes twice", format: Toggl, text: togglHead + "Ada,a@example.com,,,,Night,No,2026-10-25,02:30:00,2026-10-25,02:10:00,00:40:00,,\n",
		want: []string{"2026-10-25 02:30-02:10 40 Night"}},
	{name: "toggl through the hour that comes twice", format: Toggl, text: togglHead + "Ada,a@example.com,,,,Night,No,2026-10-25,02:10:00,2026-10-25,02:30:00,01:20:00,,\n",
		want: []string{"2026-10-25 02:10-02:30 80 Night"}},
	{name: "toggl of a team", format: Toggl, text: togglHead + "Ada,ada@example.com,,,,A,No,2026-07-07,09:00:00,2026-07-07,10:00:00,01:00:00,,\nBen,ben@example.com,,,,B,No,2026-07-07,09:00:00,2026-07-07,10:00:00,01:00:00,,\n",
		err: "time of 2 people"},
	{name: "toggl of a team, and who is meant", format: Toggl, options: Options{Me: []string{"Ada@example.com"}},
		text: togglHead + "Ada,ada@example.com,,,,A,No,2026-07-07,09:00:00,2026-07-07,10:00:00,01:00:00,,\nBen,ben@example.com,,,,B,No,2026-07-07,09:00:00,2026-07-07,10:00:00,01:00:00,,\n",
		want: []string{"2026-07-07 09:00-10:00 60 A"}},
	{name: "toggl with a quote left open", format: Toggl, text: togglHead + "Ada,ada@example.com,,,,\"A,No,2026-07-07,09:00:00,2026-07-07,10:00:00,01:00:00,,\n", refused: []string{"quotation mark"}},

	// Clockify
	{name: "clockify, American", format: Clockify, text: clockify("A|||04/30/2026|02:44:33 PM|04/30/2026|02:57:33 PM|00:13:00", "B|||05/06/2026|09:00:00 AM|05/06/2026|10:00:00 AM|01:00:00"),
		want: []string{"2026-04-30 14:44-14:57 13 A", "2026-05-06 09:00-10:00 60 B"}},
	{name: "clockify, day first", format: Clockify, text: clockify("A|||22/06/2026|10:00|22/06/2026|10:13|0:13", "B|||05/06/2026|09:00|05/06/2026|10:00|1:00"),
		want: []string{"2026-06-05 09:00-10:00 60 B", "2026-06-22 10:00-10:13 13 A"}},
	{name: "clockify with dots", format: Clockify, text: clockify("A|||05.06.2026|10:00|05.06.2026|10:13|0:13"), want: []string{"2026-06-05 10:00-10:13 13 A"}},
	{name: "clockify that could be either", format: Clockify, text: clockify("A|||05/06/2026|10:00|05/06/2026|10:13|0:13"), err: ErrNeedDateFormat.Error()},
	{name: "clockify, told the order", format: Clockify, options: Options{DateFormat: "mdy"}, text: clockify("A|||05/06/2026|10:00|05/06/2026|10:13|0:13"),
		want: []string{"2026-05-06 10:00-10:13 13 A"}},
	{name: "clockify, told a wrong order", format: Clockify, options: Options{DateFormat: "mdy"}, text: clockify("A|||25/06/2026|10:00|25/06/2026|10:13|0:13"),
		refused: []string{"in the order mdy"}},
	{name: "clockify, same day and month", format: Clockify, text: clockify("A|||06/06/2026|10:00|06/06/2026|10:13|0:13"), want: []string{"2026-06-06 10:00-10:13 13 A"}},
	{name: "clockify, decided by a night", format: Clockify, text: clockify("A|||05/06/2026|23:00|06/06/2026|01:00|2:00"), want: []string{"2026-06-05 23:00-01:00 120 A"}},
	{name: "clockify in two orders", format: Clockify, text: clockify("A|||25/06/2026|10:00|25/06/2026|10:13|0:13", "A|||06/25/2026|10:00|06/25/2026|10:13|0:13"),
		err: "not all written in one order"},
	{name: "clockify breaks, and rows that differ by a tag", format: Clockify,
		text:    clockify("A|x|REGULAR|2026-06-05|10:00|2026-06-05|10:13|0:13", "A|y|REGULAR|2026-06-05|10:00|2026-06-05|10:13|0:13", "Tea||BREAK|2026-06-05|10:13|2026-06-05|10:30|0:17"),
		want:    []string{"2026-06-05 10:00-10:13 13 A", "2026-06-05 10:00-10:13 13 A"},
		notices: []string{"1 break is left out"}},

	// ActivityWatch
	{name: "activitywatch", format: ActivityWatch, text: `{"buckets":{
"aw-watcher-window_host":{"id":"aw-watcher-window_host","created":"2025-01-12T14:00:00Z","name":null,"type":"currentwindow","client":"aw-watcher-window","hostname":"host","data":{},"events":[
 {"timestamp":"2025-01-12T14:26:07.798000+00:00","duration":112.5,"data":{"app":"Editor","title":"secret.txt"}},
 {"id":7,"timestamp":"2025-01-12T14:28:00.400000+00:00","duration":60,"data":{"app":"Editor","title":"other.txt"}},
 {"timestamp":"2025-01-12T14:29:00.400000+00:00","duration":1800,"data":{"app":"Browser","title":"bank"}},
 {"timestamp":"yesterday","duration":1,"data":{"app":"Browser"}},
 {"timestamp":"2025-01-12T14:29:00Z","duration":-5,"data":{"app":"Browser"}}]},
"aw-watcher-afk_host":{"id":"x","type":"afkstatus","hostname":"host","events":[
 {"timestamp":"2025-01-12T14:20:00Z","duration":900,"data":{"status":"not-afk"}},
 {"timestamp":"2025-01-12T14:35:00Z","duration":600,"data":{"status":"afk"}},
 {"timestamp":"2025-01-12T14:45:00Z","duration":300,"data":{"status":"not-afk"}}]},
"aw-watcher-web":{"type":"web.tab.current","hostname":"host","events":[{"timestamp":"2025-01-12T14:29:00Z","duration":5,"data":{"url":"https://example.com","title":"x"}}]}}}`,
		want:    []string{"2025-01-12 15:26-15:29 2 Editor", "2025-01-12 15:29-15:35 6 Browser", "2025-01-12 15:45-15:50 5 Browser"},
		refused: []string{"its time is not like", "its length is negative"},
		notices: []string{"1 bucket of another kind"}},
	{name: "activitywatch without absences", format: ActivityWatch, text: `{"buckets":{"w":{"hostname":"h","events":[{"timestamp":"2025-01-12T14:00:00Z","duration":60,"data":{"app":"Editor"}}],"type":"currentwindow"}}}`,
		want: []string{"2025-01-12 15:00-15:01 1 Editor"}, notices: []string{"does not say when nobody was there"}},

	// RescueTime
	{name: "rescuetime", format: RescueTime, text: "Date,Time Spent (seconds),Number of People,Activity,Category,Productivity\n2026-07-06T09:00:00,1200,1,Editor,Software,2\n2026-07-06T10:00:00,600,1,Editor,Software,2\n2026-07-06T10:00:00,61,1,Mail,Email,-1\n2026-07-06T10:00:00,-5,1,Mail,Email,-1\n6 July,5,1,Mail,Email,-1\n",
		want: []string{"2026-07-06 30 Editor", "2026-07-06 1 Mail"}, refused: []string{"line 5", "line 6"}},
	{name: "rescuetime numbers that are none", format: RescueTime, text: "Date,Time Spent (seconds),Number of People,Activity,Category,Productivity\n2026-07-06T09:00:00,NaN,1,Editor,Software,2\n2026-07-06T09:00:00,Inf,1,Editor,Software,2\n2026-07-06T09:00:00,1e309,1,Editor,Software,2\n" +
		strings.Repeat("2026-07-07T09:00:00,50000,1,Editor,Software,2\n", 2),
		refused: []string{"line 2: its seconds", "line 3: its seconds", "line 4: its seconds", "line 5: its length is more than the day has"}},
	{name: "rescuetime efficiency", format: RescueTime, text: "Date,Time Spent (seconds),Number of People,Efficiency\n2026-07-06 09:00:00,1200,1,71\n", want: []string{"2026-07-06 20 at the computer"}},

	// Org
	{name: "org", format: Org, text: `#+TITLE: Work
#+TODO: TODO REVIEW(r) | DONE
* Projects :work:
** REVIEW [#A] Ship [[https://example.com][the site]] :web:
   :LOGBOOK:
   - State "DONE"       from "TODO"       [2024-12-12 Thu 10:31]
   CLOCK: [2024-12-12 Thu 09:00]--[2024-12-12 Thu 10:30] =>  1:30
   - Note taken on [2024-12-12 Thu 10:00] \\
     CLOCKED late
   CLOCK: [2024-12-13 ven. 09:00]--[2024-12-13 ven. 09:45] =>  0:45
   CLOCK: [2024-12-14 Sa 09:00]
   CLOCK: => 2:00
   :END:
#+BEGIN_EXAMPLE
   CLOCK: [2024-12-15 Sun 09:00]--[2024-12-15 Sun 10:30] =>  1:30
#+END_EXAMPLE
* Night
CLOCK: [2026-10-25 Sun 02:30]--[2026-10-25 Sun 02:10] =>  0:40
`,
		want:    []string{"2024-12-12 09:00-10:30 90 Ship the site", "2024-12-13 09:00-09:45 45 Ship the site", "2026-10-25 02:30-02:10 40 Night"},
		refused: []string{"line 12: the clock is not like"}, notices: []string{"1 row has no end yet"}},

	// timeclock
	{name: "timeclock", format: Timeclock, text: `; my hours
i 2024-04-10 13:00:00 work:mull  reports, mostly
o 2024-04-10 14:30:00
i 2024/4/11 9:00 admin
i 2024/4/11 9:30 mail
o 2024/4/11 10:00 admin
o 2024/4/11 10:15 mail
o 2024/4/11 11:00
i 2024-04-12 09:00:00+0200 zone
O 2024-04-12 10:00:00
i 2024-04-13 09:00:00 open
x what
`,
		want:    []string{"2024-04-10 13:00-14:30 90 reports, mostly", "2024-04-11 09:00-10:00 60 admin", "2024-04-11 09:30-10:15 45 mail", "2024-04-12 09:00-10:00 60 zone"},
		refused: []string{"line 8: it clocks out", "line 12: the line is not like"}, notices: []string{"1 row has no end yet"}},

	// what holds for all
	{name: "only a span", format: Timewarrior, options: Options{From: 17532, To: 17532},
		text: `[{"start":"20180101T120000Z","end":"20180101T130000Z"},{"start":"20180102T120000Z","end":"20180102T130000Z"},{"start":"20171231T233000Z","end":"20180101T003000Z"}]`,
		want: []string{"2018-01-01 00:30-01:30 60 ", "2018-01-01 13:00-14:00 60 "}},
	{name: "in the future", format: Timewarrior, options: Options{Now: time.Date(2018, 1, 1, 20, 0, 0, 0, time.UTC)},
		text: `[{"start":"20180101T120000Z","end":"20180101T130000Z"},{"start":"20180102T120000Z","end":"20180102T130000Z"}]`,
		want: []string{"2018-01-01 13:00-14:00 60 "}, notices: []string{"1 row still to come"}},
	{name: "years 0 and 9999, and a month at one go", format: Timewarrior,
		text:    `[{"start":"00000101T120000Z","end":"00000101T130000Z"},{"start":"99990101T120000Z","end":"99990101T130000Z"},{"start":"20180101T120000Z","end":"20180201T120000Z"}]`,
		refused: []string{"outside the years", "outside the years", "lasts 31 days"}},
	{name: "nothing in it", format: Watson, text: "[]", notices: []string{"nothing to import"}},
	{name: "no format", text: "Dear diary,\n", err: ErrUnknown.Error()},
	{name: "a page with a style sheet", text: "<!DOCTYPE html>\n<style>\n* { margin: 0 }\n</style>\n", err: ErrUnknown.Error()},
	{name: "empty", text: " \n", err: "empty"},
	{name: "not text", text: "\x7fELF\x00\x00\x00", err: "not text"},
}

func TestTrackers(t *testing.T) {
	for _, c := range trackerCases {
		t.Run(c.name, func(t *testing.T) {
			if c.format != "" {
				if got, err := Detect("", []byte(c.text)); got != c.format {
					t.Errorf("taken for %q, %v; want %q", got, err, c.format)
				}
			}
			batch, err := c.read(t)
			if c.err != "" || err != nil {
				if err == nil || c.err == "" || !strings.Contains(err.Error(), c.err) {
					t.Errorf("error %v, want %q", err, c.err)
				}
				return
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
			again, err := c.read(t)
			if err != nil || !slices.EqualFunc(batch.Activities, again.Activities, sameActivity) {
				t.Errorf("read again it is different")
			}
		})
	}
}

func sameActivity(a, b journal.Activity) bool {
	return a.Key == b.Key && a.Raw == b.Raw && a.From.Equal(b.From) && a.Seconds == b.Seconds && a.Day == b.Day && a.Note == b.Note
}

func (c trackerCase) read(t *testing.T) (*Batch, error) {
	if c.options.Zone == nil {
		c.options.Zone = zone(t, "Europe/Berlin")
	}
	return Read(context.Background(), "file", strings.NewReader(c.text), c.options)
}

// What people write about is in no refusal.
func TestRefusalsKeepSecrets(t *testing.T) {
	for _, c := range trackerCases {
		batch, err := c.read(t)
		var reasons []string
		if err != nil {
			reasons = append(reasons, err.Error())
		} else {
			for _, r := range batch.Refused {
				reasons = append(reasons, r.Error())
			}
		}
		for _, reason := range reasons {
			for _, secret := range []string{"secret", "bank", "hubble", "yesterday", "long time", "Dear", "what is this", "nonsense"} {
				if strings.Contains(reason, secret) {
					t.Errorf("%s: %q tells %q", c.name, reason, secret)
				}
			}
		}
	}
}

// Rules see projects and tags of trackers.
func TestTrackerFacts(t *testing.T) {
	batch, err := trackerCase{text: `2018-03-24
Team day
    1h #Coding=mull and more
`}.read(t)
	if err != nil {
		t.Fatal(err)
	}
	facts := FactsOf(&batch.Activities[0])
	if want := []string{"Team day", "coding", "coding=mull"}; !slices.Equal(facts.Words, want) || facts.Origin != "klog" || facts.Length != time.Hour {
		t.Errorf("facts %+v, want words %q", facts, want)
	}
	rule, err := ParseRule(`tag=coding -> hands-on`)
	if err != nil {
		t.Fatal(err)
	}
	if NewSorter([]Rule{rule}).Apply(&batch.Activities[0]); batch.Activities[0].Category != "hands-on" {
		t.Errorf("category %q, want hands-on", batch.Activities[0].Category)
	}
}

func TestAsOverridesWhatIsSeen(t *testing.T) {
	batch, err := trackerCase{text: "[]", options: Options{As: Klog}}.read(t)
	if err != nil || batch.Format != Klog || len(batch.Refused) != 1 {
		t.Errorf("a list read as klog: %+v, %v; want one line refused", batch, err)
	}
	_, err = trackerCase{text: "[]", options: Options{As: "sundial"}}.read(t)
	if err == nil || !strings.Contains(err.Error(), "sundial") {
		t.Errorf("unknown format: %v", err)
	}
	_, err = Read(context.Background(), "", strings.NewReader("JRNLv3abc"), Options{Zone: time.UTC})
	if !errors.Is(err, errLocked) {
		t.Errorf("an encrypted journal: %v", err)
	}
}
