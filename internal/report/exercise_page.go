package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

// An ExercisePage is one exercise as a person wants to read it before
// beginning.
type ExercisePage struct {
	*exercise.Exercise
	Lists exercise.Journal // names the options of named lists
	Done  int              // sittings
	Last  period.Day       // of the latest, or 0
	Own   bool             // added by the user
	Now   time.Time
}

// Render writes what it is for, how long it takes, and every question.
func (x *ExercisePage) Render(p *Page) {
	p.Title(x.Title)
	p.Gap()
	p.Prose(2, x.Purpose)
	p.Gap()
	p.Pairs(2, x.facts())
	if x.Intro != "" {
		p.Gap()
		p.Prose(2, x.Intro)
	}
	if x.About != "" {
		p.Gap()
		p.Prose(2, x.About)
	}
	p.Gap()
	p.Aside(2, "It asks")
	n := 0
	for i := range x.Questions {
		if q := &x.Questions[i]; q.Needs != "" && x.Lists.Lacks != nil && x.Lists.Lacks(q.Needs) {
			continue
		}
		mark := "  " // it belongs to the one before, or closes the sitting
		if q := &x.Questions[i]; !q.Joined && !q.Aside {
			n++
			mark = fmt.Sprintf("%2d", n)
		}
		x.question(p, mark, &x.Questions[i])
	}
	x.again(p)
	p.Gap()
	p.Hints(2, []Hint{{"mull do " + x.ID, "begin; every question can be skipped"}})
}

func (x *ExercisePage) facts() []Pair {
	short, all := x.Extent(x.Lists)
	length := plural(short, "question", "questions")
	if x.Minutes > 0 {
		length = fmt.Sprintf("about %s, %s", plural(x.Minutes, "minute", "minutes"), length)
	}
	if x.MinutesMore > x.Minutes {
		length += fmt.Sprintf("; with --more %s and %s", plural(x.MinutesMore, "minute", "minutes"), plural(all, "question", "questions"))
	}
	facts := []Pair{{Label: "Takes", Text: length}}
	add := func(label, words string) {
		if words != "" {
			facts = append(facts, Pair{Label: label, Text: words})
		}
	}
	add("When", rhythm(x.Every, x.When))
	add("From", x.Source)
	add("Kept", privacyWords(x.Exercise))
	if x.Done > 0 {
		add("Done", fmt.Sprintf("%s, last %s", plural(x.Done, "time", "times"), relativeDay(x.Last, period.DayOf(x.Now))))
	}
	if x.Own {
		add("Yours", "added by you")
	}
	return facts
}

func privacyWords(x *exercise.Exercise) string {
	switch {
	case x.Never:
		return "in this journal; it never leaves"
	case x.Privacy == exercise.Private:
		return "private: out of every report and share unless you put it in"
	case x.Privacy == exercise.Personal:
		return "personal: shared only if you choose to"
	}
	return "ordinary: you are asked before anything is shared"
}

// question writes one question and, under it, how it is answered.
func (x *ExercisePage) question(p *Page, mark string, q *exercise.Question) {
	if resolved, err := x.Resolve(q, x.Lists, nil); err == nil {
		q = resolved
	}
	ask := cmp.Or(q.Ask, "(a page of its own)")
	if q.Kind == "ifthen" && q.If != "" {
		ask += fmt.Sprintf(" (%s ..., %s ...)", q.If, q.Then)
	}
	p.marked(2, mark, ask, plain)
	p.Aside(4+len(mark), strings.TrimSpace("["+q.ID+"] "+x.howAnswered(q)))
}

// again writes what is asked later, if anything is.
func (x *ExercisePage) again(p *Page) {
	for i := range x.Revisits {
		r := &x.Revisits[i]
		lead := "Asked again later"
		switch {
		case r.Evening:
			lead = "Asked again that evening or the next day"
		case r.After > 0:
			lead = "Asked again after " + plural(r.After, "day", "days")
		}
		if r.When != nil {
			lead += ", if it applies"
		}
		p.Gap()
		p.Aside(2, lead)
		for _, q := range r.Plan() {
			x.question(p, " -", q)
		}
	}
}
