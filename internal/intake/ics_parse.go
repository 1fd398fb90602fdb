package intake

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-ical"
)

// An eventParser has go-ical read one component at a time, in one buffer.
type eventParser struct {
	text strings.Reader
	buf  *bufio.Reader
}

var errMalformed = errors.New("it is not well formed")

// component reads BEGIN to END of one component. go-ical panics on some
// malformed lines (a parameter that ends the line), which is an error here.
func (p *eventParser) component(text string) (c *ical.Component, err error) {
	defer func() {
		if recover() != nil {
			c, err = nil, errMalformed
		}
	}()
	if p.buf == nil {
		p.buf = bufio.NewReader(&p.text)
	}
	p.text.Reset("BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n")
	p.buf.Reset(&p.text)
	whole, err := ical.NewDecoder(p.buf).Decode()
	if err != nil {
		return nil, errMalformed
	}
	if len(whole.Children) != 1 {
		return whole.Component, nil
	}
	return whole.Children[0], nil
}

// lenient reads an event of which single lines are malformed: those are left
// out, and lost names them.
func (p *eventParser) lenient(lines string) (c *ical.Component, lost []string) {
	c = ical.NewComponent(ical.CompEvent)
	for line := range strings.SplitSeq(lines, "\r\n") {
		if line == "" {
			continue
		}
		prop, err := p.property(line)
		if err != nil {
			name, _, _ := strings.Cut(strings.ToUpper(line[:min(len(line), 40)]), ":")
			name, _, _ = strings.Cut(name, ";")
			lost = append(lost, name)
			continue
		}
		c.Props[prop.Name] = append(c.Props[prop.Name], *prop)
	}
	return c, lost
}

// property reads a single content line.
func (p *eventParser) property(line string) (*ical.Prop, error) {
	// A line that opens or closes a component would not be a property.
	c, err := p.component("BEGIN:X-ONE\r\n" + line + "\r\nEND:X-ONE\r\n")
	if err != nil {
		return nil, err
	}
	for _, props := range c.Props {
		return &props[0], nil
	}
	return nil, fmt.Errorf("no property: %w", errMalformed)
}

// unescape reads the escapes of a TEXT value. go-ical takes a text with a comma
// for a list and fails on escapes it does not know; people's calendars have
// both.
func unescape(text string) string {
	if !strings.ContainsRune(text, '\\') {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}
