package report

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Book is a journal to be read or computed with elsewhere: its pages and
// pieces of time. Answers that never leave the journal are not in it, and it
// does not hold enough to be read back.
type Book struct {
	Entries    []Entry    // with the exercise as asked
	Activities []Activity // running timers left out
	Now        time.Time  // in the reader's zone
}

// bookColumns are the columns of a Book as CSV. They are added to, never
// renamed.
var bookColumns = []string{"what", "number", "date", "exercise", "question", "ask", "answer", "category", "track", "minutes", "from", "to", "note", "source", "entry"}

// CSV writes one row for each answer and each piece of time, oldest first. A
// cell that a spreadsheet would run as a formula gets an apostrophe before it.
func (b *Book) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(bookColumns); err != nil {
		return err
	}
	var err error
	b.each(func(e *Entry) {
		for _, q := range e.leaving() {
			row := []string{"answer", fmt.Sprint(e.Number), e.Day.String(), e.Exercise, q.ID, q.Ask, inTable(q, e.Answers[q.ID]), "", "", "", "", "", "", "", ""}
			err = cmp.Or(err, out.Write(inertRow(row)))
		}
	}, func(a *Activity) {
		view := a.JSON()
		row := []string{"activity", fmt.Sprint(a.Number), view.Date, "", "", "", "", a.Category, view.Track, fmt.Sprint(view.Minutes),
			orEmpty(view.From), orEmpty(view.To), a.Note, sourceWord(&a.Activity), ""}
		if a.Entry != 0 {
			row[len(row)-1] = fmt.Sprint(a.Entry)
		}
		err = cmp.Or(err, out.Write(inertRow(row)))
	})
	out.Flush()
	return cmp.Or(err, out.Error())
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func inertRow(row []string) []string {
	for i, cell := range row {
		row[i] = inert(strings.TrimSpace(CleanBlock(cell)))
	}
	return row
}

// Days returns the first and the last day of what is in it; the last lies before
// the first where it is empty.
func (b *Book) Days() (first, last period.Day) {
	first, last = period.MaxDay, period.MinDay
	for i := range b.Entries {
		first, last = min(first, b.Entries[i].Day), max(last, b.Entries[i].Day)
	}
	for i := range b.Activities {
		first, last = min(first, b.Activities[i].Day), max(last, b.Activities[i].Day)
	}
	return first, last
}

// each goes through pages and time by day, within a day by number.
func (b *Book) each(page func(*Entry), piece func(*Activity)) {
	type item struct {
		day    period.Day
		number int64
		show   func()
	}
	var items []item
	for i := range b.Entries {
		e := &b.Entries[i]
		items = append(items, item{e.Day, e.Number, func() { page(e) }})
	}
	for i := range b.Activities {
		a := &b.Activities[i]
		if !a.Running() {
			items = append(items, item{a.Day, a.Number, func() { piece(a) }})
		}
	}
	slices.SortStableFunc(items, func(x, y item) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.number, y.number))
	})
	for _, it := range items {
		it.show()
	}
}

// leaving returns the questions reached whose answers may leave the journal.
func (e *Entry) leaving() []*exercise.Question {
	return slices.DeleteFunc(e.questions(), func(q *exercise.Question) bool {
		return e.Asked != nil && e.Asked.NeverLeaves(q)
	})
}

// inTable is an answer for a program to read: days stay as they are stored.
func inTable(q *exercise.Question, value any) string {
	if day, isText := value.(string); isText && q != nil && q.Kind == "date" {
		return day
	}
	return Answer(q, value)
}
