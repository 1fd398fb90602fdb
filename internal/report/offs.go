package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// An OffList is the days without work.
type OffList struct {
	List journal.Offs
	Now  time.Time
}

// OffListJSON is the days without work in JSON.
type OffListJSON struct {
	Off []OffJSON `json:"off"`
}

// OffJSON is some days without work. With a weekday it is that day of every
// week; To is then null until further notice.
type OffJSON struct {
	Number  int64   `json:"number"`
	From    string  `json:"from"`
	To      *string `json:"to"`
	Weekday *string `json:"weekday"` // mon, tue ...
	Part    float64 `json:"part"`    // of each day, 1 or 0.5
}

// JSON returns the view that programs read.
func (o *OffList) JSON() OffListJSON {
	view := OffListJSON{Off: []OffJSON{}}
	for _, one := range o.List {
		line := OffJSON{Number: one.Number, From: one.From.String(), Part: one.Part}
		if one.To != 0 {
			to := one.To.String()
			line.To = &to
		}
		if one.Weekly {
			weekday := strings.ToLower(one.Weekday.String()[:3])
			line.Weekday = &weekday
		}
		view.Off = append(view.Off, line)
	}
	return view
}

// Render writes the days without work.
func (o *OffList) Render(p *Page) {
	if len(o.List) == 0 {
		p.Paragraph(0, "No days off are noted; Saturdays and Sundays are off anyway.")
		return
	}
	table := &Table{Gap: 3, Columns: []Column{{Title: "number", Right: true}, {Title: "off", Flex: true, Wrap: true}}}
	for i := range o.List {
		table.Rows = append(table.Rows, []string{fmt.Sprint(o.List[i].Number), OffWords(&o.List[i], period.DayOf(o.Now))})
	}
	table.Render(p)
}

// OffWords says in words which days are off.
func OffWords(o *journal.Off, today period.Day) string {
	half := ""
	if o.Part < 1 {
		half = "half of "
	}
	switch {
	case !o.Weekly && o.From == o.To:
		return half + shortDay(o.From, today)
	case !o.Weekly:
		if half != "" {
			half = "half days, "
		}
		return half + shortDay(o.From, today) + " to " + shortDay(o.To, today)
	}
	words := half + "every " + o.Weekday.String() + " from " + shortDay(o.From, today) + " on"
	if o.To != 0 {
		words = half + "every " + o.Weekday.String() + ", " + shortDay(o.From, today) + " to " + shortDay(o.To, today)
	}
	return words
}
