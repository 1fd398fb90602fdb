package report

import (
	"bufio"
	"io"
	"strings"

	"mull/internal/unbroken"
)

// A Page is written from top to bottom. Everything that reaches it is cleaned,
// and no line is wider than its Style but for a path or a command that is. Writing
// never fails by itself: Flush tells.
type Page struct {
	Style
	out   *bufio.Writer
	begun bool // something is written
	gap   bool // an empty line is due before the next
}

// NewPage starts a page on a writer.
func NewPage(w io.Writer, style Style) *Page {
	if style.Width <= 0 {
		style.Width = 80
	}
	return &Page{Style: style, out: bufio.NewWriter(w)}
}

// Flush writes what is still held back and returns the first error of all
// writing.
func (p *Page) Flush() error { return p.out.Flush() }

// A look is how a piece of a line is drawn where colour is on.
type look string

const (
	plain look = ""
	dim   look = "\x1b[2m"
	bold  look = "\x1b[1m"
	reset      = "\x1b[0m"
)

type span struct {
	text string
	look look
}

// A line is what stands in one row of the screen, without the line end.
type line []span

func text(words string) line { return line{{words, plain}} }

func (l line) width() int {
	sum := 0
	for _, s := range l {
		sum += width(s.text)
	}
	return sum
}

// put writes one line behind an indent.
func (p *Page) put(indent int, l line) {
	if p.gap {
		p.out.WriteByte('\n')
	}
	p.gap, p.begun = false, true
	room := p.Width - indent
	space := strings.Repeat(" ", max(0, min(indent, p.Width)))
	for _, s := range l {
		words := Clean(s.text)
		if !unbroken.Copied(words) {
			words = p.cut(words, room)
		}
		room -= width(words)
		// Spaces wait until something follows them: lines end in none.
		bare := strings.TrimRight(words, " ")
		if bare != "" {
			p.out.WriteString(space)
			space = ""
			p.drawn(bare, s.look)
		}
		space += words[len(bare):]
		if room <= 0 && !p.Piped {
			break
		}
	}
	p.out.WriteByte('\n')
}

func (p *Page) drawn(words string, l look) {
	if !p.Color || l == plain {
		p.out.WriteString(words)
		return
	}
	p.out.WriteString(string(l) + words + reset)
}

// Gap asks for an empty line before what comes next, one at the most.
func (p *Page) Gap() { p.gap = p.begun }

// part returns what is drawn on a page of its own, to be added to another.
func part(style Style, draw func(*Page)) string {
	var out strings.Builder
	p := NewPage(&out, style)
	draw(p)
	_ = p.Flush() // a builder takes everything
	return out.String()
}

// add writes a part.
func (p *Page) add(part string) {
	if part == "" {
		return
	}
	if p.gap {
		p.out.WriteByte('\n')
	}
	p.gap, p.begun = false, true
	p.out.WriteString(part)
}

// Title writes a heading.
func (p *Page) Title(words string) { p.paragraph(0, 0, words, bold) }

// Paragraph writes wrapped text behind an indent.
func (p *Page) Paragraph(indent int, words string) { p.paragraph(indent, indent, words, plain) }

// Aside writes wrapped text of lesser weight.
func (p *Page) Aside(indent int, words string) { p.paragraph(indent, indent, words, dim) }

// Prose writes the text of a file, in which a line end inside a paragraph is
// only where its author's line was full.
func (p *Page) Prose(indent int, words string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(CleanBlock(words)), "\n\n") {
		if i > 0 {
			p.Gap()
		}
		p.Paragraph(indent, strings.ReplaceAll(paragraph, "\n", " "))
	}
}

// Own writes a person's own words, in quotes; the lines after the first stand
// under its first letter.
func (p *Page) Own(indent int, words string) {
	p.paragraph(indent, indent+1, p.Quote(strings.TrimSpace(CleanBlock(words))), plain)
}

func (p *Page) paragraph(indent, hanging int, words string, l look) {
	if words == "" {
		return
	}
	indent, hanging = p.indent(indent), p.indent(hanging)
	for i, words := range p.wrap(CleanBlock(words), p.Width-hanging) {
		if i > 0 {
			indent = hanging
		}
		p.put(indent, line{{words, l}})
	}
}

// marked writes wrapped text with a mark before its first line.
func (p *Page) marked(indent int, mark, words string, l look) {
	at := p.indent(indent + width(mark) + 2)
	for i, words := range p.wrap(CleanBlock(words), p.Width-at) {
		if i > 0 {
			mark = ""
		}
		p.put(indent, line{{pad(mark, at-indent, false), dim}, {words, l}})
	}
}

// indent keeps at least half of a narrow screen for words.
func (p *Page) indent(columns int) int { return min(columns, p.Width/2) }
