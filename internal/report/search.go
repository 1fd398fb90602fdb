package report

import (
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

// A Search is texts that were found, newest first.
type Search struct {
	Words string // as they were asked for
	Hits  []Found
	More  bool // there are older ones
	Part  bool // only some days, one exercise or one question was looked through
	Now   time.Time
}

// A Found text with some of what stands around the words looked for.
type Found struct {
	Number   int64
	Day      period.Day
	Title    string // of the exercise, or what kind of note it is
	Question string
	Snippet  []Marked
}

// Marked is a run of text that is, or is not, what was looked for.
type Marked struct {
	Text string
	Hit  bool
}

// SearchJSON is a search in JSON.
type SearchJSON struct {
	Hits []FoundJSON `json:"hits"`
	More bool        `json:"more"`
}

// FoundJSON is one hit. In Snippet the words looked for stand between ** and **.
type FoundJSON struct {
	Number   int64  `json:"number"`
	Date     string `json:"date"`
	Title    string `json:"title"`
	Question string `json:"question"`
	Snippet  string `json:"snippet"`
}

// JSON returns the view that programs read.
func (s *Search) JSON() SearchJSON {
	view := SearchJSON{Hits: []FoundJSON{}, More: s.More}
	for _, hit := range s.Hits {
		view.Hits = append(view.Hits, FoundJSON{hit.Number, hit.Day.String(), hit.Title, hit.Question, starred(hit.Snippet)})
	}
	return view
}

func starred(snippet []Marked) string {
	var b strings.Builder
	for _, m := range snippet {
		if m.Hit {
			b.WriteString("**" + m.Text + "**")
			continue
		}
		b.WriteString(m.Text)
	}
	return b.String()
}

// Render writes each text under its day and number; what was looked for is
// bold, and where there is no colour stands between stars.
func (s *Search) Render(p *Page) {
	if len(s.Hits) == 0 {
		where := "Nothing written here holds "
		if s.Part {
			where = "Within these bounds nothing holds "
		}
		p.Paragraph(0, where+p.Quote(s.Words)+".")
		return
	}
	today := period.DayOf(s.Now)
	for _, hit := range s.Hits {
		p.Gap()
		p.marked(0, strconv.FormatInt(hit.Number, 10), longDay(hit.Day, today)+", "+hit.Title, dim)
		p.snippet(2, hit.Snippet)
	}
	if s.More {
		p.Gap()
		p.Aside(0, "There are older ones: --limit shows more.")
	}
}

// snippet writes marked text, wrapped by its words.
func (p *Page) snippet(indent int, snippet []Marked) {
	var words []span
	for _, m := range snippet {
		l, text := plain, Clean(m.Text)
		if m.Hit {
			l = bold
			if !p.Color {
				text = "*" + text + "*"
			}
		}
		words = append(words, span{text, l})
	}
	var current line
	room := p.Width - indent
	flush := func() {
		if len(current) > 0 {
			p.put(indent, current)
		}
		current, room = nil, p.Width-indent
	}
	for _, s := range words {
		for _, word := range strings.SplitAfter(s.text, " ") {
			if w := width(strings.TrimRight(word, " ")); w > room && len(current) > 0 && !p.Piped {
				flush()
			}
			room -= width(word)
			current = append(current, span{word, s.look})
		}
	}
	flush()
}
