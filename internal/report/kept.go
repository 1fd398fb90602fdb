package report

import (
	"fmt"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A Kept is what a sitting says when its last question is answered.
type Kept struct {
	Entry *journal.Entry
	// What it was about, the time it recorded and where that counts; all may be
	// empty.
	About    string
	Minutes  int
	Category string
	Private  bool   // say that it stays out of reports
	Pairs    []Pair // what was said, in short
	Closing  string // one sentence to set it in its week, or empty
	Now      time.Time
}

// JSON returns the entry.
func (k *Kept) JSON() EntryJSON { return EntryOf(k.Entry) }

// Render writes it.
func (k *Kept) Render(p *Page) {
	words := fmt.Sprintf("Kept as entry %d", k.Entry.Number)
	day := relativeDay(k.Entry.Day, period.DayOf(k.Now))
	switch {
	case k.About != "" && k.Minutes > 0:
		words += fmt.Sprintf(": %s, %s %s, %s", p.Quote(k.About), hours(k.Minutes), k.Category, day)
	case k.Minutes > 0:
		words += fmt.Sprintf(": %s %s, %s", hours(k.Minutes), k.Category, day)
	case k.About != "":
		words += fmt.Sprintf(": %s, %s", p.Quote(k.About), day)
	default:
		words += ", " + day
	}
	p.Paragraph(0, words+".")
	if k.Private {
		p.Paragraph(0, "It stays out of every report and share unless you put it in.")
	}
	if len(k.Pairs) > 0 {
		p.Gap()
		p.Pairs(2, k.Pairs)
	}
	if k.Closing != "" {
		p.Gap()
		p.Paragraph(2, k.Closing)
	}
}
