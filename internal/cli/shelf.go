package cli

import (
	"maps"
	"slices"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/store"
)

// A shelf hands out entries with the exercise as it was asked, each exercise
// and each list read once.
type shelf struct {
	p     *program
	store *store.Store
	asked map[string]*exercise.Exercise
	lists map[string]exercise.Journal
	named map[string][]exercise.Option // lists of options, by name
}

func (p *program) shelf(s *store.Store) *shelf {
	return &shelf{p, s, map[string]*exercise.Exercise{}, map[string]exercise.Journal{}, map[string][]exercise.Option{}}
}

func (f *shelf) page(e *journal.Entry) (*report.Entry, error) {
	x := f.asked[e.Asked]
	if x == nil {
		var err error
		if x, err = f.store.Asked(f.p.ctx, e.Asked); err != nil {
			return nil, err
		}
		lists, err := f.p.knowledge(f.store, x)
		if err != nil {
			return nil, err
		}
		lists.List = f.once(lists.List)
		f.lists[e.Asked] = lists
		f.asked[e.Asked] = x
	}
	lists := f.lists[e.Asked]
	lists.Past = f.p.writtenLater(e)
	return &report.Entry{Entry: *e, Asked: x, Lists: lists, Now: f.p.here()}, nil
}

// once reads each list at its first use: thousands of pages name the same
// words.
func (f *shelf) once(read func(string) ([]exercise.Option, error)) func(string) ([]exercise.Option, error) {
	return func(name string) ([]exercise.Option, error) {
		if options, known := f.named[name]; known {
			return options, nil
		}
		options, err := read(name)
		if err == nil {
			f.named[name] = options
		}
		return options, err
	}
}

// leftOut counts what never leaves the journal, under EXERCISE or
// EXERCISE.QUESTION.
type leftOut map[string]int

func (l leftOut) see(e *report.Entry) {
	if e.Asked.Never {
		l[e.Asked.ID]++
		return
	}
	for _, q := range e.Asked.All() {
		if _, answered := e.Answers[q.ID]; answered && e.Asked.NeverLeaves(q) {
			l[e.Asked.ID+"."+q.ID]++
		}
	}
}

func (l leftOut) list() []store.LeftOut {
	list := []store.LeftOut{}
	for _, name := range slices.Sorted(maps.Keys(l)) {
		list = append(list, store.LeftOut{Name: name, Count: l[name]})
	}
	return list
}
