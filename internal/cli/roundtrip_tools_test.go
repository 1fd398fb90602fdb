package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

func berlinYear(t *testing.T, seed uint64) (*time.Location, []session) {
	t.Helper()
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone, aYear(zone, seed)
}

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestTimewarriorsOverlaps: where sessions overlap, timew adds both up, and
// mull has less by exactly what they share.
func TestTimewarriorsOverlaps(t *testing.T) {
	zone, year := berlinYear(t, 3)
	var lines strings.Builder
	overlap := map[string]int{}
	home := t.TempDir()
	const stamp = "20060102T150405Z"
	from, to := time.Date(2025, 3, 1, 0, 0, 0, 0, zone), time.Date(2025, 4, 1, 0, 0, 0, 0, zone)
	for i, s := range year {
		if s.from.Before(from) || !s.to.Before(to) || period.DayOf(s.from) != period.DayOf(s.to) {
			continue
		}
		fmt.Fprintf(&lines, "inc %s - %s # mull\n", s.from.UTC().Format(stamp), s.to.UTC().Format(stamp))
		if i%3 == 0 {
			end := s.from.Add(min(s.to.Sub(s.from), 30*time.Minute))
			overlap[period.DayOf(s.from).String()] += int(end.Sub(s.from).Minutes())
			fmt.Fprintf(&lines, "inc %s - %s # twice\n", s.from.UTC().Format(stamp), end.UTC().Format(stamp))
		}
	}
	file := writeFile(t, filepath.Join(home, "data", "2025-03.data"), lines.String())
	writeFile(t, filepath.Join(home, "timewarrior.cfg"), "")
	theirs := timewDays(runTool(t, []string{"TIMEWARRIORDB=" + home, "TZ=Europe/Berlin"}, "timew", "summary", "2025-03-01", "-", "2025-04-01"))
	ours := importedDays(t, zone, file)
	if len(overlap) < 10 || len(theirs) < len(overlap) {
		t.Fatalf("only %d days overlap, and timew reports %d", len(overlap), len(theirs))
	}
	for day, minutes := range theirs {
		if ours[day] != minutes-overlap[day] {
			t.Errorf("%s: timew says %d minutes, %d of them twice; mull %d", day, minutes, overlap[day], ours[day])
		}
	}
}

// TestKlogsYear: klog's own total of each record is what mull counts. klog knows
// no zone, so that the nights of a clock change are left out.
func TestKlogsYear(t *testing.T) {
	zone, year := berlinYear(t, 4)
	days := map[period.Day]*strings.Builder{}
	var order []period.Day
	for _, s := range year {
		day := period.DayOf(s.from)
		if period.DayOf(s.to) != day || day.Length(zone) != 24*time.Hour {
			continue
		}
		if days[day] == nil {
			days[day] = &strings.Builder{}
			order = append(order, day)
		}
		fmt.Fprintf(days[day], "    %s - %s #mull\n", s.from.Format("15:04"), s.to.Format("15:04"))
	}
	var text strings.Builder
	for _, day := range order {
		fmt.Fprintf(&text, "%s\n%s\n", day, days[day])
	}
	file := writeFile(t, filepath.Join(t.TempDir(), "year.klg"), text.String())
	var reported struct {
		Records []struct {
			Date  string
			Total int `json:"total_mins"`
		}
	}
	if err := json.Unmarshal([]byte(runTool(t, nil, "klog", "json", file)), &reported); err != nil {
		t.Fatal(err)
	}
	theirs := map[string]int{}
	for _, record := range reported.Records {
		theirs[record.Date] += record.Total
	}
	compareDays(t, "klog", theirs, importedDays(t, zone, file))
}

// TestWatsonsYear: Watson's own sum of each day is what mull counts. Watson puts
// a frame that reaches over midnight on the day it began, so those are left out.
func TestWatsonsYear(t *testing.T) {
	zone, year := berlinYear(t, 5)
	var frames []any
	for i, s := range year {
		if period.DayOf(s.from) == period.DayOf(s.to) {
			frames = append(frames, []any{s.from.Unix(), s.to.Unix(), "mull", fmt.Sprintf("%032x", i), []string{}, s.to.Unix()})
		}
	}
	text, err := json.Marshal(frames)
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	file := writeFile(t, filepath.Join(home, "frames"), string(text))
	reported := runTool(t, []string{"WATSON_DIR=" + home, "TZ=Europe/Berlin"}, "watson", "aggregate", "--json", "--from", "2025-01-01", "--to", "2025-12-31")
	var days []struct {
		Time     float64
		Timespan struct{ From string }
	}
	if err := json.Unmarshal([]byte(reported), &days); err != nil {
		t.Fatal(err)
	}
	theirs := map[string]int{}
	for _, day := range days {
		if minutes := int(day.Time / 60); minutes > 0 {
			theirs[day.Timespan.From[:len("2025-01-01")]] = minutes
		}
	}
	compareDays(t, "watson", theirs, importedDays(t, zone, file))
}
