package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// Recount must see every way in which kept totals can be wrong.
func TestRecountFindsWrongTotals(t *testing.T) {
	for _, statement := range []string{
		"UPDATE day_total SET minutes = minutes + 1 WHERE category = 'people'",
		"UPDATE day_total SET logged = 0, calendar = minutes WHERE category = 'people'",
		"UPDATE day_total SET category = 'admin' WHERE category = 'people'",
		"DELETE FROM day_total WHERE day = 20777",
		"DELETE FROM day_total WHERE day = 20776",
		"INSERT INTO day_total VALUES (20000, 'people', 1, 1, 0, 0, 0)",
		"DELETE FROM uncounted",
		"UPDATE uncounted SET seconds = seconds + 1",
		"INSERT INTO uncounted VALUES (20000, 1, 60)",
		"UPDATE period_total SET minutes = minutes + 1 WHERE kind = 'week' AND category = 'people'",
		"UPDATE period_total SET calendar = minutes WHERE kind = 'month' AND category = 'people'",
		"UPDATE period_total SET days = days + 1",
		"INSERT INTO calendar_day VALUES (20776)",
		"INSERT INTO calendar_day VALUES (20000)",
		"DELETE FROM period_total WHERE kind = 'month'",
		"INSERT INTO period_total VALUES ('week', 20003, 'people', 1, 60, 0, 0)",
	} {
		s, err := Open(ctx, Memory, clock())
		if err != nil {
			t.Fatal(err)
		}
		day := period.Day(20775)
		begin := day.Start(time.UTC).Add(20 * time.Hour)
		for _, x := range []journal.Activity{
			{From: begin, To: begin.Add(72 * time.Hour), Seconds: 72 * 3600, Category: "people", Source: journal.Timer},
			{From: begin.Add(time.Hour), To: begin.Add(2 * time.Hour), Seconds: 3600, Category: "admin", Source: journal.Imported},
		} {
			x.Day, x.Zone = day, "UTC"
			do(t, s, "log", func(a *Act) error { return a.AddActivity(&x) })
		}
		if days, err := s.Recount(ctx); err != nil || len(days) > 0 {
			t.Fatalf("before: %v, %v", days, err)
		}
		if _, err := s.db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if days, err := s.Recount(ctx); err != nil || len(days) == 0 {
			t.Errorf("after %s a recount finds %v, %v", statement, days, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// An hour kept in two zones counts once, whichever of the two comes first, is
// changed or goes.
func TestTotalsAcrossZones(t *testing.T) {
	s := start(t)
	add := func(day period.Day, zone string, from time.Time, source journal.Source) *journal.Activity {
		x := &journal.Activity{Day: day, Zone: zone, From: from, To: from.Add(time.Hour), Seconds: 3600, Category: "people", Source: source}
		do(t, s, "log", func(a *Act) error { return a.AddActivity(x) })
		return x
	}
	check := func(when string, want ...string) {
		t.Helper()
		sound(t, s)
		if got := rowsOf(t, s, "SELECT date(day * 86400, 'unixepoch') || ' ' || minutes FROM day_total ORDER BY day"); !slices.Equal(got, want) {
			t.Errorf("%s: the totals are %q, want %q", when, got, want)
		}
	}
	midnight := (thursday + 1).Start(time.UTC)
	meeting := add(thursday+1, "Europe/Berlin", midnight, journal.Imported) // 1:00 on Friday
	check("the meeting", "2026-11-20 60")
	timer := add(thursday, "America/New_York", midnight.Add(30*time.Minute), journal.Timer) // 19:30 on Thursday
	check("and a timer far away", "2026-11-19 60", "2026-11-20 30")
	timer.From, timer.To = timer.From.Add(time.Hour), timer.To.Add(time.Hour)
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(timer) })
	check("moved out of the way", "2026-11-19 60", "2026-11-20 60")
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	check("and back", "2026-11-19 60", "2026-11-20 30")
	do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(timer.Number) })
	check("without the timer", "2026-11-20 60")
	do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(meeting.Number) })
	check("without both")
}

// The time of entries is what counts of it.
func TestTimeOfEntries(t *testing.T) {
	s := start(t)
	e := sit(t, s, thursday, exercise.Answers{"mins": 60.0, "what": "search"})
	sit(t, s, thursday, exercise.Answers{"energy": 3.0})
	owned, err := s.Owned(ctx, e.Number)
	if err != nil {
		t.Fatal(err)
	}
	x := owned[0]
	x.From, x.To = evening.Add(-time.Hour), evening
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&x) })
	over := journal.Activity{Day: thursday, Zone: "UTC", From: evening.Add(-20 * time.Minute), To: evening, Seconds: 1200, Category: "people", Source: journal.Timer}
	do(t, s, "log", func(a *Act) error { return a.AddActivity(&over) })
	times, err := s.TimeOfEntries(ctx, thursday, thursday)
	if err != nil || fmt.Sprint(times) != fmt.Sprint(map[int64]EntryTime{e.Number: {2400, true}}) {
		t.Errorf("the entries' time is %v, %v", times, err)
	}
	moved := x
	moved.Category = "people"
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&moved) })
	if times, err = s.TimeOfEntries(ctx, thursday, thursday); err != nil || times[e.Number].HandsOn {
		t.Errorf("moved to people it is %v, %v", times, err)
	}
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&x) })
	logged(t, s, 10, "hands-on")
	count, seconds, err := s.WithoutEntry(ctx, thursday, thursday, journal.IC)
	if err != nil || count != 1 || seconds != 600 {
		t.Errorf("without an entry: %d pieces, %d seconds, %v", count, seconds, err)
	}
}
