package report

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"mull/internal/journal"
)

// A Sheet is a period as one page for a browser or a printer: charts, each with
// its table, and own words. It loads nothing and runs nothing.
type Sheet struct {
	Balance *Balance
	Before  []*float64 // IC shares of the whole periods before, as in Balance; nil for a page that stands alone
	Pages   []WrittenPage
	Private bool // private answers are in it
}

//go:embed sheet.css
var sheetCSS string

// HTML writes the page.
func (s *Sheet) HTML(w io.Writer) error {
	whole := *s.Balance
	whole.Full = true // rows are weeks where there is room for them
	s = &Sheet{&whole, s.Before, s.Pages, s.Private}
	b := s.Balance
	var out strings.Builder
	title := periodTitle(b.Period, b.today())
	fmt.Fprintf(&out, `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
<h1>%s</h1>
`, esc(title), sheetCSS, esc(b.title()))
	switch {
	case b.empty():
		paragraph(&out, "", b.nothing())
	default:
		s.hours(&out)
		s.shares(&out)
		s.lists(&out)
	}
	s.words(&out)
	if !s.Private {
		paragraph(&out, "aside", "Private answers are left out.")
	}
	out.WriteString("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

func esc(text string) string { return html.EscapeString(CleanBlock(text)) }

func paragraph(out *strings.Builder, class, text string) {
	if text == "" {
		return
	}
	if class != "" {
		class = ` class="` + class + `"`
	}
	fmt.Fprintf(out, "<p%s>%s</p>\n", class, esc(text))
}

// hours draws where the time went, part by part of the period.
func (s *Sheet) hours(out *strings.Builder) {
	b := s.Balance
	if b.Sum().total() == 0 {
		paragraph(out, "", "No hours are noted for this "+string(b.Period.Kind)+".")
		return
	}
	out.WriteString("<section>\n<h2>Where the hours went</h2>\n")
	rows := b.rows()
	var bars []stack
	table := [][]string{{"", "IC", "leadership", "other", "total", "guessed"}}
	cells := func(label string, d DaySum) []string {
		return []string{label, hours(d.IC), hours(d.Leadership), hours(d.Other), hours(d.total()), hours(d.Estimated)}
	}
	for _, r := range rows {
		bars = append(bars, stack{r.label, []int{r.sum.IC, r.sum.Leadership, r.sum.Other}})
		table = append(table, cells(r.label, r.sum))
	}
	out.WriteString(stacked("Hours of IC, leadership and other work; the table below has the figures", []string{"IC", "leadership", "other"}, bars))
	htmlTable(out, "Hours", table, cells("all", b.Sum()))
	style := Style{}
	for _, line := range []string{b.aims() + "The hours: " + joinParts(b.Sum().parts(b.Own)) + "." + b.ahead(), b.before(style), b.daysOff(), b.begins(), b.previous(), b.lastYear()} {
		paragraph(out, "", strings.TrimSpace(line))
	}
	out.WriteString("</section>\n")
}

// lists draws categories and, where private answers are wanted, reasons.
func (s *Sheet) lists(out *strings.Builder) {
	b := s.Balance
	var bars []stack
	table := [][]string{{"category", "track", "time"}}
	caption := "Hours by category"
	if b.Previous != nil {
		table[0] = append(table[0], "before")
		caption += ", and in the " + string(b.Period.Kind) + " before"
		if b.running() && b.today() < b.Period.To {
			caption += " up to the same point"
		}
	}
	for _, c := range b.Categories {
		if c.Minutes > 0 {
			bars = append(bars, stack{c.Category, trackParts(c)})
			table = append(table, []string{c.Category, trackWord(c.Track), hours(c.Minutes), hours(c.Previous)}[:len(table[0])])
		}
	}
	if len(bars) > 0 {
		out.WriteString("<section>\n<h2>By category</h2>\n")
		out.WriteString(stacked("Hours by category; the table below has the figures", nil, bars))
		htmlTable(out, caption, table, nil)
		out.WriteString("</section>\n")
	}
	reasons := (&Balance{Motives: b.Motives, Unnamed: b.Unnamed}).reasons(math.MaxInt)
	if len(reasons) == 0 || !s.Private {
		return
	}
	out.WriteString("<section>\n<h2>What drew you to hands-on work</h2>\n")
	bars, table = nil, [][]string{{"main reason", "pieces", "time"}}
	for _, r := range reasons {
		bars = append(bars, stack{r.label, []int{r.Minutes}})
		table = append(table, []string{r.label, fmt.Sprint(r.Count), hours(r.Minutes)})
	}
	out.WriteString(stacked("Hours by main reason; the table below has the figures", nil, bars))
	htmlTable(out, "Main reasons", table, nil)
	if b.Asked > 0 {
		paragraph(out, "", b.waiting(math.MaxInt))
	}
	out.WriteString("</section>\n")
}

func trackParts(c CategorySum) []int {
	parts := make([]int, 3)
	switch c.Track {
	case journal.IC:
		parts[0] = c.Minutes
	case journal.Leadership:
		parts[1] = c.Minutes
	default:
		parts[2] = c.Minutes
	}
	return parts
}

// htmlTable writes rows under headings, with a caption for who hears the page.
func htmlTable(out *strings.Builder, caption string, rows [][]string, total []string) {
	fmt.Fprintf(out, "<table>\n<caption>%s</caption>\n<thead><tr>", esc(caption))
	for _, cell := range rows[0] {
		fmt.Fprintf(out, `<th scope="col">%s</th>`, esc(cell))
	}
	out.WriteString("</tr></thead>\n<tbody>\n")
	row := func(cells []string) {
		out.WriteString("<tr>")
		for i, cell := range cells {
			tag := "td"
			if i == 0 {
				tag = `th scope="row"`
			}
			fmt.Fprintf(out, "<%s>%s</%s>", tag, esc(cell), tag[:2])
		}
		out.WriteString("</tr>\n")
	}
	for _, cells := range rows[1:] {
		row(cells)
	}
	out.WriteString("</tbody>\n")
	if total != nil {
		out.WriteString("<tfoot>\n")
		row(total)
		out.WriteString("</tfoot>\n")
	}
	out.WriteString("</table>\n")
}
