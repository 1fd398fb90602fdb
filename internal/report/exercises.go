package report

import (
	"fmt"
	"time"

	"mull/internal/exercise"
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
	Questions            int
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
	Done        int     `json:"done"`
	Last        *string `json:"last"`
	Own         bool    `json:"own"`
}

// JSON returns the view that programs read.
func (x *Exercises) JSON() ExercisesJSON {
	view := ExercisesJSON{Exercises: []ExerciseLineJSON{}}
	for _, l := range x.List {
		one := ExerciseLineJSON{l.ID, l.Title, l.Theme, l.Minutes, l.MinutesMore, l.Every, l.When, l.Questions, l.Done, nil, l.Own}
		if l.Last != 0 {
			day := l.Last.String()
			one.Last = &day
		}
		view.Exercises = append(view.Exercises, one)
	}
	return view
}

// Table returns the catalogue as a table.
func (x *Exercises) Table() *Table {
	table := &Table{Columns: []Column{
		{Title: "exercise"}, {Title: "title", Flex: true, Wrap: true, Drop: 1}, {Title: "theme", Drop: 2},
		{Title: "min", Right: true, Drop: 3}, {Title: "rhythm", Flex: true, Drop: 4}, {Title: "last", Right: true}}}
	today := period.DayOf(x.Now)
	for _, l := range x.List {
		last := "-"
		if l.Last != 0 {
			last = shortDay(l.Last, today)
		}
		table.Rows = append(table.Rows, []string{l.ID, l.Title, l.Theme, minutesWord(l.Minutes, l.MinutesMore), rhythm(l.Every, l.When), last})
	}
	return table
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
		return fmt.Sprintf("%d to %d", short, more)
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

// questionCount counts the screens that are always asked, without and with
// --more. What depends on an earlier answer, and a line asked aside, is not
// counted.
func questionCount(x *exercise.Exercise) (short, all int) {
	turn := map[string]bool{}
	for i := range x.Questions {
		q := &x.Questions[i]
		if q.Joined || q.Aside || q.When != nil {
			continue
		}
		all++
		if q.More || q.Rotate != "" && turn[q.Rotate] {
			continue
		}
		turn[q.Rotate] = true
		short++
	}
	return short, all
}
