// Package ask puts questions to a person and nothing else: it shows them, reads
// what is typed or chosen, and hands every answer on before the next question
// is shown. What an answer may be is settled in package exercise; a prompt here
// only produces a line or a tree for it, so that a widget, a plain line and an
// answers file store the same bytes.
//
// There are two ways to ask: Plain, for pipes, screen readers and terminals
// that know nothing, and Terminal, with lists to move in and lines to edit.
// Both write to the error stream only, since questions are not results.
package ask

import (
	"context"
	"errors"
	"fmt"

	"mull/internal/exercise"
)

var (
	// ErrInterrupted says that the person pressed Ctrl-C or the context ended.
	ErrInterrupted = errors.New("interrupted")
	// ErrEnded says that the input came to its end before the questions did.
	ErrEnded = errors.New("the input ended before the questions did")
	// ErrFinished says that the person pressed Ctrl-D at an empty prompt: they
	// are done, and the questions left were not reached. It is an ErrEnded too,
	// for whoever asks but one thing.
	ErrFinished = fmt.Errorf("finished by the person: %w", ErrEnded)
)

// An Asker puts questions to a person. Its methods return ErrInterrupted or
// ErrEnded where the person leaves, and leave the terminal as they found it.
type Asker interface {
	// Ask shows one screen and returns an answer to each of its questions, or
	// the wish to go back. Beside ErrInterrupted and ErrEnded it may return
	// the text written until then, which is worth keeping.
	Ask(ctx context.Context, screen Screen) (Reply, error)
	// Confirm asks for yes or no; Enter alone means byDefault.
	Confirm(ctx context.Context, question string, byDefault bool) (bool, error)
	// Pick offers a list under a title and returns the id of the option
	// chosen, or "" where none was.
	Pick(ctx context.Context, title string, options []exercise.Option) (string, error)
	// Line asks for one line; Enter alone is "".
	Line(ctx context.Context, question string) (string, error)
	// Say shows a paragraph, wrapped, with control characters taken out; an
	// empty text is an empty line.
	Say(text string)
}

// A Screen is what is asked at once: a question, or a question and those
// joined to it, answered together as "3 tired hopeful".
type Screen struct {
	Questions []*exercise.Question // resolved; the first and those joined to it
	At, Of    int                  // progress; 0 of 0 for a question without a number
	Back      bool                 // there is a question before this one
	Notice    Notice
	// Present holds what was answered before. It is what the person starts
	// from; an id that is absent has no answer yet.
	Present exercise.Answers
	// Partly, where it is set, keeps what there is of an answer that is given
	// part by part, so that nothing of a long one is lost.
	Partly func(question string, value any) error
	// Remember, where it is set, makes a word read as an option from now on.
	Remember func(word, option string) error

	rejected string // a line that did not fit, to mend rather than to type anew
}

// A Notice is what to show and to know before a question is asked.
type Notice struct {
	Lines []string
	Ask   string  // asked instead of the question's own words; "" for those
	Known []Known // for a split: what the day holds already
	Value any     // a first value to start from; nil for none
}

// Known is time that a day already holds in a category, by its source in words
// such as "logged" or "calendar".
type Known struct {
	Category string
	Minutes  int
	Source   string
}

// GuessedBefore is the source of an earlier guess for the day, which the answer
// starts from; all other known time it adds to.
const GuessedBefore = "your estimate"

// A Reply is what came back from a screen.
type Reply struct {
	Values exercise.Answers // for each question of the screen; nil is a skip
	Back   bool             // the question before is wanted; Values is empty
	// Kept, where it is set, is called once the values are on disk: a draft
	// from an editor is not needed any more.
	Kept func() error
}

// An Editor lets the person write a text in their own editor. It returns the
// text and what to call once the text is kept.
type Editor func(ctx context.Context, name, text string) (written string, kept func() error, err error)

// A fault is an answer that does not fit: it is shown, and the question asked
// again.
type fault struct{ error }

func (f fault) Unwrap() error { return f.error }

// first returns the one question of a screen, or the first of those joined.
func (s Screen) first() *exercise.Question { return s.Questions[0] }

func (s Screen) joined() bool { return len(s.Questions) > 1 }

// present returns whether any question of the screen has an answer to start
// from.
func (s Screen) present() bool {
	for _, q := range s.Questions {
		if s.Present[q.ID] != nil {
			return true
		}
	}
	return false
}

// line writes the present answers as a person would type them.
func (s Screen) line() string {
	if !s.joined() {
		return s.first().Line(s.Present[s.first().ID])
	}
	return joinLine(s.Questions, s.Present)
}

// keep returns the present answers as the reply.
func (s Screen) keep() Reply {
	values := exercise.Answers{}
	for _, q := range s.Questions {
		values[q.ID] = s.Present[q.ID]
	}
	return Reply{Values: values}
}

// words are the words a line may be completed with.
func (s Screen) words() []string {
	var words []string
	for _, q := range s.Questions {
		for _, option := range q.Options.List {
			words = append(words, option.ID)
		}
	}
	return words
}
