package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
	"mull/internal/store"
)

// A session is one stretch of tracked time.
type session struct{ from, to time.Time }

// aYear makes up a year of sessions without overlaps, most days two to five,
// some over midnight, in whole multiples of three minutes so that a tool that
// counts hundredths of an hour is exact.
func aYear(zone *time.Location, seed uint64) []session {
	random := rand.New(rand.NewPCG(seed, 1))
	var list []session
	at := time.Date(2025, 1, 1, 8, 0, 0, 0, zone)
	for at.Year() == 2025 {
		for range 2 + random.IntN(4) {
			at = at.Add(time.Duration(random.IntN(30)) * 3 * time.Minute)
			end := at.Add(time.Duration(1+random.IntN(60)) * 3 * time.Minute)
			list = append(list, session{at, end})
			at = end
		}
		if random.IntN(20) == 0 {
			year, month, day := at.Date()
			late := time.Date(year, month, day, 22, 30, 0, 0, zone)
			if late.After(at) {
				at = late.Add(5 * time.Hour)
				list = append(list, session{late, at})
			}
		}
		year, month, day := at.Date()
		next := time.Date(year, month, day, 8, 0, 0, 0, zone)
		for !next.After(at) {
			day++
			next = time.Date(year, month, day, 8, 0, 0, 0, zone)
		}
		at = next
	}
	return list
}

// importedDays imports a file and returns the minutes of each day.
func importedDays(t *testing.T, zone *time.Location, file string, args ...string) map[string]int {
	t.Helper()
	journal := filepath.Join(t.TempDir(), "journal.db")
	now := func() time.Time { return time.Date(2026, 11, 19, 18, 10, 0, 0, zone) }
	var out, errs bytes.Buffer
	world := World{In: strings.NewReader(""), Out: &out, Err: &errs, Now: now, Getenv: func(name string) string {
		return map[string]string{"TZ": zone.String(), "MULL_JOURNAL": journal}[name]
	}}
	if err := Run(context.Background(), world, append([]string{"import", file}, args...)); err != nil {
		t.Fatalf("import: %v\n%s%s", err, &out, &errs)
	}
	s, err := store.Open(context.Background(), journal, now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	totals, err := s.Totals(context.Background(), period.MinDay, period.MaxDay)
	if err != nil {
		t.Fatal(err)
	}
	days := map[string]int{}
	for _, total := range totals {
		days[total.Day.String()] += total.Minutes
	}
	return days
}

func compareDays(t *testing.T, tool string, theirs, ours map[string]int) {
	t.Helper()
	if len(theirs) < 200 {
		t.Fatalf("%s reports only %d days", tool, len(theirs))
	}
	sum := 0
	for day, minutes := range theirs {
		sum += minutes
		if ours[day] != minutes {
			t.Errorf("%s: %s says %d minutes, mull %d", day, tool, minutes, ours[day])
		}
	}
	for day, minutes := range ours {
		if _, known := theirs[day]; !known {
			t.Errorf("%s: mull has %d minutes, %s none", day, minutes, tool)
		}
		sum -= minutes
	}
	if sum != 0 {
		t.Errorf("the year differs by %d minutes", sum)
	}
}

// runTool runs a real program, or skips the test where it is not installed.
func runTool(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	command := exec.Command(path, args...)
	command.Env = append(os.Environ(), env...)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

var timewDay = regexp.MustCompile(`^(?:W\d+ +)?(?:(\d{4}-\d{2}-\d{2}) )?.* (\d+):(\d{2}):\d{2}$`)

// timewDays reads the minutes of each day from what timew summary prints.
func timewDays(report string) map[string]int {
	theirs, day := map[string]int{}, ""
	for line := range strings.Lines(report) {
		m := timewDay.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			continue
		}
		if m[1] != "" {
			day = m[1]
		}
		// The last row of a day ends with the day's total, the others with
		// their own length: the last one read stays.
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		if strings.TrimSpace(line) != m[2]+":"+m[3]+":00" { // not the total of all
			theirs[day] = hours*60 + minutes
		}
	}
	return theirs
}

// TestTimewarriorsYear: what timew itself reports for each day is what mull
// counts, over a year with two clock changes and sessions over midnight.
func TestTimewarriorsYear(t *testing.T) {
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	months := map[string]*strings.Builder{}
	for _, s := range aYear(zone, 1) {
		line := fmt.Sprintf("inc %s - %s # mull \"two words\"\n", s.from.UTC().Format("20060102T150405Z"), s.to.UTC().Format("20060102T150405Z"))
		lines.WriteString(line)
		month := s.from.UTC().Format("2006-01")
		if months[month] == nil {
			months[month] = &strings.Builder{}
		}
		months[month].WriteString(line)
	}
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	for month, text := range months {
		if err := os.WriteFile(filepath.Join(home, "data", month+".data"), []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report := runTool(t, []string{"TIMEWARRIORDB=" + home, "TZ=Europe/Berlin"}, "timew", "summary", "2025-01-01", "-", "2026-02-01")
	theirs := timewDays(report)
	file := filepath.Join(t.TempDir(), "year.data")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	compareDays(t, "timew", theirs, importedDays(t, zone, file))
	// The tool's own export says the same.
	exported := runTool(t, []string{"TIMEWARRIORDB=" + home, "TZ=Europe/Berlin"}, "timew", "export")
	file = filepath.Join(t.TempDir(), "export.json")
	if err := os.WriteFile(file, []byte(exported), 0o600); err != nil {
		t.Fatal(err)
	}
	compareDays(t, "timew", theirs, importedDays(t, zone, file))
}

// hledgerDays asks hledger for the hours of each day, as minutes.
func hledgerDays(t *testing.T, file string) map[string]int {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(runTool(t, nil, "hledger", "-f", file, "balance", "-D", "-O", "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	days := map[string]int{}
	for i, day := range rows[0][1:] {
		hours, err := strconv.ParseFloat(strings.TrimSuffix(rows[len(rows)-1][i+1], "h"), 64)
		if err != nil {
			t.Fatal(err)
		}
		if minutes := int(math.Round(hours * 60)); minutes != 0 {
			days[day] = minutes
		}
	}
	return days
}

// TestHledgersYear: the same against hledger, in a zone without clock changes,
// since hledger knows none; with overlaps the difference is the overlap.
func TestHledgersYear(t *testing.T) {
	zone, err := period.LoadZone("Asia/Kolkata")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	year := aYear(zone, 2)
	write := func(s session) {
		fmt.Fprintf(&text, "i %s mull:code  work\no %s\n", s.from.Format("2006-01-02 15:04:05"), s.to.Format("2006-01-02 15:04:05"))
	}
	for _, s := range year {
		write(s)
	}
	file := filepath.Join(t.TempDir(), "year.timeclock")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	theirs := hledgerDays(t, file)
	compareDays(t, "hledger", theirs, importedDays(t, zone, file))

	// Every tenth session again, half an hour of it or less.
	overlap := map[string]int{}
	for i := 0; i < len(year); i += 10 {
		s := year[i]
		s.to = s.from.Add(min(s.to.Sub(s.from), 30*time.Minute))
		if period.DayOf(s.from) != period.DayOf(s.to.Add(-time.Second)) {
			continue
		}
		overlap[period.DayOf(s.from).String()] += int(s.to.Sub(s.from).Minutes())
		write(s)
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	theirs = hledgerDays(t, file)
	for day, minutes := range overlap {
		theirs[day] -= minutes
	}
	compareDays(t, "hledger without the overlaps", theirs, importedDays(t, zone, file))
}
