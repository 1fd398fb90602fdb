package period

import (
	"strings"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"90m": 90 * time.Minute, "1h30m": 90 * time.Minute, "1h30": 90 * time.Minute, "1:30": 90 * time.Minute,
		"1.5h": 90 * time.Minute, "1,5h": 90 * time.Minute, "2h": 2 * time.Hour, "45min": 45 * time.Minute,
		"45 min": 45 * time.Minute, "1hour": time.Hour, "2hours": 2 * time.Hour, "1hr5mins": 65 * time.Minute, "1H30M": 90 * time.Minute,
		" 15m ": 15 * time.Minute, "0:05": 5 * time.Minute, "0h05": 5 * time.Minute, "120m": 2 * time.Hour,
		"0.25h": 15 * time.Minute, "1.5m": 90 * time.Second, "25h": 25 * time.Hour, "1m": time.Minute,
		"2 hours": 2 * time.Hour, "30 min": 30 * time.Minute, "half an hour": 30 * time.Minute, "1h 30m": 90 * time.Minute,
		"1 h 30 min": 90 * time.Minute, "1 hour 30 minutes": 90 * time.Minute, "1 hour and 30 minutes": 90 * time.Minute, "1h and 5m": 65 * time.Minute,
		"an hour": time.Hour, "one hour": time.Hour, "half hour": 30 * time.Minute, "half-hour": 30 * time.Minute, "a half hour": 30 * time.Minute,
		"an hour and a half": 90 * time.Minute, "1 hour and a half": 90 * time.Minute, "one and a half hours": 90 * time.Minute,
		"2 and a half hours": 150 * time.Minute, "two hours": 2 * time.Hour, "a couple of hours": 2 * time.Hour, "about 2h": 2 * time.Hour, "~2h": 2 * time.Hour,
		"quarter of an hour": 15 * time.Minute, "a quarter of an hour": 15 * time.Minute, "quarter hour": 15 * time.Minute,
		"three quarters of an hour": 45 * time.Minute, "3/4 hour": 45 * time.Minute, "1/2 hour": 30 * time.Minute, "1/2h": 30 * time.Minute,
		"1½h": 90 * time.Minute, "½ hour": 30 * time.Minute, "1 1/2 hours": 90 * time.Minute, "2 ½ hours": 150 * time.Minute,
		"forty-five minutes": 45 * time.Minute, "twenty minutes": 20 * time.Minute, "fifteen mins": 15 * time.Minute,
		"1.5 hours": 90 * time.Minute, "90 mins": 90 * time.Minute, "45 min.": 45 * time.Minute, "1 hr": time.Hour, "2 hrs 15": 135 * time.Minute,
		"one hour fifteen": 75 * time.Minute, "10 minutes": 10 * time.Minute, "Half An Hour": 30 * time.Minute,
	} {
		got, err := ParseDuration(text)
		if err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestParseDurationRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "2", "90", "1.5", "h", "m", ":", ":30", "1:", "1:3", "1:300", "1:60", "1:90", "1h60", "1h90", "1h90m", "-1h", "-90m", "+1h",
		"0m", "0h", "0:00", "0h0m", "0.001m", "0.5m", "1..5h", "1.5.5h", "1,5,5h", ".h", "1h30s", "30s", "1d", "1h1h", "1m1h", "1e3m", "0x10m",
		"1h-30", "10001h", "99999999999999999999h", "NaNh", "infm", "١h", "1h30m5", "1h 30m x",
		"1h one", "1h a", "2h ten", "one hour one", "half", "an", "hour", "hours", "a half", "two", "half of", "1/2", "and a half", "1h and", "2 hours 90 minutes", "1 hour 1 hour",
		"30 min 1 h", "1//2 hour", "1/0 hour", "five", "h 5", "one two hours", "about", "~", "half an", "1h 2h", "½", strings.Repeat("a", 100) + " hour",
	} {
		if got, err := ParseDuration(text); err == nil {
			t.Errorf("ParseDuration(%q) = %v, want an error", text, got)
		}
	}
}

func TestMinutesRoundHalvesAwayFromZero(t *testing.T) {
	for seconds, want := range map[int]int{0: 0, 29: 0, 30: 1, 59: 1, 60: 1, 89: 1, 90: 2, -29: 0, -30: -1, -90: -2} {
		if got := Minutes(seconds); got != want {
			t.Errorf("Minutes(%d) = %d, want %d", seconds, got, want)
		}
	}
}

func TestFormatMinutesReadsBack(t *testing.T) {
	for _, minutes := range []int{1, 5, 59, 60, 61, 90, 119, 600, 1439, 1440, 6000, 600000} {
		text := FormatMinutes(minutes)
		got, err := ParseDuration(text)
		if want := time.Duration(minutes) * time.Minute; err != nil || got != want {
			t.Errorf("%d minutes are written %q and read back as %v, %v", minutes, text, got, err)
		}
	}
	for minutes, want := range map[int]string{0: "0h00", 5: "0h05", 90: "1h30", -45: "-0h45", -90: "-1h30", 6000: "100h00"} {
		if got := FormatMinutes(minutes); got != want {
			t.Errorf("FormatMinutes(%d) = %q, want %q", minutes, got, want)
		}
	}
}

// What is read is between a minute and 10000 hours, in whole seconds, and a
// number alone is never read.
func FuzzParseDuration(f *testing.F) {
	for _, seed := range []string{"90m", "1h30m", "1h30", "1:30", "1.5h", "1,5h", "2", "-1h", "1h90", "", "half an hour", "1½ h", "an hour and a half", "1 1/2 hours", "forty-five min", "9999999999:59", "1h30m\x00", "１h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseDuration(text)
		if err != nil {
			return
		}
		if got < time.Minute || got > 10000*time.Hour || got%time.Second != 0 {
			t.Errorf("ParseDuration(%q) = %v", text, got)
		}
		if strings.Trim(text, "0123456789., ") == "" {
			t.Errorf("ParseDuration(%q) = %v without a unit", text, got)
		}
		if got%time.Minute == 0 {
			again, err := ParseDuration(FormatMinutes(int(got / time.Minute)))
			if err != nil || again != got {
				t.Errorf("ParseDuration(%q) = %v does not come back from its own writing: %v, %v", text, got, again, err)
			}
		}
	})
}
