package report

import (
	"cmp"
	"fmt"
	"time"

	"mull/internal/period"
)

// Exercises is the catalogue, in the order to be shown.
type Exercises struct {
	List []ExerciseLine
	Now  time.Time
}

// An ExerciseLine is one exercise of the catalogue.
type ExerciseLine struct {
	ID, Title, Theme     string
	Minutes, MinutesMore int
	Every, When          string
	Questions            int        // as many as are announced when it is begun
	QuestionsMore        int        // with --more, where that is longer
	Done                 int        // sittings
	Last                 period.Day // of the latest sitting, or 0
	Own                  bool       // added by the user
}

// ExercisesJSON is the catalogue in JSON.
type ExercisesJSON struct {
	Exercises []ExerciseLineJSON `json:"exercises"`
}

// ExerciseLineJSON is one exercise of the catalogue in JSON.
type ExerciseLineJSON struct {
	ID          string  `json:"id"`
	Title       string  `json:"title"`
	Theme       string  `json:"theme"`
	Minutes     int     `json:"minutes"`
	MinutesMore int     `json:"minutes_more"`
	Every       string  `json:"every"`
	When        string  `json:"when"`
	Questions   int     `json:"questions"`
	More        int     `json:"questions_more"`
	Done        int     `json:"done"`
	Last        *string `json:"last"`
	Own         bool    `json:"own"`
}

// JSON returns the view that programs read.
func (x *Exercises) JSON() ExercisesJSON {
	view := ExercisesJSON{Exercises: []ExerciseLineJSON{}}
	for _, l := range x.List {
		one := ExerciseLineJSON{l.ID, l.Title, l.Theme, l.Minutes, l.MinutesMore, l.Every, l.When, l.Questions, l.QuestionsMore, l.Done, nil, l.Own}
		if l.Last != 0 {
			day := l.Last.String()
			one.Last = &day
		}
		view.Exercises = append(view.Exercises, one)
	}
	return view
}

// titleColumn is as wide as the longest title mull comes with. With 80 columns
// titles have to go, which exercises show has, and the words for when.
const titleColumn = 39

// Table returns the catalogue as a table.
func (x *Exercises) Table() *Table {
	table := &Table{Columns: []Column{
		{Title: "exercise"}, {Title: "title", Flex: true, Wrap: true, Least: titleColumn, Drop: 4}, {Title: "theme", Drop: 1},
		{Title: "min", Right: true, Drop: 2}, {Title: "each", Right: true, Drop: 3}, {Title: "when", Flex: true, Least: 30, Drop: 5}, {Title: "last", Right: true}}}
	today := period.DayOf(x.Now)
	for _, l := range x.List {
		last := "-"
		if l.Last != 0 {
			last = roughDay(l.Last, today)
		}
		table.Rows = append(table.Rows, []string{l.ID, l.Title, l.Theme, minutesWord(l.Minutes, l.MinutesMore), cmp.Or(l.Every, "-"), l.When, last})
	}
	return table
}

// roughDay is a day in few letters: how long ago matters, not which day it was.
func roughDay(day, today period.Day) string {
	switch {
	case day == today:
		return "today"
	case day.Format("2006") == today.Format("2006"):
		return day.Format("2 Jan")
	}
	return day.Format("2006")
}

// Render writes the catalogue.
func (x *Exercises) Render(p *Page) {
	x.Table().Render(p)
	p.Gap()
	p.Hints(2, []Hint{
		{"mull exercises show NAME", "read it before you begin"},
		{"mull do NAME", "begin"},
	})
}

func minutesWord(short, more int) string {
	switch {
	case short == 0:
		return ""
	case more > short:
		return fmt.Sprintf("%d-%d", short, more)
	}
	return fmt.Sprint(short)
}

// rhythm prefers the exercise's own words for when it is done.
func rhythm(every, when string) string {
	if when != "" {
		return when
	}
	if every == "" {
		return ""
	}
	count, unit := every[:len(every)-1], map[byte]string{'d': "day", 'w': "week", 'm': "month", 'y': "year"}[every[len(every)-1]]
	switch {
	case unit == "":
		return every
	case count == "1":
		return "every " + unit
	}
	return "every " + count + " " + unit + "s"
}
