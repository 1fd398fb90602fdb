package coaching

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// A Trend tells how often each answer to one question was given: counts and
// the options' names, without own words, days or order.
type Trend struct {
	Exercise, Question string // ids
	Ask                string
	Answers            int // how many entries answered it
	Counts             []ValueCount
}

// A ValueCount is one answer, a number or an option's label, and how often.
type ValueCount struct {
	Value string
	N     int
}

// ownWordsCount stands for every answer in the owner's own words: how often
// travels, the words do not.
const ownWordsCount = "own words"

// CountTrend counts the answers to one question over entries. It counts scales,
// yes or no, and choices from lists that came with the exercise. open is needed
// for a private question, as in a Pick.
func CountTrend(x *exercise.Exercise, question string, journal exercise.Journal, entries []exercise.Answers, open bool) (Trend, error) {
	q, found := x.Question(question)
	if !found {
		return Trend{}, fmt.Errorf("%s has no question %q", x.ID, short(cleanLine(question)))
	}
	if err := countable(x, q, open); err != nil {
		return Trend{}, fmt.Errorf("%s.%s: %w", x.ID, q.ID, err)
	}
	asked, err := x.Resolve(q, journal, nil)
	if err != nil {
		return Trend{}, err
	}
	t := Trend{Exercise: x.ID, Question: q.ID, Ask: strings.TrimSpace(clean(q.Ask))}
	counts := map[string]int{}
	for _, answers := range entries {
		value := answers[q.ID]
		if value == nil {
			continue
		}
		t.Answers++
		for _, name := range counted(asked, value) {
			counts[name]++
		}
	}
	if t.Answers == 0 {
		return Trend{}, fmt.Errorf("%s.%s has not been answered", x.ID, q.ID)
	}
	for _, name := range order(asked, counts) {
		t.Counts = append(t.Counts, ValueCount{name, counts[name]})
	}
	return t, nil
}

func countable(x *exercise.Exercise, q *exercise.Question, open bool) error {
	private, never := strictness(x, q, map[string]bool{})
	switch {
	case x.Never || never:
		return ErrNever
	case private && !open:
		return errors.New("it is private; open it on its own to share it")
	}
	switch q.Kind {
	case "scale", "yesno":
		return nil
	case "choice", "many":
		// Of other lists the options themselves are the owner's words.
		if q.Options.From == "" || slices.Contains([]string{"emotions", "needs", "life-areas"}, q.Options.From) {
			return nil
		}
		return errors.New("its options are your own words, so it cannot be counted without text")
	}
	return fmt.Errorf("answers of type %s cannot be counted without text", q.Kind)
}

// counted names what an answer counts for.
func counted(q *exercise.Question, value any) []string {
	switch v := exercise.Bare(value).(type) {
	case float64:
		return []string{exercise.Number(v)}
	case bool:
		return []string{bareText(q, v, v)}
	}
	var names []string
	for _, key := range exercise.IDs(value) {
		option, found := exercise.Find(q.Options.List, key)
		if !found || key == exercise.OtherID {
			names = append(names, ownWordsCount)
			continue
		}
		names = append(names, cleanLine(or(option.Label, option.ID)))
	}
	return names
}

// order lists a scale's steps upwards and options as the exercise does, those
// nobody chose left out.
func order(q *exercise.Question, counts map[string]int) []string {
	var names []string
	add := func(name string) {
		if counts[name] > 0 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if q.Min != nil && q.Max != nil && q.Kind == "scale" {
		for step := *q.Min; step <= *q.Max; step++ {
			add(exercise.Number(step))
		}
	}
	add("yes")
	add("no")
	for _, o := range q.Options.List {
		add(cleanLine(or(o.Label, o.ID)))
	}
	add(ownWordsCount)
	return names
}

func (t *Trend) check() (err error) {
	if err := id("the exercise", t.Exercise); err != nil {
		return err
	}
	if err := id("the question", t.Question); err != nil {
		return err
	}
	if t.Ask, err = page("the question "+t.Question, t.Ask, maxLine); err != nil {
		return err
	}
	if t.Answers < 1 || t.Answers > 1e6 || len(t.Counts) == 0 || len(t.Counts) > maxCounts {
		return fmt.Errorf("the counts of %s cannot be", t.Question)
	}
	for i := range t.Counts {
		c := &t.Counts[i]
		if c.Value, err = line("a counted value", c.Value, 200, true); err != nil {
			return err
		}
		if c.N < 1 || c.N > t.Answers {
			return fmt.Errorf("the counts of %s cannot be", t.Question)
		}
	}
	return nil
}
