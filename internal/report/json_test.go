package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

func toJSON(t *testing.T, view any) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteJSON(&out, view); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestJSONViews(t *testing.T) {
	week := aWeek()
	week.Measures = []Measure{{"emotion-checkin.pleasant", 3, 3, 1, 4}}
	week.Entries = []journal.Entry{*anEntry()}
	for name, view := range map[string]any{
		"week":       week.JSON(),
		"day":        aDay().JSON(),
		"home":       aHome().JSON(),
		"entry":      (&Entry{Entry: *anEntry()}).JSON(),
		"activity":   (&Activity{*anActivity(), journal.Leadership, "", evening}).JSON(),
		"logged":     (&Activity{*handsOn(), journal.IC, "", evening}).JSON(),
		"list":       aList().JSON(),
		"history":    aHistory().JSON(),
		"pages":      aPages().JSON(),
		"exercises":  views()["exercises"][0].(*Exercises).JSON(),
		"categories": views()["categories"][0].(*Categories).JSON(),
		"because":    views()["because"][0].(*Because).JSON(),
	} {
		t.Run(name, func(t *testing.T) { compare(t, name+".json", toJSON(t, view)) })
	}
}

// The keys that scripts rely on, as promised.
func TestJSONKeys(t *testing.T) {
	keys := map[string]struct {
		view any
		want string
	}{
		"week":     {aWeek().JSON(), "period time motives measures words entries"},
		"period":   {aWeek().JSON().Period, "kind label from to"},
		"time":     {aWeek().JSON().Time, "minutes estimated_minutes days categories share"},
		"minutes":  {aWeek().JSON().Time.Minutes, "ic leadership other total"},
		"day":      {aWeek().JSON().Time.Days[0], "date ic leadership other share"},
		"category": {aWeek().JSON().Time.Categories[0], "category track minutes"},
		"motive":   {aWeek().JSON().Motives[0], "motive entries minutes"},
		"measure":  {MeasureJSON{}, "measure n median min max"},
		"word":     {aWeek().JSON().Words[0], "word n"},
		"head":     {headOf(anEntry()), "id number exercise date state"},
		"entry":    {EntryOf(anEntry()), "id number exercise date zone written_at started_at backfilled state answers"},
		"activity": {ActivityOf(anActivity(), journal.Leadership, evening), "id number date minutes from to category track note source entry"},
		"list":     {aList().JSON(), "entries activities"},
	}
	for name, c := range keys {
		var have map[string]any
		if err := json.Unmarshal([]byte(toJSON(t, c.view)), &have); err != nil {
			t.Fatal(err)
		}
		for key := range strings.FieldsSeq(c.want) {
			if _, found := have[key]; !found {
				t.Errorf("%s has no key %q", name, key)
			}
		}
	}
}

func TestJSONHasNoNullLists(t *testing.T) {
	empty := []any{(&Balance{Period: period.Of(period.KindWeek, today), Now: evening}).JSON(),
		(&Day{Balance: Balance{Period: period.Of(period.KindDay, today)}}).JSON(), (&List{}).JSON(), (&History{}).JSON(),
		(&Exercises{}).JSON(), (&Categories{[]journal.Category{{}}}).JSON(), (&Pages{}).JSON(), (&Because{}).JSON(), (&Entry{}).JSON()}
	nullable := []string{"share", "chosen", "aim", "from", "to", "entry", "about", "revisit", "running", "weekday", "last_year", "previous"}
	for _, view := range empty {
		for l := range strings.Lines(toJSON(t, view)) {
			key, value, _ := strings.Cut(strings.TrimSpace(l), ": ")
			if strings.HasPrefix(value, "null") && !slices.Contains(nullable, strings.Trim(key, `"`)) {
				t.Errorf("%T: %s is null", view, key)
			}
		}
	}
}

func TestJSONIsPlainAndLossless(t *testing.T) {
	note := "a<b & \x1b[31mred\u009b2J \u202eturned \x7f <>"
	a := anActivity()
	a.Note = note
	out := toJSON(t, ActivityOf(a, journal.Leadership, evening))
	if bad := mischief(strings.ReplaceAll(out, "\n", "")); bad != "" {
		t.Errorf("%s in %q", bad, out)
	}
	if !strings.Contains(out, "a<b & ") || !strings.HasSuffix(out, "}\n") {
		t.Errorf("HTML is escaped or the line end missing: %q", out)
	}
	var back ActivityJSON
	if err := json.Unmarshal([]byte(out), &back); err != nil || back.Note != note {
		t.Errorf("note reads back as %q (%v), want %q", back.Note, err, note)
	}
}

func TestActivityTimes(t *testing.T) {
	a := anActivity()
	a.Zone = "Asia/Kolkata"
	if got, want := *ActivityOf(a, journal.Leadership, evening).From, "2026-11-19T14:40:00+05:30"; got != want {
		t.Errorf("from %s, want %s", got, want)
	}
	a.To = time.Time{}
	running := ActivityOf(a, journal.Leadership, evening)
	if running.To != nil || running.Minutes != 540 {
		t.Errorf("a running timer has to %v and %d minutes, want none and 540", running.To, running.Minutes)
	}
}
