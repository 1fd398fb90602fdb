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
	p.Paragraph(2, x.Purpose)
	p.Gap()
	p.Pairs(2, x.facts())
	if x.Intro != "" {
		p.Gap()
		p.Paragraph(2, x.Intro)
	}
	if x.About != "" {
		p.Gap()
		p.Paragraph(2, x.About)
	}
	p.Gap()
	p.Aside(2, "It asks")
	for i := range x.Questions {
		x.question(p, fmt.Sprintf("%2d", i+1), &x.Questions[i])
	}
	x.again(p)
	p.Gap()
	p.Hints(2, []Hint{{"mull do " + x.ID, "begin; every question can be skipped"}})
}

func (x *ExercisePage) facts() []Pair {
	short, all := questionCount(x.Exercise)
	length := plural(all, "question", "questions")
	if x.Minutes > 0 {
		length = fmt.Sprintf("about %s, %s", plural(x.Minutes, "minute", "minutes"), plural(short, "question", "questions"))
	}
	if x.Minutes > 0 && x.MinutesMore > x.Minutes {
		length += fmt.Sprintf("; %d minutes and all %d with --more", x.MinutesMore, all)
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
	ask := q.Ask
	if q.Kind == "ifthen" && ask == "" {
		ask = cmp.Or(q.If, "If") + " ..., " + cmp.Or(q.Then, "then I will") + " ..."
	}
	p.marked(2, mark, cmp.Or(ask, q.ID))
	if how := howAnswered(q); how != "" {
		p.Aside(4+len(mark), how)
	}
}

// howAnswered says in words what a question takes.
func howAnswered(q *exercise.Question) string {
	var parts []string
	switch q.Kind {
	case "scale":
		parts = append(parts, scaleWords(q))
	case "number":
		parts = append(parts, strings.TrimSpace("a number "+cmp.Or(map[string]string{"minutes": "of minutes"}[q.Unit], q.Unit)))
	case "yesno":
		parts = append(parts, "yes or no")
	case "choice":
		parts = append(parts, "one of: "+optionWords(q))
	case "many":
		lead := "any of: "
		if q.Max != nil {
			lead = "up to " + inWords(int(*q.Max)) + " of: "
		}
		if q.Exactly > 0 {
			lead = inWords(q.Exactly) + " of: "
		}
		parts = append(parts, lead+optionWords(q))
	case "split":
		parts = append(parts, "shared out over: "+optionWords(q))
	case "longtext":
		parts = append(parts, "as long as you like")
	}
	if q.Notes {
		parts = append(parts, "a few words more if you like")
	}
	if q.More {
		parts = append(parts, "only with --more")
	}
	if q.Rotate != "" {
		parts = append(parts, "takes turns with others")
	}
	if q.When != nil {
		parts = append(parts, "asked only if it fits what you said before")
	}
	return strings.Join(parts, "; ")
}

func scaleWords(q *exercise.Question) string {
	if q.Min == nil || q.Max == nil {
		return "a number"
	}
	if q.Low == "" || q.High == "" {
		return fmt.Sprintf("%s to %s", exercise.Number(*q.Min), exercise.Number(*q.Max))
	}
	return fmt.Sprintf("%s %s ... %s %s", exercise.Number(*q.Min), q.Low, exercise.Number(*q.Max), q.High)
}

// maxOptions is how many options are named before the rest is counted.
const maxOptions = 14

func optionWords(q *exercise.Question) string {
	var words []string
	for i, option := range q.Options.List {
		if i == maxOptions && len(q.Options.List) > maxOptions+1 {
			words = append(words, fmt.Sprintf("and %d more", len(q.Options.List)-maxOptions))
			break
		}
		words = append(words, cmp.Or(option.Label, option.ID))
	}
	if len(words) == 0 {
		words = append(words, strings.ReplaceAll(cmp.Or(q.Options.From, "your own words"), "-", " "))
	}
	if q.Other {
		words = append(words, "something else")
	}
	joint := ", "
	if strings.Contains(strings.Join(words, ""), ",") {
		joint = "; "
	}
	return strings.Join(words, joint)
}

// again writes what is asked later, if anything is.
func (x *ExercisePage) again(p *Page) {
	if x.Revisit == nil {
		return
	}
	p.Gap()
	lead := "It asks again later"
	if x.Revisit.After > 0 {
		lead = "It asks again after " + plural(x.Revisit.After, "day", "days")
	}
	p.Aside(2, lead)
	for i := range x.Revisit.Questions {
		x.question(p, " -", &x.Revisit.Questions[i])
	}
}
