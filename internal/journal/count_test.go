package journal

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

var thursday = period.NewDay(2026, 11, 19)

// piece writes an activity in a line: WHEN CATEGORY SOURCE, where WHEN is
// 9:00-10:30 (the next day if that is not later) or a number of seconds.
func piece(t *testing.T, number int64, day period.Day, zone, line string) Activity {
	t.Helper()
	words := strings.Fields(line)
	a := Activity{Number: number, UUID: fmt.Sprintf("uuid-%03d", number), Day: day, Zone: zone, Category: words[1], Source: Source(words[2]),
		WrittenAt: time.Unix(1_000_000, 0).UTC()}
	from, to, clocked := strings.Cut(words[0], "-")
	if !clocked || from == "" {
		if _, err := fmt.Sscan(words[0], &a.Seconds); err != nil {
			t.Fatal(err)
		}
		return a
	}
	a.From, a.To = at(t, day, zone, from), at(t, day, zone, to)
	if !a.To.After(a.From) {
		a.To = at(t, day+1, zone, to)
	}
	a.Seconds = int(a.To.Sub(a.From).Seconds())
	return a
}

func at(t *testing.T, day period.Day, zone, clock string) time.Time {
	t.Helper()
	location, err := period.LoadZone(zone)
	if err != nil {
		t.Fatal(err)
	}
	c, err := period.ParseClock(clock)
	if err != nil {
		t.Fatal(err)
	}
	instant, err := c.On(day, location)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func show(totals []Total) string {
	var words []string
	for _, x := range totals {
		words = append(words, fmt.Sprintf("%s %d", x.Category, x.Minutes))
	}
	return strings.Join(words, ", ")
}

func TestCountDay(t *testing.T) {
	tests := []struct {
		name, lines, want string
	}{
		{"nothing", "", ""},
		{"one meeting", "9:00-10:00 people imported", "people 60"},
		{"side by side", "9:00-10:00 people logged; 10:00-11:00 admin logged", "admin 60, people 60"},
		{"a meeting under a timer", "9:00-10:00 people imported; 9:30-10:30 hands-on timer", "hands-on 60, people 30"},
		{"a meeting within a timer", "9:30-10:00 people imported; 9:00-11:00 hands-on timer", "hands-on 120"},
		{"a timer within a meeting", "9:00-11:00 people imported; 9:30-10:00 hands-on timer", "hands-on 30, people 90"},
		{"logged as strong as a timer", "9:00-11:00 people timer; 9:30-10:00 hands-on logged", "hands-on 30, people 90"},
		{"the later start counts", "9:00-11:00 people logged; 10:00-12:00 admin logged", "admin 120, people 60"},
		{"the later start within counts", "9:00-12:00 people imported; 10:00-11:00 admin imported", "admin 60, people 120"},
		{"the same start: the greater UUID", "9:00-10:00 people logged; 9:00-10:00 admin logged", "admin 60"},
		{"a later weak one yields to an earlier strong one", "9:00-10:00 people logged; 9:30-10:30 admin imported", "admin 30, people 60"},
		{"three in a heap", "9:00-12:00 people imported; 10:00-11:00 admin imported; 10:30-11:30 hands-on logged", "admin 30, hands-on 60, people 90"},
		{"a duration is summed", "9:00-10:00 people logged; 1800 people logged; 900 admin logged", "admin 15, people 90"},
		{"durations are summed with overlapping meetings", "9:00-10:00 people imported; 3600 hands-on logged", "hands-on 60, people 60"},
		{"a guess for a category nobody measured", "3600 admin estimated", "admin 60"},
		{"a guess beyond what was measured", "9:00-10:00 people logged; 5400 people estimated", "people 90"},
		{"a guess below what was measured", "9:00-10:00 people logged; 1800 people estimated", "people 60"},
		{"a guess beyond what counted, not what was kept", "9:00-11:00 people imported; 9:00-10:00 hands-on logged; 5400 people estimated", "hands-on 60, people 90"},
		{"two guesses of a category in one sitting", "9:00-9:10 people logged; 600 people estimated; 600 people estimated", "people 20"},
		{"a correction lowers", "3600 people imported; -600 people imported", "people 50"},
		{"a correction never goes below nothing", "600 people imported; -3600 people imported; 1800 admin imported", "admin 30"},
		{"a correction of another category", "600 people imported; -3600 admin imported", "people 10"},
		{"a guess after a correction", "-3600 people imported; 600 people estimated", "people 10"},
		{"seconds round once", "20 people logged; 20 people logged", "people 1"},
		{"less than half a minute is nothing", "29 people logged", ""},
		{"over midnight: only until midnight", "23:00-1:00 people timer", "people 60"},
		{"23:59", "23:59-0:00 people timer", "people 1"},
		{"the last minute and more", "23:59-0:30 people timer", "people 1"},
	}
	for _, tt := range tests {
		var list []Activity
		for i, line := range splitLines(tt.lines) {
			list = append(list, piece(t, int64(i+1), thursday, "Europe/Berlin", line))
		}
		totals, _ := Count(thursday, list)
		if got := show(totals); got != tt.want {
			t.Errorf("%s: %q counts as %q, want %q", tt.name, tt.lines, got, tt.want)
		}
	}
}

func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "; ")
}

