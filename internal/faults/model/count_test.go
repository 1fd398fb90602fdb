// How minutes count, told in another way than internal/journal does: each minute
// of the year is a cell that the strongest activity paints last.

package model

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// dayOf is the date in a zone.
func dayOf(at time.Time, zone string) string { return at.In(zoneOf(zone)).Format(time.DateOnly) }

func zoneOf(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// A cell is a day and a category.
type cell struct{ day, category string }

// A sum is the minutes of a cell, and how many of them are a guess.
type sum struct{ minutes, guessed int }

// totals counts every minute of a state once.
func (s *state) totals() map[cell]sum {
	painted := map[int64]int64{} // minute since 1970 -> activity
	for _, n := range s.weakestFirst() {
		p := s.Pieces[n]
		for at := p.From.Unix() / 60; at < p.To.Unix()/60; at++ {
			painted[at] = n
		}
	}
	all := map[cell]sum{}
	for at, n := range painted {
		p := s.Pieces[n]
		add(all, cell{dayOf(time.Unix(at*60, 0), p.Zone), p.Category}, sum{1, 0})
	}
	for _, p := range s.Pieces {
		if !p.clocked() && p.Source == "logged" {
			add(all, cell{p.Day, p.Category}, sum{p.Minutes, 0})
		}
	}
	s.addGuesses(all)
	return all
}

func add(all map[cell]sum, at cell, more sum) {
	all[at] = sum{all[at].minutes + more.minutes, all[at].guessed + more.guessed}
}

// own is time that the user recorded.
func (p piece) own() bool { return p.Source == "logged" || p.Source == "timer" }

// weakestFirst orders the activities with clock times: imported before one's own, the earlier start first, and of equals the one made first.
func (s *state) weakestFirst() []int64 {
	var list []int64
	for n, p := range s.Pieces {
		if p.clocked() {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b int64) int {
		x, y := s.Pieces[a], s.Pieces[b]
		if x.own() != y.own() {
			return map[bool]int{false: -1, true: 1}[x.own()]
		}
		return cmp.Or(x.From.Compare(y.From), x.Made.Compare(y.Made), cmp.Compare(a, b))
	})
	return list
}

// addGuesses adds of the guesses of each day's last sitting what goes beyond the
// time that was measured.
func (s *state) addGuesses(all map[cell]sum) {
	last := map[string]int64{} // day -> activity
	for _, n := range slices.Sorted(maps.Keys(s.Pieces)) {
		p := s.Pieces[n]
		if p.Source != "estimated" {
			continue
		}
		if before, seen := last[p.Day]; !seen || !p.Made.Before(s.Pieces[before].Made) {
			last[p.Day] = n
		}
	}
	for _, p := range s.Pieces {
		if p.Source != "estimated" || p.Entry != s.Pieces[last[p.Day]].Entry {
			continue
		}
		if more := p.Minutes - all[cell{p.Day, p.Category}].minutes; more > 0 {
			add(all, cell{p.Day, p.Category}, sum{more, more})
		}
	}
}

// loggedOn is how many minutes that were logged count on a day, with one more
// activity, as the check before it is saved sees it: of that day's own.
func (s *state) loggedOn(day string, n int64, more piece) int {
	alone := emptyState()
	for other, p := range s.Pieces {
		if p.Day == day && other != n && p.Source != "estimated" {
			alone.Pieces[other] = p
		}
	}
	alone.Pieces[n] = more
	minutes, painted := 0, map[int64]bool{}
	for _, n := range alone.weakestFirst() {
		p := alone.Pieces[n]
		for at := p.From.Unix() / 60; at < p.To.Unix()/60; at++ {
			painted[at] = p.own()
		}
	}
	for _, own := range painted {
		if own {
			minutes++
		}
	}
	for _, p := range alone.Pieces {
		if !p.clocked() && p.Source == "logged" {
			minutes += p.Minutes
		}
	}
	return minutes
}

const dayLength = 24 * 60 // no clock changes in the days the sequences use
