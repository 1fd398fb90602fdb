package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// checkJSON is the command json:
//
//	json [-file FILE] PATH VALUE   the value is this, as JSON or as plain text
//	json [-file FILE] PATH -n N    the list or map holds N
//	! json [-file FILE] PATH       there is no such value
//
// A path is keys and list positions with slashes between them; KEY=VALUE stands
// for the first object of a list that has it, as in
// time/categories/category=people/minutes.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	file := "stdout"
	if len(args) > 1 && args[0] == "-file" {
		file, args = args[1], args[2:]
	}
	if len(args) == 0 || neg != (len(args) == 1) {
		ts.Fatalf("usage: json [-file FILE] PATH VALUE | json PATH -n N | ! json PATH")
	}
	root := readJSON(ts, file)
	value, err := lookInto(root, args[0])
	if neg {
		if err == nil {
			ts.Fatalf("%s is there: %s", args[0], asJSON(value))
		}
		return
	}
	ts.Check(err)
	want := strings.Join(args[1:], " ")
	got := asJSON(value)
	if args[1] == "-n" {
		want, got = strings.Join(args[2:], " "), size(value)
	}
	if text, isText := value.(string); got != want && !(isText && text == want) {
		ts.Fatalf("%s is %s, want %s", args[0], got, want)
	}
}

func readJSON(ts *testscript.TestScript, file string) any {
	var root any
	if err := json.Unmarshal([]byte(ts.ReadFile(file)), &root); err != nil {
		ts.Fatalf("%s is not JSON: %v", file, err)
	}
	return root
}

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func size(value any) string {
	switch v := value.(type) {
	case []any:
		return strconv.Itoa(len(v))
	case map[string]any:
		return strconv.Itoa(len(v))
	}
	return "no list"
}

func lookInto(value any, path string) (any, error) {
	for _, step := range strings.Split(path, "/") {
		next, found := stepInto(value, step)
		if !found {
			return nil, fmt.Errorf("%s: no %q in %s", path, step, asJSON(value))
		}
		value = next
	}
	return value, nil
}

func stepInto(value any, step string) (any, bool) {
	switch v := value.(type) {
	case map[string]any:
		next, found := v[step]
		return next, found
	case []any:
		if key, want, isPair := strings.Cut(step, "="); isPair {
			for _, item := range v {
				object, _ := item.(map[string]any)
				if got, found := object[key]; found && fmt.Sprint(got) == want {
					return item, true
				}
			}
			return nil, false
		}
		at, err := strconv.Atoi(step)
		if err != nil || at < 0 || at >= len(v) {
			return nil, false
		}
		return v[at], true
	}
	return nil, false
}

// checkCounted is the command counted: in a period's JSON the days add up to
// the minutes, so do the categories, track by track, and what is estimated,
// logged and from elsewhere is the whole.
func checkCounted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: counted")
	}
	var view struct {
		Time struct {
			Minutes  map[string]int `json:"minutes"`
			Guessed  int            `json:"estimated_minutes"`
			Logged   int            `json:"logged_minutes"`
			Calendar int            `json:"calendar_minutes"`
			Tracker  int            `json:"tracker_minutes"`
			Days     []struct {
				IC, Leadership, Other, Total int
				Guessed                      int `json:"estimated_minutes"`
			} `json:"days"`
			Categories []struct {
				Track   string `json:"track"`
				Minutes int    `json:"minutes"`
				Guessed int    `json:"estimated_minutes"`
			} `json:"categories"`
		} `json:"time"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &view))
	time := view.Time
	days, categories := map[string]int{}, map[string]int{}
	for _, d := range time.Days {
		days["ic"] += d.IC
		days["leadership"] += d.Leadership
		days["other"] += d.Other
		days["total"] += d.Total
		days["guessed"] += d.Guessed
	}
	for _, c := range time.Categories {
		categories[c.Track] += c.Minutes
		categories["total"] += c.Minutes
		categories["guessed"] += c.Guessed
	}
	want := map[string]int{"guessed": time.Guessed, "total": time.Guessed + time.Logged + time.Calendar + time.Tracker}
	for _, track := range []string{"ic", "leadership", "other"} {
		want[track] = time.Minutes[track]
	}
	for name, sums := range map[string]map[string]int{"days": days, "categories": categories, "minutes": time.Minutes} {
		for key, minutes := range want {
			if name == "minutes" && key == "guessed" {
				continue
			}
			if sums[key] != minutes {
				ts.Fatalf("the %s give %d of %s, want %d", name, sums[key], key, minutes)
			}
		}
	}
}

// checkShown is the command shown: neither output holds a control character nor,
// with -ascii, anything that is not ASCII.
func checkShown(ts *testscript.TestScript, neg bool, args []string) {
	ascii := len(args) > 0 && args[0] == "-ascii"
	if ascii {
		args = args[1:]
	}
	if neg || len(args) != 0 {
		ts.Fatalf("usage: shown [-ascii]")
	}
	for _, file := range []string{"stdout", "stderr"} {
		text := ts.ReadFile(file)
		if !utf8.ValidString(text) {
			ts.Fatalf("%s is not UTF-8", file)
		}
		for line := range strings.SplitSeq(text, "\n") {
			for _, r := range line {
				if unicode.IsControl(r) || ascii && r > unicode.MaxASCII {
					ts.Fatalf("%s shows %q in the line\n%q", file, r, line)
				}
			}
		}
	}
}

// writeAnswers is the command answers: it writes the answers of an entry, as
// show --json has them, to a file.
func writeAnswers(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: answers NUMBER FILE")
	}
	ts.Check(ts.Exec("mull", "show", args[0], "--json"))
	var entry struct{ Answers json.RawMessage }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &entry))
	if entry.Answers == nil {
		ts.Fatalf("%s has no answers", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), entry.Answers, 0o600))
}
