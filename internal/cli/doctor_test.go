package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

// What the machine says of its disk and its time zones is handed in, so that
// doctor can be shown a full disk and a wrong database.
func TestDoctorLooksAtTheMachine(t *testing.T) {
	room := func(free uint64, known bool) func(string) (uint64, bool) {
		return func(string) (uint64, bool) { return free, known }
	}
	// instead has one zone answer with another's clocks.
	instead := func(name, other string) func(string) (*time.Location, error) {
		return func(asked string) (*time.Location, error) {
			if asked == name {
				asked = other
			}
			return period.LoadZone(asked)
		}
	}
	for _, c := range []struct {
		name, check, what string
		free              func(string) (uint64, bool)
		zones             func(string) (*time.Location, error)
	}{
		{name: "room enough", free: room(1<<30, true)},
		{name: "disks that nobody can ask about", free: room(0, false)},
		{name: "a disk that is nearly full", check: "disk", what: "the disk has 3 MB left, and 50 MB would be safe", free: room(3<<20, true)},
		{name: "a full disk", check: "disk", what: "the disk has 0 MB left", free: room(0, true)},
		{name: "the zones of the system", zones: period.LoadZone},
		{name: "no database", check: "zone", what: "does not know Europe/Berlin", zones: func(string) (*time.Location, error) { return nil, errors.New("none") }},
		{name: "summer forgotten", check: "zone", what: "wrong about America/New_York in 2020-07", zones: instead("America/New_York", "Etc/GMT+5")},
		{name: "everything is UTC", check: "zone", what: "wrong about Europe/Berlin in 2020-01", zones: func(string) (*time.Location, error) { return time.UTC, nil }},
		{name: "half an hour forgotten", check: "zone", what: "wrong about Australia/Lord_Howe in 2020-01", zones: instead("Australia/Lord_Howe", "Australia/Brisbane")},
		{name: "a day that was left out is not known", check: "zone", what: "wrong about Pacific/Apia in 2011-12", zones: instead("Pacific/Apia", "Etc/GMT-14")},
	} {
		t.Run(c.name, func(t *testing.T) {
			journal := filepath.Join(t.TempDir(), "mull", "journal.db")
			run := func(args ...string) string {
				var out, errs bytes.Buffer
				world := World{
					In: strings.NewReader(""), Out: &out, Err: &errs, Free: c.free, LoadZone: c.zones,
					Now: func() time.Time { return time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC) },
					Getenv: func(name string) string {
						return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": journal, "HOME": filepath.Dir(journal)}[name]
					},
				}
				err := Run(context.Background(), world, args)
				if code, _, _ := Explain(err); code != 0 && (code != exitFailed || c.check == "") {
					t.Fatalf("%v: %v\n%s%s", args, err, &out, &errs)
				}
				return out.String()
			}
			run("log", "1h", "people")
			var view doctorJSON
			if err := json.Unmarshal([]byte(run("doctor", "--json")), &view); err != nil {
				t.Fatal(err)
			}
			found := map[string]string{}
			for _, check := range view.Checks {
				for _, finding := range check.Found {
					found[check.Check] += finding.What
				}
			}
			if c.check == "" && len(found) > 0 || c.check != "" && (len(found) != 1 || !strings.Contains(found[c.check], c.what)) {
				t.Errorf("found %q, want %q by %q", found, c.what, c.check)
			}
			if view.Healthy != (c.check == "") {
				t.Errorf("healthy is %v", view.Healthy)
			}
		})
	}
}
