// Package insight says what the rows of a journal carry, and no more: balances
// of time, series over periods, and the answers to a fixed list of questions,
// each with the test it had to pass. It is made of pure functions: rows in,
// findings out, the same rows and seed giving the same findings.
package insight

import "mull/internal/period"

// Level is the rate at which false discoveries are held over all questions of
// one journal. It lies under the promised 5% so that the promise also holds
// where the tests are only nearly exact; docs/insights.md has the figures.
const Level = 0.03

// ShareWeight is how much of the error the question about the IC share may
// spend, where every other question may spend 1.
const ShareWeight = 3.0

// The least number of rows for saying more: counts are described from
// describeFrom on, and two groups are compared when together they have
// compareFrom and each has groupFrom.
const (
	describeFrom = 5
	groupFrom    = 5
	compareFrom  = 10
)

// heavyIC is the hands-on time, in minutes, above which a day counts as heavy
// in IC work.
const heavyIC = 120

// Input is what the questions are put to. Rows outside Window are ignored,
// save that a put-off note may look at the days just after. Refs are the small
// numbers of entries and activities, which people can open.
type Input struct {
	Window   period.Period // full weeks; see FullWeeks
	Days     []DayTime
	Off      map[period.Day]bool // days off, which are no workdays
	Pieces   []Piece
	Energy   []Rating // 1 to 5
	CheckIns []CheckIn
	PutOff   []PutOff
	Values   []ValueCheck
	Steps    []Step
	Motives  map[string]string // the words of each motive; a motive without words is shown by its id
	Seed     uint64            // of the permutations
}

// A DayTime is how a day's minutes divide by track. Estimated and Calendar say
// how much of the sum of the three was guessed or came from calendars. In Shares
// it may be more days with time, added up; Days is how many, and 0 is one.
type DayTime struct {
	Day                   period.Day
	Days                  int
	IC, Leadership, Other int
	Estimated, Calendar   int
	Refs                  []int64
}

// A Piece is one piece of hands-on work with what was noted about it. Motive is
// the main one, empty where none was noted.
type Piece struct {
	Day          period.Day
	Minutes      int
	Motive       string
	Waiting      bool // something only the leader could do was waiting
	WaitingKnown bool // false where the question was skipped
	Ref          int64
}

// A Rating is one answer on a scale whose steps are 1 apart.
type Rating struct {
	Day   period.Day
	Value int
	Ref   int64
}

// A Scale is an answer on a scale, or none.
type Scale struct {
	Value int
	OK    bool
}

// A CheckIn is how a moment felt, 1 to 5 each, and where it was.
type CheckIn struct {
	Day              period.Day
	Pleasant, Energy Scale
	Where            Place
	Ref              int64
}

// A Place says whether a moment was in a group meeting.
type Place int

// Moments whose place was skipped are of an unknown one.
const (
	UnknownPlace Place = iota
	GroupMeeting
	Elsewhere
)

// A PutOff says whether something was noted as put off on a day. Days on which
// nobody asked have no row.
type PutOff struct {
	Day   period.Day
	Noted bool
	Ref   int64
}

// A ValueCheck is one value in one values check, 0 to 4 each.
type ValueCheck struct {
	Day         period.Day
	Value       string
	Lived, Room Scale
	Ref         int64
}

// A Step is a step somebody rated, 1 to 10, and what became of it.
type Step struct {
	Day  period.Day
	Sure int
	Done bool // done in full
	Ref  int64
}

// FullWeeks returns the last n ISO weeks that ended before today, or fewer if
// the journal began later. It answers false where not one full week has gone
// by since the first day.
func FullWeeks(first, today period.Day, n int) (period.Period, bool) {
	to := period.Of(period.KindWeek, today).From - 1
	begin := period.Of(period.KindWeek, first).From
	from := max(to-period.Day(7*n)+1, begin)
	if n < 1 || from > to {
		return period.Period{}, false
	}
	return period.Span(from, to), true
}

func (in *Input) holds(day period.Day) bool {
	return day >= in.Window.From && day <= in.Window.To
}
