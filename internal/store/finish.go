package store

import (
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// FinishEntry closes an entry whose answers are kept: what they record becomes
// time and open items, and it is done, or open where its exercise asks again.
func (a *Act) FinishEntry(x *exercise.Exercise, e *journal.Entry) error {
	return a.finishEntry(x, e, false)
}

// FinishEdited is FinishEntry for an entry that was there before. What the user
// marked as done or dropped asks again only if the edit makes it ask something
// else, or on another day that the user chose.
func (a *Act) FinishEdited(x *exercise.Exercise, before, e *journal.Entry) error {
	_, open := journal.RevisitDay(x, before)
	return a.finishEntry(x, e, before.State == journal.Done && open && !journal.AsksAnew(x, before, e))
}

func (a *Act) finishEntry(x *exercise.Exercise, e *journal.Entry, closed bool) error {
	e.State, e.Revisit, e.WrittenAt = journal.Done, 0, a.now
	if err := a.record(x, e); err != nil {
		return err
	}
	if err := a.recordItems(x, e, asksUntil(x) && !closed); err != nil {
		return err
	}
	if day, again := journal.RevisitDay(x, e); again && !closed {
		e.State, e.Revisit = journal.Open, day
	}
	return a.SaveEntry(e)
}

// record brings the activities an entry owns in line with its answers. It
// changes what is there rather than replace it, so that numbers stay and an
// edit without effect is none.
func (a *Act) record(x *exercise.Exercise, e *journal.Entry) error {
	owned, err := a.Owned(e.Number)
	if err != nil {
		return err
	}
	wanted := journal.Recorded(x, e, owned)
	for i := range wanted {
		if wanted[i].Category, err = a.categoryNamed(wanted[i].Category); err != nil {
			return err
		}
		at := matching(owned, &wanted[i])
		if at < 0 {
			if err := a.AddActivity(&wanted[i]); err != nil {
				return err
			}
			continue
		}
		wanted[i].Number = owned[at].Number
		if told := owned[at].Retold(wanted[i]); told != owned[at] {
			if err := a.SaveActivity(&told); err != nil {
				return err
			}
		}
		owned = slices.Delete(owned, at, at+1)
	}
	for _, left := range owned {
		if e.About == left.Number {
			e.About = 0
		}
		if err := a.DeleteActivity(left.Number); err != nil {
			return err
		}
	}
	if x.Records.Activity != nil && len(wanted) == 1 {
		e.About = wanted[0].Number
	}
	return nil
}

// matching finds the owned activity that tells the same: of the same category,
// or for logged time the only one.
func matching(owned []journal.Activity, x *journal.Activity) int {
	same := func(o journal.Activity) bool { return o.Category == x.Category && o.Source == x.Source }
	if at := slices.IndexFunc(owned, same); at >= 0 || x.Source == journal.Estimated {
		return at
	}
	return slices.IndexFunc(owned, func(o journal.Activity) bool { return o.Source != journal.Estimated })
}
