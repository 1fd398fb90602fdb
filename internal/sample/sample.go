// Package sample makes up journals: a quarter to try commands on, or years to
// measure with. It writes them through the store like any other, one act for
// each record, from a seed, so that the same seed makes the same journal.
package sample

import (
	"context"
	"math/rand/v2"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
	"mull/prompts"
)

// Options say how much is made up.
type Options struct {
	From, To period.Day // both included
	Zone     *time.Location
	Seed     uint64
	// Records is how many pieces of time and entries a working day has, about.
	Records int
}

// Quarter makes up the thirteen weeks up to an instant, whose day is still
// open. The journal lives in memory.
func Quarter(ctx context.Context, now time.Time) (*store.Store, error) {
	today := period.DayOf(now)
	return New(ctx, now, Options{From: period.Of(period.KindWeek, today-91).From, To: today, Zone: now.Location(), Seed: 7, Records: 7})
}

// New makes up a journal in memory; its clock stands at now when it is done.
func New(ctx context.Context, now time.Time, o Options) (*store.Store, error) {
	m := &maker{ctx: ctx, o: o, now: now, at: now, random: rand.New(rand.NewPCG(o.Seed, 1))}
	s, err := store.Open(ctx, store.Memory, func() time.Time { return m.at })
	if err != nil {
		return nil, err
	}
	m.store = s
	if err := m.make(); err != nil {
		return nil, err
	}
	m.at = now
	return s, nil
}

// A maker makes up one journal, day by day.
type maker struct {
	ctx    context.Context // kept, since it lives no longer than New
	o      Options
	store  *store.Store
	random *rand.Rand
	now    time.Time
	at     time.Time // the journal's clock
	day    period.Day

	evening, motives, feeling *exercise.Exercise
	journal                   exercise.Journal
}

func (m *maker) make() error {
	seed, err := m.store.Seed(m.ctx)
	if err != nil {
		return err
	}
	m.journal = exercise.Journal{Seed: seed, List: func(name string) ([]exercise.Option, error) {
		if source, found := prompts.List(name); found {
			return exercise.ReadList(name, source)
		}
		if name != "categories" {
			return nil, nil
		}
		return m.categories()
	}}
	for id, into := range map[string]**exercise.Exercise{prompts.Reflect: &m.evening, prompts.Why: &m.motives, prompts.Feel: &m.feeling} {
		source, _ := prompts.Exercise(id)
		if *into, err = exercise.Read(id, source); err != nil {
			return err
		}
	}
	for m.day = m.o.From; m.day <= m.o.To; m.day++ {
		if m.day.Weekday() == time.Saturday || m.day.Weekday() == time.Sunday {
			continue
		}
		if m.random.IntN(40) == 0 {
			continue // a day off
		}
		if err := m.workday(); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) categories() ([]exercise.Option, error) {
	list, err := m.store.Categories(m.ctx)
	if err != nil {
		return nil, err
	}
	options := make([]exercise.Option, len(list))
	for i, c := range list {
		options[i] = exercise.Option{ID: c.ID, Label: c.ID}
	}
	return options, nil
}

// workday makes up one day: the calendar first, then what was logged by hand,
// how it felt, and the page in the evening.
func (m *maker) workday() error {
	records := max(4, m.o.Records)
	meetings := records * 2 / 5
	checkins := max(1, records/6)
	steps := []struct {
		count int
		step  func(i int) error
	}{
		{meetings, m.meeting}, {max(1, records/3), m.handsOn}, {checkins, m.checkin}, {1, m.page},
	}
	for _, s := range steps {
		for i := range s.count {
			if err := s.step(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// clock sets the journal's clock to a time of the day and says whether it has
// come.
func (m *maker) clock(hour float64) (time.Time, bool) {
	at := m.day.Start(m.o.Zone).Add(time.Duration(hour * float64(time.Hour))).Truncate(15 * time.Minute)
	m.at = at
	return at, at.Before(m.now)
}

func (m *maker) pick(list []string) string { return list[m.random.IntN(len(list))] }

func (m *maker) chance(percent int) bool { return m.random.IntN(100) < percent }

// season runs from 0 at the beginning to 1 at the end: hands-on work grows.
func (m *maker) season() float64 {
	return float64(m.day-m.o.From) / float64(max(1, m.o.To-m.o.From))
}

func (m *maker) keep(x *exercise.Exercise, given map[string]any) error {
	answers, err := x.CheckAnswers(given, m.journal)
	if err != nil {
		return err
	}
	e := &journal.Entry{Exercise: x.ID, Day: m.day, Zone: m.o.Zone.String(), State: journal.Draft, Answers: answers}
	_, err = m.store.Do(m.ctx, "do", func(a *store.Act) error {
		if e.Asked, err = a.KeepAsked(x); err != nil {
			return err
		}
		if err := a.AddEntry(e); err != nil {
			return err
		}
		if err := a.SetAnswers(e.Number, answers); err != nil {
			return err
		}
		return a.FinishEntry(x, e)
	})
	return err
}
