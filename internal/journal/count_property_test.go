package journal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mull/internal/period"
)

// A made-up heap of time around a midnight, in zones whose dates differ then.
func heap(r *rand.Rand) []Activity {
	zones := []string{"UTC", "UTC", "Asia/Tokyo", "America/Los_Angeles"}
	sources := []Source{Timer, Logged, Imported, Imported, Estimated}
	categories := []string{"a", "b", "c"}
	list := make([]Activity, r.IntN(9))
	midnight := thursday.Start(time.UTC).Unix()
	for i := range list {
		a := Activity{Number: int64(i + 1), UUID: fmt.Sprintf("%08x", r.Uint32()), Day: thursday, Zone: zones[r.IntN(len(zones))],
			Source: sources[r.IntN(len(sources))], Category: categories[r.IntN(len(categories))], WrittenAt: time.Unix(int64(r.IntN(3)), 0)}
		if a.Source == Estimated {
			a.Entry = int64(r.IntN(3)) * 100
		}
		switch {
		case a.Source == Estimated, r.IntN(4) == 0:
			a.Day = thursday + period.Day(r.IntN(3)-1)
			a.Seconds = r.IntN(4000)
			if a.Source == Imported && r.IntN(4) == 0 {
				a.Seconds = -r.IntN(2000)
			}
		default:
			// Few starts, so that they are often equal.
			a.From = time.Unix(midnight-1800+int64(600*r.IntN(6))+int64(r.IntN(2)), 0).UTC()
			a.To = a.From.Add(time.Duration(1+r.IntN(2400)) * time.Second)
			a.Seconds = int(a.To.Sub(a.From).Seconds())
			a.Day = period.DayOf(a.From.In(a.Location()))
		}
		list[i] = a
	}
	return list
}

// slowCount is what Count must say, found second by second.
func slowCount(day period.Day, list []Activity) map[string]int {
	measured, guessed := map[string]int{}, map[string]int{}
	var first, last int64 = 1 << 62, 0
	var latest *Activity
	for i := range list {
		a := &list[i]
		switch {
		case a.Clocked():
			first, last = min(first, a.From.Unix()), max(last, a.To.Unix())
		case a.Day != day:
		case a.Source != Estimated:
			measured[a.Category] += a.Seconds
		case latest == nil || a.WrittenAt.After(latest.WrittenAt) || a.WrittenAt.Equal(latest.WrittenAt) &&
			(a.Number > latest.Number || a.Number == latest.Number && a.UUID > latest.UUID):
			latest = a
		}
	}
	for second := first; second < last; second++ {
		var winner *Activity
		for i := range list {
			a := &list[i]
			if a.Clocked() && a.From.Unix() <= second && second < a.To.Unix() && (winner == nil || stronger(a, winner)) {
				winner = a
			}
		}
		if winner != nil && period.DayOf(time.Unix(second, 0).In(winner.Location())) == day {
			measured[winner.Category]++
		}
	}
	for i := range list {
		a := &list[i]
		if a.Source == Estimated && a.Day == day && sameSitting(a, latest) {
			guessed[a.Category] += a.Seconds
		}
	}
	minutes := map[string]int{}
	for _, category := range []string{"a", "b", "c"} {
		known := max(0, measured[category])
		if n := period.Minutes(max(known, guessed[category])); n > 0 {
			minutes[category] = n
		}
	}
	return minutes
}

func stronger(a, b *Activity) bool {
	own := func(s Source) bool { return s == Timer || s == Logged }
	if own(a.Source) != own(b.Source) {
		return own(a.Source)
	}
	if !a.From.Equal(b.From) {
		return a.From.After(b.From)
	}
	return a.UUID > b.UUID
}

func TestCountAgainstEverySecond(t *testing.T) {
	for seed := range uint64(400) {
		list := heap(rand.New(rand.NewPCG(seed, 2)))
		for day := thursday - 1; day <= thursday+1; day++ {
			want := slowCount(day, list)
			totals, _ := Count(day, list)
			got := map[string]int{}
			for _, x := range totals {
				got[x.Category] = x.Minutes
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d: %s counts as %v, want %v, of\n%s", seed, day, got, want, describe(list))
			}
		}
	}
}

func describe(list []Activity) string {
	text := ""
	for _, a := range list {
		text += fmt.Sprintf("%d %s %s %s %s..%s %ds %s entry %d at %d %s\n", a.Number, a.Source, a.Category, a.Day, a.From.Format("15:04:05"), a.To.Format("15:04:05"),
			a.Seconds, a.Zone, a.Entry, a.WrittenAt.Unix(), a.UUID)
	}
	return text
}

// What holds of every count, whatever a day is made of.
func TestCountLaws(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 3))
		list := heap(r)
		days := map[period.Day]string{}
		counted := map[string]int{} // seconds on the clock, by category
		for day := thursday - 2; day <= thursday+2; day++ {
			totals, pieces := Count(day, list)
			days[day] = fmt.Sprint(totals)
			for _, x := range totals {
				if x.Logged+x.Calendar+x.Tracker+x.Estimated != x.Minutes || min(x.Logged, x.Calendar, x.Tracker, x.Estimated) < 0 || x.Minutes <= 0 {
					t.Fatalf("seed %d: the parts of %+v do not add up", seed, x)
				}
			}
			for _, p := range pieces {
				if p.Activity.Seconds >= 0 && (p.Counted < 0 || p.Counted > p.Seconds) || (p.Why == "") != (p.Counted == p.Seconds) {
					t.Fatalf("seed %d: %d of %d seconds count, because %q", seed, p.Counted, p.Seconds, p.Why)
				}
				if p.Activity.Clocked() {
					counted[""] += p.Counted
				}
			}
		}
		if covered := union(list); counted[""] != covered {
			t.Fatalf("seed %d: %d seconds of the clock count, and %d are covered, of\n%s", seed, counted[""], covered, describe(list))
		}
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for day, want := range days {
			if totals, _ := Count(day, list); fmt.Sprint(totals) != want {
				t.Fatalf("seed %d: in another order %s counts as %v, not %s", seed, day, totals, want)
			}
		}
	}
}

// union is how many seconds of the clock the activities cover.
func union(list []Activity) int {
	var spans []span
	for i := range list {
		if list[i].Clocked() {
			spans = append(spans, span{list[i].From.Unix(), list[i].To.Unix()})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.from - b.from) })
	total, end := int64(0), int64(0)
	for _, s := range spans {
		total += max(0, s.to-max(s.from, end))
		end = max(end, s.to)
	}
	return int(total)
}

// Imported time never takes a minute from time of the user's own.
func TestWeakerTimeLowersNothingStronger(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 4))
		list := heap(r)
		meeting := Activity{Number: 99, UUID: "99", Zone: "UTC", Source: Imported, Category: "d", Day: thursday, From: thursday.Start(time.UTC).Add(-time.Duration(r.IntN(1800)) * time.Second)}
		meeting.To = meeting.From.Add(time.Hour)
		meeting.Day = period.DayOf(meeting.From)
		for day := thursday - 1; day <= thursday+1; day++ {
			before, after := own(Count(day, list)), own(Count(day, append(slices.Clone(list), meeting)))
			if before != after {
				t.Fatalf("seed %d: a meeting changes own time on %s from %s to %s", seed, day, before, after)
			}
		}
	}
}

func own(_ []Total, pieces []Piece) string {
	text := ""
	for _, p := range pieces {
		if strength(p.Activity.Source) == 2 {
			text += fmt.Sprintf("%d: %d, ", p.Activity.Number, p.Counted)
		}
	}
	return text
}
