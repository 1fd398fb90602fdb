package report

import (
	"maps"
	"slices"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// Fields of the JSON views are added, never renamed.

// EntryHead is an entry in JSON without its answers.
type EntryHead struct {
	ID         string  `json:"id"`
	Number     int64   `json:"number"`
	Exercise   string  `json:"exercise"`
	Date       string  `json:"date"` // local
	Zone       string  `json:"zone"`
	WrittenAt  string  `json:"written_at"` // RFC 3339, UTC
	StartedAt  string  `json:"started_at"`
	Backfilled bool    `json:"backfilled"`
	State      string  `json:"state"`
	About      *int64  `json:"about"`   // number of the activity it speaks of
	Revisit    *string `json:"revisit"` // date on which it asks again
}

// EntryJSON is an entry in JSON. Answers are as in an answers file; a skip is
// null, a question not reached is absent.
type EntryJSON struct {
	EntryHead
	Answers exercise.Answers `json:"answers"`
}

// answerLine is one answer as CSV.
type answerLine struct {
	Number   int64  `json:"number"`
	Date     string `json:"date"`
	Exercise string `json:"exercise"`
	Question string `json:"question"`
	Answer   any    `json:"answer"`
}

// Records returns a line for each answer; one without, where there are none.
func (e EntryJSON) Records() any {
	var lines []answerLine
	for _, question := range slices.Sorted(maps.Keys(e.Answers)) {
		lines = append(lines, answerLine{e.Number, e.Date, e.Exercise, question, e.Answers[question]})
	}
	if len(lines) == 0 {
		lines = []answerLine{{Number: e.Number, Date: e.Date, Exercise: e.Exercise}}
	}
	return lines
}

// headOf returns the JSON view of an entry without answers.
func headOf(e *journal.Entry) EntryHead {
	head := EntryHead{
		ID: e.UUID, Number: e.Number, Exercise: e.Exercise, Date: e.Day.String(), Zone: e.Zone,
		WrittenAt: instant(e.WrittenAt), StartedAt: instant(e.StartedAt),
		Backfilled: e.Backfilled, State: string(e.State),
	}
	if e.About != 0 {
		head.About = &e.About
	}
	if e.Revisit != 0 {
		day := e.Revisit.String()
		head.Revisit = &day
	}
	return head
}

// EntryOf returns the JSON view of an entry.
func EntryOf(e *journal.Entry) EntryJSON {
	answers := e.Answers
	if answers == nil {
		answers = exercise.Answers{}
	}
	return EntryJSON{headOf(e), answers}
}

// ActivityJSON is an activity in JSON. From and To are null where only the
// length is known, To also while a timer runs. Entry is the number of the entry
// that owns it.
type ActivityJSON struct {
	ID       string  `json:"id"`
	Number   int64   `json:"number"`
	Date     string  `json:"date"`
	Minutes  int     `json:"minutes"`
	From     *string `json:"from"` // RFC 3339 with the offset of the activity's zone
	To       *string `json:"to"`
	Category string  `json:"category"`
	Track    string  `json:"track"`
	Note     string  `json:"note"`
	Source   string  `json:"source"`
	Origin   string  `json:"origin"`
	Entry    *int64  `json:"entry"`
}

// ActivityOf returns the JSON view of an activity; a running timer has the
// minutes up to now.
func ActivityOf(a *journal.Activity, track journal.Track, now time.Time) ActivityJSON {
	view := ActivityJSON{
		ID: a.UUID, Number: a.Number, Date: a.Day.String(), Minutes: minutesOf(a, now),
		Category: a.Category, Track: string(track), Note: a.Note, Source: string(a.Source), Origin: a.Origin,
	}
	zone := a.Location()
	if a.Clocked() {
		from := a.From.In(zone).Format(time.RFC3339)
		view.From = &from
	}
	if !a.To.IsZero() {
		to := a.To.In(zone).Format(time.RFC3339)
		view.To = &to
	}
	if a.Entry != 0 {
		view.Entry = &a.Entry
	}
	return view
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }
