package ask

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mull/internal/exercise"
)

// readScreen reads a typed line as the answers of a screen.
func (d *dialog) readScreen(ctx context.Context, s Screen, line string) (exercise.Answers, error) {
	q := s.first()
	r := &wordReader{d: d, ctx: ctx}
	var answers exercise.Answers
	var value any
	var err error
	switch {
	case s.joined():
		answers, err = r.joined(s.Questions, line)
	case q.Kind == "split" && len(line) <= mostTyped:
		value, err = d.readSplit(ctx, s, line)
		answers = exercise.Answers{q.ID: value}
	default:
		value, err = r.one(q, line)
		answers = exercise.Answers{q.ID: value}
	}
	if err != nil {
		return nil, err
	}
	d.sayOwn(r.unknown)
	return answers, nil
}

// A wordReader reads typed lines, and asks whoever is there about their words.
type wordReader struct {
	d       *dialog
	ctx     context.Context //nolint:containedctx // it lives for one line
	unknown []string        // own words that no list knows
	quiet   bool            // asks nothing, since the line doesn't fit anyhow
}

// own asks for own words, where the number of "something else" was typed.
func (r *wordReader) own() (string, error) {
	if r.quiet {
		return "", nil
	}
	return r.d.ownWords(r.ctx, "")
}

// typo asks whether a mistyped word was meant as the one it is close to.
func (d *dialog) typo(ctx context.Context) exercise.Typo {
	if !d.person {
		return nil
	}
	return func(_, near string) (bool, error) { return d.Confirm(ctx, clean(near)+"?", true) }
}

// sayOwn says which words were saved as the person's own.
func (d *dialog) sayOwn(words []string) {
	for _, own := range words {
		d.print(hang(indent, "saved as your own "+plural(own)+": "+clean(own), d.columns()))
	}
}

// plural is "word" for one word and "words" for more.
func plural(text string) string {
	if len(strings.Fields(text)) > 1 {
		return "words"
	}
	return "word"
}

// mostTyped bounds what is read as anything but a text, in bytes.
const mostTyped = 64 << 10

func (r *wordReader) one(q *exercise.Question, line string) (any, error) {
	switch q.Kind {
	case "text", "longtext", "ifthen":
	default:
		if len(line) > mostTyped {
			return nil, fault{errors.New("that is too long for an answer here")}
		}
	}
	switch q.Kind {
	case "choice", "many":
		return r.options(q, line)
	}
	return parsed(q.Parse(line))
}

// parse reads options, and as own words what matches none of them.
func (r *wordReader) parse(q *exercise.Question, line string) (any, error) {
	typo := r.d.typo(r.ctx)
	if r.quiet {
		typo = nil
	}
	value, own, err := q.ParseOwn(line, typo)
	if err != nil {
		if errors.Is(err, ErrInterrupted) || errors.Is(err, ErrEnded) {
			return nil, err
		}
		return nil, fault{err}
	}
	r.unknown = append(r.unknown, own...)
	return value, nil
}

func parsed(value any, err error) (any, error) {
	if err != nil {
		return nil, fault{err}
	}
	return value, nil
}

// options reads options, and own words where the number after the last
// option, or the word other, stands for them.
func (r *wordReader) options(q *exercise.Question, line string) (any, error) {
	if !q.Other {
		return parsed(q.Parse(line))
	}
	if q.Kind == "choice" {
		word, note := line, ""
		if q.Notes {
			word, note, _ = strings.Cut(line, ",")
		}
		if !isOther(q, word) {
			return r.parse(q, line)
		}
		words, err := r.own()
		if err != nil || words == "" {
			return nil, err
		}
		tree := any(map[string]any{exercise.OtherID: words})
		if note = strings.TrimSpace(note); note != "" {
			tree = map[string]any{"value": tree, "note": note}
		}
		return parsed(q.Check(tree))
	}
	return r.manyOwn(q, line)
}

// manyOwn takes the token for own words out of a list, reads the rest, and
// puts the words where the token stood.
func (r *wordReader) manyOwn(q *exercise.Question, line string) (any, error) {
	tokens := strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' })
	if strings.Contains(line, ",") {
		tokens = strings.Split(line, ",")
	}
	at := slices.IndexFunc(tokens, func(token string) bool { return isOther(q, token) })
	if at < 0 {
		return r.parse(q, line)
	}
	loose := *q
	loose.Exactly, loose.Max = 0, nil
	before, err := r.parse(&loose, strings.Join(tokens[:at], ","))
	if err != nil {
		return nil, err
	}
	after, err := r.parse(&loose, strings.Join(tokens[at+1:], ","))
	if err != nil {
		return nil, err
	}
	words, err := r.own()
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

// joined reads a line as the answers to several questions in order: one
// word each, and the rest of the line for the last. A first word that does not
// fit leaves its question out where the whole line fits the next; so does a
// dash.
func (r *wordReader) joined(questions []*exercise.Question, line string) (exercise.Answers, error) {
	q := questions[0]
	line = strings.TrimSpace(line)
	if len(questions) == 1 || line == "" || line == "-" {
		if line == "-" {
			line = ""
		}
		value, err := r.one(q, line)
		if isFault(err) {
			return nil, fault{lineFaults{{q.ID, err}}}
		}
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
		return r.withAnswer(q.ID, nil, questions[1:], rest)
	}
	value, err := q.Parse(word)
	if err == nil {
		return r.withAnswer(q.ID, value, questions[1:], rest)
	}
	if looksNumeric(word) {
		wrong := lineFaults{{q.ID, err}}
		quiet := &wordReader{d: r.d, ctx: r.ctx, quiet: true}
		_, err := quiet.joined(questions[1:], rest)
		if others := (lineFaults)(nil); errors.As(err, &others) {
			wrong = append(wrong, others...)
		}
		return nil, fault{wrong}
	}
	return r.withAnswer(q.ID, nil, questions[1:], line)
}

// lineFaults are what doesn't fit in a line that answers several questions. Where
// there are several they are listed by question.
type lineFaults []lineFault

type lineFault struct {
	question string
	err      error
}

func (l lineFaults) Error() string {
	if len(l) == 1 {
		return l[0].err.Error()
	}
	words := make([]string, len(l))
	for i, one := range l {
		words[i] = one.question + ": " + one.err.Error()
	}
	return strings.Join(words, "; ")
}

// Unwrap gives errors.As each of them.
func (l lineFaults) Unwrap() []error {
	out := make([]error, len(l))
	for i, one := range l {
		out[i] = one.err
	}
	return out
}

func (r *wordReader) withAnswer(id string, value any, questions []*exercise.Question, line string) (exercise.Answers, error) {
	answers, err := r.joined(questions, line)
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
