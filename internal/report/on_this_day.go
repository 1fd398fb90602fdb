package report

import (
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

// OnThisDay is the same date in the years before, the latest first.
type OnThisDay struct {
	Day  period.Day
	Past []PastDay
	Now  time.Time
}

// A PastDay is one of them: its time and its own words.
type PastDay struct {
	Day   period.Day
	Sum   DaySum
	Pages []WrittenPage
}

// OnThisDayJSON is OnThisDay in JSON.
type OnThisDayJSON struct {
	Date string        `json:"date"`
	Past []PastDayJSON `json:"past"`
}

// PastDayJSON is one of the days.
type PastDayJSON struct {
	Date    string            `json:"date"`
	Minutes TracksJSON        `json:"minutes"`
	Pages   []WrittenPageJSON `json:"pages"`
}

// JSON returns the view that programs read.
func (o *OnThisDay) JSON() OnThisDayJSON {
	view := OnThisDayJSON{Date: o.Day.String(), Past: []PastDayJSON{}}
	for _, past := range o.Past {
		pages := &Pages{Period: period.Of(period.KindDay, past.Day), Pages: past.Pages}
		view.Past = append(view.Past, PastDayJSON{past.Day.String(), past.Sum.tracks(), pages.JSON().Pages})
	}
	return view
}

// Render writes year after year.
func (o *OnThisDay) Render(p *Page) {
	if len(o.Past) == 0 {
		p.Paragraph(0, o.Day.Format("2 January")+": nothing is written for this date in the years before.")
		return
	}
	p.Title(o.Day.Format("2 January") + " in the years before.")
	for _, past := range o.Past {
		p.Gap()
		p.Title(past.Day.Format("Monday 2 January 2006"))
		if past.Sum.total() > 0 {
			p.Aside(2, strings.Join(past.Sum.figures(), ", "))
		}
		for _, page := range past.Pages {
			p.Aside(2, page.Title+", "+strconv.FormatInt(page.Number, 10))
			p.written(page.Words)
		}
	}
}
