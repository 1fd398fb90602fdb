package report

import (
	"fmt"
	"strings"

	"mull/internal/period"
)

// Render writes the page.
func (c *CoachPage) Render(p *Page) {
	p.Title("Before you speak with " + c.Name)
	if len(c.Asked)+len(c.Shown)+len(c.Brought)+len(c.Kept) == 0 {
		p.Gap()
		p.Paragraph(2, c.Name+" asked for nothing, and nothing was shown to them.")
		return
	}
	c.asked(p)
	c.brought(p)
	c.shown(p)
	c.kept(p)
}

func (c *CoachPage) asked(p *Page) {
	if len(c.Asked) == 0 {
		return
	}
	p.Gap()
	table := &Table{Indent: 2, Columns: []Column{{Title: c.Name + " asked for", Flex: true, Wrap: true}, {Title: "when"}, {Title: "state"}}}
	var hints []Hint
	for _, a := range c.Asked {
		table.Rows = append(table.Rows, []string{a.Exercise + ", " + a.Why, a.When, a.State})
		if a.Command != "" {
			hints = append(hints, Hint{Command: a.Command, Does: a.Exercise})
		}
	}
	table.Render(p)
	if len(hints) > 0 {
		p.Gap()
		p.Hints(4, hints)
	}
}

func (c *CoachPage) brought(p *Page) {
	if len(c.Brought) == 0 {
		return
	}
	p.Gap()
	p.Aside(2, "Written for the session")
	for _, b := range c.Brought {
		p.Paragraph(4, fmt.Sprintf("%s (%s)", b.Ask, c.on(b.Day)))
		p.Own(6, b.Text)
		if !b.Shown {
			p.Aside(6, fmt.Sprintf("(not shown in these words; mull share %d --to %s)", b.Entry, quotedWord(c.Name)))
		}
	}
}

func (c *CoachPage) shown(p *Page) {
	for _, s := range c.Shown {
		p.Gap()
		lead := fmt.Sprintf("What you chose to show %s (%s, mull shares %d)", c.Name, c.on(s.Day), s.Number)
		if s.Withdrawn != 0 {
			lead += ", asked back on " + c.on(s.Withdrawn)
		}
		p.Aside(2, lead)
		for line := range strings.SplitSeq(strings.TrimSpace(s.Text), "\n") {
			body := strings.TrimLeft(line, " ")
			if body != "" {
				p.Paragraph(4+min(len(line)-len(body), 4), body)
			}
		}
	}
}

func (c *CoachPage) kept(p *Page) {
	if len(c.Kept) == 0 {
		return
	}
	p.Gap()
	p.Aside(2, "Still yours alone, of what "+c.Name+" asked for")
	for _, k := range c.Kept {
		p.Paragraph(4, fmt.Sprintf("%s, entry %d", k.Exercise, k.Entry))
		for _, ask := range k.Asks {
			p.Paragraph(6, ask)
		}
	}
}

func (c *CoachPage) on(day period.Day) string {
	return day.Format("2 January" + yearOf(day, c.Today))
}

// quotedWord writes a name as it is typed in a command.
func quotedWord(name string) string {
	if strings.ContainsAny(name, " '’") {
		return `"` + name + `"`
	}
	return name
}
