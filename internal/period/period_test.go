package period

import (
	"strings"
	"testing"
)

func TestParseLabelsAndWords(t *testing.T) {
	today := NewDay(2026, 11, 19) // a Thursday
	tests := []struct {
		kind            Kind
		text            string
		label, from, to string
	}{
		{KindDay, "", "2026-11-19", "2026-11-19", "2026-11-19"},
		{KindDay, "last", "2026-11-18", "2026-11-18", "2026-11-18"},
		{KindDay, "mon", "2026-11-16", "2026-11-16", "2026-11-16"},
		{KindDay, "2026-02-28", "2026-02-28", "2026-02-28", "2026-02-28"},
		{KindWeek, "", "2026-W47", "2026-11-16", "2026-11-22"},
		{KindWeek, "this", "2026-W47", "2026-11-16", "2026-11-22"},
		{KindWeek, "last", "2026-W46", "2026-11-09", "2026-11-15"},
		{KindWeek, "Last ", "2026-W46", "2026-11-09", "2026-11-15"},
		{KindWeek, "2026-W01", "2026-W01", "2025-12-29", "2026-01-04"},
		{KindWeek, "2026-w1", "2026-W01", "2025-12-29", "2026-01-04"},
		{KindWeek, "2026-W53", "2026-W53", "2026-12-28", "2027-01-03"},
		{KindWeek, "2020-W53", "2020-W53", "2020-12-28", "2021-01-03"},
		{KindWeek, "2027-01-03", "2026-W53", "2026-12-28", "2027-01-03"},
		{KindWeek, "2025-12-29", "2026-W01", "2025-12-29", "2026-01-04"},
		{KindWeek, "sun", "2026-W46", "2026-11-09", "2026-11-15"},
		{KindMonth, "", "2026-11", "2026-11-01", "2026-11-30"},
		{KindMonth, "2028-02", "2028-02", "2028-02-01", "2028-02-29"},
		{KindMonth, "2026-02-10", "2026-02", "2026-02-01", "2026-02-28"},
		{KindQuarter, "", "2026-Q4", "2026-10-01", "2026-12-31"},
		{KindQuarter, "last", "2026-Q3", "2026-07-01", "2026-09-30"},
		{KindQuarter, "2026-q1", "2026-Q1", "2026-01-01", "2026-03-31"},
		{KindYear, "last", "2025", "2025-01-01", "2025-12-31"},
		{KindYear, "1900", "1900", "1900-01-01", "1900-12-31"},
		{KindYear, "2200", "2200", "2200-01-01", "2200-12-31"},
	}
	for _, tt := range tests {
		got, err := Parse(tt.kind, tt.text, today)
		if err != nil || got.Kind != tt.kind || got.Label != tt.label || got.From.String() != tt.from || got.To.String() != tt.to {
			t.Errorf("Parse(%s, %q) = %+v, %v, want %s from %s to %s", tt.kind, tt.text, got, err, tt.label, tt.from, tt.to)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for _, text := range []string{"2026-W00", "2025-W53", "2026-W54", "2026-W", "2026-W+1", "2026-W2635249153387078804", "2026-W001", "2026-Q0", "2026-Q5",
		"2026-13", "2026-00", "02026", "1899", "2201", "1899-W10", "2201-Q1", "2201-01", "2026-W47-1", "٢٠٢٦", "november 2300", "week 54", "q5", "month 13"} {
		for _, kind := range Kinds() {
			if got, err := Parse(kind, text, today); err == nil {
				t.Errorf("Parse(%s, %q) = %+v, want an error", kind, text, got)
			}
		}
		if got, err := ParseAny(text, today); err == nil {
			t.Errorf("ParseAny(%q) = %+v, want an error", text, got)
		}
	}
	for kind, text := range map[Kind]string{KindDay: "2026-W47", KindWeek: "2026-11", KindMonth: "2026-Q4", KindQuarter: "2026", KindYear: "2026-W47"} {
		if got, err := Parse(kind, text, today); err == nil {
			t.Errorf("Parse(%s, %q) = %+v, want an error: it is of another kind", kind, text, got)
		}
	}
}

// A date that is written well and cannot be says why.
func TestDatesThatCannotBeSayWhy(t *testing.T) {
	today := NewDay(2026, 11, 19)
	for text, want := range map[string]string{
		"2026-02-29": "2026-02-29 isn't a day of the calendar", "1900-02-29": "isn't a day of the calendar", "2026-13-01": "isn't a day of the calendar",
		"2026-00-10": "isn't a day of the calendar", "2999-01-01": "2999-01-01 is outside the years 1900 to 2200", "0000-01-01": "outside the years",
		"9999-12-31": "outside the years", " 1899-12-31 ": "1899-12-31 is outside the years",
		"2999-1-1": "outside the years", "29-02-2026": "isn't a day of the calendar", "2026-02-2x": "write",
	} {
		_, date := ParseDate(text, today, Past)
		_, label := Parse(KindWeek, text, today)
		_, anything := ParseAny(text, today)
		for _, err := range []error{date, label, anything} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v, want %q", text, err, want)
			}
		}
	}
}

