package report

import (
	"fmt"
	"strings"

	"mull/internal/period"
)

// Render writes the screen of a week or a longer period. Unless everything is
// asked for, a week and a quarter fit 24 lines of 80 columns, or what the
// terminal has beyond, the prompt among them: what is least missed goes first,
// and the screen says that there is more.
func (b *Balance) Render(p *Page) {
	fixed := b.fixed(p.Style)
	fit := fits[0]
	if kind := b.Period.Kind; !b.Full && p.Width >= 80 && (kind == period.KindWeek || kind == period.KindQuarter) {
		for _, fit = range fits {
			if b.lines(p.Style, fixed, fit) < max(screenLines, p.Height) {
				break
			}
		}
	}
	b.render(p, fixed, fit)
}

// A fixed part of the screen is the same in every fit, and drawn once.
type fixed struct{ table, notes string }

func (b *Balance) fixed(s Style) fixed {
	if b.Sum().total() == 0 {
		return fixed{}
	}
	return fixed{table: part(s, b.renderTable), notes: part(s, b.renderNotes)}
}

// screenLines is how many lines the smallest usual terminal has.
const screenLines = 24

// A fit is how much of a screen there is room for.
type fit struct {
	gaps   int // empty lines: 4 all, 3 none before the words, 2 none before the lists, 1 none after the title
	list   int // rows of a list
	beside int // of the lines on values, moments and exercises
}

// fits are in the order tried, most first.
var fits = []fit{{4, maxList, 3}, {3, maxList, 3}, {2, maxList, 3}, {2, maxList, 2}, {1, maxList, 2},
	{1, maxList, 1}, {1, maxList - 1, 1}, {0, maxList - 1, 1}, {0, maxList - 1, 0}, {0, maxList - 2, 0}}

// lines counts those of a screen.
func (b *Balance) lines(s Style, drawn fixed, f fit) int {
	return strings.Count(part(s, func(p *Page) { b.render(p, drawn, f) }), "\n")
}

func (b *Balance) render(p *Page, drawn fixed, f fit) {
	p.Title(b.title())
	if b.empty() {
		p.Gap()
		b.renderEmpty(p)
		p.Gap()
		b.Running.aside(p, b.Quiet)
		return
	}
	if f.gaps > 1 {
		p.Gap()
	}
	if b.Sum().total() > 0 {
		p.add(drawn.table)
		if f.gaps > 0 {
			p.Gap()
		}
		p.add(drawn.notes)
		if f.gaps > 2 {
			p.Gap()
		}
		b.renderLists(p, f.list)
	} else {
		p.Paragraph(2, strings.TrimSpace("No hours are noted for this "+string(b.Period.Kind)+"."+b.ahead()+" "+b.daysOff()))
	}
	if f.gaps > 3 {
		p.Gap()
	}
	b.renderWords(p, f.beside)
	b.Running.aside(p, b.Quiet)
	for _, notice := range b.Notices {
		p.Aside(2, notice)
	}
}

func (b *Balance) title() string {
	title := periodTitle(b.Period, b.today()) + "."
	if b.running() && !b.empty() {
		layout := "Monday"
		switch b.Period.Kind {
		case period.KindWeek:
		case period.KindQuarter: // whose title is long by itself
			layout = "2 January"
		default:
			layout = "Monday 2 January"
		}
		title += " So far, until " + b.today().Format(layout) + " " + clock(b.Now) + "."
	}
	if b.Period.From > b.today() && !b.empty() {
		title += " Still to come; this is what is planned."
	}
	return title
}

func (b *Balance) empty() bool {
	return b.Sum().total() == 0 && len(b.Words) == 0 && len(b.Energy) == 0 && b.Chosen == "" && len(b.Entries) == 0
}

func (b *Balance) renderEmpty(p *Page) {
	if off := strings.TrimSpace(b.daysOff() + b.ahead()); off != "" {
		p.Paragraph(2, off)
	}
	if b.running() {
		p.Paragraph(2, "Nothing is written here yet, and nothing is owed. A line tonight is a good start.")
		p.Gap()
		p.Hints(4, []Hint{
			{"mull reflect", "close the day: three questions, about 2 minutes"},
			{"mull log 45m people", "note a piece of time as it was"},
		})
		return
	}
	p.Paragraph(2, b.nothing())
}

