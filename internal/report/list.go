package report

import (
	"cmp"
	"fmt"
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
	Now   time.Time
	Quiet bool
}

// An Item is either an entry or an activity.
type Item struct {
	Entry    *journal.Entry
	Title    string // of the entry's exercise
	Gist     string // a few own words of the entry, or empty
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
			view.Entries = append(view.Entries, HeadOf(item.Entry))
		}
		if item.Activity != nil {
			view.Activities = append(view.Activities, ActivityOf(item.Activity, item.Track, l.Now))
		}
	}
	return view
}

// Render writes the list.
func (l *List) Render(p *Page) {
	if len(l.Items) == 0 {
		p.Paragraph(0, cmp.Or(l.None, "Nothing is written here yet."))
		return
	}
	table := &Table{Columns: []Column{{Title: "number", Right: true}, {Title: "day"}, {Title: "what", Flex: true}, {Title: "length", Right: true, Drop: 1}, {Title: "", Flex: true, Drop: 2}}}
	for i := range l.Items {
		table.Rows = append(table.Rows, l.cells(p.Style, &l.Items[i]))
	}
	table.Render(p)
	if l.More > 0 {
		p.Gap()
		p.Aside(0, fmt.Sprintf("%d older not shown; --limit %d shows more, --from and --to choose days.", l.More, 2*len(l.Items)))
	}
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
	return []string{fmt.Sprint(e.Number), shortDay(e.Day, today), cmp.Or(item.Title, e.Exercise), "", aside}
}
