// Package bigcalendar makes up calendars of many years, for measuring.
package bigcalendar

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// A Size is how much a made-up calendar holds. Half the series are changed here
// and there, as real ones are.
type Size struct {
	Years  int // from the first of January 2016
	Events int // that do not repeat
	Series int
	Seed   uint64
}

// TenYears is the calendar the speed of the import is measured with.
var TenYears = Size{Years: 10, Events: 50_000, Series: 500, Seed: 1}

var titles = []string{"Stand-up", "1:1 Ada / Ben", "Interview: backend", "Roadmap", "Board meeting", "Budget", "Focus time", "Lunch", "Sprint planning", "Coffee with Kim"}

// Write writes a calendar as a calendar service would export it. The same size
// gives the same bytes.
func Write(w io.Writer, size Size) error {
	out := bufio.NewWriter(w)
	random := rand.New(rand.NewPCG(size.Seed, 2))
	fmt.Fprint(out, "BEGIN:VCALENDAR\r\nPRODID:-//Example//Calendar//EN\r\nVERSION:2.0\r\nX-WR-CALNAME:ada@example.com\r\nX-WR-TIMEZONE:Europe/Berlin\r\n")
	first := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	days := size.Years*365 - 400
	for n := range size.Series {
		series(out, random, n, first.AddDate(0, 0, random.IntN(max(1, days))))
	}
	for n := range size.Events {
		at := first.AddDate(0, 0, random.IntN(max(1, days+400))).Add(time.Duration(8*4+random.IntN(36)) * 15 * time.Minute)
		event(out, random, fmt.Sprintf("single-%d@example.com", n), at, "")
	}
	fmt.Fprint(out, "END:VCALENDAR\r\n")
	return out.Flush()
}

func series(out io.Writer, random *rand.Rand, n int, from time.Time) {
	uid := fmt.Sprintf("series-%d@example.com", n)
	from = from.Add(time.Duration(8*4+random.IntN(36)) * 15 * time.Minute)
	rule := fmt.Sprintf("RRULE:FREQ=WEEKLY;INTERVAL=%d;UNTIL=%s\r\n", 1+random.IntN(2), from.AddDate(1, 0, 0).Format("20060102T150405Z"))
	if n%2 == 0 {
		event(out, random, uid, from, rule)
		return
	}
	rule += fmt.Sprintf("EXDATE;TZID=Europe/Berlin:%s\r\n", from.AddDate(0, 0, 28).Format("20060102T150405"))
	event(out, random, uid, from, rule)
	place := from.AddDate(0, 0, 56)
	event(out, random, uid, place.Add(2*time.Hour), fmt.Sprintf("RECURRENCE-ID;TZID=Europe/Berlin:%s\r\n", place.Format("20060102T150405")))
}

func event(out io.Writer, random *rand.Rand, uid string, from time.Time, more string) {
	length := time.Duration(1+random.IntN(6)) * 15 * time.Minute
	fmt.Fprintf(out, "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:%s\r\nDTEND;TZID=Europe/Berlin:%s\r\n%sDTSTAMP:20260101T000000Z\r\nORGANIZER;CN=Ada:mailto:ada@example.com\r\nUID:%s\r\n",
		from.Format("20060102T150405"), from.Add(length).Format("20060102T150405"), more, uid)
	for n := range 1 + random.IntN(4) {
		fmt.Fprintf(out, "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=guest%d@\r\n example.com;X-NUM-GUESTS=0:mailto:guest%d@example.com\r\n", n, n)
	}
	fmt.Fprintf(out, "CREATED:20260101T000000Z\r\nDESCRIPTION:What to talk about\\, and a link that is long enough to be folded ov\r\n er two lines\\n\\n-- \r\nLAST-MODIFIED:20260101T000000Z\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nSUMMARY:%s\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n",
		titles[random.IntN(len(titles))])
}