// nothing says why an empty period is empty.
func (b *Balance) nothing() string {
	switch {
	case b.Period.From > b.today():
		return "This " + string(b.Period.Kind) + " is still to come."
	case b.Begins > b.Period.To:
		return "The journal begins later, on " + longDay(b.Begins, b.today()) + "."
	}
	return "Nothing is written for this " + string(b.Period.Kind) + ". Days without a page stay empty; no table counts them as zero."
}

// mayGuess names the command that asks one line for the rest of a week.
func (b *Balance) mayGuess() string {
	if b.Period.Kind != period.KindWeek || b.Period.From > b.today() {
		return ""
	}
	if b.Period.Holds(b.today()) {
		return "mull week --guess asks one line for the rest."
	}
	return "mull week " + b.Period.Label + " --guess asks one line for the rest."
}

// unsorted says how much no rule has sorted, which counts as other.
func (b *Balance) unsorted() string {
	for _, c := range b.Categories {
		if c.Category == "unsorted" && c.Minutes > 0 {
			return fmt.Sprintf(" %s of it is unsorted (mull import --review).", period.FormatMinutes(c.Minutes))
		}
	}
	return ""
}

// ahead says how much is planned for the days to come, which counts nowhere yet.
func (b *Balance) ahead() string {
	if b.Ahead == 0 {
		return ""
	}
	return " Still to come and not counted: " + period.FormatMinutes(b.Ahead) + "."
}

// renderNotes says how to read the table.
func (b *Balance) renderNotes(p *Page) {
	sum := b.Sum()
	if sum.calendarOnly() {
		p.Paragraph(2, fmt.Sprintf("No IC share: meetings %s; the rest of your %s is not in a calendar.",
			period.FormatMinutes(sum.total()), string(b.Period.Kind)))
		p.Paragraph(2, b.mayGuess())
	} else if sum.Share() == nil {
		p.Paragraph(2, "No IC share: no time is noted as IC or leadership.")
	}
	first, before := "", strings.TrimSpace(b.before(p.Style)+" "+b.weekly(p.Style))
	if sum.Share() != nil {
		first = "IC share leaves " + p.Quote("other") + " out. "
	}
	second := b.aims() + "The hours: " + joinParts(sum.parts(b.Own)) + "." + b.unsorted() + b.ahead()
	if before == "" {
		p.Paragraph(2, first+second)
	} else {
		p.Paragraph(2, first+before)
		p.Paragraph(2, second)
	}
	p.Paragraph(2, b.daysOff())
	p.Paragraph(2, b.begins())
	p.Paragraph(2, b.previous())
	p.Paragraph(2, b.lastYear())
}

// lastYear is one line on this time last year.
func (b *Balance) lastYear() string {
	// Of a year the line on the year before says it.
	if b.LastYear == nil || b.Period.Kind == period.KindYear && b.Previous != nil {
		return ""
	}
	words := "This time last year: "
	if share := b.LastYear.Sum.Share(); share != nil {
		words += "IC share " + percent(*share) + ", "
	}
	return words + strings.Join(b.LastYear.Sum.figures(), ", ") + "."
}

// before says what the share was in the periods before: a few are listed, five
// and more are a range and a median.
func (b *Balance) before(s Style) string {
	var known []float64
	for _, share := range b.Before {
		if share != nil {
			known = append(known, *share)
		}
	}
	if len(known) == 0 {
		return ""
	}
	kind := string(b.Period.Kind)
	lead := fmt.Sprintf("The %s %ss before: ", inWords(len(b.Before)), kind)
	if len(b.Before) == 1 {
		lead = "The " + kind + " before: "
	}
	if len(known) < len(b.Before) {
		have := "have"
		if len(known) == 1 {
			have = "has"
		}
		lead = fmt.Sprintf("Of the %s %ss before, %s %s a share: ", inWords(len(b.Before)), kind, inWords(len(known)), have)
	}
	if len(known) < 5 {
		words := make([]string, len(known))
		for i, share := range known {
			words[i] = percent(share)
		}
		return lead + strings.Join(words, ", ") + "."
	}
	low, middle, high := spread(known)
	words := fmt.Sprintf("%s%s to %s, median %s.", lead, percent(low), percent(high), percent(middle))
	if s.Width >= 100 {
		words += " " + s.Spark(b.Before)
	}
	return words
}
