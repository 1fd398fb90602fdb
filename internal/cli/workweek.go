package cli

import (
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// workweek gathers what says which days of this week are worked.
func (p *program) workweek(s *store.Store) (journal.Workweek, error) {
	w := journal.Workweek{Closed: map[period.Day]bool{}}
	var err error
	if w.Offs, err = s.Offs(p.ctx); err != nil {
		return w, err
	}
	entries, err := s.Entries(p.ctx, store.Filter{From: journal.PatternFrom(p.today()), To: p.today(), Exercise: reflectExercise})
	for i := range entries {
		if closesDay(&entries[i]) {
			w.Closed[entries[i].Day] = true
		}
	}
	return w, err
}

// resting says whether nothing is asked for today: it is off, or a weekend day
// that isn't worked and on which nothing was noted.
func (p *program) resting(s *store.Store) (bool, error) {
	w, err := p.workweek(s)
	if err != nil || w.Workday(p.today()) {
		return false, err
	}
	if w.Offs.On(p.today()) == 1 {
		return true, nil
	}
	noted, err := s.Count(p.ctx, store.Filter{From: p.today(), To: p.today()})
	return noted == 0, err
}
