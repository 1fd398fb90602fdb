package ask

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mull/internal/exercise"
)

// readScreen reads a typed line as the answers of a screen. own asks for own
// words where the number of "something else" was typed.
func readScreen(s Screen, line string, own func() (string, error)) (exercise.Answers, error) {
	if s.joined() {
		return readJoined(s.Questions, line, own)
	}
	q := s.first()
	value, err := readOne(q, s.Notice.Known, line, own)
	if err != nil {
		return nil, err
	}
	return exercise.Answers{q.ID: value}, nil
}

// mostTyped bounds what is read as anything but a text, in bytes.
const mostTyped = 64 << 10

func readOne(q *exercise.Question, known []Known, line string, own func() (string, error)) (any, error) {
	switch q.Kind {
	case "text", "longtext", "ifthen":
	default:
		if len(line) > mostTyped {
			return nil, fault{errors.New("that is too long for an answer here")}
		}
	}
	switch q.Kind {
	case "choice", "many":
		return readOptions(q, line, own)
	case "split":
		return readSplit(q, known, line)
	}
	return parsed(q.Parse(line))
}

func parsed(value any, err error) (any, error) {
	if err != nil {
		return nil, fault{err}
	}
	return value, nil
}

// readOptions reads options, and own words where the number after the last
// option, or the word other, stands for them.
func readOptions(q *exercise.Question, line string, own func() (string, error)) (any, error) {
	if !q.Other || own == nil {
		return parsed(q.Parse(line))
	}
	if q.Kind == "choice" {
		word, note := line, ""
		if q.Notes {
			word, note, _ = strings.Cut(line, ",")
		}
		if !isOther(q, word) {
			return parsed(q.Parse(line))
		}
		words, err := own()
		if err != nil || words == "" {
			return nil, err
		}
		tree := any(map[string]any{exercise.OtherID: words})
		if note = strings.TrimSpace(note); note != "" {
			tree = map[string]any{"value": tree, "note": note}
		}
		return parsed(q.Check(tree))
	}
	return readManyOwn(q, line, own)
}

// readManyOwn takes the token for own words out of a list, reads the rest, and
// puts the words where the token stood.
func readManyOwn(q *exercise.Question, line string, own func() (string, error)) (any, error) {
	tokens := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' })
	if strings.Contains(line, ",") {
		tokens = strings.Split(line, ",")
	}
	at := slices.IndexFunc(tokens, func(token string) bool { return isOther(q, token) })
	if at < 0 {
		return parsed(q.Parse(line))
	}
	loose := *q
	loose.Exactly, loose.Max = 0, nil
	before, err := parsed(loose.Parse(strings.Join(tokens[:at], ",")))
	if err != nil {
		return nil, err
	}
	after, err := parsed(loose.Parse(strings.Join(tokens[at+1:], ",")))
	if err != nil {
		return nil, err
	}
	words, err := own()
	if err != nil {
		return nil, err
	}
	list, _ := before.([]any)
	list = slices.Clone(list)
	if words != "" {
		list = append(list, map[string]any{exercise.OtherID: words})
	}
	rest, _ := after.([]any)
	list = append(list, rest...)
	value, err := q.Check(list)
	if err != nil {
		return nil, fault{worded{err, loose.Line(list)}}
	}
	return value, nil
}

// isOther says whether a word stands for own words that are still to be asked
// for.
func isOther(q *exercise.Question, word string) bool {
	word = strings.TrimSpace(word)
	if word == strconv.Itoa(len(q.Options.List)+1) {
		return true
	}
	_, listed := exercise.Find(q.Options.List, exercise.OtherID)
	return !listed && strings.EqualFold(word, exercise.OtherID)
}

// readJoined reads a line as the answers to several questions in order: one
// word each, and the rest of the line for the last. A first word that does not
// fit leaves its question out where the whole line fits the next; so does a
// dash.
func readJoined(questions []*exercise.Question, line string, own func() (string, error)) (exercise.Answers, error) {
	q := questions[0]
	line = strings.TrimSpace(line)
	if len(questions) == 1 || line == "" || line == "-" {
		if line == "-" {
			line = ""
		}
		value, err := readOne(q, nil, line, own)
		if err != nil {
			return nil, err
		}
		answers := exercise.Answers{}
		for _, rest := range questions[1:] {
			answers[rest.ID] = nil
		}
		answers[q.ID] = value
		return answers, nil
	}
	word, rest := firstWord(line)
	if word == "-" {
		return withAnswer(q.ID, nil, questions[1:], rest, own)
	}
	value, err := q.Parse(word)
	if err == nil {
		return withAnswer(q.ID, value, questions[1:], rest, own)
	}
	if looksNumeric(word) {
		return nil, fault{err}
	}
	return withAnswer(q.ID, nil, questions[1:], line, own)
}

func withAnswer(id string, value any, questions []*exercise.Question, line string, own func() (string, error)) (exercise.Answers, error) {
	answers, err := readJoined(questions, line, own)
	if err != nil {
		return nil, err
	}
	answers[id] = value
	return answers, nil
}

func firstWord(line string) (word, rest string) {
	end := strings.IndexAny(line, " \t,")
	if end < 0 {
		return line, ""
	}
	return line[:end], strings.TrimLeft(line[end:], " \t,")
}

func looksNumeric(word string) bool {
	return strings.Trim(word, "+-.0123456789") == ""
}

// joinLine writes the answers to joined questions as a person would type them.
func joinLine(questions []*exercise.Question, answers exercise.Answers) string {
	words := make([]string, len(questions))
	for at, q := range questions {
		if words[at] = q.Line(answers[q.ID]); words[at] == "" {
			words[at] = "-"
		}
	}
	return strings.TrimRight(strings.Join(words, " "), " -")
}

// complaint writes what does not fit, short enough for a line or two.
func complaint(err error) string {
	text := strings.ReplaceAll(clean(err.Error()), "\n", "; ")
	const most = 300
	if len(text) > most {
		head, _ := cut(text, most)
		text = head + "..."
	}
	text = strings.TrimRight(text, ".")
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
