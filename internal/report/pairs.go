package report

import "strings"

// A Pair is a label and what stands beside it.
type Pair struct {
	Label, Text string
	Own         bool // the text is the person's own words
}

// A Hint is a command to type next and what it does.
type Hint struct{ Command, Does string }

// Pairs writes labels in one column and texts, wrapped, in a second; on a
// narrow screen each text goes under its label.
func (p *Page) Pairs(indent int, pairs []Pair) { p.pairs(indent, 3, pairs, dim) }

// Hints writes commands and what they do.
func (p *Page) Hints(indent int, hints []Hint) {
	pairs := make([]Pair, len(hints))
	for i, h := range hints {
		pairs[i] = Pair{Label: h.Command, Text: h.Does}
	}
	p.pairs(indent, 4, pairs, bold)
}

func (p *Page) pairs(indent, gap int, pairs []Pair, labels look) {
	column := 0
	for _, pair := range pairs {
		column = max(column, width(Clean(pair.Label)))
	}
	at := indent + column + gap
	stacked := p.Width-at < min(28, p.Width/2) && !p.Piped
	for _, pair := range pairs {
		label, words := Clean(pair.Label), strings.TrimSpace(CleanBlock(pair.Text))
		hanging := 0
		if pair.Own {
			words, hanging = p.Quote(words), 1
		}
		if stacked {
			p.paragraph(indent, indent+2, label, labels)
			p.paragraph(indent+2, indent+2+hanging, words, plain)
			continue
		}
		for i, words := range p.wrap(words, p.Width-at-hanging) {
			if i > 0 {
				p.put(at+hanging, text(words))
				continue
			}
			p.put(indent, line{{pad(label, column+gap, false), labels}, {words, plain}})
		}
	}
}
