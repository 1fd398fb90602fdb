package ask

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// readSplit reads "direction 1h, people +30m". A category with a plus gets what
// the day holds already and this much more, so that the value is always the
// whole day's time, as in an answers file.
func readSplit(q *exercise.Question, known []Known, line string) (any, error) {
	if q.Total > 0 {
		return parsed(q.Parse(line))
	}
	var parts, plain []string
	for part := range strings.SplitSeq(strings.ReplaceAll(line, ";", ","), ",") {
		name, amount, found := strings.Cut(part, "+")
		option, listed := exercise.Find(q.Options.List, strings.Trim(name, " \t=:"))
		if !found || !listed {
			parts = append(parts, part)
			plain = append(plain, part)
			continue
		}
		length, err := period.ParseDuration(amount)
		if err != nil {
			return nil, fault{err}
		}
		minutes := float64(minutesOf(known, option.ID)) + length.Minutes()
		parts = append(parts, fmt.Sprintf("%s %sm", option.ID, exercise.Number(minutes)))
	}
	value, err := parsed(q.Parse(strings.Join(parts, ",")))
	if err != nil || value == nil {
		return value, err
	}
	if err := addsSomething(q, known, value, plain); err != nil {
		return nil, err
	}
	if total := wholeDay(known, value); q.Max != nil && float64(total) > *q.Max {
		return nil, fault{fmt.Errorf("with what is there already that makes %s, and there are %s",
			period.FormatMinutes(total), period.FormatMinutes(int(*q.Max)))}
	}
	return value, nil
}

// An addsNothing says that a plain amount lies within what is known. The same
// line typed again is taken as meant.
type addsNothing struct{ error }

// addsSomething complains about a category whose time is not more than what
// the day holds already: most likely it was meant to come on top.
func addsSomething(q *exercise.Question, known []Known, value any, plain []string) error {
	for _, part := range plain {
		cut := strings.LastIndexAny(strings.TrimSpace(part), " \t=:")
		if cut < 0 {
			continue
		}
		option, found := exercise.Find(q.Options.List, strings.Trim(strings.TrimSpace(part)[:cut], " \t=:"))
		if !found {
			continue
		}
		have := minutesOf(known, option.ID)
		amount, given := value.(map[string]any)[option.ID].(float64)
		if !given || have == 0 || amount > float64(have) {
			continue
		}
		more := period.FormatMinutes(int(amount))
		return fault{addsNothing{fmt.Errorf("%s has %s already, so %s for the whole day adds nothing; type %s +%s if it comes on top, or the same line again if you mean it",
			option.ID, period.FormatMinutes(have), more, option.ID, more)}}
	}
	return nil
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

// alreadyHere says what a day holds, by source in the order given.
func alreadyHere(known []Known) string {
	var sources []string
	bySource := map[string][]string{}
	total := 0
	for _, k := range known {
		if !slices.Contains(sources, k.Source) {
			sources = append(sources, k.Source)
		}
		bySource[k.Source] = append(bySource[k.Source], k.Category+" "+period.FormatMinutes(k.Minutes))
		total += k.Minutes
	}
	parts := make([]string, len(sources))
	for at, source := range sources {
		parts[at] = strings.Join(bySource[source], ", ")
		if source != "" {
			parts[at] += " (" + source + ")"
		}
	}
	return fmt.Sprintf("Already here: %s. Together %s.", strings.Join(parts, "; "), period.FormatMinutes(total))
}

// addedAs confirms a split in a line.
func addedAs(known []Known, value any) string {
	return fmt.Sprintf("%sAdded as your guess. The day: %s.", indent, period.FormatMinutes(wholeDay(known, value)))
}
