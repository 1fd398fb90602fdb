package exercise

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// An AnswerFault is a value of an answers file that does not fit.
type AnswerFault struct {
	Question string
	Problem  string
	Err      error // what the kind said, where it said it; may be nil
}

// AnswerFaults is every fault of an answers file, in the order of the
// questions.
type AnswerFaults []AnswerFault

func (f AnswerFaults) Error() string {
	var lines []string
	for i, fault := range f {
		if i == maxFaults {
			lines = append(lines, fmt.Sprintf("and %d more", len(f)-maxFaults))
			break
		}
		lines = append(lines, fault.Question+": "+fault.Problem)
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.As the faults' own errors.
func (f AnswerFaults) Unwrap() []error {
	var errs []error
	for _, fault := range f {
		if fault.Err != nil {
			errs = append(errs, fault.Err)
		}
	}
	return errs
}

// CheckAnswers brings a whole answers file to canonical answers, or reports
// every fault. A question left out is not reached; one given null is skipped.
func (x *Exercise) CheckAnswers(given map[string]any, journal Journal) (Answers, error) {
	answers := Answers{}
	var faults AnswerFaults
	add := func(id, problem string, err error) {
		faults = append(faults, AnswerFault{id, problem, err})
	}
	var ids, faulty []string
	for _, q := range x.All() {
		ids = append(ids, q.ID)
		tree, found := given[q.ID]
		asked, err := x.Resolve(q, journal, answers)
		if err != nil {
			return nil, err
		}
		if !found {
			if value, settled := x.Settled(asked); settled && x.Applies(q, answers) {
				answers[q.ID] = value
			}
			continue
		}
		// What hangs on an answer that is faulty itself cannot be judged yet.
		if slices.ContainsFunc(faulty, func(id string) bool { return x.ComesFrom(q, id) }) {
			faulty = append(faulty, q.ID)
			continue
		}
		if !x.Applies(q, answers) && !q.When.asksOf(faulty) {
			if tree != nil {
				add(q.ID, notAsked, nil)
			}
			continue
		}
		value, err := asked.Check(tree)
		if err != nil {
			for _, one := range eachProblem(err) {
				add(q.ID, one.Error(), one)
			}
			faulty = append(faulty, q.ID)
			continue
		}
		answers[q.ID] = value
	}
	for id := range given {
		if slices.Contains(ids, id) {
			continue
		}
		problem := "is no question of " + x.ID
		if near := Nearest(ids, id); near != "" {
			problem += "; did you mean " + near + "?"
		}
		add(id, problem, nil)
	}
	if len(faults) == 0 {
		return answers, nil
	}
	slices.SortStableFunc(faults, func(a, b AnswerFault) int {
		return place(ids, a.Question) - place(ids, b.Question)
	})
	return nil, faults
}

// notAsked is what is wrong with a value where nobody would be asked for one.
const notAsked = "is not asked, since its condition does not hold with the answers before it; leave it out"

func place(ids []string, id string) int {
	if at := slices.Index(ids, id); at >= 0 {
		return at
	}
	return len(ids)
}

// ErrNoAnswers says that a file held no map of answers.
var ErrNoAnswers = errors.New("the file holds no map of question ids to values")
