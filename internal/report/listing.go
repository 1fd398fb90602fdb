package report

// A Listing is a table under a heading, with what stands below it: the shape of
// many small screens.
type Listing struct {
	Title string
	Lead  string // a sentence before the table, or empty
	Table Table
	Empty string // said in place of a table without rows
	Notes []string
	Hints []Hint
}

// Render writes it.
func (l *Listing) Render(p *Page) {
	if l.Title != "" {
		p.Title(l.Title)
		p.Gap()
	}
	if len(l.Table.Rows) == 0 {
		p.Paragraph(l.Table.Indent, l.Empty)
	} else {
		if l.Lead != "" {
			p.Paragraph(l.Table.Indent, l.Lead)
			p.Gap()
		}
		l.Table.Render(p)
	}
	for _, note := range l.Notes {
		p.Gap()
		p.Paragraph(l.Table.Indent, note)
	}
	if len(l.Hints) > 0 {
		p.Gap()
		p.Hints(l.Table.Indent, l.Hints)
	}
}
