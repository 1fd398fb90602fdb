package report

import (
	"fmt"
	"strings"

	"mull/internal/period"
)

// A CoacheePage is what a coach looks at before a session: what was agreed,
// what became of it, what the coachee chose to show, and only then the coach's
// own words. It never tells what or how much was not shared.
type CoacheePage struct {
	Name     string
	Today    period.Day
	Next     period.Day // the next session, or 0
	At       string     // its time of day, or empty
	Session  int        // its number
	Since    period.Day // of the first session, or 0
	Step     string     // the step agreed on in the last session, the coach's words
	AgreedOn period.Day
	Given    []GivenExercise
	Came     period.Day // when the shared words came, or 0
	Plain    bool       // some came as a form, neither signed nor encrypted
	Shared   []SharedWords
	Scales   []SharedScale
	Counts   []SharedCount
	StepBy   string // who put the next step forward, in words
	Reviews  int    // sessions behind StepBy
	Note     string // the coach's own last note
	NoteOn   period.Day
	OpenWith string // the coach's own wish, or a line that is offered
	Offered  bool   // OpenWith is offered, not the coach's
}

// A GivenExercise is an exercise given and what the coachee says of it.
type GivenExercise struct {
	Number               int64
	Exercise, Why, State string
	When, Words          string
}

// SharedWords is one answer that the coachee let go.
type SharedWords struct{ Exercise, Question, Ask, Text, Mark string }

// A SharedScale is the values of one scale over the shares that came, oldest
// first.
type SharedScale struct {
	Exercise, Question, Ask string
	Values                  []float64
	Max                     float64
}

// A SharedCount is a question whose answers were shared as counts.
type SharedCount struct{ Ask, Counts string }

// CoacheeJSON is the page in JSON.
type CoacheeJSON struct {
	Name     string             `json:"name"`
	Next     string             `json:"next"`
	At       string             `json:"next_time"`
	Session  int                `json:"session"`
	Step     string             `json:"step"`
	Given    []GivenJSON        `json:"given"`
	Came     string             `json:"came"`
	Shared   []SharedJSON       `json:"shared"`
	Scales   []SharedScaleJSON  `json:"scales"`
	Counts   []SharedCountsJSON `json:"counts"`
	StepBy   string             `json:"step_by"`
	Note     string             `json:"note"`
	NoteOn   string             `json:"note_on"`
	OpenWith string             `json:"open_with"`
	Offered  bool               `json:"open_with_offered"`
}

// GivenJSON is an exercise given, in JSON.
type GivenJSON struct {
	Number   int64  `json:"number"`
	Exercise string `json:"exercise"`
	Why      string `json:"why"`
	State    string `json:"state"`
	When     string `json:"when"`
	Words    string `json:"words"`
}

// SharedJSON is one shared answer, in JSON.
type SharedJSON struct {
	Exercise string `json:"exercise"`
	Question string `json:"question"`
	Ask      string `json:"ask"`
	Text     string `json:"text"`
	Mark     string `json:"mark"` // worded anew, words left out, or empty
}

// SharedScaleJSON is the values of a shared scale, in JSON.
type SharedScaleJSON struct {
	Exercise string    `json:"exercise"`
	Question string    `json:"question"`
	Ask      string    `json:"ask"`
	Values   []float64 `json:"values"`
	Max      float64   `json:"max"`
}

// SharedCountsJSON is a question shared as counts, in JSON.
type SharedCountsJSON struct {
	Ask    string `json:"ask"`
	Counts string `json:"counts"`
}

// JSON returns the view that programs read.
func (c *CoacheePage) JSON() CoacheeJSON {
	view := CoacheeJSON{
		Name: c.Name, Next: dayOrNone(c.Next), At: c.At, Session: c.Session, Step: c.Step, Came: dayOrNone(c.Came),
		StepBy: c.StepBy, Note: c.Note, NoteOn: dayOrNone(c.NoteOn), OpenWith: c.OpenWith, Offered: c.Offered,
		Given: []GivenJSON{}, Shared: []SharedJSON{}, Scales: []SharedScaleJSON{}, Counts: []SharedCountsJSON{},
	}
	for _, g := range c.Given {
		view.Given = append(view.Given, GivenJSON(g))
	}
	for _, s := range c.Shared {
		view.Shared = append(view.Shared, SharedJSON(s))
	}
	for _, s := range c.Scales {
		view.Scales = append(view.Scales, SharedScaleJSON(s))
	}
	for _, s := range c.Counts {
		view.Counts = append(view.Counts, SharedCountsJSON(s))
	}
	return view
}

