package report

import (
	"fmt"

	"mull/internal/period"
)

// A row is one line of the table: a day of a week, a week of a month or,
// in full, of a quarter, a month of a quarter or a year, more of what is longer.
type row struct {
	label string
	sum   DaySum
	open  bool // a day that is not closed yet
	off   bool // none of its working days was worked on, as planned
}

// part is how long a row of the period is.
func (b *Balance) part() period.Kind {
	p := b.Period
	switch {
	case p.Kind == period.KindQuarter && !b.Full:
		return period.KindMonth // so that it fits a screen
	case p.Kind == period.KindWeek || p.Kind == period.KindDay || p.Days() <= 14:
		return period.KindDay
	case p.Days() > 12*366:
		return period.KindYear
	case p.Days() > 3*366:
		return period.KindQuarter
	case p.Kind == period.KindYear || p.Days() > 120:
		return period.KindMonth
	}
	return period.KindWeek
}

// rows cuts the period into its rows. Those to come are not drawn, nor is a
// weekend that holds nothing.
func (b *Balance) rows() []row {
	kind := b.part()
	var rows []row
	for _, cut := range b.Period.Split(kind) {
		r := row{label: b.label(kind, cut)}
		for _, d := range b.Days {
			if cut.Holds(d.Day) {
				r.sum = r.sum.plus(d)
			}
		}
		weekend := kind == period.KindDay && (cut.From.Weekday()+6)%7 >= 5
		if r.sum.total() == 0 && (cut.From > b.today() || weekend || b.beforeJournal(kind, cut)) {
			continue
		}
		r.off = b.off(cut)
		r.open = kind == period.KindDay && b.Open && cut.From == b.today()
		rows = append(rows, r)
	}
	return rows
}

// label names a row. One that isn't over yet ends today, or says so.
func (b *Balance) label(kind period.Kind, cut period.Period) string {
	if kind == period.KindDay || !cut.Holds(b.today()) || b.today() >= min(cut.To, b.Period.To) {
		return rowLabel(kind, cut, b.Period)
	}
	if kind == period.KindWeek {
		cut.To = b.today()
		return rowLabel(kind, cut, b.Period)
	}
	return rowLabel(kind, cut, b.Period) + " so far"
}

// beforeJournal says whether a week or longer part of the period ended before
// the journal began.
func (b *Balance) beforeJournal(kind period.Kind, cut period.Period) bool {
	return kind != period.KindDay && cut.To < b.Begins
}

// begins says from when on there is a journal, where the rows start later than
// the period.
func (b *Balance) begins() string {
	cuts := b.Period.Split(b.part())
	if len(cuts) == 0 || !b.beforeJournal(b.part(), cuts[0]) {
		return ""
	}
	return "Your journal begins on " + longDay(b.Begins, b.today()) + "."
}

func rowLabel(kind period.Kind, cut, whole period.Period) string {
	from, to := max(cut.From, whole.From), min(cut.To, whole.To)
	switch {
	case kind == period.KindYear || kind == period.KindQuarter:
		return cut.Label
	case kind == period.KindMonth && yearOf(whole.From, whole.To) != "":
		return from.Format("Jan 2006")
	case kind == period.KindMonth:
		return from.Format("January")
	case kind == period.KindDay && whole.Days() > 7:
		return from.Format("Mon 2 Jan")
	case kind == period.KindDay:
		return from.Format("Mon")
	case from == to:
		return from.Format("2 Jan")
	case from.Format("Jan") == to.Format("Jan"):
		return from.Format("2") + " to " + to.Format("2 Jan")
	}
	return from.Format("2 Jan") + " to " + to.Format("2 Jan")
}

// detail is how much of the table there is room for.
type detail struct {
	gap                         int
	bar, guessed, others, total bool
	leadership, share           string
}

// details are in the order tried, most first.
var details = []detail{
	{3, true, true, true, true, "leadership", "IC share"},
	{2, true, true, true, true, "leadership", "IC share"},
	{2, false, true, true, true, "leadership", "IC share"},
	{2, false, true, true, true, "lead", "IC share"},
	{2, false, false, true, true, "lead", "IC share"},
	{2, false, false, false, true, "lead", "IC share"},
	{2, false, false, false, true, "lead", "share"},
	{2, false, false, false, false, "lead", "share"},
}

// renderTable writes as much of the table as fits.
func (b *Balance) renderTable(p *Page) {
	var table *Table
	for _, d := range details {
		table = b.table(p.Style, d)
		if table.Width() <= p.Width {
			break
		}
	}
	table.Render(p)
}

func (b *Balance) table(s Style, d detail) *Table {
	table := &Table{Indent: 2, Gap: d.gap, Columns: []Column{{}}}
	for _, title := range d.choose("IC", d.leadership, "other", "total", "guessed") {
		table.Columns = append(table.Columns, Column{Title: title, Right: true})
	}
	table.Columns = append(table.Columns, Column{Title: d.share, Right: !d.bar})
	for _, r := range b.rows() {
		table.Rows = append(table.Rows, r.cells(s, d))
	}
	label := "so far"
	if !b.running() {
		label = string(b.Period.Kind)
	}
	table.Total = row{label: label, sum: b.Sum()}.cells(s, d)
	return table
}

// choose leaves out what there is no room for.
func (d detail) choose(ic, leadership, other, total, guessed string) []string {
	cells := []string{ic, leadership}
	for _, cell := range []struct {
		shown bool
		words string
	}{{d.others, other}, {d.total, total}, {d.guessed, guessed}} {
		if cell.shown {
			cells = append(cells, cell.words)
		}
	}
	return cells
}

func (r row) cells(s Style, d detail) []string {
	cells := d.choose(hours(r.sum.IC), hours(r.sum.Leadership), hours(r.sum.Other), hours(r.sum.total()), hours(r.sum.Estimated))
	return append(append([]string{r.label}, cells...), r.share(s, d.bar))
}

func (r row) share(s Style, bar bool) string {
	share := r.sum.Share()
	switch {
	case r.off && r.sum.total() == 0:
		return "off"
	case r.off && share != nil && bar:
		return fmt.Sprintf("%s %4s  off", s.bar(*share), percent(*share))
	case r.open && bar:
		return "day still open"
	case r.open:
		return "open"
	case share == nil:
		return "-"
	case !bar:
		return percent(*share)
	}
	return fmt.Sprintf("%s %4s", s.bar(*share), percent(*share))
}

// hours writes minutes as 1h30, and nothing as a dash.
func hours(minutes int) string {
	if minutes == 0 {
		return "-"
	}
	return period.FormatMinutes(minutes)
}
