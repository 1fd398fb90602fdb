package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// Sums of every kind of period are those of Totals, whatever acts made them:
// time logged, imported and guessed, over midnight and in several zones, moved,
// sorted anew, deleted, and taken back.
func TestSumsAreTotals(t *testing.T) {
	for seed := range uint64(rounds(6)) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := start(t)
			r := rand.New(rand.NewPCG(seed, 1))
			for range 12 {
				for range 4 {
					randomAct(t, s, r)
				}
				sumsAreTotals(t, s, r)
			}
		})
	}
}

var someCategories = []string{"hands-on", "people", "direction", "admin"}

// randomTime is time around the turn of the year, where weeks, months, quarters
// and years meet.
func randomTime(r *rand.Rand) journal.Activity {
	day := period.NewDay(2026, 12, 31) + period.Day(r.IntN(70)-35)
	zone := []string{"UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"}[r.IntN(4)]
	x := journal.Activity{Day: day, Zone: zone, Seconds: 60 * (1 + r.IntN(600)), Category: someCategories[r.IntN(4)], Source: journal.Logged}
	switch r.IntN(5) {
	case 0:
		x.Source = journal.Estimated
		return x
	case 1, 2:
		x.Source, x.Origin = journal.Imported, journal.Calendar
	case 3:
		return x
	}
	place, err := period.LoadZone(zone)
	if err != nil {
		panic(err)
	}
	x.From = day.Start(place).Add(time.Duration(r.IntN(24*60)) * time.Minute)
	x.To = x.From.Add(time.Duration(x.Seconds) * time.Second)
	return x
}

func randomAct(t *testing.T, s *Store, r *rand.Rand) {
	t.Helper()
	list, err := s.Activities(ctx, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	switch what := r.IntN(8); {
	case what == 0:
		if _, err := s.Undo(ctx); err != nil && len(list) > 0 {
			t.Fatal(err)
		}
	case what == 1 && len(list) > 0:
		do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(list[r.IntN(len(list))].Number) })
	case what == 2 && len(list) > 0: // moved, of another zone and category
		x := randomTime(r)
		x.Number = list[r.IntN(len(list))].Number
		do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&x) })
	case what == 3:
		do(t, s, "import", func(a *Act) error {
			for range 20 {
				x := randomTime(r)
				if err := a.AddActivity(&x); err != nil {
					return err
				}
			}
			return nil
		})
	case what == 4 && len(list) > 0:
		if err := s.Erase(ctx, "purge", []int64{list[r.IntN(len(list))].Number}, nil); err != nil {
			t.Fatal(err)
		}
	default:
		x := randomTime(r)
		do(t, s, "log", func(a *Act) error { return a.AddActivity(&x) })
	}
}

// sumsAreTotals compares some stretch of every kind, of whole periods and not.
func sumsAreTotals(t *testing.T, s *Store, r *rand.Rand) {
	t.Helper()
	first, second := []string{"hands-on"}, []string{"people", "direction"}
	for _, kind := range append(period.Kinds(), period.KindSpan) {
		from := period.NewDay(2026, 12, 31) - period.Day(r.IntN(50))
		to := from + period.Day(r.IntN(90))
		if r.IntN(2) == 0 {
			from = period.Of(kind, from).From
		}
		if r.IntN(2) == 0 {
			to = period.Of(kind, to).To
		}
		sums, err := s.Sums(ctx, kind, from, to, first, second)
		if err != nil {
			t.Fatal(err)
		}
		totals, err := s.Totals(ctx, from, to)
		if err != nil {
			t.Fatal(err)
		}
		days, err := s.CalendarDays(ctx, from, to, first)
		if err != nil {
			t.Fatal(err)
		}
		if want := onlyCalendars(totals, first); !slices.Equal(days, want) {
			t.Errorf("%s to %s: calendars alone know %v, not %v", from, to, want, days)
		}
		got := inPeriods(kind, sums)
		var single []Sum
		for _, t := range totals {
			sum := Sum{Day: t.Day, Minutes: t.Minutes, Calendar: t.Calendar, Estimated: t.Estimated}
			if slices.Contains(first, t.Category) {
				sum.First = t.Minutes
			}
			if slices.Contains(second, t.Category) {
				sum.Second = t.Minutes
			}
			if len(single) == 0 || single[len(single)-1].Day != t.Day {
				sum.Days = 1
			}
			single = append(single, sum)
		}
		if want := inPeriods(kind, single); !slices.Equal(got, want) {
			t.Errorf("%s, %s to %s: sums are\n%v, and the totals of days make\n%v", kind, from, to, got, want)
		}
	}
}

// inPeriods adds up what lies in the same period.
func inPeriods(kind period.Kind, sums []Sum) []Sum {
	var list []Sum
	for _, sum := range sums {
		sum.Day = period.Of(kind, sum.Day).From
		if len(list) == 0 || list[len(list)-1].Day != sum.Day {
			list = append(list, Sum{Day: sum.Day})
		}
		in := &list[len(list)-1]
		in.Days, in.Minutes = in.Days+sum.Days, in.Minutes+sum.Minutes
		in.Calendar, in.Estimated = in.Calendar+sum.Calendar, in.Estimated+sum.Estimated
		in.First, in.Second = in.First+sum.First, in.Second+sum.Second
	}
	return list
}

// Without categories to tell apart there is nothing in either group.
func TestSumsWithoutGroups(t *testing.T) {
	s := start(t)
	logged(t, s, 30, "people")
	for _, kind := range period.Kinds() {
		of := period.Of(kind, thursday)
		sums, err := s.Sums(ctx, kind, of.From, of.To, nil, nil)
		if err != nil || len(sums) != 1 || sums[0].Minutes != 30 || sums[0].Days != 1 || sums[0].First+sums[0].Second != 0 {
			t.Errorf("a %s: %+v, %v", kind, sums, err)
		}
	}
}

// onlyCalendars finds the days known from calendars alone that have none of the
// categories.
func onlyCalendars(totals []DayTotal, categories []string) []period.Day {
	days := []period.Day{}
	for from := 0; from < len(totals); {
		to, only := from, true
		for ; to < len(totals) && totals[to].Day == totals[from].Day; to++ {
			only = only && totals[to].Calendar == totals[to].Minutes && !slices.Contains(categories, totals[to].Category)
		}
		if only {
			days = append(days, totals[from].Day)
		}
		from = to
	}
	return days
}
