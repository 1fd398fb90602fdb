package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A List is entries and activities, newest first, one line each.
type List struct {
	Items []Item
	More  int // how many older ones are not shown
	// None is what to say in place of an empty list; it may be empty.
	None  string
	Notes []string // said below
	Now   time.Time
	Quiet bool
}

// An Item is either an entry or an activity.
type Item struct {
	Entry    *journal.Entry
	Title    string // of the entry's exercise
	Gist     string // a few own words of the entry, or empty
	Minutes  *int   // counted of the time the entry speaks of, or nil
	Activity *journal.Activity
	Track    journal.Track
	Label    string // of the activity's category, or empty
}

// ListJSON is a list in JSON, newest first in both parts.
type ListJSON struct {
	Entries    []EntryHead    `json:"entries"`
	Activities []ActivityJSON `json:"activities"`
}

// JSON returns the view that programs read.
func (l *List) JSON() ListJSON {
	view := ListJSON{Entries: []EntryHead{}, Activities: []ActivityJSON{}}
	for _, item := range l.Items {
		if item.Entry != nil {
			view.Entries = append(view.Entries, headOf(item.Entry))
		}
		if item.Activity != nil {
			view.Activities = append(view.Activities, ActivityOf(item.Activity, item.Track, l.Now))
		}
	}
	return view
}

// listLine is one line of a list as CSV, with fields of both kinds.
type listLine struct {
	Number   int64   `json:"number"`
	Date     string  `json:"date"`
	Exercise *string `json:"exercise"` // of an entry
	State    *string `json:"state"`
	Category *string `json:"category"` // of an activity, and what follows
	Track    *string `json:"track"`
	Minutes  *int    `json:"minutes"`
	From     *string `json:"from"`
	To       *string `json:"to"`
	Note     *string `json:"note"`
	Source   *string `json:"source"`
	Entry    *int64  `json:"entry"`
}

// Records returns both parts as one table, newest first.
func (l ListJSON) Records() any {
	lines := make([]listLine, 0, len(l.Entries)+len(l.Activities))
	for i := range l.Entries {
		e := &l.Entries[i]
		lines = append(lines, listLine{Number: e.Number, Date: e.Date, Exercise: &e.Exercise, State: &e.State})
	}
	for i := range l.Activities {
		a := &l.Activities[i]
		lines = append(lines, listLine{Number: a.Number, Date: a.Date, Category: &a.Category, Track: &a.Track,
			Minutes: &a.Minutes, From: a.From, To: a.To, Note: &a.Note, Source: &a.Source, Entry: a.Entry})
	}
	slices.SortStableFunc(lines, func(a, b listLine) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Number, a.Number))
	})
	return lines
}

// Minutes is how long the pieces of time are together.
func (l *List) Minutes() int {
	sum := 0
	for i := range l.Items {
		if a := l.Items[i].Activity; a != nil {
			sum += minutesOf(a, l.Now)
		}
	}
	return sum
}

// Render writes the list.
func (l *List) Render(p *Page) {
	if len(l.Items) == 0 {
		p.Paragraph(0, cmp.Or(l.None, "Nothing is written here yet."))
		return
	}
	l.table(p.Style).Render(p)
	for _, note := range l.Notes {
		p.Gap()
		p.Paragraph(0, note)
	}
	if l.More > 0 {
		p.Gap()
		p.Aside(0, fmt.Sprintf("%d older not shown; --limit %d shows more, --from and --to choose days.", l.More, 2*len(l.Items)))
	}
}

func (l *List) table(s Style) *Table {
	table := &Table{Columns: []Column{{Title: "number", Right: true}, {Title: "day"}, {Title: "what", Flex: true}, {Title: "length", Right: true, Drop: 1}, {Title: "", Flex: true, Drop: 2}}}
	for i := range l.Items {
		table.Rows = append(table.Rows, l.cells(s, &l.Items[i]))
	}
	return table
}

func (l *List) cells(s Style, item *Item) []string {
	today := period.DayOf(l.Now)
	own := func(words string) string {
		if words == "" || l.Quiet {
			return ""
		}
		return s.Quote(words)
	}
	if a := item.Activity; a != nil {
		aside := own(a.Note)
		if a.Source == journal.Estimated {
			aside = "a guess"
		}
		return []string{fmt.Sprint(a.Number), shortDay(a.Day, today), cmp.Or(item.Label, a.Category), hours(minutesOf(a, l.Now)), aside}
	}
	e := item.Entry
	aside := own(item.Gist)
	if state := stateWord(e); state != "" {
		aside = state + " " + aside
	}
	length := ""
	if item.Minutes != nil {
		length = hours(*item.Minutes)
	}
	return []string{fmt.Sprint(e.Number), shortDay(e.Day, today), cmp.Or(item.Title, e.Exercise), length, aside}
}
