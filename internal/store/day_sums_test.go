package store

import (
	"testing"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// DaySums adds up what Totals lists.
func TestDaySumsAreTotals(t *testing.T) {
	s := start(t)
	for i, category := range []string{"hands-on", "people", "direction", "admin", "hands-on", "people"} {
		at := evening.Add(time.Duration(-24*(i%3)-i) * time.Hour)
		if _, err := s.Do(ctx, "log", func(a *Act) error {
			return a.AddActivity(&journal.Activity{Day: thursday - period.Day(i%3), Zone: "UTC", Seconds: 600 * (i + 1), Category: category, Source: journal.Logged, WrittenAt: at})
		}); err != nil {
			t.Fatal(err)
		}
	}
	first, second := []string{"hands-on"}, []string{"people", "direction"}
	sums, err := s.DaySums(ctx, thursday-9, thursday+9, first, second)
	if err != nil {
		t.Fatal(err)
	}
	totals, err := s.Totals(ctx, thursday-9, thursday+9)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, total := range totals {
		want["minutes"] += total.Minutes
		switch total.Category {
		case "hands-on":
			want["first"] += total.Minutes
		case "people", "direction":
			want["second"] += total.Minutes
		}
	}
	got := map[string]int{}
	for _, sum := range sums {
		got["minutes"] += sum.Minutes
		got["first"] += sum.First
		got["second"] += sum.Second
	}
	for key, minutes := range want {
		if got[key] != minutes || minutes == 0 {
			t.Errorf("%s: %d, want %d and more than none", key, got[key], minutes)
		}
	}
	if none, err := s.DaySums(ctx, thursday-9, thursday+9, nil, nil); err != nil || len(none) != len(sums) || none[0].First != 0 {
		t.Errorf("without groups: %v, %v", none, err)
	}
}
