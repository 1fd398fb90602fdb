package report

import (
	"fmt"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Then sets an entry beside an earlier one of the same exercise.
type Then struct {
	Earlier *Entry // nil where there is none
	Today   *Entry
}

// ThenJSON is a Then in JSON; Then is null where there is no earlier entry.
type ThenJSON struct {
	Then *EntryJSON `json:"then"`
	Now  EntryJSON  `json:"now"`
}

// Records returns the answers then, followed by those now.
func (t ThenJSON) Records() any {
	lines, _ := t.Now.Records().([]answerLine)
	if t.Then == nil {
		return lines
	}
	then, _ := t.Then.Records().([]answerLine)
	return append(then, lines...)
}

// JSON returns the view that programs read.
func (t *Then) JSON() ThenJSON {
	view := ThenJSON{Now: t.Today.JSON()}
	if t.Earlier != nil {
		then := t.Earlier.JSON()
		view.Then = &then
	}
	return view
}

// beside is the least width at which two answers stand beside each other.
const beside = 64

// Render writes question after question, both answers beside each other, or one
// under the other on a narrow screen.
func (t *Then) Render(p *Page) {
	if t.Earlier == nil {
		t.Today.Render(p)
		p.Gap()
		p.Aside(2, "It is the first of its kind; there is no earlier one to set beside it.")
		return
	}
	today := period.DayOf(t.Today.Now)
	title := t.Today.Exercise
	if t.Today.Asked != nil {
		title = t.Today.Asked.Title
	}
	p.Title(title)
	heads := [2]string{
		fmt.Sprintf("%s (%d)", shortDay(t.Earlier.Day, today), t.Earlier.Number),
		fmt.Sprintf("%s (%d)", shortDay(t.Today.Day, today), t.Today.Number),
	}
	if p.Width >= beside && !p.Piped {
		p.Gap()
		p.put(4, line{{pad(heads[0], t.half(p)+3, false), dim}, {heads[1], dim}})
	}
	for _, q := range t.questions() {
		p.Gap()
		p.Paragraph(2, q.ask)
		t.answers(p, heads, q)
	}
}

// both is a question with its two answers, worded as each was asked.
type both struct {
	ask     string
	answers [2]string
}

// questions are those of today, then those that were only asked then.
func (t *Then) questions() []both {
	var list []both
	at := map[string]int{}
	for i, e := range []*Entry{t.Today, t.Earlier} {
		for _, q := range e.questions() {
			where, known := at[q.ID]
			if !known {
				where = len(list)
				at[q.ID] = where
				list = append(list, both{ask: q.Ask, answers: [2]string{"not asked", "not asked"}})
			}
			list[where].answers[1-i] = wordsOf(q, e.Answers[q.ID])
		}
	}
	return list
}

// wordsOf writes an answer as text of several lines, own words quoted by the
// page.
func wordsOf(q *exercise.Question, value any) string {
	if value == nil {
		return "skipped"
	}
	var lines []string
	for _, s := range answer(q, value) {
		if s.quiet {
			continue
		}
		if !s.own && len(lines) > 0 && strings.Contains(lines[len(lines)-1]+s.words, "\n") {
			lines = append(lines, "") // between the items of a group
		}
		lines = append(lines, CleanBlock(s.words))
	}
	return strings.Join(lines, "\n")
}

// half is how wide each of two answers may be.
func (t *Then) half(p *Page) int { return (p.Width - 4 - 3) / 2 }

func (t *Then) answers(p *Page, heads [2]string, q both) {
	if p.Width < beside || p.Piped {
		for i, head := range heads {
			p.Aside(4, head)
			p.Paragraph(6, q.answers[i])
		}
		return
	}
	half := t.half(p)
	left, right := wrap(q.answers[0], half), wrap(q.answers[1], half)
	for i := range max(len(left), len(right)) {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		p.put(4, line{{pad(l, half+3, false), plain}, {r, plain}})
	}
}
