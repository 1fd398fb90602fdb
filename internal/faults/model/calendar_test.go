// A calendar that changes between imports: events are moved, renamed, called off,
// left out of the file, and come back.

package model

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// An event is one of the calendar's. Sequence counts its changes.
type event struct {
	uid, title string
	from, to   time.Time
	sequence   int
	how        string // "", cancelled or absent
}

// calendar is what it begins with; all of it is past at any time of a sequence.
func calendar() []event {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC) }
	return []event{
		{uid: "a", title: "Weekly", from: at(2, 9, 0), to: at(2, 9, 30)},
		{uid: "b", title: "Overseas", from: at(3, 22, 30), to: at(4, 0, 30)},
		{uid: "c", title: "Overlap", from: at(4, 0, 0), to: at(4, 1, 0)},
	}
}

// raw is what an import remembers of an event: its source counts changes, too,
// also those of which nothing is left.
func (e event) raw() string { return fmt.Sprint(e.title, e.from, e.sequence) }

// changeCalendar changes one event, or none.
func (m *machine) changeCalendar(t *rapid.T) {
	e := &m.calendar[between(t, "event", 0, len(m.calendar)-1)]
	was := *e
	switch pick(t, "change", "nothing", "move", "rename", "cancel", "leave out", "bring back") {
	case "move":
		by := 15 * time.Minute * time.Duration(between(t, "quarters", -100, 100))
		if to := e.to.Add(by); to.Before(time.Date(2026, 11, 7, 0, 0, 0, 0, time.UTC)) {
			e.from, e.to = e.from.Add(by), to
		}
	case "rename":
		e.title = pick(t, "title", "Weekly", "Fortnightly", "Overseas")
	case "cancel":
		e.how = "cancelled"
	case "leave out":
		if e.uid != "a" { // a file without events is none of a calendar
			e.how = "absent"
		}
	case "bring back":
		e.how = ""
	}
	if *e != was {
		e.sequence++
	}
}

func (m *machine) importCalendar(t *rapid.T) {
	m.changeCalendar(t)
	file := m.file("work.ics")
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN"}
	for _, e := range m.calendar {
		if e.how == "absent" {
			continue
		}
		lines = append(lines, "BEGIN:VEVENT", "UID:"+e.uid+"@example.org", "DTSTAMP:20261101T000000Z", fmt.Sprint("SEQUENCE:", e.sequence),
			"DTSTART:"+e.from.Format("20060102T150405Z"), "DTEND:"+e.to.Format("20060102T150405Z"), "SUMMARY:"+e.title)
		if e.how == "cancelled" {
			lines = append(lines, "STATUS:CANCELLED")
		}
		lines = append(lines, "END:VEVENT")
	}
	lines = append(lines, "END:VCALENDAR", "")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	known, deleted, touched := map[string]int64{}, m.dismissed(), m.touchedByUser()
	for n, x := range m.Pieces {
		known[x.Key] = n
	}
	events := slices.Clone(m.calendar) // which are numbered as they come
	slices.SortStableFunc(events, func(a, b event) int { return a.from.Compare(b.from) })
	m.run(t, 0, "", "import", file)
	m.act("import", func() {
		for _, e := range events {
			n, there := known[e.uid]
			switch {
			case e.how == "absent", there && touched[n]:
			case e.how == "cancelled":
				delete(m.Pieces, n)
			case there:
				if x := m.Pieces[n]; x.Raw != e.raw() || !x.To.Equal(e.to) {
					m.Pieces[n] = m.imported(e, x.Made)
				}
			case !deleted[e.uid]:
				m.Pieces[m.number()] = m.imported(e, m.at())
			}
		}
	})
}

func (m *machine) imported(e event, made time.Time) piece {
	return piece{Day: dayOf(e.from, m.zone), Zone: m.zone, Category: "unsorted", Note: e.title, Source: "imported",
		From: e.from, To: e.to, Minutes: int(e.to.Sub(e.from).Minutes()), Made: made, Key: e.uid, Raw: e.raw()}
}

// touchedByUser are the numbers that the user changed, which an import leaves alone.
func (b *book) touchedByUser() map[int64]bool {
	touched := map[int64]bool{}
	for _, a := range b.acts {
		if a.undone || a.kind == "import" || a.kind == "categories rename" || a.kind == "undo" {
			continue
		}
		for n, what := range a.did {
			touched[n] = touched[n] || what == changed || what == gone
		}
	}
	return touched
}
