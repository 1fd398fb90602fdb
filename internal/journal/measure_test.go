package journal

import (
	"fmt"
	"slices"
	"testing"

	"mull/internal/exercise"
)

func TestMeasurements(t *testing.T) {
	x := read(t, `
id: all
title: All
version: 1
theme: test
purpose: Testing.
privacy: private
questions:
  - {id: energy, type: scale, ask: Energy?, min: 1, max: 5, trend: true}
  - {id: hours, type: number, ask: Hours?, trend: true}
  - {id: done, type: yesno, ask: Done?, notes: true, trend: true}
  - {id: pick, type: choice, ask: Which?, options: [red, blue], other: true, notes: true, trend: true}
  - {id: some, type: many, ask: Which ones?, options: [red, blue, green], other: true, trend: true}
  - {id: time, type: split, ask: Time?, options: [people, admin], trend: true}
  - {id: parts, type: split, total: 100, ask: Parts?, options: [people, admin], trend: true}
  - {id: talks, type: matrix, ask: Talks?, rows: [ana, sam], columns: [{id: listen, type: scale, ask: Listened?, min: 1, max: 5}, {id: speak, type: scale, ask: Spoke?, min: 1, max: 5}], trend: true}
  - {id: said, type: text, ask: Said?, trend: true}
  - {id: balls, type: group, ask: Balls?, items: 1-8, questions: [{id: item, type: text, ask: What?}, {id: came, type: choice, ask: How?, options: [up, down], trend: true}, {id: heavy, type: scale, ask: Heavy?, min: 1, max: 5, trend: true}]}
  - {id: quiet, type: scale, ask: Quiet?, min: 1, max: 5}
`)
	tests := []struct {
		answers exercise.Answers
		want    []string
	}{
		{exercise.Answers{}, nil},
		{exercise.Answers{"energy": nil, "done": nil, "some": nil}, nil},
		{exercise.Answers{"quiet": 3.0}, nil},
		{exercise.Answers{"energy": 4.0, "hours": 7.5}, []string{"all.energy scale 4", "all.hours number 7.5"}},
		{exercise.Answers{"done": true}, []string{"all.done.yes option 1"}},
		{exercise.Answers{"done": map[string]any{"value": false, "note": "ill"}}, []string{"all.done.no option 1"}},
		{exercise.Answers{"pick": "red"}, []string{"all.pick.red option 1"}},
		{exercise.Answers{"pick": map[string]any{"other": "mauve"}}, []string{"all.pick.other option 1"}},
		{exercise.Answers{"pick": map[string]any{"value": map[string]any{"other": "mauve"}, "note": "so"}}, []string{"all.pick.other option 1"}},
		{exercise.Answers{"some": []any{"green", "red", map[string]any{"other": "x"}, map[string]any{"other": "y"}}},
			[]string{"all.some.green option 1", "all.some.other option 1", "all.some.red option 1"}},
		{exercise.Answers{"time": map[string]any{"people": 90.0, "admin": 0.0}}, []string{"all.time.admin minutes 0", "all.time.people minutes 90"}},
		{exercise.Answers{"parts": map[string]any{"people": 80.0, "admin": 20.0}}, []string{"all.parts.admin number 20", "all.parts.people number 80"}},
		{exercise.Answers{"talks": map[string]any{"ana": map[string]any{"listen": 4.0, "speak": 2.0}, "sam": map[string]any{"listen": 1.0}}},
			[]string{"all.talks.ana.listen scale 4", "all.talks.ana.speak scale 2", "all.talks.sam.listen scale 1"}},
		{exercise.Answers{"balls": []any{map[string]any{"item": "a", "came": "up", "heavy": 2.0}, map[string]any{"item": "b", "came": "up", "heavy": 5.0}, map[string]any{"came": "down"}}},
			[]string{"all.came.down option 1", "all.came.up option 1", "all.heavy scale 3.5"}},
		{exercise.Answers{"balls": nil}, nil},
		{exercise.Answers{"said": "private words"}, []string{"all.said option 1"}},
	}
	for _, tt := range tests {
		var got []string
		for _, m := range Measurements(x, tt.answers) {
			got = append(got, fmt.Sprintf("%s %s %v", m.Measure, m.Kind, m.Value))
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v measures %q, want %q", tt.answers, got, tt.want)
		}
	}
}
