package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/journal"
)

// A Day is one day: its totals, its pieces of time and its pages. Balance is
// that of the day, with its Entries.
type Day struct {
	Balance
	Pieces  []journal.Piece  // as journal.Count returned them
	Titles  map[int64]string // of Entries, by number; an absent one shows the exercise's id
	Explain bool             // say how each piece was counted
}

// DayFull is a day in JSON: what a week has, and its pieces of time.
type DayFull struct {
	BalanceJSON
	Activities []PieceJSON `json:"activities"`
}

// PieceJSON is an activity with how much of it counted on the day.
type PieceJSON struct {
	ActivityJSON
	Seconds int    `json:"seconds"` // on this day
	Counted int    `json:"counted_seconds"`
	Why     string `json:"why"` // what reduced it, in words
	// Overlaps are the numbers of what overlaps it and counts before it,
	// MayBeSame those of imported meetings that it may tell a second time.
	Overlaps  []int64 `json:"overlaps"`
	MayBeSame []int64 `json:"may_be_same"`
}

// JSON returns the view that programs read.
func (d *Day) JSON() DayFull {
	view := DayFull{BalanceJSON: d.Balance.JSON(), Activities: []PieceJSON{}}
	for _, p := range d.Pieces {
		view.Activities = append(view.Activities, PieceJSON{ActivityOf(p.Activity, d.track(p.Activity.Category), d.Now), p.Seconds, p.Counted, p.Why,
			numbersOf(journal.CountsBefore(d.Pieces, p.Activity)), numbersOf(journal.MayBeSame(d.Pieces, p.Activity))})
	}
	return view
}

func numbersOf(list []*journal.Activity) []int64 {
	numbers := []int64{}
	for _, a := range list {
		numbers = append(numbers, a.Number)
	}
	return numbers
}

func (d *Day) category(id string) CategorySum {
	for _, c := range d.Categories {
		if c.Category == id {
			return c
		}
	}
	return CategorySum{Total: journal.Total{Category: id}}
}

func (d *Day) track(id string) journal.Track { return d.category(id).Track }

// Render writes the day.
func (d *Day) Render(p *Page) {
	p.Title(d.heading())
	p.Gap()
	if d.empty() && len(d.Pieces) == 0 {
		d.renderEmpty(p)
		p.Gap()
		d.Running.aside(p, d.Quiet)
		return
	}
	d.renderTotals(p)
	p.Gap()
	d.renderPieces(p)
	p.Gap()
	d.renderWords(p, 2)
	d.renderPages(p)
	d.Running.aside(p, d.Quiet)
	for _, notice := range d.Notices {
		p.Aside(2, notice)
	}
}

func (d *Day) heading() string {
	title := longDay(d.Period.From, d.today()) + "."
	if d.Open && d.running() {
		title += " Still open, " + clock(d.Now) + "."
	}
	return title
}

// renderTotals writes a row a category, largest first, and one sentence with
// the balance.
func (d *Day) renderTotals(p *Page) {
	sum := d.Sum()
	if sum.total() == 0 {
		p.Paragraph(2, "No hours are noted for this day.")
		return
	}
	table := &Table{Indent: 2, Gap: 3, Columns: []Column{{Flex: true, Wrap: true}, {Title: "time", Right: true}, {Title: "track", Drop: 1}, {Title: "known from", Flex: true, Wrap: true}}}
	sums := slices.Clone(d.Categories)
	slices.SortStableFunc(sums, func(x, y CategorySum) int { return cmp.Compare(y.Minutes, x.Minutes) })
	for _, c := range sums {
		if c.Minutes > 0 {
			table.Rows = append(table.Rows, []string{cmp.Or(c.Label, c.Category), hours(c.Minutes), trackWord(c.Track), c.knownFrom(d.own(c.Category))})
		}
	}
	table.Total = []string{"together", hours(sum.total())}
	table.Render(p)
	p.Gap()
	words := strings.Join(sum.figures(), ", ") + "."
	switch share := sum.Share(); {
	case d.Open && d.running():
		words += " The day is still open."
	case share != nil:
		words += fmt.Sprintf(" IC share %s, other left out.", percent(*share))
	case sum.calendarOnly():
		words = fmt.Sprintf("Meetings %s; the rest of the day is not in a calendar.", hours(sum.total()))
	}
	p.Paragraph(2, words)
	for _, beside := range []string{strings.TrimSpace(d.aims()), d.previous(), d.lastYear()} {
		p.Paragraph(2, beside)
	}
}

func trackWord(t journal.Track) string {
	if t == journal.IC {
		return "IC"
	}
	return string(t)
}

// knownFrom names the sources of a category's minutes; amounts where there are
// several.
func (c CategorySum) knownFrom(own string) string {
	d := DaySum{Logged: c.Logged, Calendar: c.Calendar, Tracker: c.Tracker, Estimated: c.Estimated}
	parts := d.parts(own)
	if len(parts) == 1 {
		return parts[0].word
	}
	return joinParts(parts)
}

// own says how the time of a category that is one's own is known.
func (d *Day) own(category string) string {
	var timer, logged bool
	for _, piece := range d.Pieces {
		if a := piece.Activity; a.Category == category && piece.Counted > 0 {
			timer, logged = timer || a.Source == journal.Timer, logged || a.Source == journal.Logged
		}
	}
	switch {
	case timer && logged:
		return "timer or logged"
	case timer:
		return string(journal.Timer)
	}
	return string(journal.Logged)
}

// renderPages lists the day's entries.
func (d *Day) renderPages(p *Page) {
	if len(d.Entries) == 0 {
		return
	}
	p.Gap()
	table := &Table{Indent: 2, Gap: 3, Columns: []Column{{Right: true}, {}, {Flex: true, Wrap: true}, {}}}
	for i := range d.Entries {
		e := &d.Entries[i]
		table.Rows = append(table.Rows, []string{fmt.Sprint(e.Number), e.Exercise, d.Titles[e.Number], stateWord(e)})
	}
	table.Render(p)
}