func dayOrNone(day period.Day) string {
	if day == 0 {
		return ""
	}
	return day.String()
}

// Render writes the page.
func (c *CoacheePage) Render(p *Page) {
	p.Title(c.heading())
	c.agreed(p)
	c.shared(p)
	c.figures(p)
	if c.Note != "" {
		p.Gap()
		p.Aside(2, "Your note, "+c.NoteOn.Format("2 January"+yearOf(c.NoteOn, c.Today))+" (never shared)")
		p.Own(4, c.Note)
	}
	if c.OpenWith != "" {
		p.Gap()
		lead := "You wanted to open with"
		if c.Offered {
			lead = "A question to open with, if you like"
		}
		p.Aside(2, lead)
		p.Own(4, c.OpenWith)
	}
}

func (c *CoacheePage) heading() string {
	words := []string{c.Name}
	switch {
	case c.Next == c.Today && c.Next != 0:
		words = append(words, "today")
	case c.Next > c.Today:
		words = append(words, longDay(c.Next, c.Today))
	default:
		words = append(words, "no session noted")
	}
	if c.At != "" && c.Next >= c.Today {
		words[len(words)-1] += " " + c.At
	}
	session := fmt.Sprintf("session %d", c.Session)
	if c.Since != 0 {
		session += fmt.Sprintf(" (%d since %s)", c.Session-1, c.Since.Format("2 January"+yearOf(c.Since, c.Today)))
	}
	return strings.Join(append(words, session), ", ")
}

func (c *CoacheePage) agreed(p *Page) {
	if c.Step == "" && len(c.Given) == 0 {
		return
	}
	p.Gap()
	if c.Step != "" {
		p.Aside(2, "Agreed on "+c.AgreedOn.Format("2 January"+yearOf(c.AgreedOn, c.Today)))
		p.Own(4, c.Step)
		p.Gap()
	}
	if len(c.Given) == 0 {
		return
	}
	table := &Table{Indent: 2, Columns: []Column{{Title: "Given", Flex: true, Wrap: true}, {Title: c.Name + " says"}}}
	for _, g := range c.Given {
		table.Rows = append(table.Rows, []string{g.Exercise + ", " + g.Why, g.State})
	}
	table.Render(p)
	for _, g := range c.Given {
		if g.Words != "" {
			p.Gap()
			p.Aside(2, "With the answer to "+g.Exercise)
			p.Own(4, g.Words)
		}
	}
}

func (c *CoacheePage) shared(p *Page) {
	if len(c.Shared) == 0 {
		return
	}
	p.Gap()
	p.Aside(2, fmt.Sprintf("What %s chose to show you (came %s)", c.Name, c.Came.Format("2 January"+yearOf(c.Came, c.Today))))
	for _, s := range c.Shared {
		p.Paragraph(4, s.Ask)
		p.Own(6, s.Text)
		if s.Mark != "" {
			p.Aside(6, "("+s.Mark+")")
		}
	}
	if c.Plain {
		p.Aside(2, "Some of it came as a form in a mail, neither signed nor encrypted.")
	}
}

func (c *CoacheePage) figures(p *Page) {
	var pairs []Pair
	for _, s := range c.Scales {
		values := make([]string, len(s.Values))
		for i, v := range s.Values {
			values[i] = fmt.Sprintf("%g", v)
		}
		pairs = append(pairs, Pair{Label: s.Ask, Text: fmt.Sprintf("%s of %g", strings.Join(values, ", "), s.Max)})
	}
	for _, s := range c.Counts {
		pairs = append(pairs, Pair{Label: s.Ask, Text: s.Counts})
	}
	if c.StepBy != "" {
		pairs = append(pairs, Pair{Label: "Next step came from", Text: fmt.Sprintf("%s   (%s, as you noted it)", c.StepBy, plural(c.Reviews, "session", "sessions"))})
	}
	if len(pairs) > 0 {
		p.Gap()
		p.Pairs(2, pairs)
	}
}
