package coaching

import (
	"encoding/json"
	"errors"
	"fmt"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A See says what the coach asks to see of an assignment. It is a wish: what
// leaves is chosen each time anew.
type See string

// Nothing, that it was done, or answers the coachee chooses.
const (
	SeeNothing See = "nothing"
	SeeDone    See = "done"
	SeeChosen  See = "chosen"
)

// maxDefinition bounds the exercise that travels in an assignment, in bytes.
const maxDefinition = 256 << 10

// An Assignment is an exercise a coach gives a coachee, whole, so that it can
// be done without the coach's catalogue.
type Assignment struct {
	ID       string // a UUID, and that of its letter
	Exercise *exercise.Exercise
	Why      string // one line; required
	Due      Due
	Every    string     // 1d, 2w, 3m; empty for once
	Until    period.Day // end of the repeats, or 0
	See      See
}

func (*Assignment) kind() string { return TypeAssignment }

func (a *Assignment) check() (err error) {
	if err := uuid("the assignment's id", a.ID); err != nil {
		return err
	}
	if a.Exercise == nil {
		return errors.New("the exercise is missing")
	}
	if a.Why, err = line("the reason", a.Why, maxLine, true); err != nil {
		return err
	}
	if a.Due, err = a.Due.check(); err != nil {
		return err
	}
	if err := checkEvery(a.Every); err != nil {
		return err
	}
	if err := checkDay("the end of the repeats", a.Until); err != nil {
		return err
	}
	switch a.See {
	case SeeNothing, SeeDone:
	case SeeChosen:
		if a.Exercise.Never {
			return fmt.Errorf("nothing of %s ever leaves the journal, so ask to see nothing or done", a.Exercise.ID)
		}
	default:
		return fmt.Errorf("what to see is %q; it is nothing, done or chosen", short(cleanLine(string(a.See))))
	}
	if a.Every == "" && a.Until != 0 {
		return errors.New("an end of repeats without a rhythm")
	}
	return nil
}

type assignmentView struct {
	ID       string          `json:"id"`
	Why      string          `json:"why"`
	Due      *dueView        `json:"due,omitempty"`
	Every    string          `json:"every,omitempty"`
	Until    string          `json:"until,omitempty"`
	See      See             `json:"see"`
	Exercise json.RawMessage `json:"exercise"`
}

func (a *Assignment) encode() ([]byte, error) {
	v, err := a.view()
	if err != nil {
		return nil, err
	}
	return encodeJSON(v)
}

func (a *Assignment) view() (*assignmentView, error) {
	definition := exercise.Encode(a.Exercise)
	if len(definition) > maxDefinition {
		return nil, fmt.Errorf("the exercise has %d KB; %d is the most", len(definition)>>10, maxDefinition>>10)
	}
	return &assignmentView{
		ID: a.ID, Why: a.Why, Due: a.Due.view(), Every: a.Every, Until: dayText(a.Until), See: a.See,
		Exercise: definition,
	}, nil
}

func decodeAssignment(content []byte) (*Assignment, error) {
	var v assignmentView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	return v.assignment()
}

func (v *assignmentView) assignment() (*Assignment, error) {
	if len(v.Exercise) > maxDefinition {
		return nil, fmt.Errorf("the exercise has %d KB; %d is the most", len(v.Exercise)>>10, maxDefinition>>10)
	}
	x, err := exercise.Read("the exercise", v.Exercise)
	if err != nil {
		return nil, err
	}
	due, err := v.Due.due()
	if err != nil {
		return nil, err
	}
	until, err := readDay(v.Until)
	if err != nil {
		return nil, err
	}
	return &Assignment{
		ID: v.ID, Exercise: x, Why: v.Why, Due: due, Every: v.Every, Until: until, See: v.See,
	}, nil
}
