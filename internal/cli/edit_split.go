package cli

import (
	"fmt"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// A division cuts the end off a piece of time: so much of it, or what lies
// after a time of the clock.
type division struct {
	text, category, note string
}

// split makes two pieces of one, in one act. The first keeps the number, the
// reasons and where it came from; what is cut off its end is a piece of its own.
func (p *program) split(s *store.Store, x *journal.Activity, d division) error {
	if x.Running() {
		return usage("mull switch ends it and starts another", "%d still runs", x.Number)
	}
	rest, err := p.cutOff(x, d.text)
	if err != nil {
		return err
	}
	if d.category != "" {
		category, err := p.activityCategory(s, d.category)
		if err != nil {
			return err
		}
		rest.Category = category.ID
	}
	if d.note != "" {
		rest.Note = d.note
	}
	owner, err := p.retold(s, x)
	if err != nil {
		return err
	}
	_, err = s.Do(p.ctx, "edit", func(a *store.Act) error {
		if err := saveRetold(a, owner, x); err != nil {
			return err
		}
		return a.AddActivity(rest)
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.showOne(s, rest.Number)
	}
	return p.tell("%d is %s %s now, and %d is %s %s.", x.Number, lengthOf(x), x.Category, rest.Number, lengthOf(rest), rest.Category)
}

func lengthOf(x *journal.Activity) string { return period.FormatMinutes(period.Minutes(x.Seconds)) }

// cutOff shortens x and returns what is cut off. With clock times 10:15 is a
// time of day, otherwise it is a length.
func (p *program) cutOff(x *journal.Activity, text string) (*journal.Activity, error) {
	rest := *x
	rest.Number, rest.UUID, rest.Key, rest.Entry = 0, "", "", 0
	rest.WrittenAt = time.Time{}
	if clock, err := period.ParseClock(text); err == nil && x.Clocked() {
		at, err := within(x, clock)
		if err != nil {
			return nil, usage("", "--split %s: %v", text, err)
		}
		divide(x, &rest, at)
		return &rest, nil
	}
	length, err := period.ParseDuration(text)
	if err != nil {
		return nil, usage("mull edit 13 --split 45m people", "--split: %v, or the time of day of a piece that has one", err)
	}
	whole := time.Duration(x.Seconds) * time.Second
	if length >= whole {
		return nil, usage(fmt.Sprintf("mull edit %d --category changes all of it", x.Number), "--split %s is not less than all of it, %s", text, lengthOf(x))
	}
	if x.Clocked() {
		divide(x, &rest, x.To.Add(-length))
		return &rest, nil
	}
	rest.Seconds = int(length / time.Second)
	x.Seconds -= rest.Seconds
	return &rest, nil
}

// within finds the instant inside a piece at which clocks showed a time.
func within(x *journal.Activity, clock period.Clock) (time.Time, error) {
	for day := x.Day; day <= x.LastDay(); day++ {
		at, err := clock.On(day, x.Location())
		if err == nil && at.After(x.From) && at.Before(x.To) {
			return at, nil
		}
	}
	zone := x.Location()
	return time.Time{}, fmt.Errorf("it is from %s to %s", clockOf(x.From.In(zone)), clockOf(x.To.In(zone)))
}

func divide(x, rest *journal.Activity, at time.Time) {
	rest.From, x.To = at, at
	rest.Day = period.DayOf(at.In(x.Location()))
	x.Seconds = int(x.To.Sub(x.From) / time.Second)
	rest.Seconds = int(rest.To.Sub(rest.From) / time.Second)
}
