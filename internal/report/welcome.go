package report

// A Welcome is the first screen of all.
type Welcome struct {
	Journal string // where the journal is, or will be
}

// Render says in a few lines what mull is and what to know before the first
// word is written.
func (w *Welcome) Render(p *Page) {
	p.Title("Welcome to mull, a private journal for people who lead.")
	p.Gap()
	p.Paragraph(2, "In the evening it asks a few good questions, and over the weeks it shows what the answers say: where your hours went, hands-on work or leadership, and what drew you there. It shows; you judge.")
	p.Gap()
	p.Paragraph(2, "Your journal is one file on this computer, and mull sends nothing anywhere:")
	p.Paragraph(4, w.Journal)
	p.Paragraph(2, "On a computer from work your employer may be able to read it. If that matters, keep your journal elsewhere.")
	p.Gap()
	p.Hints(4, []Hint{
		{"mull reflect", "close today: three questions, about 2 minutes"},
		{"mull demo", "look around first, in a made-up quarter"},
		{"mull help", "the nine commands to begin with"},
	})
	p.Gap()
	p.Paragraph(0, "Every question can be skipped, and mull undo takes back what you kept last.")
}
