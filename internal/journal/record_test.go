package journal

import (
	"fmt"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/period"
)

func read(t *testing.T, source string) *exercise.Exercise {
	t.Helper()
	x, err := exercise.Read("test.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

const task = `
id: task
title: A task
version: 1
theme: test
purpose: Testing.
privacy: private
questions:
  - {id: what, type: text, ask: What was it?}
  - {id: mins, type: number, ask: How long?, unit: minutes}
  - {id: time, type: split, ask: "And the day?", options: [people, admin]}
records:
  activity: {minutes: mins, category: hands-on, note: what}
  split: time
`

func TestRecorded(t *testing.T) {
	x := read(t, task)
	own := []Activity{{Number: 7}}
	tests := []struct {
		name    string
		about   int64
		answers exercise.Answers
		want    string
	}{
		{"nothing answered", 0, exercise.Answers{}, ""},
		{"skipped", 0, exercise.Answers{"mins": nil, "what": "x", "time": nil}, ""},
		{"no time", 0, exercise.Answers{"mins": 0.0}, ""},
		{"time and note", 0, exercise.Answers{"mins": 45.0, "what": "search"}, "logged hands-on 2700 search;"},
		{"time alone", 0, exercise.Answers{"mins": 1.5}, "logged hands-on 90 ;"},
		{"a split, in order of category", 0, exercise.Answers{"time": map[string]any{"people": 60.0, "admin": 30.0}}, "estimated admin 1800 ;estimated people 3600 ;"},
		{"both", 0, exercise.Answers{"mins": 10.0, "time": map[string]any{"admin": 30.0}}, "estimated admin 1800 ;logged hands-on 600 ;"},
		{"about time it owns", 7, exercise.Answers{"mins": 10.0}, "logged hands-on 600 ;"},
		{"about time that exists without it", 8, exercise.Answers{"mins": 10.0, "time": map[string]any{"admin": 30.0}}, "estimated admin 1800 ;"},
	}
	for _, tt := range tests {
		e := &Entry{Number: 3, Day: thursday, Zone: "Europe/Berlin", About: tt.about, Answers: tt.answers, WrittenAt: time.Unix(5, 0)}
		got := ""
		for _, a := range Recorded(x, e, own) {
			got += fmt.Sprintf("%s %s %d %s;", a.Source, a.Category, a.Seconds, a.Note)
			if a.Day != thursday || a.Zone != e.Zone || a.Entry != 3 || !a.WrittenAt.Equal(e.WrittenAt) || a.Clocked() {
				t.Errorf("%s: records %+v, which is not the entry's", tt.name, a)
			}
		}
		if got != tt.want {
			t.Errorf("%s: records %q, want %q", tt.name, got, tt.want)
		}
	}
}

// An entry that moves to another day or length takes its time along, and the
// time still counts.
func TestRetold(t *testing.T) {
	meeting := piece(t, 1, thursday, "Europe/Berlin", "9:00-10:30 people logged")
	tests := []struct {
		name string
		by   Activity
		want string
	}{
		{"the same", Activity{Day: thursday, Seconds: 5400}, "2026-11-19 09:00-10:30 5400 people"},
		{"another note and category", Activity{Day: thursday, Seconds: 5400, Note: "talk", Category: "admin"}, "2026-11-19 09:00-10:30 5400 people talk"},
		{"shorter", Activity{Day: thursday, Seconds: 3600}, "2026-11-19 09:00-10:00 3600 people"},
		{"another day", Activity{Day: thursday - 3, Seconds: 5400}, "2026-11-16 09:00-10:30 5400 people"},
		{"another day of another offset", Activity{Day: thursday - 60, Seconds: 5400}, "2026-09-20 09:00-10:30 5400 people"},
		{"another day and longer", Activity{Day: thursday + 1, Seconds: 7200}, "2026-11-20 09:00-11:00 7200 people"},
	}
	zone := meeting.Location()
	for _, tt := range tests {
		got := meeting.Retold(tt.by)
		text := fmt.Sprintf("%s %s-%s %d %s", got.Day, got.From.In(zone).Format("15:04"), got.To.In(zone).Format("15:04"), got.Seconds, got.Category)
		if got.Note != "" {
			text += " " + got.Note
		}
		if text != tt.want {
			t.Errorf("%s: retold as %s, want %s", tt.name, text, tt.want)
		}
		if totals, _ := Count(got.Day, []Activity{got}); len(totals) != 1 || totals[0].Minutes != got.Seconds/60 {
			t.Errorf("%s: counts as %v on its day", tt.name, totals)
		}
	}
}

func TestRetoldWhereClocksSkipTheTime(t *testing.T) {
	night := piece(t, 1, thursday, "Europe/Berlin", "2:30-3:30 people logged")
	jump := period.NewDay(2024, 3, 31) // a day gone by: zone data may still change the rules of those to come
	got := night.Retold(Activity{Day: jump, Seconds: 3600})
	if got.Clocked() || got.Day != jump || got.Seconds != 3600 {
		t.Errorf("retold as %+v, want only its length", got)
	}
	if _, err := night.MovedTo(jump); err == nil {
		t.Error("2:30 on that day is no error")
	}
	running := Activity{Day: thursday, Zone: "UTC", From: time.Unix(int64(thursday)*86400+3661, 0).UTC()}
	if moved, err := running.MovedTo(thursday - 1); err != nil || !moved.Running() || !moved.From.Equal(running.From.AddDate(0, 0, -1)) {
		t.Errorf("a running timer is moved to %+v, %v", moved, err)
	}
}

func TestRevisitDay(t *testing.T) {
	const head = "id: r\ntitle: R\nversion: 1\ntheme: test\npurpose: Testing.\nprivacy: private\nquestions:\n  - {id: by, type: date, ask: By when?}\n"
	const questions = "questions: [{id: how, type: choice, ask: How did it go?, options: [held, open]}]"
	tests := []struct {
		name, revisit string
		answers       exercise.Answers
		want          string
	}{
		{"nothing to ask again", "", exercise.Answers{"by": "2026-12-01"}, ""},
		{"after a week", "revisit: {after: 7d, " + questions + "}", exercise.Answers{}, "2026-11-26"},
		{"asked again already", "revisit: {after: 7d, " + questions + "}", exercise.Answers{"how": "open"}, ""},
		{"asked again and skipped", "revisit: {after: 7d, " + questions + "}", exercise.Answers{"how": nil}, ""},
		{"on a date", "revisit: {on: by, " + questions + "}", exercise.Answers{"by": "2026-12-01"}, "2026-12-01"},
		{"on a date that was skipped", "revisit: {on: by, " + questions + "}", exercise.Answers{"by": nil}, ""},
		{"until it is held", "revisit: {until: {question: how, is: held}, " + questions + "}", exercise.Answers{}, "2026-11-19"},
		{"still open", "revisit: {until: {question: how, is: held}, " + questions + "}", exercise.Answers{"how": "open"}, "2026-11-19"},
		{"held", "revisit: {until: {question: how, is: held}, " + questions + "}", exercise.Answers{"how": "held"}, ""},
	}
	for _, tt := range tests {
		day, again := RevisitDay(read(t, head+tt.revisit), &Entry{Day: thursday, Answers: tt.answers})
		got := ""
		if again {
			got = day.String()
		}
		if got != tt.want {
			t.Errorf("%s: asks again on %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		ic, leadership int
		want           float64
		known          bool
	}{{0, 0, 0, false}, {60, 0, 1, true}, {0, 60, 0, true}, {30, 90, 0.25, true}} {
		if got, known := Share(tt.ic, tt.leadership); got != tt.want || known != tt.known {
			t.Errorf("Share(%d, %d) = %v, %v", tt.ic, tt.leadership, got, known)
		}
	}
}
