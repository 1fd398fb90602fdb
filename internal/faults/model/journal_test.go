// Runs commands on a journal, and reads what it says of itself.

package model

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pgregory.net/rapid"

	"mull/internal/cli"
)

// A desk is a folder with journals, a clock, and the zone it shows.
type desk struct {
	dir     string
	journal string
	clock   time.Time // whole minutes
	ticks   int       // each command has a millisecond of its own
	zone    string
	sealed  bool
	latest  time.Time // of all commands: a backup and a lock write to the journal, too
}

const passphrase = "five words that nobody guesses\n"

func newDesk(t *rapid.T, root string) *desk {
	dir, err := os.MkdirTemp(root, "desk")
	if err != nil {
		t.Fatal(err)
	}
	return &desk{dir: dir, journal: filepath.Join(dir, "journal.db"), zone: "Europe/Berlin", clock: time.Date(2026, 11, 12, 12, 0, 0, 0, time.UTC)}
}

func (d *desk) file(name string) string { return filepath.Join(d.dir, name) }

// now is the instant that the next command sees.
func (d *desk) now() time.Time { return d.clock.Add(time.Duration(d.ticks+1) * time.Millisecond) }

func (d *desk) today() string { return dayOf(d.now(), d.zone) }

// daysAgo is a date before today.
func (d *desk) daysAgo(n int) string {
	return d.now().In(zoneOf(d.zone)).AddDate(0, 0, -n).Format(time.DateOnly)
}

// try runs a command in this process.
func (d *desk) try(stdin string, args ...string) (out, errs string, code int) {
	d.ticks++
	at := d.clock.Add(time.Duration(d.ticks) * time.Millisecond)
	if at.After(d.latest) {
		d.latest = at
	}
	environment := map[string]string{"TZ": d.zone, "HOME": d.dir}
	var o, e bytes.Buffer
	world := cli.World{
		In: strings.NewReader(stdin), Out: &o, Err: &e, Now: func() time.Time { return at },
		Getenv:     func(name string) string { return environment[name] },
		Descriptor: func(int) io.Reader { return strings.NewReader(passphrase) },
		WorkFactor: 1,
		Free:       func(string) (uint64, bool) { return 1 << 40, true },
	}
	words := []string{"--journal", d.journal}
	if d.sealed || args[0] == "lock" {
		words = append(words, "--passphrase-fd", "3")
	}
	code, line, hint := cli.Explain(cli.Run(context.Background(), world, append(words, args...)))
	return o.String(), e.String() + line + " " + hint, code
}

// run runs a command that has to end with a code.
func (d *desk) run(t *rapid.T, want int, stdin string, args ...string) string {
	t.Helper()
	out, errs, code := d.try(stdin, args...)
	t.Logf("%s %s: mull %s%s", d.now().Format("02 15:04:05.000"), d.zone, strings.Join(args, " "), quoted(stdin))
	if code != want {
		t.Fatalf("mull %s: exit %d, not %d: %s%s", strings.Join(args, " "), code, want, out, errs)
	}
	return out
}

func quoted(stdin string) string {
	if stdin == "" {
		return ""
	}
	return " <<< '" + stdin + "'"
}

// ask reads what a command says as JSON.
func (d *desk) ask(t *rapid.T, into any, args ...string) {
	t.Helper()
	out, errs, code := d.try("", append(args, "--json")...)
	if code != 0 {
		t.Fatalf("mull %s: exit %d: %s%s", strings.Join(args, " "), code, out, errs)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("mull %s: %v in %s", strings.Join(args, " "), err, out)
	}
}

// The fields of JSON that the model speaks of.
type (
	entryJSON struct {
		Number     int64          `json:"number"`
		Exercise   string         `json:"exercise"`
		Date       string         `json:"date"`
		Zone       string         `json:"zone"`
		WrittenAt  time.Time      `json:"written_at"`
		StartedAt  time.Time      `json:"started_at"`
		Backfilled bool           `json:"backfilled"`
		State      string         `json:"state"`
		About      int64          `json:"about"`
		Answers    map[string]any `json:"answers"`
	}
	activityJSON struct {
		Number   int64      `json:"number"`
		Date     string     `json:"date"`
		Minutes  int        `json:"minutes"`
		From     *time.Time `json:"from"`
		To       *time.Time `json:"to"`
		Category string     `json:"category"`
		Track    string     `json:"track"`
		Note     string     `json:"note"`
		Source   string     `json:"source"`
		Entry    int64      `json:"entry"`
	}
	listJSON struct {
		Entries    []entryJSON    `json:"entries"`
		Activities []activityJSON `json:"activities"`
	}
	weekJSON struct {
		Time struct {
			Minutes struct {
				IC         int `json:"ic"`
				Leadership int `json:"leadership"`
				Other      int `json:"other"`
				Total      int `json:"total"`
			} `json:"minutes"`
			Estimated int `json:"estimated_minutes"`
			Ahead     int `json:"ahead_minutes"`
			Days      []struct {
				Date       string `json:"date"`
				IC         int    `json:"ic"`
				Leadership int    `json:"leadership"`
				Other      int    `json:"other"`
			} `json:"days"`
			Categories []struct {
				Category  string `json:"category"`
				Minutes   int    `json:"minutes"`
				Estimated int    `json:"estimated_minutes"`
			} `json:"categories"`
		} `json:"time"`
	}
	historyJSON struct {
		Deleted  bool `json:"deleted"`
		Versions []struct {
			What string `json:"what"`
		} `json:"versions"`
	}
	dueJSON struct {
		Due []struct {
			Number int64  `json:"number"`
			Kind   string `json:"kind"`
			Since  string `json:"since"`
			Text   string `json:"text"`
		} `json:"due"`
	}
	offsJSON struct {
		Off []struct {
			Number  int64   `json:"number"`
			From    string  `json:"from"`
			To      *string `json:"to"`
			Weekday *string `json:"weekday"`
			Part    float64 `json:"part"`
		} `json:"off"`
	}
	targetsJSON struct {
		Targets []struct {
			Target  string   `json:"target"`
			Share   *float64 `json:"share"`
			Minutes *int     `json:"weekly_minutes"`
			Since   string   `json:"since"`
		} `json:"targets"`
	}
	categoriesJSON struct {
		Categories []struct {
			Category string   `json:"category"`
			Track    string   `json:"track"`
			Also     []string `json:"also"`
			Own      bool     `json:"own"`
		} `json:"categories"`
	}
	doctorJSON struct {
		Healthy bool `json:"healthy"`
		Checks  []struct {
			Check string `json:"check"`
			Found []struct {
				What string `json:"what"`
			} `json:"found"`
		} `json:"checks"`
	}
)
