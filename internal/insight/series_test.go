package insight

import (
	"testing"
	"time"

	"mull/internal/period"
)

func day(t *testing.T, text string) period.Day {
	t.Helper()
	d, err := period.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMediansLeaveGaps(t *testing.T) {
	from, to := day(t, "2026-11-02"), day(t, "2026-11-22")
	s := Medians(period.KindWeek, from, to, []Amount{
		{Day: day(t, "2026-11-17"), Value: 4}, {Day: day(t, "2026-11-03"), Value: 2}, {Day: day(t, "2026-11-05"), Value: 5},
		{Day: day(t, "2026-11-01"), Value: 1}, {Day: day(t, "2026-11-23"), Value: 1}, // outside
	})
	if len(s) != 3 {
		t.Fatalf("%d weeks, want 3", len(s))
	}
	if p := s[0]; !p.OK || p.N != 2 || p.Value != 3.5 || p.Low != 2 || p.High != 5 || p.Period.Label != "2026-W45" {
		t.Errorf("first week %+v", p)
	}
	if p := s[1]; p.OK || p.N != 0 || p.Value != 0 {
		t.Errorf("a week without answers is %+v, want a gap", p)
	}
	if p := s[2]; !p.OK || p.N != 1 || p.Value != 4 {
		t.Errorf("third week %+v", p)
	}
}

func TestPeriodsOfALongYear(t *testing.T) {
	weeks := Periods(period.KindWeek, day(t, "2026-01-01"), day(t, "2027-01-03"))
	if n := len(weeks); n != 53 || weeks[0].Label != "2026-W01" || weeks[52].Label != "2026-W53" {
		t.Errorf("%d weeks from %s to %s, want 53 from 2026-W01 to 2026-W53", n, weeks[0].Label, weeks[n-1].Label)
	}
	for kind, want := range map[period.Kind]int{period.KindDay: 368, period.KindMonth: 13, period.KindQuarter: 5, period.KindYear: 2} {
		if got := len(Periods(kind, day(t, "2026-01-01"), day(t, "2027-01-03"))); got != want {
			t.Errorf("%d periods of kind %s, want %d", got, kind, want)
		}
	}
	if got := Periods(period.KindWeek, day(t, "2026-01-02"), day(t, "2026-01-01")); got != nil {
		t.Errorf("backwards: %v", got)
	}
}

func TestSharesOfCalendarTimeAlone(t *testing.T) {
	monday := day(t, "2026-11-02")
	s := Shares(period.KindWeek, monday, monday+27, []DayTime{
		{Day: monday, Leadership: 300, Calendar: 300},
		{Day: monday + 7, Leadership: 300, Calendar: 300}, {Day: monday + 8, IC: 100},
		{Day: monday + 14, Other: 60},
	})
	if p := s[0]; p.OK || !p.OnlyCalendar || p.N != 1 {
		t.Errorf("calendar alone: %+v, want no share", p)
	}
	if p := s[1]; !p.OK || p.Value != 0.25 || p.OnlyCalendar || p.N != 2 {
		t.Errorf("calendar and logged: %+v, want 0.25", p)
	}
	if p := s[2]; p.OK || p.OnlyCalendar {
		t.Errorf("neither IC nor leadership: %+v, want no share", p)
	}
	if p := s[3]; p.OK || p.N != 0 {
		t.Errorf("no rows: %+v, want a gap", p)
	}
}

func TestSumsAndProportions(t *testing.T) {
	monday := day(t, "2026-11-02")
	s := Sums(period.KindMonth, monday, monday+60, []Amount{{Day: monday, Value: 30}, {Day: monday, Value: 15}, {Day: monday + 1, Value: 5}})
	if p := s[0]; !p.OK || p.Value != 50 || p.N != 2 {
		t.Errorf("November %+v, want 50 minutes on 2 days", p)
	}
	if p := s[1]; p.OK {
		t.Errorf("December %+v, want a gap", p)
	}
	q := Proportions(period.KindWeek, monday, monday+13, []Mark{{Day: monday, Yes: true}, {Day: monday + 1}, {Day: monday + 2, Yes: true}, {Day: monday + 3}})
	if p := q[0]; !p.OK || p.Value != 0.5 || p.N != 4 {
		t.Errorf("first week %+v, want half of 4", p)
	}
	if q[1].OK {
		t.Errorf("second week %+v, want a gap", q[1])
	}
}

func TestFullWeeks(t *testing.T) {
	today := period.NewDay(2026, time.November, 19)
	for _, c := range []struct {
		first    string
		n        int
		from, to string
		ok       bool
	}{
		{"2020-01-01", 12, "2026-08-24", "2026-11-15", true},
		{"2026-11-04", 12, "2026-11-02", "2026-11-15", true},
		{"2026-11-17", 12, "", "", false},
		{"2026-11-30", 12, "", "", false},
		{"2020-01-01", 0, "", "", false},
	} {
		p, ok := FullWeeks(day(t, c.first), today, c.n)
		if ok != c.ok || ok && (p.From.String() != c.from || p.To.String() != c.to) {
			t.Errorf("FullWeeks(%s, %d) = %v %v, want %s to %s", c.first, c.n, p, ok, c.from, c.to)
		}
	}
}
