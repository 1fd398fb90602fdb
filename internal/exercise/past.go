// How an exercise is worded for a day that is over.

package exercise

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// dayWord stands for the day, such as Thu 19 Nov, in the wording for a day that is over.
const dayWord = "{day}"

// TitleOn returns the title as it is shown for a day: "" is today, else the day in
// words.
func (x *Exercise) TitleOn(past string) string { return wordedOn(past, x.Title, x.TitlePast) }

// IntroOn returns the lines before the first question, as TitleOn does.
func (x *Exercise) IntroOn(past string) string { return wordedOn(past, x.Intro, x.IntroPast) }

// wordPast rewords a question for a day that is over; the zero day changes nothing.
func (q *Question) wordPast(day string) {
	q.Ask = wordedOn(day, q.Ask, q.AskPast)
	q.Help = wordedOn(day, q.Help, q.HelpPast)
	q.If = wordedOn(day, q.If, q.IfPast)
}

func wordedOn(day, text, past string) string {
	if day == "" || past == "" {
		return text
	}
	return strings.ReplaceAll(past, dayWord, day)
}

// ofToday finds what is wrong to say of a day that is over.
func ofToday(text string) string {
	return regexp.MustCompile(`(?i)\b(today|tonight|tomorrow|now|at the moment|this (morning|afternoon|evening))\b`).FindString(text)
}

// warnOfToday points at texts that speak of today and have no wording for a day
// that is over. Revisits are asked on a day of their own.
func (c *catalogue) warnOfToday(s scope, n *node, x *Exercise) {
	s.warnText(n, "title", x.Title, x.TitlePast)
	s.warnText(n, "intro", x.Intro, x.IntroPast)
	for _, p := range c.everyone() {
		if slices.Contains(c.revisit, p) || p.ofRevisit(c) {
			p.refusePast()
			continue
		}
		q := p.q
		p.s.warnText(p.n, "ask", q.Ask, q.AskPast)
		p.s.warnText(p.n, "help", q.Help, q.HelpPast)
		p.s.warnText(p.n, "if", q.If, q.IfPast)
		for _, text := range q.unchanging() {
			if word := ofToday(text); word != "" {
				p.s.warn(p.n, "%q says %q, also with --date for a day that is over; word it so that it fits any day", shorten(text), word)
			}
		}
	}
}

// refusePast refuses wordings for a day that is over where a question has a day of
// its own.
func (p *placed) refusePast() {
	for _, field := range []string{"ask_past", "help_past", "if_past"} {
		if n := p.n.find(field); n != nil {
			p.s.fault(n, "%s does not work at a revisit, which is asked on a day of its own", field)
		}
	}
}

// ofRevisit says whether a question is in a group of a revisit.
func (p *placed) ofRevisit(c *catalogue) bool {
	return slices.ContainsFunc(c.revisit, func(group *placed) bool { return slices.Contains(group.inner, p) })
}

// unchanging are the texts of a question that are the same for every day.
func (q *Question) unchanging() []string {
	texts := []string{q.AskKnown, q.Then, q.Low, q.High, q.Unit, q.AskPast, q.HelpPast, q.IfPast}
	for _, o := range slices.Concat(q.Options.List, q.Rows.List, q.Piles) {
		texts = append(texts, o.Label, o.About)
	}
	for _, c := range q.Columns {
		texts = append(texts, c.Ask, c.Low, c.High)
	}
	if q.Wording != nil {
		for _, id := range slices.Sorted(maps.Keys(q.Wording.Is)) {
			texts = append(texts, q.Wording.Is[id])
		}
	}
	return texts
}

// warnText warns of a text that speaks of today and has no field for other days.
func (s scope) warnText(n *node, field, text, past string) {
	if word := ofToday(text); word != "" && past == "" {
		s.warn(at(n, field), "%s says %q, also with --date for a day that is over; add %s_past, where %s is that day", field, word, field, dayWord)
	}
}

func (s scope) warn(n *node, format string, args ...any) {
	if n.shape != refused {
		s.warnings = append(s.warnings, s.at(n, fmt.Sprintf(format, args...)))
	}
}
