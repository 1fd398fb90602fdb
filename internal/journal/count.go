package journal

import (
	"cmp"
	"slices"
	"time"

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
// activity counted. It is given every activity that may touch the day and
// ignores the others, and timers that still run: those count once stopped.
//
// Where clock times overlap, timer and logged time counts before imported
// time; among equals the one that started later, then the greater UUID.
// Activities that are only a duration are summed. Of the day's estimates the
// latest sitting's stands, and adds to a category only what goes beyond the
// time measured for it. Minutes are rounded once, per day and category.
func Count(day period.Day, activities []Activity) ([]Total, []Piece) {
	pieces := make([]Piece, 0, len(activities))
	var clocked []stretch
	for i := range activities {
		a := &activities[i]
		if !a.Clocked() {
			if a.Day == day {
				pieces = append(pieces, Piece{Activity: a, Seconds: a.Seconds, Counted: a.Seconds})
			}
			continue
		}
		if a.Running() {
			continue
		}
		from, to := a.on(day)
		if to <= from {
			continue
		}
		clocked = append(clocked, stretch{piece: len(pieces), from: from, to: to})
		pieces = append(pieces, Piece{Activity: a, Seconds: int(to - from)})
	}
	countClocked(pieces, clocked)
	countEstimates(pieces)
	return totals(pieces), pieces
}

// on cuts the activity to a day of its own zone and returns seconds since 1970.
func (a *Activity) on(day period.Day) (from, to int64) {
	zone := a.Location()
	return max(a.From.Unix(), day.Start(zone).Unix()), min(a.To.Unix(), (day + 1).Start(zone).Unix())
}

// Location returns the zone the activity was kept in; one this program does not
// know counts as UTC.
func (a *Activity) Location() *time.Location {
	zone, err := period.LoadZone(a.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// LastDay returns the last local date the activity reaches, its Day where it
// has no clock times.
func (a *Activity) LastDay() period.Day {
	if !a.Clocked() || a.Running() {
		return a.Day
	}
	return max(a.Day, period.DayOf(a.To.Add(-time.Second).In(a.Location())))
}

type stretch struct {
	piece    int
	from, to int64
}

// countClocked lets the strongest piece have each second: the strong go first,
// and each takes what nobody before it has taken.
func countClocked(pieces []Piece, clocked []stretch) {
	slices.SortFunc(clocked, func(x, y stretch) int {
		a, b := pieces[x.piece].Activity, pieces[y.piece].Activity
		return cmp.Or(
			cmp.Compare(strength(b.Source), strength(a.Source)),
			b.From.Compare(a.From),
			cmp.Compare(b.UUID, a.UUID))
	})
	var taken []stretch // disjoint, ordered
	for _, s := range clocked {
		free, by := s.to-s.from, ""
		at, _ := slices.BinarySearchFunc(taken, s.from, func(t stretch, from int64) int { return cmp.Compare(t.to, from+1) })
		end := at
		merged := s
		for ; end < len(taken) && taken[end].from < s.to; end++ {
			free -= min(s.to, taken[end].to) - max(s.from, taken[end].from)
			merged.from, merged.to = min(merged.from, taken[end].from), max(merged.to, taken[end].to)
			by = "overlaps time that counts before it"
		}
		taken = slices.Replace(taken, at, end, merged)
		pieces[s.piece].Counted, pieces[s.piece].Why = int(free), by
	}
}

func strength(source Source) int {
	switch source {
	case Timer, Logged:
		return 2
	case Imported:
		return 1
	}
	return 0
}

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
		if latest == nil || cmp.Or(a.WrittenAt.Compare(latest.WrittenAt), cmp.Compare(a.UUID, latest.UUID)) > 0 {
			latest = a
		}
	}
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.Activity.Source != Estimated:
		case !sameSitting(p.Activity, latest):
			p.Counted, p.Why = 0, "a later guess for the day replaces it"
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

type sums struct{ logged, calendar, tracker, estimated int }

func totals(pieces []Piece) []Total {
	seconds := map[string]*sums{}
	for _, p := range pieces {
		s := seconds[p.Activity.Category]
		if s == nil {
			s = &sums{}
			seconds[p.Activity.Category] = s
		}
		switch {
		case p.Activity.Source == Estimated:
			s.estimated += p.Counted
		case p.Activity.Source != Imported:
			s.logged += p.Counted
		case p.Activity.Origin == Calendar:
			s.calendar += p.Counted
		default:
			s.tracker += p.Counted
		}
	}
	result := make([]Total, 0, len(seconds))
	for category, s := range seconds {
		if t := s.round(category); t.Minutes > 0 {
			result = append(result, t)
		}
	}
	slices.SortFunc(result, func(a, b Total) int { return cmp.Compare(a.Category, b.Category) })
	return result
}

// round rounds the category's seconds once; the parts are cut so that they add
// up, the estimate last, since a guess is the part that may bend.
func (s *sums) round(category string) Total {
	measured := max(0, s.logged+s.calendar+s.tracker)
	t := Total{Category: category, Minutes: period.Minutes(measured + s.estimated)}
	rest := t.Minutes
	take := func(seconds int) int {
		minutes := min(rest, max(0, period.Minutes(seconds)))
		rest -= minutes
		return minutes
	}
	t.Logged, t.Calendar, t.Tracker = take(s.logged), take(s.calendar), take(s.tracker)
	switch {
	case s.estimated > 0:
		t.Estimated = rest
	case s.tracker > 0:
		t.Tracker += rest
	case s.calendar > 0:
		t.Calendar += rest
	default:
		t.Logged += rest
	}
	return t
}
