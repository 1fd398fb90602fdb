package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// maxRefused is how many refused rows are listed.
const maxRefused = 20

// Imported is what files brought, or with DryRun would bring.
type Imported struct {
	Files  []ImportedFile
	DryRun bool
	Now    time.Time
}

// An ImportedFile is what one file brought.
type ImportedFile struct {
	Name, Format      string
	New, Known        int // rows: pieces of time and entries
	Changed, Gone     int // at the source
	Kept              int // changed at the source, but by the user, too
	LeftOut           int // by a rule
	AllDay            int // whole-day events, which count no minutes
	Unsorted, Entries int
	From, To          period.Day // 0 where nothing is in it
	Minutes           []CategoryMinutes
	Rows              []journal.Activity // the first, of a dry run
	Refused           []RefusedRow
	Notices           []string
	Rules             []string // kept with the file
	Sorted            int      // by those rules, of what was unsorted before
	Problem           string   // nothing of it could be used
}

// CategoryMinutes is what one category gets, before overlaps are cut.
type CategoryMinutes struct {
	Category string `json:"category"`
	Minutes  int    `json:"minutes"`
}

// A RefusedRow could not be read. Line is 0 where files have no lines.
type RefusedRow struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Span widens the days a file reaches over.
func (f *ImportedFile) Span(day period.Day) {
	if f.From == 0 || day < f.From {
		f.From = day
	}
	f.To = max(f.To, day)
}

// ImportedJSON is an import in JSON.
type ImportedJSON struct {
	DryRun bool               `json:"dry_run"`
	Files  []ImportedFileJSON `json:"files"`
}

// ImportedFileJSON is what one file brought, in JSON.
type ImportedFileJSON struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	New      int               `json:"new"`
	Known    int               `json:"known"`
	Changed  int               `json:"changed"`
	Gone     int               `json:"gone"`
	LeftOut  int               `json:"left_out"`
	AllDay   int               `json:"all_day"`
	Unsorted int               `json:"unsorted"`
	From     *string           `json:"from"`
	To       *string           `json:"to"`
	Minutes  []CategoryMinutes `json:"minutes"`
	Rows     []ActivityJSON    `json:"rows"`
	Refused  []RefusedRow      `json:"refused"`
	Notices  []string          `json:"notices"`
	Rules    []string          `json:"rules"`
	Sorted   int               `json:"sorted"`
	Problem  string            `json:"problem"`
}

// JSON returns the view that programs read.
func (i *Imported) JSON() ImportedJSON {
	view := ImportedJSON{DryRun: i.DryRun, Files: []ImportedFileJSON{}}
	for _, f := range i.Files {
		one := ImportedFileJSON{
			File: f.Name, Format: f.Format, New: f.New, Known: f.Known, Changed: f.Changed, Gone: f.Gone, LeftOut: f.LeftOut,
			AllDay: f.AllDay, Unsorted: f.Unsorted, Problem: f.Problem,
			Minutes: append([]CategoryMinutes{}, f.Minutes...), Rows: []ActivityJSON{},
			Refused: append([]RefusedRow{}, f.Refused...), Notices: append([]string{}, f.Notices...),
			Rules: append([]string{}, f.Rules...), Sorted: f.Sorted,
		}
		if f.From != 0 {
			from, to := f.From.String(), f.To.String()
			one.From, one.To = &from, &to
		}
		for n := range f.Rows {
			one.Rows = append(one.Rows, ActivityOf(&f.Rows[n], "", i.Now))
		}
		view.Files = append(view.Files, one)
	}
	return view
}

// Render writes the files one under the other.
func (i *Imported) Render(p *Page) {
	for n := range i.Files {
		p.Gap()
		i.Files[n].render(p, i)
	}
	if len(i.Files) == 0 {
		p.Paragraph(0, "There is no file to import.")
	}
}

