package report

import "mull/internal/period"

// A CoachPage is what a coachee looks at before a session: what was asked, what
// became of it, what they chose to show, what they wrote for the session, and
// what is still theirs alone.
type CoachPage struct {
	Name    string
	Today   period.Day
	Asked   []AskedExercise
	Shown   []ShownWords // the newest first
	Brought []BroughtWords
	Kept    []KeptAnswers
}

// An AskedExercise is an exercise a coach asked for.
type AskedExercise struct {
	Number               int64
	Exercise, Why, State string
	When                 string
	Command              string // to do it, where it is open
}

// ShownWords is a share as it left.
type ShownWords struct {
	Number    int64
	Day       period.Day
	Text      string
	Withdrawn period.Day
}

// BroughtWords is what was written to bring to a session.
type BroughtWords struct {
	Entry     int64
	Day       period.Day
	Ask, Text string
	Shown     bool // in these words
}

// KeptAnswers are the questions of one entry whose answers did not leave.
type KeptAnswers struct {
	Entry    int64
	Exercise string
	Asks     []string
}

// CoachJSON is the page in JSON. Fields are added, never renamed.
type CoachJSON struct {
	Name    string        `json:"name"`
	Asked   []AskedJSON   `json:"asked"`
	Shown   []ShownJSON   `json:"shown"`
	Brought []BroughtJSON `json:"brought"`
	Kept    []KeptJSON    `json:"kept"`
}

// AskedJSON is an exercise asked for, in JSON.
type AskedJSON struct {
	Number   int64  `json:"number"`
	Exercise string `json:"exercise"`
	Why      string `json:"why"`
	State    string `json:"state"`
	When     string `json:"when"`
}

// ShownJSON is a share that left, in JSON.
type ShownJSON struct {
	Number    int64  `json:"number"`
	Date      string `json:"date"`
	Text      string `json:"text"`
	Withdrawn string `json:"withdrawn"`
}

// BroughtJSON is what was written for the session, in JSON.
type BroughtJSON struct {
	Entry int64  `json:"entry"`
	Date  string `json:"date"`
	Ask   string `json:"ask"`
	Text  string `json:"text"`
	Shown bool   `json:"shown"`
}

// KeptJSON is what of an entry did not leave, in JSON.
type KeptJSON struct {
	Entry    int64    `json:"entry"`
	Exercise string   `json:"exercise"`
	Asks     []string `json:"asks"`
}

// JSON returns the view that programs read.
func (c *CoachPage) JSON() CoachJSON {
	view := CoachJSON{Name: c.Name, Asked: []AskedJSON{}, Shown: []ShownJSON{}, Brought: []BroughtJSON{}, Kept: []KeptJSON{}}
	for _, a := range c.Asked {
		view.Asked = append(view.Asked, AskedJSON{a.Number, a.Exercise, a.Why, a.State, a.When})
	}
	for _, s := range c.Shown {
		view.Shown = append(view.Shown, ShownJSON{s.Number, s.Day.String(), s.Text, dayOrNone(s.Withdrawn)})
	}
	for _, b := range c.Brought {
		view.Brought = append(view.Brought, BroughtJSON{b.Entry, b.Day.String(), b.Ask, b.Text, b.Shown})
	}
	for _, k := range c.Kept {
		view.Kept = append(view.Kept, KeptJSON{k.Entry, k.Exercise, append([]string{}, k.Asks...)})
	}
	return view
}
