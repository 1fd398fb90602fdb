package report

import "mull/internal/period"

// A CoacheePage is what a coach looks at before a session: what was agreed,
// what became of it, what the coachee chose to show, and only then the coach's
// own words. It never tells what or how much was not shared.
type CoacheePage struct {
	Name string
	// Unverified says that the fingerprint wasn't compared by voice, and how to;
	// empty where it was.
	Unverified string
	Verified   string // the day it was, or empty
	Today      period.Day
	Next       period.Day // the next session, or 0
	At         string     // its time of day, or empty
	Session    int        // its number
	Since      period.Day // of the first session, or 0
	Step       string     // the step agreed on in the last session, the coach's words
	AgreedOn   period.Day
	Given      []GivenExercise
	Came       period.Day // when the shared words came, or 0
	Plain      bool       // some came as a form, neither signed nor encrypted
	Shared     []SharedWords
	Scales     []SharedScale
	Counts     []SharedCount
	StepBy     string // who put the next step forward, in words
	Reviews    int    // sessions behind StepBy
	Note       string // the coach's own last note
	NoteOn     period.Day
	OpenWith   string // the coach's own wish, or a line that is offered
	Offered    bool   // OpenWith is offered, not the coach's
}

// A GivenExercise is an exercise given and what the coachee says of it.
type GivenExercise struct {
	Number               int64
	Exercise, Why, State string
	When, Words          string
}

// SharedWords is one answer that the coachee let go.
type SharedWords struct{ Exercise, Question, Ask, Text, Mark string }

// A SharedScale is the values of one scale over the shares that came, oldest
// first.
type SharedScale struct {
	Exercise, Question, Ask string
	Values                  []float64
	Max                     float64
}

// A SharedCount is a question whose answers were shared as counts.
type SharedCount struct{ Ask, Counts string }

// CoacheeJSON is the page in JSON.
type CoacheeJSON struct {
	Name     string             `json:"name"`
	Next     string             `json:"next"`
	At       string             `json:"next_time"`
	Session  int                `json:"session"`
	Step     string             `json:"step"`
	Given    []GivenJSON        `json:"given"`
	Came     string             `json:"came"`
	Shared   []SharedJSON       `json:"shared"`
	Scales   []SharedScaleJSON  `json:"scales"`
	Counts   []SharedCountsJSON `json:"counts"`
	StepBy   string             `json:"step_by"`
	Note     string             `json:"note"`
	NoteOn   string             `json:"note_on"`
	OpenWith string             `json:"open_with"`
	Offered  bool               `json:"open_with_offered"`
	Verified string             `json:"verified"` // the day the fingerprint was compared by voice, or empty
}

// GivenJSON is an exercise given, in JSON.
type GivenJSON struct {
	Number   int64  `json:"number"`
	Exercise string `json:"exercise"`
	Why      string `json:"why"`
	State    string `json:"state"`
	When     string `json:"when"`
	Words    string `json:"words"`
}

// SharedJSON is one shared answer, in JSON.
type SharedJSON struct {
	Exercise string `json:"exercise"`
	Question string `json:"question"`
	Ask      string `json:"ask"`
	Text     string `json:"text"`
	Mark     string `json:"mark"` // worded anew, words left out, or empty
}

// SharedScaleJSON is the values of a shared scale, in JSON.
type SharedScaleJSON struct {
	Exercise string    `json:"exercise"`
	Question string    `json:"question"`
	Ask      string    `json:"ask"`
	Values   []float64 `json:"values"`
	Max      float64   `json:"max"`
}

// SharedCountsJSON is a question shared as counts, in JSON.
type SharedCountsJSON struct {
	Ask    string `json:"ask"`
	Counts string `json:"counts"`
}

// JSON returns the view that programs read.
func (c *CoacheePage) JSON() CoacheeJSON {
	view := CoacheeJSON{
		Name: c.Name, Next: dayOrNone(c.Next), At: c.At, Session: c.Session, Step: c.Step, Came: dayOrNone(c.Came),
		StepBy: c.StepBy, Note: c.Note, NoteOn: dayOrNone(c.NoteOn), OpenWith: c.OpenWith, Offered: c.Offered, Verified: c.Verified,
		Given: []GivenJSON{}, Shared: []SharedJSON{}, Scales: []SharedScaleJSON{}, Counts: []SharedCountsJSON{},
	}
	for _, g := range c.Given {
		view.Given = append(view.Given, GivenJSON(g))
	}
	for _, s := range c.Shared {
		view.Shared = append(view.Shared, SharedJSON(s))
	}
	for _, s := range c.Scales {
		view.Scales = append(view.Scales, SharedScaleJSON(s))
	}
	for _, s := range c.Counts {
		view.Counts = append(view.Counts, SharedCountsJSON(s))
	}
	return view
}

func dayOrNone(day period.Day) string {
	if day == 0 {
		return ""
	}
	return day.String()
}
