package journal

import (
	"cmp"
	"slices"

	"mull/internal/period"
)

// A Total is what one category got on one day, in whole minutes. Logged,
// Calendar, Tracker and Estimated add up to Minutes.
type Total struct {
	Category  string
	Minutes   int
	Logged    int // timer and logged by hand
	Calendar  int
	Tracker   int // imported from elsewhere than a calendar
	Estimated int
}

// A Piece is the part of an activity that lies on a day, and how much of it
// counted. Why says in words what reduced it.
type Piece struct {
	Activity *Activity
	Seconds  int // on this day
	Counted  int
	Why      string
}

// Count computes a day: how many minutes each category got, and how each
// activity counted. It is given every activity that may touch the day, and
// those of other zones at the same time; others it ignores, and timers that
// still run: those count once stopped.
//
// Where clock times overlap, timer and logged time counts before imported
// time; among equals the one that started later, then the greater UUID. That
// holds between zones too: an hour worked while travelling counts on the local
// date of the activity it counts for, and nowhere else.
// Activities that are only a duration are summed. Of the day's estimates the
// latest sitting's stands, and adds to a category only what goes beyond the
// time measured for it. Minutes are rounded once, per day and category.
func Count(day period.Day, activities []Activity) ([]Total, []Piece) {
	pieces := make([]Piece, 0, len(activities))
	var clocked []stretch
	for i := range activities {
		a := &activities[i]
		switch {
		case a.Running():
		case a.Clocked():
			s := a.stretchOn(day)
			if s.from < s.to {
				s.piece = len(pieces)
				pieces = append(pieces, Piece{Activity: a, Seconds: int(s.to - s.from)})
			}
			clocked = append(clocked, s)
		case a.Day == day:
			pieces = append(pieces, Piece{Activity: a, Seconds: a.Seconds, Counted: a.Seconds})
		}
	}
	countClocked(pieces, clocked)
	countEstimates(pieces)
	return totals(pieces), pieces
}

// A stretch is an activity with its times in seconds since 1970: all of it, and
// the part of it on the day, whose piece is at an index, or -1.
type stretch struct {
	activity *Activity
	all      span
	from, to int64
	piece    int
}

type span struct{ from, to int64 }

// stretchOn cuts the activity to a day of its own zone.
func (a *Activity) stretchOn(day period.Day) stretch {
	zone := a.Location()
	all := span{a.From.Unix(), a.To.Unix()}
	return stretch{activity: a, all: all, piece: -1,
		from: max(all.from, day.Start(zone).Unix()), to: min(all.to, (day + 1).Start(zone).Unix())}
}

// countClocked lets the strongest have each second: the strong go first, and
// each takes what nobody before it has taken.
func countClocked(pieces []Piece, clocked []stretch) {
	slices.SortFunc(clocked, func(x, y stretch) int { return before(x.activity, y.activity) })
	var taken []span // disjoint, ordered
	for _, s := range clocked {
		free, by := s.to-s.from, ""
		at, _ := slices.BinarySearchFunc(taken, s.all.from, func(t span, from int64) int { return cmp.Compare(t.to, from+1) })
		end := at
		merged := s.all
		for ; end < len(taken) && taken[end].from < s.all.to; end++ {
			if both := min(s.to, taken[end].to) - max(s.from, taken[end].from); both > 0 {
				free -= both
				by = "overlaps time that counts before it"
			}
			merged.from, merged.to = min(merged.from, taken[end].from), max(merged.to, taken[end].to)
		}
		taken = slices.Replace(taken, at, end, merged)
		if s.piece >= 0 {
			pieces[s.piece].Counted, pieces[s.piece].Why = int(free), by
		}
	}
}

// Replaced is why a guess does not count where the day has a later one.
const Replaced = "a later guess for the day replaces it"

// countEstimates keeps the latest sitting's guesses and lowers each to what
// goes beyond the measured time of its category.
func countEstimates(pieces []Piece) {
	measured := map[string]int{}
	var latest *Activity
	for i := range pieces {
		a := pieces[i].Activity
		if a.Source != Estimated {
			measured[a.Category] += pieces[i].Counted
			continue
		}
		if latest == nil || cmp.Or(a.WrittenAt.Compare(latest.WrittenAt), cmp.Compare(a.Number, latest.Number), cmp.Compare(a.UUID, latest.UUID)) > 0 {
			latest = a
		}
	}
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.Activity.Source != Estimated:
		case !sameSitting(p.Activity, latest):
			p.Counted, p.Why = 0, Replaced
		default:
			known := max(0, measured[p.Activity.Category])
			p.Counted = max(0, p.Seconds-known)
			measured[p.Activity.Category] = max(0, known-p.Seconds)
			if p.Counted < p.Seconds {
				p.Why = "only what goes beyond the time already measured"
			}
		}
	}
}

func sameSitting(a, b *Activity) bool {
	if a.Entry != 0 || b.Entry != 0 {
		return a.Entry == b.Entry
	}
	return a.WrittenAt.Equal(b.WrittenAt)
}
