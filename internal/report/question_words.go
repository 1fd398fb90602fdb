package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// howAnswered says in words what a question takes.
func (x *ExercisePage) howAnswered(q *exercise.Question) string {
	options := optionWords(q)
	if _, earlier := x.Question(q.Options.From); earlier {
		options = "what you named before"
	}
	parts := kindWords(q, options)
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
	if x.Lists.Off != nil && x.Lists.Off(q.ID) {
		parts = append(parts, "switched off here: mull exercises edit "+x.ID+" --on "+q.ID+" asks it again")
	}
	return strings.Join(parts, "; ")
}

// kindWords says what the kind of question takes.
func kindWords(q *exercise.Question, options string) []string {
	switch q.Kind {
	case "scale":
		return []string{scaleWords(q)}
	case "number":
		unit := map[string]string{"minutes": "of minutes"}[q.Unit]
		return []string{strings.TrimSpace("a number " + cmp.Or(unit, q.Unit))}
	case "yesno":
		return []string{"yes or no"}
	case "choice":
		return []string{"one of: " + options}
	case "many":
		return []string{howMany(q) + options}
	case "split":
		if q.Total > 0 {
			return []string{exercise.Number(q.Total) + " shared out over: " + options}
		}
		return []string{"time shared out over: " + options}
	case "longtext":
		return []string{"as long as you like"}
	case "text":
		if q.Items.Most > 0 {
			return []string{countWords(q.Items) + " of them"}
		}
	case "rank":
		if q.Exactly > 0 {
			return []string{inWords(q.Exactly) + " in order, of: " + options}
		}
		return []string{"in order: " + options}
	case "date":
		return []string{"a day"}
	}
	return tableWords(q)
}

// tableWords says what is laid on piles, answered row by row, or asked of each
// item.
func tableWords(q *exercise.Question) []string {
	var words []string
	switch q.Kind {
	case "sort":
		for _, pile := range q.Piles {
			words = append(words, pile.Label)
		}
		return []string{fmt.Sprintf("%s, on piles: %s", plural(len(q.Options.List), "card", "cards"), strings.Join(words, ", "))}
	case "matrix":
		for _, c := range q.Columns {
			words = append(words, columnWords(c))
		}
		rows := "what you named before"
		listed := slices.ContainsFunc(exercise.Lists, func(n exercise.Name) bool { return n.Name == q.Rows.From })
		if len(q.Rows.List) > 0 || listed {
			rows = optionWords(&exercise.Question{Options: q.Rows})
		}
		return []string{strings.Join(words, "; "), "for each of: " + rows}
	case "group":
		for _, inner := range q.Questions {
			words = append(words, strings.TrimRight(inner.Ask, "?.:"))
		}
		return []string{countWords(q.Items) + " of them", "of each: " + strings.Join(words, "; ")}
	}
	return nil
}

// columnWords says what a column asks of each row.
func columnWords(c exercise.Column) string {
	words := strings.Join(kindWords(&exercise.Question{Kind: c.Kind, Min: c.Min, Max: c.Max, Low: c.Low, High: c.High}, ""), "")
	ask := strings.TrimRight(c.Ask, ": ")
	switch {
	case ask != "" && words != "":
		return ask + ": " + words
	case ask != "":
		return ask
	}
	return cmp.Or(words, "a line")
}

func countWords(c exercise.Count) string {
	if c.Least == c.Most {
		return inWords(c.Least)
	}
	return inWords(c.Least) + " to " + inWords(c.Most)
}

func howMany(q *exercise.Question) string {
	switch {
	case q.Exactly > 0:
		return inWords(q.Exactly) + " of: "
	case q.Max != nil:
		return "up to " + inWords(int(*q.Max)) + " of: "
	}
	return "any of: "
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
		words = append(words, shortLabel(option))
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
