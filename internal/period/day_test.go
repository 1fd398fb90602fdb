package period

import (
	"testing"
	"time"
)

// Zone data: all days lie before 2025, and every release of the IANA database
// from 2023c to 2026f has the same start and length for them. A day to come is in no
// table: its rules change with the next release, as Havana's of 2026 did.
func TestDayStartAndLength(t *testing.T) {
	tests := []struct{ zone, day, start, length string }{
		{"UTC", "2024-11-19", "2024-11-19T00:00:00Z", "24h0m0s"},
		{"Europe/Berlin", "2024-03-31", "2024-03-31T00:00:00+01:00", "23h0m0s"},
		{"Europe/Berlin", "2024-10-27", "2024-10-27T00:00:00+02:00", "25h0m0s"},
		{"America/New_York", "2024-03-10", "2024-03-10T00:00:00-05:00", "23h0m0s"},
		{"America/New_York", "2024-11-03", "2024-11-03T00:00:00-04:00", "25h0m0s"},
		{"Australia/Lord_Howe", "2024-10-06", "2024-10-06T00:00:00+10:30", "23h30m0s"},
		{"Australia/Lord_Howe", "2024-04-07", "2024-04-07T00:00:00+11:00", "24h30m0s"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00", "23h0m0s"},
		{"America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00", "25h0m0s"},
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00", "24h0m0s"},
		{"Asia/Beirut", "2024-03-31", "2024-03-31T01:00:00+03:00", "23h0m0s"},
		{"Asia/Beirut", "2024-10-26", "2024-10-26T00:00:00+03:00", "25h0m0s"},
		{"Asia/Amman", "2021-10-29", "2021-10-29T00:00:00+03:00", "25h0m0s"}, // midnight comes twice
		{"Asia/Amman", "2021-10-28", "2021-10-28T00:00:00+03:00", "24h0m0s"},
		{"America/Havana", "2024-11-03", "2024-11-03T00:00:00-04:00", "25h0m0s"},
		{"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "24h0m0s"},
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00", "0s"}, // never was
		{"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", "24h0m0s"},
		{"Pacific/Kiritimati", "2024-01-01", "2024-01-01T00:00:00+14:00", "24h0m0s"},
		{"Etc/GMT+12", "2024-01-01", "2024-01-01T00:00:00-12:00", "24h0m0s"},
		{"America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30", "25h0m0s"}, // back at 0:01
	}
	for _, tt := range tests {
		day, zone := must(ParseDay(tt.day)), must(LoadZone(tt.zone))
		if got := day.Start(zone).Format(time.RFC3339); got != tt.start {
			t.Errorf("%s in %s starts %s, want %s", tt.day, tt.zone, got, tt.start)
		}
		if got := day.Length(zone).String(); got != tt.length {
			t.Errorf("%s in %s lasts %s, want %s", tt.day, tt.zone, got, tt.length)
		}
	}
}

// Days follow each other without gap or overlap, and the instant before a day
// starts is not yet that day.
func TestDaysTileTime(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut", "Asia/Amman", "Asia/Gaza",
		"Pacific/Apia", "Africa/Monrovia", "America/Caracas", "Pacific/Kwajalein", "Asia/Pyongyang"} {
		zone := must(LoadZone(name))
		for day, last := NewDay(1970, 1, 1), NewDay(2038, 1, 1); day < last; day++ {
			start, next := day.Start(zone), (day + 1).Start(zone)
			if next.Before(start) {
				t.Fatalf("%s in %s ends %s before it starts %s", day, name, next, start)
			}
			if DayOf(start) < day || DayOf(start.Add(-time.Nanosecond)) > day-1 {
				t.Fatalf("%s in %s starts %s", day, name, start)
			}
		}
	}
}

// Days far ahead start, too: at the end of leap years Go's own bounds of a zone
// end before they begin.
func TestDaysFarAheadStart(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Santiago", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia"} {
		zone := must(LoadZone(name))
		for year := 2037; year <= 2200; year++ {
			for day := NewDay(year, 12, 29); day <= NewDay(year+1, 1, 3); day++ {
				y, month, date := day.Date()
				if got, want := day.Start(zone), time.Date(y, month, date, 0, 0, 0, 0, zone); !got.Equal(want) {
					t.Errorf("%s in %s starts %s, want %s", day, name, got, want)
				}
				if noon, err := Clock(12*60).On(day, zone); err != nil || DayOf(noon) != day || noon.Hour() != 12 {
					t.Errorf("noon of %s in %s is %s, %v", day, name, noon, err)
				}
				if again, twice := Clock(12*60).Again(day, zone); twice {
					t.Errorf("noon of %s in %s comes again, %s", day, name, again)
				}
			}
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, text := range []string{"1900-01-01", "2026-02-28", "2028-02-29", "2200-12-31"} {
		if day, err := ParseDay(text); err != nil || day.String() != text {
			t.Errorf("ParseDay(%q) = %v, %v", text, day, err)
		}
	}
	for _, text := range []string{"", "2026-2-3", "2026-02-29", "2026-13-01", "2026-11-31", "1899-12-31", "2201-01-01", "20261119", "2026/11/19", "19.11.2026",
		"2026-11-19T10:00", "+2026-11-19", "２026-11-19", " 2026-11-19"} {
		if day, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) = %v, want an error", text, day)
		}
	}
}

func TestNewDayBefore1970(t *testing.T) {
	if day := NewDay(1969, 12, 31); day != -1 || day.String() != "1969-12-31" {
		t.Errorf("the day before 1970 is %d, %s", day, day)
	}
	if day := NewDay(2026, 14, 1); day.String() != "2027-02-01" {
		t.Errorf("month 14 is %s", day)
	}
}

func TestLoadZone(t *testing.T) {
	for _, name := range []string{"", "Local", "Europe/Nowhere", "../etc/passwd", "CEST+2"} {
		if zone, err := LoadZone(name); err == nil {
			t.Errorf("LoadZone(%q) = %v, want an error", name, zone)
		}
	}
	if a, b := must(LoadZone("Asia/Kolkata")), must(LoadZone("Asia/Kolkata")); a != b || a.String() != "Asia/Kolkata" {
		t.Errorf("Asia/Kolkata is %v and %v", a, b)
	}
}
