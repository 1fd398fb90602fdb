package report

import (
	"strconv"
	"time"

	"mull/internal/period"
)

// Pages is a period's own words, page by page, oldest first.
type Pages struct {
	Period period.Period
	Pages  []WrittenPage
	Now    time.Time
}

// A WrittenPage is the own words of one entry.
type WrittenPage struct {
	Number     int64
	Day        period.Day
	Title      string // of the exercise
	Backfilled bool
	Words      []Words
}

// Words is what was written to a question.
type Words struct {
	Question string // its id
	Ask      string // as it was asked; empty for a free page
	Text     string
}

// PagesJSON is pages in JSON.
type PagesJSON struct {
	Period PeriodJSON        `json:"period"`
	Pages  []WrittenPageJSON `json:"pages"`
}

// WrittenPageJSON is the own words of one entry in JSON.
type WrittenPageJSON struct {
	Number int64       `json:"number"`
	Date   string      `json:"date"`
	Title  string      `json:"title"`
	Words  []WordsJSON `json:"words"`
}

// WordsJSON is what was written to a question, in JSON.
type WordsJSON struct {
	Question string `json:"question"`
	Ask      string `json:"ask"`
	Text     string `json:"text"`
}

// JSON returns the view that programs read.
func (s *Pages) JSON() PagesJSON {
	view := PagesJSON{Period: periodJSON(s.Period), Pages: []WrittenPageJSON{}}
	for _, page := range s.Pages {
		one := WrittenPageJSON{page.Number, page.Day.String(), page.Title, []WordsJSON{}}
		for _, w := range page.Words {
			one.Words = append(one.Words, WordsJSON(w))
		}
		view.Pages = append(view.Pages, one)
	}
	return view
}

// Render writes page after page, the date once for each day.
func (s *Pages) Render(p *Page) {
	today := period.DayOf(s.Now)
	if len(s.Pages) == 0 {
		p.Paragraph(0, periodTitle(s.Period, today)+": no page of your own words. Days without one stay empty.")
		return
	}
	var last period.Day
	for i, page := range s.Pages {
		p.Gap()
		if i == 0 || page.Day != last {
			p.Title(longDay(page.Day, today))
			last = page.Day
		}
		aside := page.Title + ", " + strconv.FormatInt(page.Number, 10)
		if page.Backfilled {
			aside += ", written later"
		}
		p.Aside(2, aside)
		p.written(page.Words)
	}
}

// written writes own words, each under its question if it has one.
func (p *Page) written(words []Words) {
	for _, w := range words {
		if w.Ask == "" {
			p.Own(4, w.Text)
			continue
		}
		p.Paragraph(4, w.Ask)
		p.Own(6, w.Text)
	}
}
