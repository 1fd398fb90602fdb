// An entry that was changed elsewhere while it was being edited: both changes
// are saved.
package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// An overlap is what was changed in an entry between reading it and saving what
// was made of it.
type overlap struct {
	seen    *journal.Entry // as it was in the journal when this was found out
	deleted int64          // the number of the entry, where it was deleted
	taken   []string       // changed elsewhere alone: in the entry as well
	both    []string       // changed on both sides: the earlier text is in the history
}

// errOverlapped says that an entry was changed once more before it was saved.
var errOverlapped = errors.New("the entry was changed again")

// holds sees that nothing was changed since the overlap was found out.
func (o overlap) holds(a *store.Act) error {
	if o.deleted != 0 {
		return nil // numbers are never used again
	}
	present, err := a.Entry(o.seen.Number)
	if errors.Is(err, store.ErrNothing) || err == nil && (present.Day != o.seen.Day || present.State != o.seen.State || !same(present.Answers, o.seen.Answers)) {
		return errOverlapped
	}
	return err
}

// overlapping makes the sitting's entry the one in the journal now, with what was
// edited of the one that was read. What only the other side changed stays; where
// both changed an answer, or the two don't fit together, what was edited replaces
// it, and the history has the other.
func (t *sitting) overlapping(p *program, read *journal.Entry, day period.Day, edited exercise.Answers) (overlap, error) {
	present, err := t.store.Entry(p.ctx, read.Number)
	if errors.Is(err, store.ErrNothing) {
		again := *read
		again.Day, again.Answers = day, edited
		t.entry = &again
		return overlap{deleted: read.Number}, nil
	}
	if err != nil {
		return overlap{}, err
	}
	merged, found := merge(read.Answers, edited, present.Answers)
	if len(found.taken) > 0 && !t.fits(merged) {
		found.both, found.taken = append(found.both, found.taken...), nil
		slices.Sort(found.both)
		merged = edited
	}
	seen := *present
	found.seen = &seen
	switch moved := present.Day != read.Day; {
	case day == read.Day && moved:
		found.taken = append(found.taken, "day")
	case day != read.Day:
		if moved && present.Day != day {
			found.both = append(found.both, "day")
		}
		present.Day = day
	}
	present.Answers = merged
	t.entry = present
	return found, nil
}

// merge puts together what two sides made of the same answers.
func merge(read, edited, present exercise.Answers) (exercise.Answers, overlap) {
	merged, found := maps.Clone(edited), overlap{}
	questions := maps.Clone(read)
	maps.Copy(questions, edited)
	maps.Copy(questions, present)
	for _, id := range slices.Sorted(maps.Keys(questions)) {
		one := func(answers exercise.Answers) exercise.Answers {
			value, reached := answers[id]
			if !reached {
				return nil
			}
			return exercise.Answers{id: value}
		}
		switch {
		case same(one(present), one(read)), same(one(present), one(edited)):
		case !same(one(edited), one(read)):
			found.both = append(found.both, id)
		default:
			found.taken = append(found.taken, id)
			delete(merged, id)
			if value, reached := present[id]; reached {
				merged[id] = value
			}
		}
	}
	return merged, found
}

// fits says whether answers fit the exercise together.
func (t *sitting) fits(answers exercise.Answers) bool {
	trees := map[string]any{}
	for id, value := range answers {
		trees[id] = value
	}
	_, err := t.exercise.CheckAnswers(trees, t.journal)
	return err == nil
}

// bringBack makes an entry that was deleted meanwhile a new one.
func (t *sitting) bringBack(a *store.Act) error {
	again := *t.entry
	again.Number, again.UUID, again.About = 0, "", 0
	if err := a.AddEntry(&again); err != nil {
		return err
	}
	t.entry = &again
	return t.belongs(a)
}

// say warns of the other change, and says where each of the two is.
func (o overlap) say(p *program, number int64) {
	if o.deleted != 0 {
		p.say("Warning: entry %d was deleted while you were editing it. What you wrote is saved as entry %d.", o.deleted, number)
		return
	}
	if len(o.taken)+len(o.both) == 0 {
		return
	}
	p.say("Warning: entry %d was changed while you were editing it. Both versions are saved.", number)
	if len(o.taken) > 0 {
		p.say("Changed there and saved beside yours: %s.", strings.Join(o.taken, ", "))
	}
	if len(o.both) > 0 {
		p.say("Changed on both sides: %s. The entry has your version; the other is in its history.", strings.Join(o.both, ", "))
	}
	p.say("%s", fmt.Sprintf("To see both: mull history %d. To go back to the other: mull undo", number))
}

// apart sees whether an answer about to be saved was changed in the journal by
// another sitting or an edit. Then this one goes on in an act of its own, so that
// the history has the other answer; an entry that was deleted is begun anew.
func (t *sitting) apart(p *program, question string, known exercise.Answers) error {
	present, err := t.store.Entry(p.ctx, t.entry.Number)
	if errors.Is(err, store.ErrNothing) {
		p.say("Warning: entry %d was deleted while you were answering it. Your answers are saved as a new entry.", t.entry.Number)
		t.entry.Number, t.entry.UUID, t.entry.About, t.act = 0, "", 0, 0
		return nil
	}
	if err != nil {
		return err
	}
	there := exercise.Answers{}
	if value, reached := present.Answers[question]; reached {
		there[question] = value
	}
	yours := exercise.Answers{question: t.entry.Answers[question]}
	if same(there, known) || same(there, yours) {
		return nil
	}
	t.act = 0
	p.say("Warning: %s was answered elsewhere while you were answering it. Both versions are saved: yours in the entry, the other in its history.", question)
	p.say("To see both: mull history %d", t.entry.Number)
	return nil
}
