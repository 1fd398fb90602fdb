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
// whole day's time, as in an answers file. Where every amount has a plus, the
// other categories of an earlier guess stay in the new one.
func readSplit(q *exercise.Question, known []Known, line string) (any, error) {
	if q.Total > 0 {
		return parsed(q.Parse(line))
	}
	known, guessed := apart(known)
	var parts, plain []string
	named := map[string]bool{}
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
		named[option.ID] = true
		minutes := float64(max(minutesOf(known, option.ID), minutesOf(guessed, option.ID))) + length.Minutes()
		parts = append(parts, fmt.Sprintf("%s %sm", option.ID, exercise.Number(minutes)))
	}
	if blank := strings.TrimSpace(strings.Join(plain, "")) == ""; blank && len(named) > 0 {
		for _, k := range guessed {
			if _, listed := exercise.Find(q.Options.List, k.Category); listed && !named[k.Category] {
				parts = append(parts, fmt.Sprintf("%s %dm", k.Category, k.Minutes))
			}
		}
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
type addsNothing struct {
	error
	value any // of the line, as it was typed
}

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
			option.ID, period.FormatMinutes(have), more, option.ID, more), value}}
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
	known, guessed := apart(known)
	var again string
	if len(guessed) > 0 {
		parts := make([]string, len(guessed))
		for at, k := range guessed {
			parts[at] = k.Category + " " + period.FormatMinutes(k.Minutes)
		}
		again = fmt.Sprintf("Guessed before: %s; what you type replaces it, and +1h comes on top.", strings.Join(parts, ", "))
	}
	if len(known) == 0 {
		return again
	}
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
	here := fmt.Sprintf("Already here: %s. Together %s.", strings.Join(parts, "; "), period.FormatMinutes(total))
	return strings.TrimSpace(here + " " + again)
}