// The parts of a total say where its minutes came from.
func TestCountParts(t *testing.T) {
	tests := []struct {
		lines string
		want  Total
	}{
		{"60 people logged; 120 people timer; 180 people estimated", Total{Minutes: 3, Logged: 3}},
		{"60 people logged; 300 people estimated", Total{Minutes: 5, Logged: 1, Estimated: 4}},
		{"29 people logged; 31 people imported", Total{Minutes: 1, Calendar: 1}},
		{"29 people logged; 29 people imported", Total{Minutes: 1, Calendar: 1}},
		{"90 people logged; 90 people imported", Total{Minutes: 3, Logged: 2, Calendar: 1}},
		{"40 people logged; 80 people estimated", Total{Minutes: 1, Logged: 1}},
		{"-600 people logged; 1200 people imported", Total{Minutes: 10, Calendar: 10}},
	}
	for _, tt := range tests {
		var list []Activity
		for i, line := range splitLines(tt.lines) {
			a := piece(t, int64(i+1), thursday, "UTC", line)
			if a.Source == Imported {
				a.Origin = Calendar
			}
			list = append(list, a)
		}
		tt.want.Category = "people"
		totals, _ := Count(thursday, list)
		if len(totals) != 1 || totals[0] != tt.want {
			t.Errorf("%q counts as %+v, want %+v", tt.lines, totals, tt.want)
		}
	}
}

func TestCountTellsTrackersFromCalendars(t *testing.T) {
	calendar, tracker := piece(t, 1, thursday, "UTC", "600 people imported"), piece(t, 2, thursday, "UTC", "1200 people imported")
	calendar.Origin, tracker.Origin = Calendar, "timewarrior"
	totals, _ := Count(thursday, []Activity{calendar, tracker})
	if want := (Total{Category: "people", Minutes: 30, Calendar: 10, Tracker: 20}); len(totals) != 1 || totals[0] != want {
		t.Errorf("counts as %+v, want %+v", totals, want)
	}
}

// The latest sitting's guess replaces all of an earlier one, also categories it
// does not name.
func TestLatestGuessReplaces(t *testing.T) {
	guess := func(number, entry int64, minutes, written int, category string) Activity {
		a := piece(t, number, thursday, "UTC", fmt.Sprintf("%d %s estimated", minutes*60, category))
		a.Entry, a.WrittenAt = entry, time.Unix(int64(written), 0)
		return a
	}
	early := []Activity{guess(1, 10, 60, 100, "admin"), guess(2, 10, 90, 100, "people")}
	late := []Activity{guess(3, 11, 30, 200, "admin")}
	for name, list := range map[string][]Activity{"in order": append(early[:2:2], late...), "reversed": append(late[:1:1], early...)} {
		totals, pieces := Count(thursday, list)
		if got := show(totals); got != "admin 30" {
			t.Errorf("%s: counts as %q, want admin 30", name, got)
		}
		for _, p := range pieces {
			if p.Activity.Entry == 10 && (p.Counted != 0 || p.Why == "") {
				t.Errorf("%s: the replaced guess %d counts %d seconds, because %q", name, p.Activity.Number, p.Counted, p.Why)
			}
		}
	}
	// One sitting may be finished again later; entries tell, not instants.
	again := []Activity{guess(1, 10, 60, 100, "admin"), guess(2, 10, 90, 300, "people")}
	if totals, _ := Count(thursday, again); show(totals) != "admin 60, people 90" {
		t.Errorf("one sitting counts as %q", show(totals))
	}
	// Guesses without an entry belong together by their instant.
	loose := []Activity{guess(1, 0, 60, 100, "admin"), guess(2, 0, 90, 100, "people"), guess(3, 0, 5, 50, "learning")}
	if totals, _ := Count(thursday, loose); show(totals) != "admin 60, people 90" {
		t.Errorf("guesses without an entry count as %q", show(totals))
	}
}

func TestCountIgnoresRunningTimersAndOtherDays(t *testing.T) {
	running := piece(t, 1, thursday, "UTC", "9:00-10:00 people timer")
	running.To = time.Time{}
	other := piece(t, 2, thursday-1, "UTC", "9:00-10:00 people timer")
	loose := piece(t, 3, thursday+1, "UTC", "600 people logged")
	totals, pieces := Count(thursday, []Activity{running, other, loose})
	if len(totals)+len(pieces) != 0 {
		t.Errorf("counts as %v in %d pieces, want nothing", totals, len(pieces))
	}
}
