package coaching

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"

	"mull/internal/exercise"
)

// interpret takes what a person wrote below a question as its answer. People
// without mull write "4/5", "2) congratulate them", "Yes." or "If he asks, then
// I say no"; what cannot be taken so is reported and stays words. asSent says
// that the question stands in the form as it was sent, without which a number
// may mean another option.
func interpret(q *exercise.Question, words string, asSent bool) (value any, note, problem string) {
	if !asSent && slices.Contains([]string{"choice", "many", "rank", "sort"}, q.Kind) && strings.ContainsAny(words, "0123456789") {
		return nil, "", "the form has no numbers here, or was altered, so a number may mean something else"
	}
	value, err := q.Parse(shaped(q, words))
	if err == nil {
		return value, "", ""
	}
	for _, reading := range readings(q, words) {
		if value, again := q.Parse(reading); again == nil && value != nil {
			return value, "read as " + q.Line(value), ""
		}
	}
	if value, own := asOwnWords(q, words, err); own {
		return value, "taken as own words", ""
	}
	return nil, "", "could not be read as an answer: " + cleanLine(err.Error())
}

// shaped joins lines as the kind wants them: mail breaks lines anywhere, so
// only a longtext's own are kept.
func shaped(q *exercise.Question, words string) string {
	switch q.Kind {
	case "longtext":
		if q.Items.Most == 0 {
			return words
		}
		return strings.Join(items(words), "; ")
	case "text":
		if q.Items.Most > 0 {
			return strings.Join(items(words), "; ")
		}
	case "matrix", "sort":
		return strings.Join(named(words, func(string) bool { return true }), "; ")
	case "group":
		return groupLine(q, words)
	case "many", "split", "rank":
		var parts []string
		for _, line := range lines(words) {
			parts = append(parts, strings.TrimRight(line, ",; "))
		}
		return strings.Join(parts, ", ")
	}
	return strings.Join(lines(words), " ")
}

// named joins lines that go on with those they belong to: a line of its own
// begins with a name and a colon, one that starts knows.
func named(words string, starts func(name string) bool) []string {
	var list []string
	for _, line := range lines(words) {
		line = strings.TrimRight(line, "; ")
		name, _, found := strings.Cut(line, ":")
		if len(list) > 0 && !(found && starts(strings.TrimSpace(name))) {
			list[len(list)-1] += " " + line
			continue
		}
		list = append(list, line)
	}
	return list
}

// groupLine writes the lines of a group as one: an item begins with the first
// question, and has bars between its answers.
func groupLine(q *exercise.Question, words string) string {
	known := func(name string) bool {
		return slices.ContainsFunc(q.Questions, func(inner exercise.Question) bool { return inner.ID == name })
	}
	var b strings.Builder
	for i, line := range named(words, known) {
		name, _, _ := strings.Cut(line, ":")
		switch {
		case i == 0:
		case len(q.Questions) > 0 && strings.TrimSpace(name) == q.Questions[0].ID:
			b.WriteString("; ")
		default:
			b.WriteString(" | ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// items are the lines of a list, without the bullets people set.
func items(words string) []string {
	var list []string
	for _, line := range lines(words) {
		if line = strings.TrimSpace(bullet().ReplaceAllString(line, "")); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func lines(words string) []string {
	var list []string
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

var bullet = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[-*•–]\s+|\[[xX]\]\s*|\d{1,2}[.)]\s+)`)
})

var leadingNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[(\[]?(-?\d+(?:[.,]\d+)?)(?:[^\d.,].*|[.,]?$|[.,]\s.*)`)
})

var ifThen = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)^(?:if|when)\s+(.+?),?\s+then\s+(.+)$`)
})

// readings are other ways to read an answer, plainest first.
func readings(q *exercise.Question, words string) []string {
	if q.Kind == "text" || q.Kind == "longtext" {
		return nil // read as it is, or not at all
	}
	text := strings.Join(lines(words), " ")
	readings := []string{strings.TrimRight(text, ".!, ")}
	first, _, _ := strings.Cut(text, " ")
	number := leadingNumber().FindStringSubmatch(text)
	switch q.Kind {
	case "scale", "number":
		if number != nil {
			readings = append(readings, number[1])
		}
	case "choice":
		readings = append(readings, oneOption(q, text)...)
	case "many", "rank":
		readings = append(readings, eachOption(q, words))
	case "yesno":
		readings = append(readings, strings.TrimRight(first, ".!,;:"), strings.Trim(first, "().!,;:"))
	case "ifthen":
		if m := ifThen().FindStringSubmatch(text); m != nil {
			readings = append(readings, m[1]+" -> "+m[2])
		}
		if parts := lines(words); len(parts) == 2 {
			readings = append(readings, parts[0]+" -> "+parts[1])
		}
	}
	if signed := q.Min != nil && *q.Min < 0; signed {
		return readings // a dash before the number may be its sign
	}
	return append(readings, shaped(q, unmarked(words)))
}

// oneOption are ways to read an option: its label behind the mark of a list, its
// number, or that mark as its number.
func oneOption(q *exercise.Question, text string) []string {
	number := leadingNumber().FindStringSubmatch(text)
	label := bullet().ReplaceAllString(text, "")
	readings := []string{label, strings.TrimRight(label, ".!, ")}
	if number != nil && label == text {
		readings = append(readings, number[1])
	}
	if behind := leadingNumber().FindStringSubmatch(label); number == nil && behind != nil {
		readings = append(readings, behind[1])
	}
	if number != nil && label != text && q.Notes {
		readings = append(readings, number[1]+", "+label)
	}
	return readings
}

// unmarked takes the marks of a list off each line: what stands behind them is
// an option, a row, a part or a number, and never text of the person's own.
func unmarked(words string) string {
	list := lines(words)
	for i, line := range list {
		list[i] = bullet().ReplaceAllString(line, "")
	}
	return strings.Join(list, "\n")
}

// eachOption reads a list of options one by one, each as a person may write it.
func eachOption(q *exercise.Question, words string) string {
	one := *q
	one.Kind, one.Notes = "choice", false
	var parts []string
	for _, line := range strings.FieldsFunc(words, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		value, _, problem := interpret(&one, line, true)
		if len(exercise.OwnWords(value)) > 0 { // one of a list, whose mark is not part of it
			value, _, problem = interpret(&one, bullet().ReplaceAllString(line, ""), true)
		}
		if problem != "" || value == nil {
			return ""
		}
		parts = append(parts, one.Line(value))
	}
	return strings.Join(parts, ", ")
}

// asOwnWords takes an answer that names no option as the person's own words,
// where the question welcomes those.
func asOwnWords(q *exercise.Question, words string, err error) (value any, own bool) {
	var unknown *exercise.UnknownOption
	if q.Kind != "choice" || !errors.As(err, &unknown) || !q.Other && len(q.Options.List) > 0 {
		return nil, false
	}
	welcoming := *q
	welcoming.Other = true
	value, checkErr := welcoming.Check(map[string]any{exercise.OtherID: strings.Join(lines(words), " ")})
	return value, checkErr == nil && value != nil
}
