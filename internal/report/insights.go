package report

import (
	"fmt"
	"strings"

	"mull/internal/insight"
)

// Insights are what a journal shows by its own numbers, what it does not, and
// what it has too little of.
type Insights struct {
	insight.Findings
	Why         bool // say by which method, counts and effect
	Late        int  // entries of the window that were written more than a day later
	WithoutLate bool // they are left out
}

// InsightsJSON is insights in JSON. From and To are null before the first full
// week.
type InsightsJSON struct {
	From     *string       `json:"from"`
	To       *string       `json:"to"`
	Weeks    int           `json:"weeks"`
	Written  int           `json:"written_days"`
	Workdays int           `json:"workdays"`
	Late     int           `json:"late_entries"` // written more than a day later
	Without  bool          `json:"without_late"` // and left out
	Findings []InsightJSON `json:"findings"`
}

// InsightJSON is the answer to one question. Number is what opens it, 0 where
// nothing is shown. P and Q are null where nothing was compared.
type InsightJSON struct {
	Number   int                `json:"number"`
	Question string             `json:"question"`
	State    string             `json:"state"` // shown, no difference, counted, too little
	Headline string             `json:"headline"`
	Ask      string             `json:"ask"`
	Groups   []InsightGroupJSON `json:"groups"`
	Method   string             `json:"method"`
	P        *float64           `json:"p"`
	Q        *float64           `json:"q"`
	Effect   *float64           `json:"effect"`
	Between  []float64          `json:"effect_between"` // the ends of its interval
	Refs     []int64            `json:"numbers"`        // of the entries and activities behind it
}

// InsightGroupJSON is one side of a comparison. Median, Min and Max are null of
// an empty one.
type InsightGroupJSON struct {
	Label  string   `json:"label"`
	N      int      `json:"n"`
	Median *float64 `json:"median"`
	Min    *float64 `json:"min"`
	Max    *float64 `json:"max"`
}

// JSON returns the view that programs read.
func (v *Insights) JSON() InsightsJSON {
	view := InsightsJSON{
		Weeks: v.Window.Days() / 7, Written: v.Written, Workdays: v.Workdays, Late: v.Late, Without: v.WithoutLate, Findings: []InsightJSON{},
	}
	if v.Window.From <= v.Window.To {
		from, to := v.Window.From.String(), v.Window.To.String()
		view.From, view.To = &from, &to
	}
	number := 0
	for _, f := range v.All {
		words := f.Words()
		one := InsightJSON{
			Question: f.Question, State: string(f.State), Headline: words.Headline, Ask: words.Ask,
			Groups: []InsightGroupJSON{}, Between: []float64{}, Refs: append([]int64{}, f.Refs()...),
		}
		if f.State == insight.Shown {
			number++
			one.Number = number
		}
		if one.Headline == "" {
			one.Headline = words.Label + ": " + words.Text
		}
		for _, g := range f.Groups {
			group := InsightGroupJSON{Label: g.Label, N: g.N}
			if g.N > 0 {
				group.Median, group.Min, group.Max = &g.Median, &g.Low, &g.High
			}
			one.Groups = append(one.Groups, group)
		}
		if t := f.Trial; t != nil {
			one.Method, one.P, one.Q, one.Effect, one.Between = t.Method, &t.P, &t.Q, &t.Effect, []float64{t.From, t.To}
		}
		view.Findings = append(view.Findings, one)
	}
	return view
}

// Render writes what is shown, each with its counts and a question to end on,
// then in a line each what showed nothing and what lacks data.
func (v *Insights) Render(p *Page) {
	for _, sentence := range v.Intro() {
		p.Paragraph(0, sentence)
	}
	p.Paragraph(0, v.late())
	for i, f := range v.In(insight.Shown) {
		p.Gap()
		v.finding(p, i+1, f)
	}
	v.rest(p, "No clear difference", insight.NoDifference)
	v.rest(p, "Counted, not compared", insight.Counted)
	v.rest(p, "Too little yet", insight.TooLittle)
}

// late says how many entries were written more than a day later, and whether
// they count.
func (v *Insights) late() string {
	entries := plural(v.Late, "entry was", "entries were") + " written more than a day later"
	switch {
	case v.Late == 0:
		return ""
	case v.WithoutLate:
		return entries + " and left out."
	}
	return entries + "; --without-late leaves them out."
}

func (v *Insights) finding(p *Page, number int, f insight.Finding) {
	words := f.Words()
	p.marked(1, fmt.Sprint(number), words.Headline, bold)
	table := &Table{Indent: 6, Gap: 3}
	for _, row := range words.Rows {
		for len(table.Columns) < len(row.Cells)+1 {
			table.Columns = append(table.Columns, Column{})
		}
	}
	for _, row := range words.Rows {
		table.Rows = append(table.Rows, append([]string{row.Label}, row.Cells...))
	}
	if len(table.Rows) > 0 {
		table.Columns[0].Flex = true
		table.Render(p)
	}
	for _, note := range words.Notes {
		p.Paragraph(4, note)
	}
	v.ask(p, number, words.Ask)
	if v.Why {
		for _, line := range f.Why() {
			p.Aside(6, line)
		}
	}
}

// ask ends a finding on its question and says how to open it.
func (v *Insights) ask(p *Page, number int, question string) {
	opens := fmt.Sprintf("mull insights %d lists them", number)
	question = Clean(question)
	if room := min(p.Width, 80) - 2 - 4 - width(question) - width(opens); question != "" && room >= 3 {
		p.put(4, line{{question + strings.Repeat(" ", room), plain}, {opens, dim}})
		return
	}
	p.Paragraph(4, question)
	p.Aside(4, opens)
}

func (v *Insights) rest(p *Page, heading string, state insight.State) {
	some := v.In(state)
	if len(some) == 0 {
		return
	}
	p.Gap()
	p.Paragraph(1, heading)
	if v.Why {
		v.reasons(p, some)
		return
	}
	var pairs []Pair
	for _, f := range some {
		words := f.Words()
		pairs = append(pairs, Pair{Label: words.Label, Text: words.Text})
	}
	p.Pairs(4, pairs)
}

// reasons writes each with how it was looked at below it.
func (v *Insights) reasons(p *Page, some []insight.Finding) {
	for _, f := range some {
		words := f.Words()
		p.Pairs(4, []Pair{{Label: words.Label, Text: words.Text}})
		for _, line := range f.Why() {
			p.Aside(6, line)
		}
	}
}
