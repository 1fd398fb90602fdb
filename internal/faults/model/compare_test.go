// Holds what a journal says against the model.

package model

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// agree compares all that is read after every command.
func (m *machine) agree(t *rapid.T) {
	t.Helper()
	m.sameList(t)
	m.sameWeek(t)
	m.sameDue(t)
	if settings := (&state{Categories: m.Categories, Targets: m.Targets, Offs: m.Offs}); !reflect.DeepEqual(settings, m.settings) {
		m.sameSettings(t)
		m.settings = settings
	}
	if *always {
		m.sound(t)
	}
	for _, n := range m.touched {
		m.sameNumber(t, n)
	}
	m.touched = nil
}

func same(t *rapid.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: the journal says\n%s\nand the model\n%s", what, text(got), text(want))
	}
}

func text(value any) string {
	data, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		panic(err)
	}
	return string(data)
}

func (m *machine) pageJSON(n int64) entryJSON {
	p := m.Pages[n]
	state := "done"
	if p.Again != "" {
		state = "open"
	}
	return entryJSON{Number: n, Exercise: p.Exercise, Date: p.Day, Zone: p.Zone, WrittenAt: p.Written, StartedAt: p.Started,
		Backfilled: p.Backfilled, State: state, About: p.About}
}

func (m *machine) pieceJSON(n int64) activityJSON {
	p := m.Pieces[n]
	x := activityJSON{Number: n, Date: p.Day, Minutes: p.Minutes, Category: p.Category, Track: m.track(p.Category), Note: p.Note, Source: p.Source, Entry: p.Entry}
	if p.clocked() {
		x.From, x.To = &p.From, &p.To
	}
	if p.running() {
		x.To, x.Minutes = nil, max(0, int(m.at().Sub(p.From).Minutes()))
	}
	return x
}

func inUTC(at *time.Time) {
	if at != nil {
		*at = at.UTC()
	}
}

func (m *machine) sameList(t *rapid.T) {
	t.Helper()
	var got listJSON
	m.ask(t, &got, "list")
	want := listJSON{Entries: []entryJSON{}, Activities: []activityJSON{}}
	for n := range m.Pages {
		want.Entries = append(want.Entries, m.pageJSON(n))
	}
	for n := range m.Pieces {
		want.Activities = append(want.Activities, m.pieceJSON(n))
	}
	slices.SortFunc(want.Entries, func(a, b entryJSON) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Number, a.Number)) })
	slices.SortFunc(want.Activities, func(a, b activityJSON) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Number, a.Number))
	})
	for _, x := range got.Activities {
		inUTC(x.From)
		inUTC(x.To)
	}
	same(t, "list", got, want)
}

func (m *machine) sameWeek(t *rapid.T) {
	t.Helper()
	var got weekJSON
	m.ask(t, &got, "week")
	monday := m.now().In(zoneOf(m.zone))
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, -1)
	}
	totals, categories, want := m.totals(), map[string]sum{}, weekJSON{}
	for i := range 7 {
		day := monday.AddDate(0, 0, i).Format(time.DateOnly)
		tracks := map[string]int{}
		for at, s := range totals {
			switch {
			case at.day != day:
				continue
			case day > m.today(): // the clock went back
				want.Time.Ahead += s.minutes
				continue
			}
			tracks[m.track(at.category)] += s.minutes
			categories[at.category] = sum{categories[at.category].minutes + s.minutes, categories[at.category].guessed + s.guessed}
			want.Time.Estimated += s.guessed
		}
		want.Time.Days = append(want.Time.Days, struct {
			Date       string `json:"date"`
			IC         int    `json:"ic"`
			Leadership int    `json:"leadership"`
			Other      int    `json:"other"`
		}{day, tracks["ic"], tracks["leadership"], tracks["other"]})
		want.Time.Minutes.IC += tracks["ic"]
		want.Time.Minutes.Leadership += tracks["leadership"]
		want.Time.Minutes.Other += tracks["other"]
	}
	want.Time.Minutes.Total = want.Time.Minutes.IC + want.Time.Minutes.Leadership + want.Time.Minutes.Other
	of := map[string]sum{}
	for _, c := range got.Time.Categories {
		if c.Minutes != 0 {
			of[c.Category] = sum{c.Minutes, c.Estimated}
		}
	}
	got.Time.Categories = nil
	same(t, "week", got, want)
	if !maps.Equal(of, categories) {
		t.Fatalf("week: the journal says of categories %v, and the model %v", of, categories)
	}
}

