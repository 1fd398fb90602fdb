package coaching

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// formAsk writes a question and how to answer it.
func formAsk(x *exercise.Exercise, q *exercise.Question) string {
	text := wrap(q.Ask, formWidth) + "\n"
	if private, _ := strictness(x, q, map[string]bool{}); private && x.Privacy != exercise.Private {
		text += "(private: for you, unless you want me to see it)\n"
	}
	if q.When != nil {
		text += "(leave empty if it does not apply)\n"
	}
	text += formOptions(q)
	if hint := formHint(q); hint != "" {
		text += wrap("("+hint+")", formWidth) + "\n"
	}
	if q.Kind == "group" {
		text += groupLines(q)
	}
	return text
}

// maxNumbered is how many options stand in a list of their own; more are named
// one after the other.
const maxNumbered = 12

func formOptions(q *exercise.Question) string {
	if !slices.Contains([]string{"choice", "many", "rank", "sort"}, q.Kind) || len(q.Options.List) == 0 {
		return ""
	}
	var labels []string
	text := ""
	for i, o := range q.Options.List {
		labels = append(labels, or(o.Label, o.ID))
		text += fmt.Sprintf("  %d) %s\n", i+1, or(o.Label, o.ID))
	}
	if len(labels) > maxNumbered {
		return wrap(strings.Join(labels, ", "), formWidth) + "\n"
	}
	return text
}

// byNumber says how options are named in an answer.
func byNumber(q *exercise.Question) string {
	if len(q.Options.List) == 0 || len(q.Options.List) > maxNumbered {
		return ""
	}
	return ", by number"
}

// formHint says how an answer of the question's kind is written.
func formHint(q *exercise.Question) string {
	switch q.Kind {
	case "text", "longtext":
		if q.Items.Most > 0 {
			return fmt.Sprintf("up to %d, one on each line", q.Items.Most)
		}
	case "scale":
		return "a number" + ends(q.Min, q.Max, q.Low, q.High)
	case "number":
		if q.Unit == "minutes" {
			return "minutes, or a time such as 1h30"
		}
		return strings.TrimSpace("a number " + q.Unit)
	case "yesno":
		return "yes or no"
	case "choice":
		return "one of them" + byNumber(q) + ownWords(q)
	case "many":
		return howMany(q) + byNumber(q) + ", with commas between" + ownWords(q)
	case "rank":
		return "in your order" + byNumber(q) + ", with commas between"
	case "split":
		return splitHint(q)
	case "ifthen":
		return "the moment, then -> and what you will do"
	case "date":
		return "a date such as 2026-11-19"
	case "sort":
		return "a line for each pile, with what lies on it and commas between: " + pileNames(q)
	case "matrix":
		return matrixHint(q)
	case "group":
		return fmt.Sprintf("these lines for each, up to %d times, with your answers after the colons in place of mine", q.Items.Most)
	}
	return ""
}

func howMany(q *exercise.Question) string {
	switch {
	case q.Exactly > 0:
		return fmt.Sprintf("%d of them", q.Exactly)
	case q.Max != nil:
		return "up to " + exercise.Number(*q.Max)
	}
	return "those that fit"
}

func ownWords(q *exercise.Question) string {
	switch {
	case len(q.Options.List) == 0:
		return ", or your own words"
	case q.Other:
		return ", or other: and your own words"
	}
	return ""
}

func splitHint(q *exercise.Question) string {
	names := make([]string, len(q.Options.List))
	for i, o := range q.Options.List {
		names[i] = o.ID
	}
	if q.Total > 0 {
		return "a number for each, adding up to " + exercise.Number(q.Total) + ": " + strings.Join(names, ", ")
	}
	return "a time for each that had some, such as 1h30, with commas between: " + strings.Join(names, ", ")
}

func pileNames(q *exercise.Question) string {
	names := make([]string, len(q.Piles))
	for i, pile := range q.Piles {
		names[i] = or(pile.Label, pile.ID)
	}
	return strings.Join(names, ": ... / ") + ": ..."
}

// matrixHint names rows and columns: a line each, "growing people: 4, 2".
func matrixHint(q *exercise.Question) string {
	var rows, columns []string
	for _, row := range q.Rows.List {
		rows = append(rows, or(row.Label, row.ID))
	}
	for _, c := range q.Columns {
		kind := "words"
		if c.Kind != "text" {
			kind = "a number" + ends(c.Min, c.Max, c.Low, c.High)
		}
		columns = append(columns, strings.TrimSpace(c.Ask+" "+kind))
	}
	hint := "a line for each, then a colon and " + strings.Join(columns, ", then after a comma ")
	if len(rows) > 0 {
		hint += ": " + strings.Join(rows, "; ")
	}
	return hint
}

// groupLines shows the questions asked of each item as they are to be written.
func groupLines(q *exercise.Question) string {
	text := ""
	for i := range q.Questions {
		inner := &q.Questions[i]
		var options []string
		for _, o := range inner.Options.List {
			options = append(options, or(o.Label, o.ID))
		}
		hint := formHint(inner)
		if len(options) > 0 {
			hint = strings.Join(options, " / ")
		}
		if hint != "" {
			hint = " [" + hint + "]"
		}
		text += "  " + strings.ReplaceAll(wrap(inner.ID+": "+inner.Ask+hint, formWidth-4), "\n", "\n    ") + "\n"
	}
	return text
}

// ends names both ends of a scale.
func ends(least, most *float64, low, high string) string {
	if least == nil || most == nil {
		return ""
	}
	end := func(number float64, words string) string {
		if words == "" {
			return exercise.Number(number)
		}
		return exercise.Number(number) + ", " + words + ","
	}
	return strings.TrimSuffix(" from "+end(*least, low)+" to "+end(*most, high), ",")
}
