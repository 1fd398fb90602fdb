package journal

import (
	"testing"
	"time"

	"mull/internal/period"
)

func meeting(number int64, from, to int, category, note string) Piece {
	day := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	a := &Activity{Number: number, Day: period.DayOf(day), Zone: "UTC", From: day.Add(time.Duration(from) * time.Minute),
		To: day.Add(time.Duration(to) * time.Minute), Seconds: (to - from) * 60, Category: category, Note: note, Source: Imported, Origin: Calendar}
	return Piece{Activity: a, Seconds: a.Seconds, Counted: a.Seconds}
}

func TestMayBeSame(t *testing.T) {
	long := meeting(1, 540, 660, "people", "1:1 Priya")
	covered := meeting(2, 540, 600, "people", "covered")
	covered.Counted = 0
	tracked := meeting(3, 540, 600, "people", "tracked")
	tracked.Activity.Origin = "toggl"
	pieces := []Piece{long, covered, tracked, meeting(4, 700, 745, "people", "coffee"), meeting(5, 800, 860, "unsorted", "Zephyr"), meeting(6, 900, 960, "direction", "roadmap")}
	for _, c := range []struct {
		name string
		a    Activity
		want []int64
	}{
		{"as long, of the same category or unsorted", Activity{Seconds: 3600, Category: "people", Source: Logged}, []int64{4, 5}},
		{"a word of the note", Activity{Seconds: 1800, Category: "hands-on", Note: "with PRIYA", Source: Logged}, []int64{1}},
		{"a short word is none", Activity{Seconds: 600, Category: "hands-on", Note: "1:1 Bob", Source: Logged}, nil},
		{"another category", Activity{Seconds: 3600, Category: "direction", Source: Logged}, []int64{5, 6}},
		{"a guess", Activity{Seconds: 3600, Category: "people", Source: Estimated}, nil},
		{"an event of the whole day", Activity{Seconds: 21600, Category: "direction", Note: "Offsite", Source: Imported, Origin: Calendar}, []int64{1, 4, 5, 6}},
		{"an event of the whole day without time", Activity{Category: "direction", Source: Imported, Origin: Calendar}, nil},
		{"a tracker's length", Activity{Seconds: 21600, Category: "people", Source: Imported, Origin: "klog"}, nil},
		{"on the clock", *meeting(9, 540, 600, "people", "").Activity, nil},
	} {
		var got []int64
		for _, a := range MayBeSame(pieces, &c.a) {
			got = append(got, a.Number)
		}
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] || len(got) > 1 && got[1] != c.want[1] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCountsBeforeNamesWhatReduced(t *testing.T) {
	early, late, apart := meeting(1, 540, 660, "people", ""), meeting(2, 600, 720, "running", ""), meeting(3, 720, 780, "admin", "")
	logged := meeting(4, 500, 560, "hands-on", "")
	logged.Activity.Source = Logged
	list := []Activity{*early.Activity, *late.Activity, *apart.Activity, *logged.Activity}
	_, pieces := Count(early.Activity.Day, list)
	for _, p := range pieces {
		reduced := p.Counted < p.Seconds
		if by := CountsBefore(pieces, p.Activity); (len(by) > 0) != reduced {
			t.Errorf("%d counts %d of %d, reduced by %d others", p.Activity.Number, p.Counted, p.Seconds, len(by))
		} else if p.Activity.Number == 1 && (len(by) != 2 || by[0].Number != 4 || by[1].Number != 2) {
			t.Errorf("1 is reduced by %v", by)
		}
	}
}
