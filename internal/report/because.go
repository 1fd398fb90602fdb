package report

import (
	"cmp"
	"time"

	"mull/internal/period"
)

// A Because is what would not have happened without the reader, oldest first.
type Because struct {
	Period period.Period
	Lead   string // the question, as a heading; empty leaves it out
	Items  []DatedWords
	Now    time.Time
}

// DatedWords are words written for a day in an entry.
type DatedWords struct {
	Day    period.Day
	Number int64
	Text   string
}

// BecauseJSON is a Because in JSON.
type BecauseJSON struct {
	Period PeriodJSON       `json:"period"`
	Items  []DatedWordsJSON `json:"items"`
}

// DatedWordsJSON is one of its answers.
type DatedWordsJSON struct {
	Number int64  `json:"number"`
	Date   string `json:"date"`
	Text   string `json:"text"`
}

// JSON returns the view that programs read.
func (b *Because) JSON() BecauseJSON {
	view := BecauseJSON{Period: periodJSON(b.Period), Items: []DatedWordsJSON{}}
	for _, item := range b.Items {
		view.Items = append(view.Items, DatedWordsJSON{item.Number, item.Day.String(), item.Text})
	}
	return view
}

// Render writes one dated line after the other.
func (b *Because) Render(p *Page) {
	today := period.DayOf(b.Now)
	p.Title(periodTitle(b.Period, today) + ".")
	p.Gap()
	if len(b.Items) == 0 {
		p.Paragraph(2, "Nothing is noted here yet. The evening page asks for it now and then.")
		return
	}
	p.Paragraph(2, cmp.Or(b.Lead, "What would not have happened without you"))
	p.Gap()
	pairs := make([]Pair, len(b.Items))
	for i, item := range b.Items {
		pairs[i] = Pair{Label: shortDay(item.Day, today), Text: item.Text, Own: true}
	}
	p.Pairs(2, pairs)
}
