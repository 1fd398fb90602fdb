package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) historyCommand() *cli.Command {
	return &cli.Command{
		Name:        "history",
		Usage:       "show each change to an entry, with the text before it",
		UsageText:   "mull history NUMBER",
		Description: `   mull history 12`,
		Action: p.action(func(c *cli.Context) error {
			list, err := numbersOf(c)
			if err != nil {
				return err
			}
			if len(list) > 1 {
				return usage("mull history "+c.Args().First(), "history takes one number")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.history(s, list[0])
		}),
	}
}

func (p *program) history(s *store.Store, n int64) error {
	versions, err := s.History(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return notFound("mull list shows the numbers", "nothing ever had the number %d", n)
	}
	if err != nil {
		return err
	}
	now, err := p.fieldsNow(s, n)
	if err != nil {
		return err
	}
	view := &report.History{Number: n, Title: p.titleOf(s, n), Now: p.here()}
	// From the newest back: what a change made stands in the next one's before,
	// or in what is there now.
	for i := len(versions) - 1; i >= 0; i-- {
		v := versions[i]
		before := fieldsBefore(v)
		if last := len(view.Versions) - 1; last >= 0 && view.Versions[last].At.Equal(v.At) && versions[i+1].Act == v.Act {
			view.Versions[last].Changes = append(changes(before, now), view.Versions[last].Changes...)
		} else {
			view.Versions = append(view.Versions, report.Version{At: v.At, What: whatOf(v), Changes: changes(before, now)})
		}
		maps.Copy(now, before)
	}
	slices.Reverse(view.Versions)
	if view.Gone, err = p.gone(s, n); err != nil {
		return err
	}
	return p.show(view, view.JSON())
}

// titleOf says what a number is, where it is still there.
func (p *program) titleOf(s *store.Store, n int64) string {
	if entry, err := s.Entry(p.ctx, n); err == nil {
		if x, err := s.Asked(p.ctx, entry.Asked); err == nil {
			return x.Title
		}
	}
	if activity, err := s.Activity(p.ctx, n); err == nil {
		return activity.Category + ", " + period.FormatMinutes(period.Minutes(activity.Seconds))
	}
	return ""
}

func whatOf(v store.Version) string {
	what := v.Kind
	switch {
	case v.Thing == "made":
		what = "written, by " + v.Kind
	case v.Kind == "edit":
		what = "changed, by edit"
	}
	if v.Undone {
		what += " (taken back)"
	}
	return what
}

// fieldsBefore names what a change replaced, as text.
func fieldsBefore(v store.Version) map[string]string {
	fields := map[string]string{}
	switch v.Thing {
	case "answer":
		text, _ := v.Before["value"].(string)
		fields[v.Part] = answerText(text)
	case "entry", "activity", "item":
		for _, field := range shownFields {
			if value, found := v.Before[field]; found {
				fields[field] = fieldText(field, value)
			}
		}
		for _, field := range []string{"from_at", "to_at"} {
			if value, found := v.Before[field]; found {
				fields[field] = clockText(value, v.Before["zone"])
			}
		}
	}
	return fields
}

// clockText is a column's instant by the clock of its own zone; no instant, as
// of time without a place in the day, is no text.
func clockText(instant, zone any) string {
	at, isNumber := instant.(float64)
	name, _ := zone.(string)
	where, err := period.LoadZone(name)
	if !isNumber || err != nil {
		return ""
	}
	return clockOf(time.UnixMilli(int64(at)).In(where))
}

// shownFields are the columns a person changes.
var shownFields = []string{"day", "state", "seconds", "category", "note", "text"}

// fieldName is what a person calls a column.
func fieldName(column string) string {
	switch column {
	case "seconds":
		return "length"
	case "from_at":
		return "from"
	case "to_at":
		return "to"
	}
	return column
}

func fieldText(field string, value any) string {
	number, isNumber := value.(float64)
	switch {
	case field == "day" && isNumber:
		return period.Day(number).String()
	case field == "seconds" && isNumber:
		return period.FormatMinutes(period.Minutes(int(number)))
	case value == nil:
		return ""
	}
	return fmt.Sprint(value)
}

func answerText(encoded string) string {
	value, err := exercise.DecodeValue(encoded)
	if err != nil || value == nil {
		return "skipped"
	}
	if text, ok := value.(string); ok {
		return text
	}
	return encoded
}

func changes(before, now map[string]string) []report.Change {
	var list []report.Change
	for _, field := range slices.Sorted(maps.Keys(before)) {
		if before[field] != now[field] {
			list = append(list, report.Change{Field: fieldName(field), Before: before[field], After: now[field]})
		}
	}
	return list
}

// fieldsNow returns what an entry or activity holds today; nothing where it is
// gone.
func (p *program) fieldsNow(s *store.Store, n int64) (map[string]string, error) {
	fields := map[string]string{}
	entry, err := s.Entry(p.ctx, n)
	switch {
	case err == nil:
		fields["day"], fields["state"] = entry.Day.String(), string(entry.State)
		for id, value := range entry.Answers {
			encoded, err := exercise.EncodeValue(value)
			if err != nil {
				return nil, err
			}
			fields[id] = answerText(encoded)
		}
		return fields, nil
	case !errors.Is(err, store.ErrNothing):
		return nil, err
	}
	activity, err := s.Activity(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return fields, nil
	}
	if err != nil {
		return nil, err
	}
	fields["day"], fields["seconds"] = activity.Day.String(), fieldText("seconds", float64(activity.Seconds))
	fields["category"], fields["note"] = activity.Category, activity.Note
	if activity.Clocked() {
		fields["from_at"] = clockOf(activity.From.In(activity.Location()))
	}
	if activity.Clocked() && !activity.Running() {
		fields["to_at"] = clockOf(activity.To.In(activity.Location()))
	}
	return fields, nil
}
