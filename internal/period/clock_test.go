package period

import (
	"testing"
	"time"
)

func TestParseClock(t *testing.T) {
	for text, want := range map[string]string{
		"9:00": "9:00", "09:00": "9:00", "0:00": "0:00", "00:00": "0:00", "23:59": "23:59", "9am": "9:00", "9 am": "9:00", "9:30pm": "21:30",
		"12am": "0:00", "12pm": "12:00", "12:30am": "0:30", "12:30PM": "12:30", " 7:05 ": "7:05", "1pm": "13:00",
	} {
		got, err := ParseClock(text)
		if err != nil || got.String() != want {
			t.Errorf("ParseClock(%q) = %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "24", "24:00", "2400", "960", "009:00", "half nine", "half to nine", "24:01", "25:00", "9:60", "9:5", "9:005", "-9:00", "9:-5", "+9:00", "0am", "13pm", "13:00pm", "9amam", "9pmam",
		"9ampm", "am", "9:00:00", "9h30", "9h", "٩:00", "9:00 uhr", "9.5", "0pm", "70 past 3", "0:30pm"} {
		if got, err := ParseClock(text); err == nil {
			t.Errorf("ParseClock(%q) = %v, want an error", text, got)
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, seed := range []string{"9:00", "12am", "9:30pm", "24:00", "9pmam", ":", "99999:99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseClock(text)
		if err != nil {
			return
		}
		if got < 0 || got > 1439 {
			t.Errorf("ParseClock(%q) = %d minutes", text, got)
		}
		if again, err := ParseClock(got.String()); err != nil || again != got {
			t.Errorf("ParseClock(%q) = %v, which reads back as %v, %v", text, got, again, err)
		}
	})
}

// On skipped times there is an error, of doubled ones the first is meant. Zone
// data: days before 2025, which releases 2023c to 2026f of the IANA database agree
// on.
func TestClockOnClockChanges(t *testing.T) {
	tests := []struct{ zone, day, clock, want string }{
		{"Europe/Berlin", "2024-03-31", "1:59", "2024-03-31T01:59:00+01:00"},
		{"Europe/Berlin", "2024-03-31", "2:00", ""},
		{"Europe/Berlin", "2024-03-31", "2:59", ""},
		{"Europe/Berlin", "2024-03-31", "3:00", "2024-03-31T03:00:00+02:00"},
		{"Europe/Berlin", "2024-10-27", "1:59", "2024-10-27T01:59:00+02:00"},
		{"Europe/Berlin", "2024-10-27", "2:00", "2024-10-27T02:00:00+02:00"},
		{"Europe/Berlin", "2024-10-27", "2:59", "2024-10-27T02:59:00+02:00"},
		{"Europe/Berlin", "2024-10-27", "3:00", "2024-10-27T03:00:00+01:00"},
		{"America/New_York", "2024-03-10", "2:30", ""},
		{"America/New_York", "2024-11-03", "1:30", "2024-11-03T01:30:00-04:00"},
		{"America/New_York", "2024-11-03", "4:00", "2024-11-03T04:00:00-05:00"},
		{"Australia/Lord_Howe", "2024-10-06", "2:15", ""},
		{"Australia/Lord_Howe", "2024-10-06", "2:30", "2024-10-06T02:30:00+11:00"},
		{"Australia/Lord_Howe", "2024-04-07", "1:45", "2024-04-07T01:45:00+11:00"},
		{"Australia/Lord_Howe", "2024-04-07", "1:15", "2024-04-07T01:15:00+11:00"},
		{"America/Sao_Paulo", "2018-11-04", "0:30", ""},
		{"America/Sao_Paulo", "2018-11-04", "1:00", "2018-11-04T01:00:00-02:00"},
		{"America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-17T23:30:00-02:00"},
		{"Asia/Beirut", "2024-03-31", "0:30", ""},
		{"Asia/Amman", "2021-10-29", "0:30", "2021-10-29T00:30:00+03:00"},
		{"Africa/Casablanca", "2024-03-10", "2:30", "2024-03-10T02:30:00+01:00"},
		{"Pacific/Apia", "2011-12-30", "12:00", ""},
		{"UTC", "2024-03-31", "2:30", "2024-03-31T02:30:00Z"},
	}
	for _, tt := range tests {
		got, err := must(ParseClock(tt.clock)).On(must(ParseDay(tt.day)), must(LoadZone(tt.zone)))
		switch {
		case tt.want == "" && err == nil:
			t.Errorf("%s on %s in %s = %s, want an error", tt.clock, tt.day, tt.zone, got.Format(time.RFC3339))
		case tt.want != "" && (err != nil || got.Format(time.RFC3339) != tt.want):
			t.Errorf("%s on %s in %s = %s, %v, want %s", tt.clock, tt.day, tt.zone, got.Format(time.RFC3339), err, tt.want)
		}
	}
}

// Every minute of the days around each clock change of 2021, whatever the zone
// data say of it, in zones of all sorts: On finds the first instant at which clocks showed it, found here by looking at
// every minute.
func TestClockOnAgainstEveryMinute(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Amman", "America/Havana", "Asia/Beirut", "Africa/Casablanca", "Pacific/Chatham", "Antarctica/Troll", "Pacific/Apia", "Asia/Gaza"} {
		zone := must(LoadZone(name))
		for day := NewDay(2021, 1, 1); day < NewDay(2022, 1, 1); day++ {
			if _, end := day.Start(zone).ZoneBounds(); (day + 2).Start(zone).After(end) {
				checkEveryMinute(t, day, zone)
			}
		}
	}
}

func checkEveryMinute(t *testing.T, day Day, zone *time.Location) {
	t.Helper()
	first, second := map[Clock]time.Time{}, map[Clock]time.Time{}
	for at := day.utc().Add(-16 * time.Hour); at.Before((day + 1).utc().Add(16 * time.Hour)); at = at.Add(time.Minute) {
		local := at.In(zone)
		clock := Clock(local.Hour()*60 + local.Minute())
		if DayOf(local) != day {
			continue
		}
		if _, seen := first[clock]; !seen {
			first[clock] = at
		} else if _, seen := second[clock]; !seen {
			second[clock] = at
		}
	}
	for clock := Clock(0); clock < 1440; clock++ {
		want, shown := first[clock]
		got, err := clock.On(day, zone)
		if shown != (err == nil) || shown && !got.Equal(want) {
			t.Fatalf("%s on %s in %s = %v, %v, want %v", clock, day, zone, got, err, want.In(zone))
		}
		again, twice := clock.Again(day, zone)
		if want, shown := second[clock]; shown != twice || shown && !again.Equal(want) {
			t.Fatalf("%s comes again on %s in %s: %v, %v, want %v", clock, day, zone, again, twice, want.In(zone))
		}
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
