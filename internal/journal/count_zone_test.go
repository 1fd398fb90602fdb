package journal

import (
	"testing"
	"time"

	"mull/internal/period"
)

// A whole day of work lasts as long as the day, also where clocks change, and
// the parts on each side of a midnight add up to the whole. Zone data: days before
// 2025, which releases 2023c to 2026f of the IANA database agree on.
func TestCountAcrossDays(t *testing.T) {
	tests := []struct {
		zone, day, line string
		want            []string // of the day before, the day, the day after
	}{
		{"Europe/Berlin", "2024-03-31", "0:00-0:00 people timer", []string{"", "people 1380", ""}},
		{"Europe/Berlin", "2024-10-27", "0:00-0:00 people timer", []string{"", "people 1500", ""}},
		{"Europe/Berlin", "2024-03-31", "1:30-3:30 people timer", []string{"", "people 60", ""}},
		{"Europe/Berlin", "2024-10-27", "1:30-3:30 people timer", []string{"", "people 180", ""}},
		{"America/New_York", "2024-03-09", "22:00-4:00 people logged", []string{"", "people 120", "people 180"}},
		{"America/New_York", "2024-11-02", "22:00-4:00 people logged", []string{"", "people 120", "people 300"}},
		{"Australia/Lord_Howe", "2024-10-06", "0:00-0:00 people timer", []string{"", "people 1410", ""}},
		{"America/Sao_Paulo", "2018-11-03", "23:00-2:00 people timer", []string{"", "people 60", "people 60"}},
		{"Asia/Amman", "2021-10-28", "23:00-2:00 people timer", []string{"", "people 60", "people 180"}},
		{"Pacific/Apia", "2011-12-29", "23:00-23:30 people timer", []string{"", "people 30", ""}},
		{"UTC", "2024-11-19", "23:59-23:58 people timer", []string{"", "people 1", "people 1438"}},
		{"Not/AZone", "2024-11-19", "600 people logged", []string{"", "people 10", ""}},
	}
	for _, tt := range tests {
		day, err := period.ParseDay(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		list := []Activity{piece(t, 1, day, tt.zone, tt.line)}
		for i, want := range tt.want {
			totals, _ := Count(day+period.Day(i-1), list)
			if got := show(totals); got != want {
				t.Errorf("%s in %s counts on %s as %q, want %q", tt.line, tt.zone, day+period.Day(i-1), got, want)
			}
		}
	}
}

// An activity over several days reaches its last one, and no further.
func TestLastDay(t *testing.T) {
	for line, want := range map[string]period.Day{
		"9:00-10:00 people logged": thursday, "23:00-0:00 people logged": thursday, "23:00-0:01 people logged": thursday + 1, "600 people logged": thursday,
	} {
		a := piece(t, 1, thursday, "America/New_York", line)
		if got := a.LastDay(); got != want {
			t.Errorf("%s lasts until %s, want %s", line, got, want)
		}
	}
	running := Activity{Day: thursday, Zone: "UTC", From: thursday.Start(time.UTC)}
	if got := running.LastDay(); got != thursday {
		t.Errorf("a running timer lasts until %s", got)
	}
}

// On a trip from Berlin to New York the same hour is Friday 1:00 here and
// Thursday 19:00 there. It counts once, on the date of what counts.
func TestTripAcrossZones(t *testing.T) {
	meeting := piece(t, 1, thursday+1, "Europe/Berlin", "1:00-2:00 people imported")
	logged := piece(t, 2, thursday, "America/New_York", "19:30-20:30 hands-on logged")
	list := []Activity{meeting, logged}
	for day, want := range map[period.Day]string{thursday: "hands-on 60", thursday + 1: "people 30"} {
		totals, _ := Count(day, list)
		if got := show(totals); got != want {
			t.Errorf("%s counts as %q, want %q", day, got, want)
		}
	}
	meeting.Source = Timer
	for day, want := range map[period.Day]string{thursday: "hands-on 60", thursday + 1: "people 30"} {
		totals, _ := Count(day, []Activity{meeting, logged})
		if got := show(totals); got != want {
			t.Errorf("as strong, %s counts as %q, want %q", day, got, want)
		}
	}
	// The same clock times in two zones are not the same time.
	here, there := piece(t, 3, thursday, "Europe/Berlin", "9:00-10:00 people logged"), piece(t, 4, thursday, "America/New_York", "9:00-10:00 people logged")
	if totals, _ := Count(thursday, []Activity{here, there}); show(totals) != "people 120" {
		t.Errorf("nine in Berlin and nine in New York count as %q", show(totals))
	}
}