func (f *ImportedFile) render(p *Page, i *Imported) {
	title := f.Name
	if f.Format != "" {
		title += ": " + f.Format
	}
	if today := period.DayOf(i.Now); f.From != 0 {
		title += ", " + shortDay(f.From, today)
		if f.To != f.From {
			title += " to " + shortDay(f.To, today)
		}
	}
	p.Title(title + ".")
	if f.Problem != "" {
		p.Paragraph(2, "Nothing of it was kept: "+f.Problem+".")
		return
	}
	if f.Format != "" {
		p.Paragraph(2, f.counts(i.DryRun))
	}
	if len(f.Minutes) > 0 {
		table := &Table{Indent: 2, Gap: 3, Columns: []Column{{Flex: true}, {Right: true}}}
		for _, m := range f.Minutes {
			table.Rows = append(table.Rows, []string{m.Category, hours(m.Minutes)})
		}
		table.Render(p)
	}
	f.renderRows(p, i)
	f.renderRules(p, i.DryRun)
	f.renderAsides(p)
	f.renderRefused(p)
}

func (f *ImportedFile) renderRefused(p *Page) {
	for n, r := range f.Refused {
		if n == maxRefused {
			p.Paragraph(2, fmt.Sprintf("and %s refused; --json lists them all", plural(len(f.Refused)-n, "more row", "more rows")))
			break
		}
		where := "Refused: "
		if r.Line > 0 {
			where = fmt.Sprintf("Refused, line %d: ", r.Line)
		}
		p.Paragraph(2, where+r.Reason+".")
	}
}

func (f *ImportedFile) counts(dryRun bool) string {
	counts := []string{fmt.Sprintf("%d new", f.New), fmt.Sprintf("%d known", f.Known)}
	for _, c := range []struct {
		n     int
		words string
	}{{f.Changed, "changed"}, {f.Gone, "gone at the source"}, {len(f.Refused), "refused"}} {
		if c.n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", c.n, c.words))
		}
	}
	words := strings.Join(counts, ", ") + "."
	if dryRun {
		words += " Nothing was kept: this is a dry run."
	}
	return words
}

func (f *ImportedFile) renderRows(p *Page, i *Imported) {
	if len(f.Rows) == 0 {
		return
	}
	p.Gap()
	table := &Table{Indent: 2, Gap: 2, Columns: []Column{{Title: "first rows"}, {Title: "when", Drop: 1}, {Title: "length", Right: true}, {Title: "category"}, {Title: "note", Flex: true}}}
	for n := range f.Rows {
		a := &f.Rows[n]
		table.Rows = append(table.Rows, []string{shortDay(a.Day, period.DayOf(i.Now)), clockSpan(a), hours(minutesOf(a, i.Now)), a.Category, cmp.Or(a.Note, "-")})
	}
	table.Render(p)
}

func (f *ImportedFile) renderRules(p *Page, dryRun bool) {
	kept, sorted := "Kept as a rule: ", "Sorted what was unsorted before: "
	if dryRun {
		kept, sorted = "Would be kept as a rule: ", "Would sort what is unsorted so far: "
	}
	for _, rule := range f.Rules {
		p.Aside(2, kept+rule+".")
	}
	if f.Sorted > 0 {
		p.Aside(2, sorted+plural(f.Sorted, "piece", "pieces")+".")
	}
}

func (f *ImportedFile) renderAsides(p *Page) {
	if f.Unsorted > 0 {
		p.Aside(2, plural(f.Unsorted, "piece", "pieces")+" unsorted: mull import --review asks, mull rules add sorts.")
	}
	if f.LeftOut > 0 {
		p.Aside(2, fmt.Sprintf("%d left out by a rule, such as lunch: mull rules lists them.", f.LeftOut))
	}
	if f.AllDay > 0 {
		p.Aside(2, plural(f.AllDay, "event of whole days counts", "events of whole days count")+" no minutes unless a rule says so.")
	}
	if f.Kept > 0 {
		p.Aside(2, fmt.Sprintf("%d changed at the source stay as you changed them.", f.Kept))
	}
	for _, notice := range f.Notices {
		p.Aside(2, sentence(notice)+".")
	}
}
