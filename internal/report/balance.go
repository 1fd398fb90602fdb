package report

import (
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A Balance is where the hours of a period went and what was written beside
// them: the input of week, month, quarter, year, summary and, inside Day, of a
// day. Every figure is in minutes unless it says otherwise; sums of Days are
// the totals.
type Balance struct {
	Period period.Period
	Now    time.Time  // in the reader's zone
	Open   bool       // today lies in the period and is not closed yet
	Begins period.Day // the first day of the journal, 0 where it is empty

	Days       []DaySum      // in order, those with time; others may be left out
	Categories []CategorySum // any order
	Ahead      int           // minutes on days to come of a period that still runs, in none of the figures
	Own        string        // how time of one's own is known: OwnTime; empty is logged
	Motives    []MotiveSum   // any order
	Unnamed    Pieces        // hands-on pieces without a reason
	Waiting    int           // of Asked, those with something waiting
	Asked      int           // of Reasons, those that say whether something was waiting
	Reasons    int           // pieces with a reason noted

	Moments   map[string]int  // check-ins by their corner of pleasant x energy
	Values    []ValueSum      // in the reader's own order
	Exercises []ExerciseCount // done, most frequent first
	Revisits  int             // entries of the period that still ask again
	Plans     Plans           // hands-on work noted before starting

	Words    []WordCount // most frequent first
	Energy   []DayValue  // in order of days
	Low      string      // the ends of the energy scale, in the question's words
	High     string
	Closed   int // days that were closed with a page
	Chosen   string
	LookBack string // the command that looks back at the chosen thing, or empty

	Running *Running // the timer that runs and began in the period, or nil

	Before   []*float64 // IC shares of the periods just before, oldest first; nil where there is none
	LastYear *Past      // the same period a year earlier, or nil where it has no time
	Previous *Past      // the period just before, or nil where it has no time
	Aim      *float64   // the user's own aim for the IC share
	Aims     []Aim      // hours the user aims at
	Offs     journal.Offs
	Notices  []string // whole sentences worth a line

	Measures []Measure       // for JSON
	Entries  []journal.Entry // for JSON and, on a day, the list of pages

	Full  bool // every category, motive and word
	Quiet bool // no own words on the screen
}

// Plans are entries about hands-on work from before it was begun, and what became
// of it; of the others it is not known yet.
type Plans struct{ Entries, Done, HandedOver, NotDone int }

// A DaySum is what one day got. Logged is the user's own time, timed or logged;
// Logged, Calendar, Tracker and Estimated add up to IC, Leadership and Other.
type DaySum struct {
	Day                                  period.Day
	IC, Leadership, Other                int
	Logged, Calendar, Tracker, Estimated int
}

// A CategorySum is what one category got.
type CategorySum struct {
	journal.Total
	Track    journal.Track
	Label    string // as people read it; empty is the id
	Previous int    // minutes in the period just before, cut as Past is
}

// A MotiveSum is how often a reason for hands-on work was given. Entries counts
// every naming; Pieces and Minutes only where it was the main one.
type MotiveSum struct {
	Motive, Label            string
	Entries, Pieces, Minutes int
}

// Pieces are so many pieces of hands-on work and their minutes.
type Pieces struct{ Count, Minutes int }

// A WordCount is how often a word was named.
type WordCount struct {
	Word, Label string // the id; as people read it, or empty
	N           int
}

// A DayValue is a number noted on a day.
type DayValue struct {
	Day   period.Day
	Value float64
}

// A Measure sums up what was noted for one measure.
type Measure struct {
	Measure          string
	N                int
	Median, Min, Max float64
}

func (d DaySum) total() int { return d.IC + d.Leadership + d.Other }

// MinutesOf adds up everything that days hold.
func MinutesOf(days []DaySum) int {
	sum := 0
	for _, d := range days {
		sum += d.total()
	}
	return sum
}

func (d DaySum) plus(e DaySum) DaySum {
	d.IC += e.IC
	d.Leadership += e.Leadership
	d.Other += e.Other
	d.Logged += e.Logged
	d.Calendar += e.Calendar
	d.Tracker += e.Tracker
	d.Estimated += e.Estimated
	return d
}

// Share is the IC share, or nil where there is none: nothing in either track,
// or nothing but calendar time, since calendars do not hold hands-on work.
func (d DaySum) Share() *float64 {
	value, ok := journal.Share(d.IC, d.Leadership)
	if !ok || d.calendarOnly() {
		return nil
	}
	return &value
}

func (d DaySum) calendarOnly() bool { return d.total() > 0 && d.Calendar == d.total() }

// Sum adds up the days.
func (b *Balance) Sum() DaySum {
	var sum DaySum
	for _, d := range b.Days {
		sum = sum.plus(d)
	}
	return sum
}

func (b *Balance) today() period.Day { return period.DayOf(b.Now) }

// running says whether the period is not over yet.
func (b *Balance) running() bool { return b.Period.Holds(b.today()) }

// figures names the minutes of each track; nothing in other is not mentioned.
func (d DaySum) figures() []string {
	figures := []string{"IC " + period.FormatMinutes(d.IC), "leadership " + period.FormatMinutes(d.Leadership)}
	if d.Other != 0 {
		figures = append(figures, "other "+period.FormatMinutes(d.Other))
	}
	return figures
}
