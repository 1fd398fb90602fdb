package place

import (
	"errors"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func env(pairs ...string) Getenv {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestPaths(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("these are the folders of Linux")
	}
	here, err := filepath.Abs("journal.db")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		of       func(Getenv) (string, error)
		env      Getenv
		want     string
		homeless bool
	}{
		{"the journal at home", Journal, env("HOME", "/h"), "/h/.local/share/mull/journal.db", false},
		{"the journal in the data folder", Journal, env("HOME", "/h", "XDG_DATA_HOME", "/d"), "/d/mull/journal.db", false},
		{"a relative data folder is to be ignored", Journal, env("HOME", "/h", "XDG_DATA_HOME", "d"), "/h/.local/share/mull/journal.db", false},
		{"the journal by name", Journal, env("MULL_JOURNAL", "/j/a.db", "XDG_DATA_HOME", "/d"), "/j/a.db", false},
		{"the journal by relative name", Journal, env("MULL_JOURNAL", "journal.db"), here, false},
		{"no home", Journal, env(), "", true},
		{"no home and a relative data folder", Journal, env("XDG_DATA_HOME", "d"), "", true},
		{"settings at home", Settings, env("HOME", "/h"), "/h/.config/mull/config.yaml", false},
		{"settings in the config folder", Settings, env("XDG_CONFIG_HOME", "/c"), "/c/mull/config.yaml", false},
		{"no home for settings", Settings, env(), "", true},
		{"state at home", State, env("HOME", "/h"), "/h/.local/state/mull", false},
		{"state in the state folder", State, env("HOME", "/h", "XDG_STATE_HOME", "/s"), "/s/mull", false},
		{"a relative state folder is to be ignored", State, env("HOME", "/h", "XDG_STATE_HOME", "s"), "/h/.local/state/mull", false},
		{"no home for state", State, env(), "", true},
	}
	for _, tt := range tests {
		got, err := tt.of(tt.env)
		if got != tt.want || errors.Is(err, ErrNoHome) != tt.homeless || !tt.homeless && err != nil {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

// A journal below the folder a command happens to run in would be another one
// in each folder.
func TestRelativeHomeIsRefused(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("these are the folders of Linux")
	}
	for name, of := range map[string]func(Getenv) (string, error){"journal": Journal, "settings": Settings, "state": State} {
		if got, err := of(env("HOME", "h")); !errors.Is(err, ErrRelativeHome) {
			t.Errorf("%s: %q, %v, want ErrRelativeHome", name, got, err)
		}
		if _, err := of(env("HOME", "./h/../h")); !errors.Is(err, ErrRelativeHome) {
			t.Errorf("%s: %v, want ErrRelativeHome", name, err)
		}
	}
}

func TestZone(t *testing.T) {
	for tz, want := range map[string]string{"Europe/Berlin": "Europe/Berlin", ":America/New_York": "America/New_York", "UTC": "UTC"} {
		if zone, err := Zone(env("TZ", tz)); err != nil || zone.String() != want {
			t.Errorf("TZ=%s is %v, %v, want %s", tz, zone, err, want)
		}
	}
	// Go alone would take these for UTC.
	for _, tz := range []string{"Europe/Berln", "CET-1CEST", "Local", "../../etc/localtime"} {
		if zone, err := Zone(env("TZ", tz)); err == nil {
			t.Errorf("TZ=%s is %v, want an error", tz, zone)
		}
	}
	if zone, err := Zone(env()); err != nil || zone.String() == "" || zone.String() == "Local" {
		t.Errorf("the system's zone is %q, %v", zone, err)
	}
}

func TestNow(t *testing.T) {
	system := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	clock, err := Now(env(), func() time.Time { return system })
	if err != nil || !clock().Equal(system) {
		t.Errorf("the clock shows %v, %v", clock(), err)
	}
	clock, err = Now(env("MULL_NOW", "2026-11-19T18:10:00+01:00"), func() time.Time { return system })
	if err != nil || clock().UTC().Format(time.RFC3339) != "2026-11-19T17:10:00Z" {
		t.Errorf("the clock shows %v, %v", clock(), err)
	}
	for _, text := range []string{"today", "2026-11-19", "2026-11-19T18:10:00", "2026-11-19 18:10:00+01:00"} {
		if _, err := Now(env("MULL_NOW", text), nil); err == nil {
			t.Errorf("MULL_NOW=%s is no error", text)
		}
	}
}
