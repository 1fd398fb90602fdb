package store

import (
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// recordItems brings the items an entry put on the list of open items in line
// with its answers: a changed text changes its item, one taken away takes its
// item away while that is open, and what is carried already is not put there
// twice. They are closed once its revisit has nothing left to ask; reopens says
// whether one that the user marked as done is open again until then.
func (a *Act) recordItems(x *exercise.Exercise, e *journal.Entry, reopens bool) error {
	if len(x.Records.Items) == 0 {
		return nil
	}
	present, err := a.ItemsOf(e.Number)
	if err != nil {
		return err
	}
	carried := wordsCarried(x, e)
	present = slices.DeleteFunc(present, func(item Item) bool { return slices.ContainsFunc(carried, item.says) })
	wanted := Item{Day: e.Day, Entry: e.Number, State: ItemOpen}
	if settled(x, e.Answers) {
		wanted.State, wanted.ClosedDay = ItemClosed, e.Day
		if zone, err := period.LoadZone(e.Zone); err == nil {
			wanted.ClosedDay = period.DayOf(a.now.In(zone))
		}
	}
	for _, question := range x.Records.Items {
		text, _ := e.Answers[question].(string)
		if text == "" {
			continue
		}
		wanted.Text = text
		if present, err = a.recordItem(wanted, present, reopens); err != nil {
			return err
		}
	}
	for _, left := range present {
		if left.State != ItemOpen {
			continue
		}
		if err := a.DeleteItem(left.Number); err != nil {
			return err
		}
	}
	return nil
}

// asksUntil says whether the exercise itself tells when its items are closed; else
// only the user does.
func asksUntil(x *exercise.Exercise) bool {
	return slices.ContainsFunc(x.Revisits, func(r exercise.Revisit) bool { return r.Until != nil })
}

// settled says whether a revisit that asks until something is so has nothing left
// to ask.
func settled(x *exercise.Exercise, answers exercise.Answers) bool {
	return slices.ContainsFunc(x.Revisits, func(r exercise.Revisit) bool { return r.Until != nil && r.Until.Holds(answers) })
}

// wordsCarried are the own words an entry may have put on the list by an offer,
// beside what it records.
func wordsCarried(x *exercise.Exercise, e *journal.Entry) []string {
	var words []string
	for _, offer := range x.Offers {
		if offer.Carry != "" {
			words = append(words, exercise.OwnWords(e.Answers[offer.Carry])...)
		}
	}
	return words
}

// recordItem sees to one wanted item and returns those of the entry's items
// that are left. Its own of the same words come first, then another entry's
// that is open, then its own of other words, which were changed. One that the user
// marked as done stays so while its words do, unless the answers reopen it.
func (a *Act) recordItem(wanted Item, present []Item, reopens bool) ([]Item, error) {
	at := slices.IndexFunc(present, func(item Item) bool { return item.says(wanted.Text) })
	if at < 0 {
		others, err := a.openSaying(wanted.Text, wanted.Entry)
		if err != nil {
			return present, err
		}
		if len(others) > 0 {
			wanted.Text = others[0].Text
			return present, a.settleAs(others[0], wanted)
		}
		at = slices.IndexFunc(present, func(item Item) bool { return item.State != ItemDropped })
	}
	if at < 0 {
		return present, a.AddItem(&wanted)
	}
	item := present[at]
	if item.State == ItemClosed && item.says(wanted.Text) && !reopens {
		wanted.State, wanted.ClosedDay = item.State, item.ClosedDay
	}
	return slices.Delete(present, at, at+1), a.settleAs(item, wanted)
}

// settleAs gives an item the words and the state that are wanted; one that was
// dropped stays so.
func (a *Act) settleAs(item, wanted Item) error {
	if item.Text == wanted.Text && item.State == wanted.State || item.State == ItemDropped {
		return nil
	}
	item.Text, item.State, item.ClosedDay = wanted.Text, wanted.State, wanted.ClosedDay
	return a.SaveItem(&item)
}

// Carry puts words on the list of open items as an entry's, unless they are
// there already.
func (a *Act) Carry(text string, e *journal.Entry) error {
	if there, err := a.openSaying(text, 0); err != nil || len(there) > 0 {
		return err
	}
	return a.AddItem(&Item{Text: text, Day: e.Day, Entry: e.Number, State: ItemOpen})
}

// openSaying returns the open items of these words, without those of an entry.
func (a *Act) openSaying(text string, but int64) ([]Item, error) {
	items, err := all(a.ctx, a.tx, scanItem, "SELECT "+itemColumns+" FROM item WHERE state = ? ORDER BY day, number", string(ItemOpen))
	return slices.DeleteFunc(items, func(item Item) bool { return item.Entry == but && but != 0 || !item.says(text) }), err
}

// says compares words as a person would: spaces and letter case aside.
func (x Item) says(text string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(x.Text), " "), strings.Join(strings.Fields(text), " "))
}
