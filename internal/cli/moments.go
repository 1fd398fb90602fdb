package cli

import (
	"cmp"
	"maps"
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/lexicon"
	"mull/internal/report"
	"mull/internal/store"
)

// middleOfScale is the middle of the two scales a check-in is noted on, from 1
// to 5.
const middleOfScale = 3

// gatherMoments counts check-ins by how pleasant they were and with how much
// energy; those that say only one of the two are left out.
func (p *program) gatherMoments(b *report.Balance, answers []journal.RoleAnswer) {
	for _, e := range byEntry(answers) {
		corner, ok := p.cornerOf(e)
		if !ok {
			continue
		}
		if b.Moments == nil {
			b.Moments = map[string]int{}
		}
		b.Moments[corner]++
	}
}

// corner is where an entry that says how pleasant it was, and with how much
// energy, belongs.
func (e *entryAnswers) corner() (string, bool) {
	pleasant, first := e.roles["pleasant"].(float64)
	energy, second := e.roles["energy"].(float64)
	return report.CornerOf(pleasant-middleOfScale, energy-middleOfScale), first && second
}

// cornerOf is where a check-in belongs: by its scales, or without them by its
// words.
func (p *program) cornerOf(e *entryAnswers) (string, bool) {
	if corner, ok := e.corner(); ok {
		return corner, true
	}
	return cornerOfWords(e)
}

// cornerOfWords is where a check-in without scales belongs by its words: the
// corner they share, between where they differ.
func cornerOfWords(e *entryAnswers) (string, bool) {
	pleasant, energy := e.roles["pleasant"], e.roles["energy"]
	if e.exercise != feelExercise || pleasant != nil || energy != nil {
		return "", false
	}
	listed, err := shippedList("emotions")
	if err != nil {
		return "", false
	}
	feelings := lexicon.NewFeelings(listed)
	corner := ""
	for _, word := range wordsOf(e.roles["words"]) {
		reading, known := feelings.Read(word)
		if !known {
			continue
		}
		option, _ := exercise.Find(listed, reading.ID)
		if corner != "" && corner != option.Group {
			return report.Between, true
		}
		corner = option.Group
	}
	return corner, corner != ""
}

// gatherValues takes the median of the values checks, value by value, in the
// order that the reader gave them; others follow by name.
func (p *program) gatherValues(s *store.Store, b *report.Balance, answers []journal.RoleAnswer) error {
	rates := map[string]map[string][]float64{"lived": {}, "room": {}}
	checks := map[string]int{}
	for _, a := range answers {
		byValue := rates[a.Role]
		rows, _ := a.Value.(map[string]any)
		for value, rate := range rows {
			if number, ok := rate.(float64); ok && byValue != nil {
				byValue[value] = append(byValue[value], number)
				checks[value] = max(checks[value], len(byValue[value]))
			}
		}
	}
	if len(checks) == 0 {
		return nil
	}
	mine, err := myValues(p.ctx, s)
	if err != nil {
		return err
	}
	order := slices.Sorted(maps.Keys(checks))
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(placeOf(mine, x), placeOf(mine, y)) })
	labels := map[string]string{}
	for _, option := range mine {
		labels[option.ID] = option.Label
	}
	for _, value := range order {
		b.Values = append(b.Values, report.ValueSum{Value: value, Label: labels[value], Checks: checks[value],
			Lived: medianOf(rates["lived"][value]), Room: medianOf(rates["room"][value])})
	}
	return nil
}

// placeOf is where a value stands among the reader's own; past them where it is
// none of them any more.
func placeOf(mine []exercise.Option, value string) int {
	if at := slices.IndexFunc(mine, func(o exercise.Option) bool { return o.ID == value }); at >= 0 {
		return at
	}
	return len(mine)
}

func medianOf(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	median := middle(slices.Sorted(slices.Values(values)))
	return &median
}

// countDone counts the exercises of a period and those that still ask again.
func countDone(b *report.Balance) {
	counts := map[string]int{}
	for i := range b.Entries {
		switch b.Entries[i].State {
		case journal.Draft:
			continue
		case journal.Open:
			b.Revisits++
		}
		counts[b.Entries[i].Exercise]++
	}
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		b.Exercises = append(b.Exercises, report.ExerciseCount{Exercise: id, N: counts[id]})
	}
	slices.SortStableFunc(b.Exercises, func(x, y report.ExerciseCount) int { return cmp.Compare(y.N, x.N) })
}
