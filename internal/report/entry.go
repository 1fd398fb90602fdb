package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// An Entry is one sitting with its questions as they were asked.
type Entry struct {
	journal.Entry
	Asked      *exercise.Exercise // as kept with the entry; nil shows ids
	Lists      exercise.Journal   // names the options of named lists
	Activities []journal.Activity // what it recorded, or what it speaks of
	Now        time.Time
}

// JSON returns the view that programs read.
func (e *Entry) JSON() EntryJSON { return EntryOf(&e.Entry) }

// Render writes the questions in the order asked, each with its answer.
// Questions not reached are left out.
func (e *Entry) Render(p *Page) {
	title := e.Exercise
	if e.Asked != nil {
		title = e.Asked.TitleOn(e.Lists.Past)
	}
	p.Title(fmt.Sprintf("%d %s", e.Number, title))
	p.Aside(0, e.byline())
	for _, q := range e.questions() {
		p.Gap()
		switch q.Ask {
		case "":
		case q.ID: // all that is left of a question nobody knows any more
			p.Paragraph(2, q.ID)
		default:
			p.withAside(2, q.Ask, "["+q.ID+"]")
		}
		p.answered(4, q, e.Answers[q.ID])
	}
	if len(e.Answers) == 0 {
		p.Gap()
		p.Paragraph(2, "Nothing is answered yet.")
	}
	e.renderTime(p)
	if e.State == journal.Draft {
		p.Gap()
		p.Hints(2, []Hint{{"mull do --resume", "goes on at the next question"}})
	}
}

// byline says when it was written and for which day.
func (e *Entry) byline() string {
	today := period.DayOf(e.Now)
	words := []string{e.Exercise, longDay(e.Day, today)}
	if !e.WrittenAt.IsZero() {
		words = append(words, e.written(today))
	}
	switch e.State {
	case journal.Draft:
		words = append(words, "a draft")
	case journal.Open:
		again := "asks again later"
		if e.Revisit != 0 {
			again = "asks again on " + longDay(e.Revisit, today)
		}
		words = append(words, again)
	}
	return strings.Join(words, ", ")
}

// written is the time of the last answer. What was begun on its own day and
// gone on with, or changed, on another was not written late.
func (e *Entry) written(today period.Day) string {
	begun, last := e.StartedAt, e.WrittenAt
	if zone, err := period.LoadZone(e.Zone); err == nil {
		begun, last = begun.In(zone), last.In(zone)
	}
	on := longDay(period.DayOf(last), today) + " " + clock(last)
	switch {
	case !e.Backfilled && period.DayOf(last) == e.Day:
		return clock(last)
	case !e.Backfilled && !e.StartedAt.IsZero() && period.DayOf(begun) == e.Day:
		return clock(begun) + ", and again on " + on
	}
	return "written later, on " + on
}

// questions returns those reached, worded and with the options they had.
func (e *Entry) questions() []*exercise.Question {
	var asked []*exercise.Question
	known := map[string]bool{}
	if e.Asked != nil {
		for _, q := range e.Asked.All() {
			if _, reached := e.Answers[q.ID]; !reached || known[q.ID] {
				continue
			}
			known[q.ID] = true
			if resolved, err := e.Asked.Resolve(q, e.Lists, e.Answers); err == nil {
				q = resolved
			}
			asked = append(asked, q)
		}
	}
	for _, id := range sortedKeys(e.Answers) {
		if !known[id] {
			asked = append(asked, &exercise.Question{ID: id, Ask: id})
		}
	}
	return asked
}

func (e *Entry) renderTime(p *Page) {
	if len(e.Activities) == 0 {
		return
	}
	p.Gap()
	p.Aside(2, "Time")
	table := &Table{Indent: 4, Gap: 3, Columns: []Column{{Right: true}, {Right: true}, {Flex: true, Wrap: true}, {}}}
	for i := range e.Activities {
		a := &e.Activities[i]
		table.Rows = append(table.Rows, []string{fmt.Sprint(a.Number), hours(minutesOf(a, e.Now)), a.Category, sourceWord(a)})
	}
	table.Render(p)
}
