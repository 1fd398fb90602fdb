package coaching

import (
	"errors"
	"fmt"
	"math"

	"mull/internal/english"
)

// Most that a share holds.
const (
	maxEntries = 200
	maxFields  = 400 // of one entry
	maxTrends  = 100
	maxCounts  = 200 // of one trend
)

// A Share is what a coachee chose to show: words of some answers, counts of
// others, whether an assignment was done. Times of writing, skipped questions
// and whatever was not chosen are not in it, nor how much that was.
type Share struct {
	ID         string // a UUID, and that of its letter
	Assignment string // the ID of the assignment it belongs to, or empty
	State      State  // what became of the assignment, or empty
	Entries    []SharedEntry
	Trends     []Trend
}

// A SharedEntry holds the chosen answers of one sitting.
type SharedEntry struct {
	Exercise string // its id
	Title    string
	Fields   []SharedField
}

// A SharedField is one question with its answer as its owner let it go.
type SharedField struct {
	Question string // its id
	Ask      string
	Text     string
	Edited   bool   // the owner wrote it anew for the coach
	Redacted bool   // the owner left words out; "[left out]" stands in their place
	Scale    *Scale // of a scale whose answer was not touched
}

// leftOut stands where words were taken out of an answer.
const leftOut = "[left out]"

// A Scale is an answer on a scale, for coaches to see it move over sessions.
type Scale struct{ Value, Min, Max float64 }

func (*Share) kind() string { return TypeShare }

func (s *Share) check() error {
	if err := uuid("the share's id", s.ID); err != nil {
		return err
	}
	if s.Assignment != "" {
		if err := uuid("the assignment", s.Assignment); err != nil {
			return err
		}
	}
	switch s.State {
	case "":
	case Accepted, Started, Done, Skipped, Lapsed:
		if s.Assignment == "" {
			return errors.New("a state without an assignment")
		}
	default:
		return fmt.Errorf("a share cannot say that an assignment is %q", short(cleanLine(string(s.State))))
	}
	if len(s.Entries) == 0 && len(s.Trends) == 0 && s.State == "" {
		return errors.New("it shares nothing")
	}
	if len(s.Entries) > maxEntries || len(s.Trends) > maxTrends {
		return fmt.Errorf("%s and %s; %d and %d are the most", english.Count(len(s.Entries), "entry", "entries"), english.Count(len(s.Trends), "trend", "trends"), maxEntries, maxTrends)
	}
	for i := range s.Entries {
		if err := s.Entries[i].check(); err != nil {
			return err
		}
	}
	for i := range s.Trends {
		if err := s.Trends[i].check(); err != nil {
			return err
		}
	}
	return nil
}

func (e *SharedEntry) check() (err error) {
	if err := id("the exercise", e.Exercise); err != nil {
		return err
	}
	if e.Title, err = line("the exercise's title", e.Title, maxLine, true); err != nil {
		return err
	}
	if len(e.Fields) == 0 || len(e.Fields) > maxFields {
		return fmt.Errorf("an entry of %s with %s; it is 1 to %d", e.Exercise, english.Count(len(e.Fields), "answer", "answers"), maxFields)
	}
	seen := map[string]bool{}
	for i := range e.Fields {
		f := &e.Fields[i]
		if err := f.check(); err != nil {
			return err
		}
		if seen[f.Question] {
			return fmt.Errorf("%s.%s is answered twice", e.Exercise, f.Question)
		}
		seen[f.Question] = true
	}
	return nil
}

func (f *SharedField) check() (err error) {
	if err := id("the question", f.Question); err != nil {
		return err
	}
	if f.Ask, err = page("the question "+f.Question, f.Ask, maxLine); err != nil {
		return err
	}
	if f.Text, err = page("the answer to "+f.Question, f.Text, maxText); err != nil {
		return err
	}
	if f.Text == "" {
		return fmt.Errorf("the answer to %s is missing", f.Question)
	}
	if s := f.Scale; s != nil {
		if f.Edited || f.Redacted {
			return fmt.Errorf("the answer to %s was changed and has its number all the same", f.Question)
		}
		if !usable(s.Value) || !usable(s.Min) || !usable(s.Max) || s.Min >= s.Max || s.Value < s.Min || s.Value > s.Max {
			return fmt.Errorf("the answer to %s is not on its scale", f.Question)
		}
	}
	return nil
}

func usable(number float64) bool { return !math.IsNaN(number) && math.Abs(number) <= 1e9 }
