package ask

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mull/internal/exercise"
)

// heading is what stands beside the number of a screen: the question, and what
// a person needs to know to answer it.
func heading(s Screen) string {
	var parts []string
	for at, q := range s.Questions {
		ask := strings.TrimSpace(clean(q.Ask))
		if at > 0 {
			ask = lowerFirst(ask)
		}
		if ask == "" && q.Kind == "ifthen" {
			ask = either(q.If, "When ...")
		}
		if s.joined() {
			ask = strings.TrimSpace(ask + ends(q))
		}
		if most := limit(q); most != "" && !strings.Contains(strings.ToLower(ask), "up to") {
			ask = strings.TrimSpace(ask + " (" + most + ")")
		}
		if ask != "" {
			parts = append(parts, ask)
		}
	}
	text := strings.Join(parts, ", ")
	text = strings.ReplaceAll(text, "?, ", "? ")
	if s.first().Aside {
		text += " (Enter to skip)"
	}
	return text
}

// jointly shows how the answers to joined questions are typed on their one
// line; empty where a question stands alone.
func jointly(s Screen) string {
	if !s.joined() {
		return ""
	}
	var words []string
	for _, q := range s.Questions {
		switch list := q.Options.List; {
		case q.Kind == "yesno":
			words = append(words, "y")
		case len(list) > 1 && q.Kind == "many":
			words = append(words, clean(list[0].ID), clean(list[1].ID))
		case len(list) > 0:
			words = append(words, clean(list[0].ID))
		case q.Min != nil && q.Max != nil:
			words = append(words, exercise.Number(min(*q.Min+2+float64(len(words)), *q.Max)))
		default:
			words = append(words, "30")
		}
	}
	return "such as: " + strings.Join(words, " ")
}

// lowerFirst lets a joined question go on within the sentence; a word such as
// IC stays.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if second, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// ends writes the ends of a scale in words, beside the question.
func ends(q *exercise.Question) string {
	if q.Kind != "scale" || q.Min == nil || q.Max == nil {
		return ""
	}
	low, high := exercise.Number(*q.Min), exercise.Number(*q.Max)
	if q.Low == "" && q.High == "" {
		return fmt.Sprintf(" (%s to %s)", low, high)
	}
	return clean(fmt.Sprintf(" (%s %s, %s %s)", low, q.Low, high, q.High))
}

// limit says how many options a question takes.
func limit(q *exercise.Question) string {
	switch {
	case q.Kind != "many":
		return ""
	case q.Exactly > 0:
		return fmt.Sprintf("%d of them", min(q.Exactly, len(q.Options.List)))
	case q.Max != nil:
		return "up to " + exercise.Number(*q.Max)
	}
	return ""
}

// A place is where an answer is typed, as far as that changes how.
type place struct{ editor, terminal bool }

// manner says in a line how a question is answered by typing; empty where that
// is plain.
func manner(q *exercise.Question, at place) string {
	switch q.Kind {
	case "scale":
		return strings.Trim(ends(q), " ()")
	case "number":
		if q.Unit == "minutes" {
			return "minutes, as 90 or 1h30"
		}
		return clean(q.Unit)
	case "yesno":
		if q.Notes {
			return "y or n, and a few words after a comma if you like"
		}
		return "y or n"
	case "choice":
		if q.Notes {
			return "one of these, and a few words after a comma if you like"
		}
	case "text":
		if q.Items.Most > 0 {
			return fmt.Sprintf("%d to %d of them, with ; between", q.Items.Least, q.Items.Most)
		}
	case "date":
		if q.Past {
			return "e.g. yesterday, friday, 24 June or 3 weeks ago"
		}
		return "e.g. friday, 24 June or in 2 weeks"
	case "rank":
		return "numbers or words in your order, the foremost first"
	case "sort":
		var piles []string
		for at, pile := range q.Piles {
			piles = append(piles, fmt.Sprintf("%d %s", at+1, clean(pile.Label)))
		}
		return strings.Join(piles, ", ")
	case "matrix":
		var columns []string
		for _, c := range q.Columns {
			column := &exercise.Question{Kind: c.Kind, Min: c.Min, Max: c.Max, Low: c.Low, High: c.High}
			lead := clean(c.Ask)
			if lead != "" {
				lead += ": "
			}
			columns = append(columns, lead+strings.Trim(ends(column), " ()"))
		}
		how := strings.Trim(strings.Join(columns, "; "), "; ")
		if len(columns) == 2 {
			how += "; the two in this order, such as " + exampleRow(q)
		}
		return how
	case "longtext":
		how := "as many lines as you like; end with a line with only ."
		if at.terminal {
			how = "as many lines as you like; end with . on a line, Ctrl-D or two empty lines"
		}
		if at.editor {
			how += "; e opens your editor"
		}
		return how
	}
	return ""
}

// flow makes one line of a paragraph that was set in a file, to be wrapped anew.
func flow(text string) string { return strings.Join(strings.Fields(text), " ") }

// guide is the answer to `?`: the file's own help, then how to type an answer.
func guide(s Screen, at place) []string {
	var lines []string
	for _, q := range s.Questions {
		if q.Help != "" {
			lines = append(lines, flow(clean(q.Help)))
		}
		lines = append(lines, typing(q, at))
	}
	if s.joined() {
		lines = append(lines, "All on one line, in this order. A - in place of an answer leaves that one out.")
	}
	last := leaves(s.first()) + ". A backslash before ?, <, . or - takes them as your answer."
	if s.Back {
		last = leaves(s.first()) + ", < goes back to the one before. A backslash before ?, <, . or - takes them as your answer."
	}
	return append(lines, last)
}

// leaves says what Enter alone does.
func leaves(q *exercise.Question) string {
	switch q.Kind {
	case "sort":
		return "Enter alone skips the card, a full stop all that are left"
	case "matrix":
		return "Enter alone skips the row, a full stop all that are left"
	}
	return "Enter to skip"
}

// exampleRow is a row of two cells as it is typed.
func exampleRow(q *exercise.Question) string {
	cell := func(c exercise.Column, up float64) string {
		if c.Min == nil || c.Max == nil {
			return "2"
		}
		return exercise.Number(min(*c.Min+up, *c.Max))
	}
	return cell(q.Columns[0], 3) + " " + cell(q.Columns[1], 1)
}

// typing says at length how an answer is typed.
func typing(q *exercise.Question, at place) string {
	switch q.Kind {
	case "scale":
		return "A whole number," + strings.TrimRight(strings.Replace(ends(q), "(", "", 1), ")") + "."
	case "choice":
		return "The number, or the words, of one of the list." + ownHint(q)
	case "many":
		return "Numbers or words of the list, with commas or spaces between." + ownHint(q)
	case "split":
		if adds(q) {
			return "What and how long, with commas between: people 1h30, email 45m. It is added to what the day has already; people =3h sets the total for people."
		}
		return "What and how long, with commas between: people 1h30, email 45m."
	case "ifthen":
		return "Two short lines: the moment, and what you will do then."
	}
	if text := manner(q, at); text != "" {
		return strings.ToUpper(text[:1]) + text[1:] + "."
	}
	return "One line, in your own words."
}

func ownHint(q *exercise.Question) string {
	if !q.Other {
		return ""
	}
	return fmt.Sprintf(" Something else: %d, or other:WORDS.", len(q.Options.List)+1)
}
