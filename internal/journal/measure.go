package journal

import (
	"cmp"
	"maps"
	"slices"

	"mull/internal/exercise"
)

// MeasureKind says how values of a measure are read.
type MeasureKind string

// A scale or number has a value; an option counts one for each naming; minutes
// add up.
const (
	MeasureScale   MeasureKind = "scale"
	MeasureNumber  MeasureKind = "number"
	MeasureOption  MeasureKind = "option"
	MeasureMinutes MeasureKind = "minutes"
)

// A Measurement is one value of a measure, found in an entry.
type Measurement struct {
	Measure string // EXERCISE.QUESTION, with .OPTION or .ROW where there are several
	Kind    MeasureKind
	Value   float64
}

// Measurements returns what an entry's answers add to the measures: one or
// more values for each answered question marked trend.
func Measurements(x *exercise.Exercise, answers exercise.Answers) []Measurement {
	var found []Measurement
	for _, q := range x.All() {
		if q.Kind == "group" {
			found = append(found, grouped(x.ID, q, answers[q.ID])...)
		}
		if !q.Trend || answers[q.ID] == nil {
			continue
		}
		name := x.ID + "." + q.ID
		found = append(found, measurements(name, q, exercise.Bare(answers[q.ID]))...)
	}
	return found
}

// grouped measures the questions asked of each item: an option counts one where
// any item names it, a number is the median of the items'.
func grouped(exerciseID string, group *exercise.Question, value any) []Measurement {
	items, _ := value.([]any)
	var found []Measurement
	for i := range group.Questions {
		q := &group.Questions[i]
		if !q.Trend {
			continue
		}
		byName := map[string][]Measurement{}
		for _, item := range items {
			if fields, ok := item.(map[string]any); ok && fields[q.ID] != nil {
				for _, m := range measurements(exerciseID+"."+q.ID, q, exercise.Bare(fields[q.ID])) {
					byName[m.Measure] = append(byName[m.Measure], m)
				}
			}
		}
		for _, name := range slices.Sorted(maps.Keys(byName)) {
			found = append(found, middle(byName[name]))
		}
	}
	return found
}

// middle is the median of values of one measure.
func middle(all []Measurement) Measurement {
	slices.SortFunc(all, func(a, b Measurement) int { return cmp.Compare(a.Value, b.Value) })
	m := all[0]
	m.Value = (all[(len(all)-1)/2].Value + all[len(all)/2].Value) / 2
	return m
}

func measurements(name string, q *exercise.Question, value any) []Measurement {
	switch v := value.(type) {
	case float64:
		kind := MeasureNumber
		if q.Kind == "scale" {
			kind = MeasureScale
		}
		return []Measurement{{name, kind, v}}
	case bool:
		id := "no"
		if v {
			id = "yes"
		}
		return []Measurement{{name + "." + id, MeasureOption, 1}}
	case map[string]any:
		return rows(name, q, v)
	}
	if q.Kind == "text" || q.Kind == "longtext" {
		return []Measurement{{name, MeasureOption, 1}}
	}
	var found []Measurement
	seen := map[string]bool{}
	for _, id := range exercise.IDs(value) {
		if !seen[id] {
			found = append(found, Measurement{name + "." + id, MeasureOption, 1})
		}
		seen[id] = true
	}
	return found
}

func rows(name string, q *exercise.Question, parts map[string]any) []Measurement {
	kind := MeasureScale
	if q.Kind == "split" {
		kind = MeasureMinutes
		if q.Total > 0 {
			kind = MeasureNumber // parts of a whole, no time
		}
	}
	var found []Measurement
	for row, value := range parts {
		switch v := value.(type) {
		case float64:
			found = append(found, Measurement{name + "." + row, kind, v})
		case map[string]any:
			for column, cell := range v {
				if number, ok := cell.(float64); ok {
					found = append(found, Measurement{name + "." + row + "." + column, kind, number})
				}
			}
		}
	}
	return found
}
