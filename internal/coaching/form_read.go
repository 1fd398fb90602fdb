package coaching

import (
	"errors"
	"fmt"
	"strings"

	"mull/internal/exercise"
)

// ErrNoForm says that a text holds no form, or not the form asked for.
var ErrNoForm = errors.New("the text holds no mull form")

// maxForm bounds the text of a filled-in form, in bytes.
const maxForm = 2 << 20

// FormID returns the ID of the assignment a filled-in form belongs to.
func FormID(text string) (string, error) {
	if len(text) > maxForm {
		return "", fmt.Errorf("%w: it is longer than %d MB", ErrNoForm, maxForm>>20)
	}
	found := ""
	for _, m := range findMarks(unquoteForm(clean(text))) {
		if m.kind != markForm {
			continue
		}
		if found != "" && found != m.id {
			return "", fmt.Errorf("%w: it holds forms of two assignments; keep one of them", ErrNoForm)
		}
		found = m.id
	}
	if found == "" {
		return "", fmt.Errorf("%w: the line \"== mull form 1 : ... ==\" is missing or altered", ErrNoForm)
	}
	return found, nil
}

// ReadText reads a filled-in form of an assignment, however mail has quoted and
// wrapped it. The lists of journal must be those AsText was given.
func ReadText(text string, a *Assignment, journal exercise.Journal) (*FormReply, error) {
	if len(text) > maxForm {
		return nil, fmt.Errorf("%w: it is longer than %d MB", ErrNoForm, maxForm>>20)
	}
	asked, err := formQuestions(a, journal)
	if err != nil {
		return nil, err
	}
	r := formReader{assignment: a, asked: asked, journal: journal, text: unquoteForm(clean(text))}
	r.answers = make([][]string, len(asked))
	r.altered = make([]bool, len(asked))
	if err := r.walk(); err != nil {
		return nil, err
	}
	return r.reply(), nil
}

type formReader struct {
	assignment *Assignment
	asked      []*exercise.Question
	journal    exercise.Journal
	text       string
	id         string
	answers    [][]string // of each question, as often as its place was found
	altered    []bool     // its question reads otherwise than it was sent
	leftovers  []Leftover
	endMissing bool
	ended      bool // the last line of the form is somewhere
}

// walk goes from mark to mark. What lies between two belongs to the first.
func (r *formReader) walk() error {
	marks := r.valid(findMarks(r.text))
	places, at, before := 0, 0, mark{}
	for _, m := range append(marks, mark{start: len(r.text)}) {
		if err := r.between(before, m, r.text[at:m.start]); err != nil {
			return err
		}
		if m.kind == markAnswer {
			places++
		}
		at, before = m.end, m
	}
	if places == 0 {
		return fmt.Errorf("%w: no place for an answer is left in it", ErrNoForm)
	}
	return nil
}

// valid keeps the marks of this form; others are a person's words.
func (r *formReader) valid(marks []mark) []mark {
	kept := marks[:0]
	for _, m := range marks {
		inside := m.number >= 1 && m.number <= len(r.asked)
		switch m.kind {
		case markQuestion:
			if !inside || m.of != len(r.asked) {
				continue
			}
		case markAnswer:
			if !inside || m.id != r.asked[m.number-1].ID {
				continue
			}
		}
		kept = append(kept, m)
	}
	return kept
}

// between files the text that follows a mark up to the next one.
func (r *formReader) between(m, next mark, text string) error {
	switch m.kind {
	case markForm:
		if m.id != r.assignment.ID {
			return fmt.Errorf("%w of this assignment, but of %s", ErrNoForm, m.id)
		}
		r.id = m.id
		r.leave("after the first line of the form", text)
	case markQuestion:
		q := r.asked[m.number-1]
		rest, whole := without(text, formAsk(r.assignment.Exercise, q))
		r.altered[m.number-1] = r.altered[m.number-1] || !whole
		r.leave(fmt.Sprintf("beside question %d, %s", m.number, q.ID), rest)
	case markAnswer:
		r.answers[m.number-1] = append(r.answers[m.number-1], strings.TrimSpace(text))
		r.endMissing = next.kind == markNone
	case markEnd:
		r.ended = true
		rest, _ := without(text, formIntro(r.assignment))
		r.leave("after the form", rest)
	default:
		rest, _ := without(text, formIntro(r.assignment))
		r.leave("before the form", rest)
	}
	return nil
}

func (r *formReader) leave(where, text string) {
	if text = strings.TrimSpace(text); text != "" {
		r.leftovers = append(r.leftovers, Leftover{where, text})
	}
}

func (r *formReader) reply() *FormReply {
	reply := &FormReply{Assignment: r.id, Leftovers: r.leftovers, EndMissing: r.endMissing}
	answers := exercise.Answers{}
	for i := range r.asked {
		q, listed := r.among(r.asked[i], answers)
		answer := FormAnswer{Question: q.ID, Ask: q.Ask, Missing: len(r.answers[i]) == 0}
		given := distinct(r.answers[i])
		answer.Words = strings.Join(given, "\n\n")
		switch {
		case len(given) > 1:
			answer.Problem = "answered more than once, in different words"
		case len(given) == 1:
			answer.Value, answer.Note, answer.Problem = interpret(q, given[0], listed && !r.altered[i])
			answer.Text = answerText(q, answer.Value)
			answers[q.ID] = answer.Value
		}
		reply.Answers = append(reply.Answers, answer)
		reply.Cut = reply.Cut || answer.Missing && !r.ended
	}
	return reply
}

// among gives a question that chooses among earlier answers the options those
// have brought by now. The form could not list them, so they have no numbers.
func (r *formReader) among(q *exercise.Question, answers exercise.Answers) (now *exercise.Question, listed bool) {
	x := r.assignment.Exercise
	_, options := x.Question(q.Options.From)
	_, rows := x.Question(q.Rows.From)
	if !options && !rows {
		return q, true
	}
	plain, _ := x.Question(q.ID)
	now, err := x.Resolve(plain, exercise.Journal{List: r.journal.List}, answers)
	if err != nil {
		return q, false
	}
	now.Ask = q.Ask
	return now, false
}

// distinct drops empty answers and repeats: a reply often has the empty form
// quoted below the filled-in one.
func distinct(texts []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, text := range texts {
		key := strings.Join(strings.Fields(text), " ")
		if key != "" && !seen[key] {
			seen[key] = true
			kept = append(kept, text)
		}
	}
	return kept
}
