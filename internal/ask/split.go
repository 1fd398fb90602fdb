package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// readSplit reads "direction 1h, 30m email". Where the day is shown, an amount
// is added to what the day holds in its category, = sets the category's total,
// and the other categories of an earlier guess stay, so that the value is always
// the whole day's time, as in an answers file.
func (d *dialog) readSplit(ctx context.Context, s Screen, line string) (any, error) {
	q := s.first()
	if q.Total > 0 {
		return parsed(q.Parse(line))
	}
	parts := q.SplitParts(line)
	if err := d.settle(ctx, s, parts); err != nil {
		return nil, err
	}
	if err := faultsOf(parts); err != nil {
		return nil, fault{err}
	}
	known, guessed := apart(s.Notice.Known)
	sums := startOf(s, guessed)
	for _, part := range parts {
		before := sums[part.ID]
		if adds(q) {
			before = max(before, float64(minutesOf(known, part.ID)))
		}
		switch {
		case part.Sign == '=':
			before = 0
		case part.Sign == '+' && !adds(q):
			before, _ = presentParts(s)[part.ID].(float64)
		}
		sums[part.ID] = before + part.Minutes
	}
	value, err := parsed(q.Check(splitTree(sums)))
	if err != nil || value == nil {
		return value, err
	}
	if err := addsSomething(known, value, parts); err != nil {
		return nil, err
	}
	if total := wholeDay(known, value); q.Max != nil && float64(total) > *q.Max {
		return nil, fault{fmt.Errorf("with what is already there that makes %s, and a day has %s",
			period.FormatMinutes(total), period.FormatMinutes(int(*q.Max)))}
	}
	d.echo(parts)
	return value, nil
}

// adds says whether what is typed is added to what is shown: where the question
// shows the day.
func adds(q *exercise.Question) bool { return q.Kind == "split" && q.Show == "day" }

func presentParts(s Screen) map[string]any {
	parts, _ := s.Present[s.first().ID].(map[string]any)
	return parts
}

// startOf is what a line adds to: the answer that is there, else an earlier
// guess of the day.
func startOf(s Screen, guessed []Known) map[string]float64 {
	sums := map[string]float64{}
	if !adds(s.first()) {
		return sums
	}
	for category, minutes := range presentParts(s) {
		sums[category], _ = minutes.(float64)
	}
	if len(sums) > 0 {
		return sums
	}
	for _, k := range guessed {
		if _, listed := exercise.Find(s.first().Options.List, k.Category); listed {
			sums[k.Category] += float64(k.Minutes)
		}
	}
	return sums
}

func splitTree(sums map[string]float64) map[string]any {
	tree := map[string]any{}
	for category, minutes := range sums {
		tree[category] = minutes
	}
	return tree
}

// faultsOf are all faults of a line, each named once.
func faultsOf(parts []exercise.Part) error {
	var words []string
	var all []error
	for _, part := range parts {
		if part.Err != nil && !slices.Contains(words, part.Err.Error()) {
			words = append(words, part.Err.Error())
			all = append(all, part.Err)
		}
	}
	if len(all) < 2 {
		return errors.Join(all...)
	}
	return errors.New(strings.Join(words, "; "))
}

// echo says which category an everyday word counts in.
func (d *dialog) echo(parts []exercise.Part) {
	var said []string
	for _, part := range parts {
		if part.Reading == nil {
			continue
		}
		if len(part.Reading.Between) > 0 && !d.person {
			d.print(hang(indent, part.Reading.Notice(clean(part.Word)), d.columns()))
			continue
		}
		if words := clean(part.Word) + " -> " + part.ID; !slices.Contains(said, words) {
			said = append(said, words)
		}
	}
	if len(said) > 0 {
		d.print(hang(indent, strings.Join(said, ", "), d.columns()))
	}
}

// An addsNothing says that a total lies within what is known. The same line
// typed again is taken as meant.
type addsNothing struct {
	error
	value any // of the line, as it was typed
}

// addsSomething complains about a total that is not more than what the day
// holds already.
func addsSomething(known []Known, value any, parts []exercise.Part) error {
	for _, part := range parts {
		have := minutesOf(known, part.ID)
		amount, given := value.(map[string]any)[part.ID].(float64)
		if part.Sign != '=' || !given || have == 0 || amount > float64(have) {
			continue
		}
		return fault{addsNothing{fmt.Errorf("%s has %s already, so a total of %s changes nothing; type the same line again to save it anyway",
			part.ID, period.FormatMinutes(have), period.FormatMinutes(int(amount))), value}}
	}
	return nil
}

// apart divides what is known into what stays and what was only guessed.
func apart(known []Known) (measured, guessed []Known) {
	for _, k := range known {
		if k.Source == GuessedBefore {
			guessed = append(guessed, k)
		} else {
			measured = append(measured, k)
		}
	}
	return measured, guessed
}

func minutesOf(known []Known, category string) int {
	sum := 0
	for _, k := range known {
		if k.Category == category {
			sum += k.Minutes
		}
	}
	return sum
}

// wholeDay adds up a day: of each category what is known or what was given,
// whichever is more.
func wholeDay(known []Known, value any) int {
	known, _ = apart(known)
	most := map[string]int{}
	for _, k := range known {
		most[k.Category] += k.Minutes
	}
	parts, _ := value.(map[string]any)
	for category, amount := range parts {
		minutes, _ := amount.(float64)
		most[category] = max(most[category], int(minutes+0.5))
	}
	total := 0
	for _, minutes := range most {
		total += minutes
	}
	return total
}

// alreadyHere says what a day holds, by source in the order given, and what was
// guessed of it before.
func alreadyHere(known []Known) string {
	measured, guessed := apart(known)
	var sources []string
	bySource := map[string][]string{}
	for _, k := range append(measured, guessed...) {
		if !slices.Contains(sources, k.Source) {
			sources = append(sources, k.Source)
		}
		bySource[k.Source] = append(bySource[k.Source], k.Category+" "+period.FormatMinutes(k.Minutes))
	}
	parts := make([]string, len(sources))
	for at, source := range sources {
		parts[at] = strings.Join(bySource[source], ", ")
		if source != "" {
			parts[at] += " (" + source + ")"
		}
	}
	guess := map[string]any{}
	for _, k := range guessed {
		before, _ := guess[k.Category].(float64)
		guess[k.Category] = before + float64(k.Minutes)
	}
	return fmt.Sprintf("So far: %s. Total %s.", strings.Join(parts, "; "), period.FormatMinutes(wholeDay(measured, guess)))
}
