package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"mull/internal/cli"
)

// reading are the commands that look back, as they are typed.
var reading = []string{
	"", "day", "day --explain", "week", "week --full", "week last", "month", "quarter", "quarter --full", "year", "year --full", "summary --from 2020-01-01",
	"week 2026-W53", "week 2031-W01", "month 1999-01", "year 2031", "summary --from 2031-01-01 --to 2031-02-01",
	"trend", "trend ic.share", "trend ic.share --by week --last 60", "trend ic.share --by quarter --chart", "trend ic.share --by year",
	"trend leadership.minutes --by month", "trend ic.minutes --by day --chart --plain",
	"trend daily-reflection.energy --by day", "trend daily-reflection.energy --by week --chart", "trend ic-motives.motive.easier", "trend ic-motives.price --chart",
	"calendar", "calendar ic.share", "calendar daily-reflection.energy", "calendar ic.minutes --year 2026", "calendar ic.share --year 2031",
	"insights", "insights --why --last 52", "search words", "list", "read", "read year", "because", "on-this-day", "values", "due", "categories", "target", "off",
	"export --format csv", "export --format markdown", "export --format html --private", "export --format jsonl", "report year -o -", "report week 2031-W01 -o -",
}

// edges are journals at the edge of what there is to say, as the commands that
// write them.
var edges = map[string][]string{
	"nothing":             {},
	"one piece of time":   {"log 1h ic"},
	"one entry":           {"feel tired"},
	"all answers skipped": {"reflect --answers skipped.yaml", "do ic-motives --answers skipped.yaml", "do values-check --answers skipped.yaml"},
	"nothing but other":   {"log 1h admin --date 2026-11-16", "log 3h admin --date 2025-11-18"},
	"imported time only":  {"import meetings.ics"},
	"two years apart":     {"log 2h ic --date 2024-02-29", "log 2h people --date 2026-11-18", "target ic 0%", "target people 1h/week"},
	"a renamed category": {"log 2h research --date 2026-11-16", "log 1h ic --date 2026-11-17", "categories rename research discovery",
		"log 30m discovery --date 2026-11-18", "target discovery 2h/week"},
	"a changed scale":   {"do mood --answers mood3.yaml --date 2026-11-10", "exercises add mood10.yaml", "do mood --answers mood9.yaml --date 2026-11-17"},
	"days off only":     {"off 2026-11-16..2026-11-20"},
	"a year of weeks":   {"log 2h ic --date 2025-12-30", "log 2h people --date 2026-01-01", "log 1h people --date 2026-06-01"},
	"a timer that runs": {"start ic --at 9:00"},
}

// before is what some of them need first.
var before = map[string][]string{
	"a renamed category": {"categories add research --track ic"},
	"a changed scale":    {"exercises add mood5.yaml"},
}

var edgeFiles = map[string]string{
	"skipped.yaml": "{}\n",
	"mood3.yaml":   "mood: 3\nwhere: desk\n",
	"mood9.yaml":   "mood: 9\nwhere: walk\n",
	"mood5.yaml":   moodFile("1", "5", "[desk, train]"),
	"mood10.yaml":  moodFile("2", "10", "[desk, walk]"),
	"meetings.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261117T090000Z\r\nDTEND:20261117T100000Z\r\nSUMMARY:Planning\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
}

func moodFile(version, most, options string) string {
	return `id: mood
title: Mood
version: ` + version + `
theme: feelings
purpose: Look at the mood.
when: any time
minutes: 1
privacy: ordinary
questions:
  - {id: mood, type: scale, ask: How is it?, min: 1, max: ` + most + `, low: low, high: high, trend: true}
  - {id: where, type: choice, ask: Where?, options: ` + options + `, trend: true}
`
}

// TestEdgesSaySomething reads each journal at an edge with every command that
// looks back: none fails, shows a number that is none, or is silent.
func TestEdgesSaySomething(t *testing.T) {
	for name, commands := range edges {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range edgeFiles {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(dir)
			for _, command := range append(before[name], commands...) {
				if _, errs, code := edge(command); code != 0 {
					t.Fatalf("mull %s: exit code %d, %s", command, code, errs)
				}
			}
			lines := reading
			if name == "a changed scale" {
				lines = append([]string{"trend mood.mood", "trend mood.mood --chart", "trend mood.where.train", "trend mood.where.walk", "calendar mood.mood"}, reading...)
			}
			if name == "a renamed category" {
				lines = append([]string{"trend discovery.minutes", "calendar discovery.minutes"}, reading...)
			}
			for _, command := range lines {
				readAtEdge(t, command)
			}
		})
	}
}

func readAtEdge(t *testing.T, command string) {
	t.Helper()
	ways := []string{command}
	if !strings.HasPrefix(command, "export") && !strings.HasPrefix(command, "report") {
		ways = append(ways, command+" --json", command+" --csv")
	}
	for _, way := range ways {
		out, errs, code := edge(way)
		if code != 0 {
			t.Errorf("mull %s: exit code %d, %s", way, code, errs)
		}
		if strings.TrimSpace(out) == "" {
			t.Errorf("mull %s says nothing", way)
		}
		for _, word := range []string{"NaN", "Inf", "%!", "<nil>", "-0%", "1 days", "1 entries"} {
			if strings.Contains(out+errs, word) {
				t.Errorf("mull %s shows %s:\n%s%s", way, word, out, errs)
			}
		}
		if way == command && len(ways) > 1 {
			for line := range strings.Lines(out) {
				if ansi.StringWidth(strings.TrimRight(line, "\n")) > 80 {
					t.Errorf("mull %s: wider than 80 columns:\n%s", way, line)
				}
			}
		}
	}
}

// edge runs mull in the present folder, on the Thursday evening of 19 November.
func edge(command string) (out, errs string, code int) {
	environment := map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": "journal.db", "HOME": ".", "NO_COLOR": "1"}
	var stdout, stderr bytes.Buffer
	world := cli.World{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Version: "test",
		Now:    func() time.Time { return time.Date(2026, 11, 19, 17, 10, 0, 0, time.UTC) },
		Getenv: func(name string) string { return environment[name] }, Terminals: cli.Terminals{Out: true, Width: 80},
	}
	code, line, hint := cli.Explain(cli.Run(context.Background(), world, strings.Fields(command)))
	return stdout.String(), stderr.String() + line + "\n" + hint, code
}
