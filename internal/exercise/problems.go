package exercise

import (
	"fmt"
	"strings"
)

// problems is everything in one answer that does not fit, so that whoever wrote
// it mends it once.
type problems []error

func (p problems) Error() string {
	words := make([]string, len(p))
	for i, err := range p {
		words[i] = err.Error()
	}
	return strings.Join(words, "; ")
}

// Unwrap gives errors.As each of them.
func (p problems) Unwrap() []error { return p }

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Errorf(format, args...)) }

// within adds what is wrong in a part of the answer, each with the part's name.
func (p *problems) within(part string, err error) {
	for _, one := range eachProblem(err) {
		*p = append(*p, fmt.Errorf("%s: %w", part, one))
	}
}

// join adds what is wrong with the answer as a whole.
func (p *problems) join(err error) { *p = append(*p, eachProblem(err)...) }

// err is nil where nothing is wrong.
func (p problems) err() error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return p[0]
	}
	return p
}

// eachProblem takes an error of a kind apart.
func eachProblem(err error) []error {
	if several, ok := err.(problems); ok {
		return several
	}
	if err == nil {
		return nil
	}
	return []error{err}
}
