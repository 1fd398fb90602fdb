package ask

// Words of a split that no category lists: asking what they belong to.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"mull/internal/exercise"
)

// settle asks a person about the words of a line that can't be placed without
// them: where they belong, and whether to remember that. Where nobody can be
// asked, the parts keep their faults.
func (d *dialog) settle(ctx context.Context, s Screen, parts []exercise.Part) error {
	if !d.person || slices.ContainsFunc(parts, unreadable) {
		return nil // the line comes back to be edited; no question before
	}
	for i := range parts {
		part := &parts[i]
		var unknown *exercise.UnknownOption
		switch {
		case errors.As(part.Err, &unknown):
			if err := d.settleWord(ctx, s, part, unknown.Near); err != nil {
				return err
			}
		case part.Reading != nil && len(part.Reading.Between) > 0:
			id, err := d.between(ctx, s.first(), part)
			if err != nil {
				return err
			}
			if id != "" {
				part.ID = id
			}
		}
	}
	return nil
}

// unreadable says that a part has a fault that no question can settle.
func unreadable(part exercise.Part) bool {
	var unknown *exercise.UnknownOption
	return part.Err != nil && !errors.As(part.Err, &unknown)
}

// settleWord asks where an unknown word belongs: first whether it is the known word
// one letter away, then which category, then whether to remember it.
func (d *dialog) settleWord(ctx context.Context, s Screen, part *exercise.Part, near string) error {
	q := s.first()
	if exercise.OneLetterOff(part.Word, near) {
		yes, err := d.Confirm(ctx, near+"?", true)
		if err != nil {
			return err
		}
		if yes {
			again := q.SplitParts(near + " 1h")
			part.ID, part.Reading, part.Err = again[0].ID, again[0].Reading, again[0].Err
			return nil
		}
	}
	id, err := d.Pick(ctx, fmt.Sprintf("Where does %q belong?", clean(part.Word)), q.Options.List)
	if err != nil || id == "" {
		return err
	}
	part.ID, part.Reading, part.Err = id, &exercise.Reading{ID: id}, nil
	if s.Remember == nil {
		return nil
	}
	yes, err := d.Confirm(ctx, fmt.Sprintf("Remember %q as %s?", clean(part.Word), id), true)
	if err != nil || !yes {
		return err
	}
	return s.Remember(part.Word, id)
}

// between asks which of a few categories a word means this time.
func (d *dialog) between(ctx context.Context, q *exercise.Question, part *exercise.Part) (string, error) {
	var options []exercise.Option
	for i, id := range part.Reading.Between {
		label := id
		if i < len(part.Reading.Reasons) {
			label += ": " + part.Reading.Reasons[i]
		}
		options = append(options, exercise.Option{ID: id, Label: label})
	}
	return d.Pick(ctx, fmt.Sprintf("%s: which was it?", clean(part.Word)), options)
}
