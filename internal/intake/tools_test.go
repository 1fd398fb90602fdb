package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A worked is a piece of a made-up year.
type worked struct {
	from, to time.Time
	what     string
}

// year makes up a year of work in Berlin, without overlaps, with a night shift
// over each clock change.
func year(t *testing.T) []worked {
	berlin := zone(t, "Europe/Berlin")
	random := rand.New(rand.NewPCG(7, 7))
	var all []worked
	for day := period.NewDay(2026, 1, 1); day <= period.NewDay(2026, 12, 31); day++ {
		at := day.Start(berlin).Add(7*time.Hour + time.Duration(random.IntN(90))*time.Minute)
		for range random.IntN(5) {
			// Steps of three minutes, since hledger rounds to a hundredth of an hour.
			length := time.Duration(1+random.IntN(50)) * 3 * time.Minute
			all = append(all, worked{at, at.Add(length), []string{"code", "people", "admin"}[random.IntN(3)]})
			at = at.Add(length + time.Duration(random.IntN(40))*time.Minute)
		}
	}
	for _, change := range []time.Time{time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC)} {
		all = append(all, worked{change.In(berlin).Add(-40 * time.Minute), change.In(berlin).Add(110 * time.Minute), "night"})
	}
	return all
}

// daily counts what was imported as the journal counts it: minutes by day.
func daily(t *testing.T, text string, format Format) map[string]int {
	batch, err := Read(context.Background(), "", strings.NewReader(text), Options{Zone: zone(t, "Europe/Berlin")})
	if err != nil || batch.Format != format || len(batch.Refused) > 0 {
		t.Fatalf("read as %v, refused %v, %v", batch.Format, batch.Refused, err)
	}
	days := map[period.Day][]journal.Activity{}
	for _, a := range batch.Activities {
		for day := a.Day; day <= a.LastDay(); day++ {
			days[day] = append(days[day], a)
		}
	}
	minutes := map[string]int{}
	for day, list := range days {
		totals, _ := journal.Count(day, list)
		for _, total := range totals {
			minutes[day.String()] += total.Minutes
		}
	}
	return minutes
}

func sameDays(t *testing.T, ours, theirs map[string]int) {
	t.Helper()
	if len(theirs) < 200 {
		t.Fatalf("the tool reports %d days", len(theirs))
	}
	for day, want := range theirs {
		if ours[day] != want {
			t.Errorf("%s: %d minutes, the tool says %d", day, ours[day], want)
		}
	}
	for day, minutes := range ours {
		if _, known := theirs[day]; !known && minutes > 0 {
			t.Errorf("%s: %d minutes, the tool says none", day, minutes)
		}
	}
}

// Timewarrior's own sums of each day, from its own data, equal ours.
func TestTotalsOfTimewarrior(t *testing.T) {
	timew, err := exec.LookPath("timew")
	if err != nil {
		t.Skip("timew is not installed")
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "timewarrior.cfg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	months := map[string]*bytes.Buffer{}
	var all strings.Builder
	for _, w := range year(t) {
		line := fmt.Sprintf("inc %s - %s # %s\n", w.from.UTC().Format(utcStamp), w.to.UTC().Format(utcStamp), w.what)
		month := w.from.UTC().Format("2006-01")
		if months[month] == nil {
			months[month] = &bytes.Buffer{}
		}
		months[month].WriteString(line)
		all.WriteString(line)
	}
	for month, lines := range months {
		if err := os.WriteFile(filepath.Join(dir, "data", month+".data"), lines.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		cmd := exec.Command(timew, args...)
		cmd.Env = append(os.Environ(), "TIMEWARRIORDB="+dir, "TZ=Europe/Berlin")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("timew %v: %v", args, err)
		}
		return string(out)
	}
	theirs := timewDays(t, run("summary", ":yes", "2026-01-01", "-", "2027-01-01", "rc.reports.summary.ids=off"))
	t.Run("data files", func(t *testing.T) { sameDays(t, daily(t, all.String(), Timewarrior), theirs) })
	t.Run("export", func(t *testing.T) { sameDays(t, daily(t, run("export"), Timewarrior), theirs) })
}

// timewDays adds up the lines of `timew summary`: the date stands before the
// first interval of a day, and each has its start, end and time.
func timewDays(t *testing.T, summary string) map[string]int {
	days, day := map[string]int{}, ""
	for line := range strings.Lines(summary) {
		for _, field := range strings.Fields(line) {
			if _, err := time.Parse(time.DateOnly, field); err == nil {
				day = field
			}
		}
		var clocks []string
		for _, field := range strings.Fields(line) {
			if strings.Count(field, ":") == 2 {
				clocks = append(clocks, field)
			}
		}
		if len(clocks) < 3 || day == "" {
			continue
		}
		length := clockLength(clocks[2])
		if length == 0 {
			t.Fatalf("no length in %q", line)
		}
		days[day] += int(length / time.Minute)
	}
	return days
}

// hledger's own sums of each day equal ours. It takes local times as they
// stand, so that over a clock change it is off by the hour; ours is not.
func TestTotalsOfHledger(t *testing.T) {
	hledger, err := exec.LookPath("hledger")
	if err != nil {
		t.Skip("hledger is not installed")
	}
	var file strings.Builder
	for _, w := range year(t) {
		fmt.Fprintf(&file, "i %s %s\no %s\n", w.from.Format(time.DateTime), w.what, w.to.In(w.from.Location()).Format(time.DateTime))
	}
	name := filepath.Join(t.TempDir(), "year.timeclock")
	if err := os.WriteFile(name, []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(hledger, "-f", name, "print", "-O", "csv", "--round=none").Output()
	if err != nil {
		if out, err = exec.Command(hledger, "-f", name, "print", "-O", "csv").Output(); err != nil {
			t.Fatal(err)
		}
	}
	ours := daily(t, file.String(), Timeclock)
	theirs := hledgerDays(t, out)
	for day, night := range map[string]int{"2026-03-29": 60, "2026-10-25": -60} {
		if theirs[day]-ours[day] != night {
			t.Errorf("%s: %d minutes, hledger %d; it is expected to be off by %d", day, ours[day], theirs[day], night)
		}
		delete(ours, day)
		delete(theirs, day)
	}
	sameDays(t, ours, theirs)
}

func hledgerDays(t *testing.T, out []byte) map[string]int {
	records, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int {
		for i, field := range records[0] {
			if field == name {
				return i
			}
		}
		t.Fatalf("hledger has no column %s", name)
		return 0
	}
	seconds := map[string]float64{}
	for _, r := range records[1:] {
		hours, err := strconv.ParseFloat(r[column("amount")], 64)
		if err != nil {
			t.Fatal(err)
		}
		seconds[r[column("date")]] += hours
	}
	days := map[string]int{}
	for day, hours := range seconds {
		days[day] = int(hours*60 + 0.5)
	}
	return days
}

// With overlaps the difference to a tool that adds up is exactly the overlap.
func TestOverlapsCountOnce(t *testing.T) {
	text := "inc 20260907T080000Z - 20260907T100000Z # a\ninc 20260907T090000Z - 20260907T103000Z # b\n"
	if got := daily(t, text, Timewarrior)["2026-09-07"]; got != 150 {
		t.Errorf("%d minutes, want 150: 120 and 90 less the hour they share", got)
	}
}
