package coaching

import (
	"slices"

	"mull/internal/period"
)

// A State says how far an assignment has come. Not done is information, not a
// failure: there is no state called failed.
type State string

// The states of an assignment.
const (
	Offered  State = "offered"
	Accepted State = "accepted"
	Declined State = "declined"
	Started  State = "started"
	Done     State = "done"
	Skipped  State = "skipped"
	Lapsed   State = "lapsed"
)

// after lists where each state may go. One may change one's mind after
// declining, and do late what was skipped or has lapsed.
var after = map[State][]State{
	Offered:  {Accepted, Declined, Lapsed},
	Accepted: {Started, Done, Skipped, Declined, Lapsed},
	Declined: {Accepted},
	Started:  {Done, Skipped, Declined, Lapsed},
	Skipped:  {Started, Done},
	Lapsed:   {Accepted, Declined, Started, Done, Skipped},
}

// May says whether an assignment in this state may go to another. One that
// repeats may also be started again, skipped or lapse after it was done.
func (s State) May(to State, repeats bool) bool {
	if s == Done {
		return repeats && slices.Contains([]State{Started, Done, Skipped, Declined, Lapsed}, to)
	}
	if repeats && s == Skipped && (to == Skipped || to == Lapsed || to == Declined) {
		return true
	}
	return slices.Contains(after[s], to)
}

// Words says the state as a person would.
func (s State) Words() string {
	switch s {
	case Offered:
		return "not answered yet"
	case Accepted:
		return "agreed"
	case Started:
		return "part of it"
	case Skipped:
		return "left out this time"
	case Lapsed:
		return "its date has passed"
	}
	return string(s)
}

// Lapses says whether a state has lapsed on a day: its date, or the end of its
// repeats, is over. A due date in words never passes by itself.
func (a *Assignment) Lapses(s State, today period.Day) bool {
	last := a.Due.Day
	if a.Every != "" {
		last = a.Until
	}
	return last != 0 && today > last && s.May(Lapsed, a.Every != "")
}