// Every day of 400 years lies in its own period, the labels read back as the
// period, neighbours touch, and the ISO rules hold.
func TestPeriodsOfEveryDay(t *testing.T) {
	for day := NewDay(1901, 1, 1); day < NewDay(2199, 12, 1); day += 11 {
		for _, kind := range Kinds() {
			p := Of(kind, day)
			if !p.Holds(day) || p.Holds(p.From-1) || p.Holds(p.To+1) {
				t.Fatalf("Of(%s, %s) = %+v", kind, day, p)
			}
			if back, err := Parse(kind, p.Label, 0); err != nil || back != p {
				t.Fatalf("Parse(%s, %q) = %+v, %v, want %+v", kind, p.Label, back, err, p)
			}
			if back, err := ParseAny(p.Label, 0); err != nil || back != p {
				t.Fatalf("ParseAny(%q) = %+v, %v, want %+v", p.Label, back, err, p)
			}
			if p.After().Before() != p || p.After().From != p.To+1 || p.Before().To != p.From-1 {
				t.Fatalf("around %+v are %+v and %+v", p, p.Before(), p.After())
			}
		}
		week := Of(KindWeek, day)
		thursday := week.From + 3
		if year, _, _ := thursday.Date(); week.Days() != 7 || week.From.Weekday() != 1 || week.Label[:4] != thursday.Format("2006") || year == 0 {
			t.Fatalf("the week of %s is %+v", day, week)
		}
	}
}

func TestSplit(t *testing.T) {
	year := Of(KindYear, NewDay(2026, 5, 5))
	for kind, want := range map[Kind]int{KindDay: 365, KindWeek: 53, KindMonth: 12, KindQuarter: 4, KindYear: 1} {
		parts := year.Split(kind)
		if len(parts) != want || !parts[0].Holds(year.From) || !parts[len(parts)-1].Holds(year.To) {
			t.Errorf("2026 has %d parts of kind %s, want %d", len(parts), kind, want)
		}
	}
	span := Span(NewDay(2026, 1, 30), NewDay(2026, 2, 2))
	if before, after := span.Before(), span.After(); before.Label != "2026-01-26..2026-01-29" || after.Label != "2026-02-03..2026-02-06" {
		t.Errorf("around %s are %s and %s", span.Label, before.Label, after.Label)
	}
}

// Whatever is typed is read as a period that holds its days, or refused.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2026-W47", "2026-W53", "2026-11", "2026-Q4", "2026", "last", "mon", "3d-ago", "2026-11-19", "-", "2026-", "2026-W\xff"} {
		f.Add(seed)
	}
	for _, phrase := range dayPhrases {
		f.Add(phrase.text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkReading(t, text, NewDay(2026, 11, 19)) })
}
