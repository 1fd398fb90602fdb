package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/period"
)

// maxHints is how many suggestions a screen makes.
const maxHints = 3

// awayAfter is after how many days without a page the reader is welcomed back.
const awayAfter = 7

// A Home is the screen of mull alone.
type Home struct {
	Now      time.Time
	Welcome  *Welcome   // on the first run, in place of all else
	LastPage period.Day // the latest day with a page, or 0
	Week     *Balance   // the week so far, or nil
	// Wrote is the plan of the last evening for today, or after days away what
	// was written last.
	Wrote *Quote
	// Chosen is what was chosen for this week, on its first workday.
	Chosen *Quote
	// Hints are what could be done, the most useful first; three are shown.
	Hints []Hint
	Off   bool // today is a day off, on which nothing is suggested
	Quiet bool // no own words on this screen, which others may see
}

// A Quote is something the reader wrote and the sentence that leads to it.
type Quote struct{ Lead, Text string }

// HomeJSON is the screen in JSON, own words included.
type HomeJSON struct {
	Week     *BalanceJSON `json:"week"`
	LastPage *string      `json:"last_page"`
	Wrote    *string      `json:"wrote"`
	Chosen   *string      `json:"chosen"`
	Hints    []HintJSON   `json:"suggestions"`
	Off      bool         `json:"off"` // today is a day off
}

// HintJSON is one suggestion.
type HintJSON struct {
	Command string `json:"command"`
	Does    string `json:"does"`
}

// JSON returns the view that programs read.
func (h *Home) JSON() HomeJSON {
	view := HomeJSON{Hints: []HintJSON{}, Off: h.Off}
	if h.Week != nil {
		week := h.Week.JSON()
		view.Week = &week
	}
	if h.LastPage != 0 {
		day := h.LastPage.String()
		view.LastPage = &day
	}
	if h.Wrote != nil {
		view.Wrote = &h.Wrote.Text
	}
	if h.Chosen != nil {
		view.Chosen = &h.Chosen.Text
	}
	for _, hint := range h.first() {
		view.Hints = append(view.Hints, HintJSON(hint))
	}
	return view
}

// Render writes the screen: in the morning what was written for today comes
// first, in the evening the week does.
func (h *Home) Render(p *Page) {
	if h.Welcome != nil {
		h.Welcome.Render(p)
		return
	}
	today, away := period.DayOf(h.Now), h.Away()
	p.Title(today.Format("Monday 2 January") + ", " + clock(h.Now))
	p.Gap()
	switch {
	case away:
		p.Paragraph(2, fmt.Sprintf("Welcome back. Your last page is from %s. Nothing is owed.", longDay(h.LastPage, today)))
		h.quote(p)
	case h.Now.Hour() < 12:
		h.quote(p)
		h.week(p)
	default:
		h.week(p)
		h.quote(p)
	}
	h.hints(p)
	p.Gap()
	switch {
	case h.Off && len(h.Hints) == 0:
		p.Paragraph(0, "Today is off: nothing is suggested.")
	case away:
		p.Paragraph(0, "Days without a page stay empty; no table counts them as zero.")
	case h.Now.Hour() >= 16 || h.Now.Hour() < 4:
		p.Paragraph(0, "Nothing here has to be done tonight.")
	default:
		p.Paragraph(0, "Nothing here has to be done now.")
	}
}

// Away says whether the last page is so long ago that the reader is welcomed
// back.
func (h *Home) Away() bool {
	return h.LastPage != 0 && period.DayOf(h.Now)-h.LastPage >= awayAfter
}

func (h *Home) quote(p *Page) {
	for _, quote := range []*Quote{h.Wrote, h.Chosen} {
		if quote == nil || h.Quiet {
			continue
		}
		p.Gap()
		p.Paragraph(2, quote.Lead)
		p.Own(4, quote.Text)
	}
}

// first are the suggestions that are made.
func (h *Home) first() []Hint { return h.Hints[:min(maxHints, len(h.Hints))] }

func (h *Home) hints(p *Page) {
	if len(h.Hints) == 0 {
		return
	}
	p.Gap()
	p.Paragraph(2, "If you like")
	p.Hints(4, h.first())
}

// week writes the balance in one line and what is uncertain about it in
// another.
func (h *Home) week(p *Page) {
	p.Gap()
	if h.Week == nil {
		p.Paragraph(2, "This week holds no hours yet.")
		return
	}
	defer h.Week.Running.aside(p, h.Quiet)
	if h.Week.Sum().total() == 0 {
		p.Paragraph(2, "This week holds no hours yet.")
		return
	}
	sum := h.Week.Sum()
	figures := sum.figures()
	if sum.calendarOnly() {
		figures = []string{"meetings " + hours(sum.total())}
	}
	if share := sum.Share(); share != nil {
		figures = append(figures, " IC share "+percent(*share))
	}
	const label = "This week so far"
	at, words := 2+len(label)+3, strings.Join(figures, "   ")
	if at+width(words) > p.Width {
		p.paragraph(2, 4, label+": "+strings.Join(figures, ", "), plain)
		at = 4
	} else {
		p.put(2, line{{label + "   ", dim}, {words, plain}})
	}
	if unsure := h.unsure(sum); unsure != "" {
		p.Aside(at, unsure)
	}
}

func (h *Home) unsure(sum DaySum) string {
	guess := ""
	if sum.Estimated > 0 {
		guess = fmt.Sprintf("%s of the %s is your guess", hours(sum.Estimated), hours(sum.total()))
	}
	switch {
	case sum.calendarOnly():
		return "the rest of the week is not in a calendar"
	case h.Week.Open && guess != "":
		return "today is still open; " + guess
	case h.Week.Open:
		return "today is still open"
	}
	return guess
}
