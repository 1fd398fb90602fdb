package report

import (
	"fmt"
	"strings"
)

// Render writes the page.
func (c *CoacheePage) Render(p *Page) {
	p.Title(c.heading())
	if c.Unverified != "" {
		p.Aside(2, c.Unverified)
	}
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