func (m *machine) sameDue(t *rapid.T) {
	t.Helper()
	var got dueJSON
	m.ask(t, &got, "due")
	type line struct {
		Number             int64
		Kind, Since, Words string
	}
	var said, want []line
	for _, d := range got.Due {
		if d.Kind == "revisit" {
			d.Text = "" // the words of its exercise
		}
		said = append(said, line{d.Number, d.Kind, d.Since, d.Text})
	}
	for n, p := range m.Pages {
		if p.Again != "" && p.Again <= m.today() {
			want = append(want, line{n, "revisit", p.Again, ""})
		}
	}
	for n, x := range m.Items {
		if x.State == "open" {
			want = append(want, line{n, "item", x.Day, x.Text})
		}
	}
	slices.SortFunc(want, func(a, b line) int {
		return cmp.Or(cmp.Compare(b.Kind, a.Kind), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Number, b.Number))
	})
	same(t, "due", said, want)
}

// sameSettings compares categories, targets and days off.
func (m *machine) sameSettings(t *rapid.T) {
	t.Helper()
	var categories categoriesJSON
	m.ask(t, &categories, "categories")
	own := []category{}
	for _, c := range categories.Categories {
		if c.Own {
			own = append(own, category{c.Category, c.Track, c.Also})
		}
	}
	same(t, "categories", own, append([]category{}, m.Categories...))

	var targets targetsJSON
	m.ask(t, &targets, "target")
	aims := map[string]target{}
	for _, x := range targets.Targets {
		aim := target{Since: x.Since}
		if x.Share != nil {
			aim.Share = *x.Share
		}
		if x.Minutes != nil {
			aim.Minutes = *x.Minutes
		}
		aims[x.Target] = aim
	}
	same(t, "target", aims, m.Targets)

	var offs offsJSON
	m.ask(t, &offs, "off")
	days := map[int64]off{}
	for _, x := range offs.Off {
		o := off{From: x.From, Part: x.Part}
		if x.To != nil {
			o.To = *x.To
		}
		if x.Weekday != nil {
			o.Weekday = *x.Weekday
		}
		days[x.Number] = o
	}
	same(t, "off", days, m.Offs)
}

// sound wants doctor to find nothing, but for a clock that is behind.
func (m *machine) sound(t *rapid.T) {
	t.Helper()
	if _, err := os.Stat(m.journal); err != nil {
		return // nothing is saved yet, which doctor says
	}
	out, errs, code := m.try("", "doctor", "--json")
	var got doctorJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("doctor: exit %d: %s%s", code, out, errs)
	}
	for _, check := range got.Checks {
		behind := check.Check == "clock" && m.latest.Sub(m.now()) > time.Minute
		for _, found := range check.Found {
			if !behind {
				t.Fatalf("doctor: %s: %s", check.Check, found.What)
			}
		}
	}
}

// sameNumber compares what show and history say of a number.
func (m *machine) sameNumber(t *rapid.T, n int64) {
	t.Helper()
	_, isPage := m.Pages[n]
	_, isPiece := m.Pieces[n]
	switch {
	case isPage:
		var got entryJSON
		m.ask(t, &got, "show", number(n))
		want := m.pageJSON(n)
		want.Answers = m.Pages[n].Answers
		same(t, "show "+number(n), got, want)
	case isPiece:
		var got activityJSON
		m.ask(t, &got, "show", number(n))
		inUTC(got.From)
		inUTC(got.To)
		same(t, "show "+number(n), got, m.pieceJSON(n))
	default:
		if _, _, code := m.try("", "show", number(n), "--json"); code != 3 {
			t.Fatalf("show %d: exit %d, and there is none", n, code)
		}
	}
	want := m.history(n)
	if len(want) == 0 {
		return
	}
	var got historyJSON
	m.ask(t, &got, "history", number(n))
	var said []string
	for _, v := range got.Versions {
		said = append(said, v.What)
	}
	same(t, "history "+number(n), said, want)
	if there := isPage || isPiece; !m.wasItem(n) && got.Deleted == there {
		t.Fatalf("history %d: deleted is %v", n, got.Deleted)
	}
}

// wasItem says whether a number is an open item's: those leave their list, and are
// not called deleted.
func (m *machine) wasItem(n int64) bool {
	_, is := m.Items[n]
	for _, a := range m.acts {
		_, was := a.before.Items[n]
		is = is || was
	}
	return is
}

// dump is all content that an export holds, without its history and the texts
// of questions once asked, which stay.
func (m *machine) dump(t *rapid.T) string {
	t.Helper()
	var kept []string
	for line := range strings.Lines(m.export(t)) {
		var is struct{ Type string }
		if err := json.Unmarshal([]byte(line), &is); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains([]string{"mull-journal", "act", "change", "asked", "end"}, is.Type) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func (m *machine) export(t *rapid.T) string {
	t.Helper()
	out, errs, code := m.try("", "export", "--format", "jsonl")
	if code != 0 {
		t.Fatalf("export: exit %d: %s", code, errs)
	}
	return out
}
