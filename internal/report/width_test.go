package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/unbroken"
)

// hostile are the pieces that random texts are made of.
var hostile = []string{
	"word", "hands-on", " ", "  ", "\n", "\t", "日本語", "한국어", "👩‍💻", "🇩🇪", "❤️", "é", "e\u0301", "ﷺ", "العربية", "ü",
	"\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;x", "\x1bP", "\u009b2J", "\r", "\x00", "\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "\xff", "\xc3",
	"=1+1", `"`, "”", "a-very-long-word-without-any-space-that-must-be-broken-somewhere", "…", "１２", "\U000E0041", "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

// hostileViews are the screens with every text replaced by a random one.
func hostileViews(r *rand.Rand) []View {
	say := func() string { return randomText(r) }
	week := aWeek()
	for i := range week.Categories {
		week.Categories[i].Label, week.Categories[i].Category = say(), say()
	}
	for i := range week.Motives {
		week.Motives[i].Label = say()
	}
	for i := range week.Words {
		week.Words[i].Word = say()
	}
	week.Chosen, week.LookBack, week.Low, week.High, week.Notices = say(), say(), say(), say(), []string{say()}
	week.Full = r.IntN(2) == 0
	entry, activity := anEntry(), anActivity()
	entry.Exercise, entry.Backfilled = say(), r.IntN(2) == 0
	entry.Answers["task"], entry.Answers["gain"] = say(), say()
	entry.Answers["motive"] = []any{say(), map[string]any{"other": say()}}
	entry.Answers["first"] = map[string]any{"if": say(), "then": say()}
	entry.Answers[say()] = map[string]any{say(): []any{say(), nil, 3.}}
	activity.Category, activity.Note, activity.Origin = say(), say(), say()
	day := aDay()
	day.Explain, day.Pieces[2].Activity, day.Pieces[2].Why = r.IntN(2) == 0, activity, say()
	day.Titles[214] = say()
	asked := motives()
	asked.Title, asked.Purpose, asked.Source, asked.Intro, asked.About = say(), say(), say(), say(), say()
	for i := range asked.Questions {
		q := &asked.Questions[i]
		q.Ask, q.Low, q.High, q.If, q.Then, q.Unit = say(), say(), say(), say(), say(), say()
		for j := range q.Options.List {
			q.Options.List[j].Label = say()
		}
	}
	return []View{
		week, day,
		&Home{Now: evening, Week: week, LastPage: today, Wrote: &Quote{say(), say()}, Hints: []Hint{{say(), say()}, {say(), say()}}},
		&Home{Welcome: &Welcome{say()}},
		&List{Now: evening, Items: []Item{{Entry: entry, Title: say(), Gist: say()}, {Activity: activity, Label: say()}}},
		&Entry{Entry: *entry, Asked: asked, Activities: []journal.Activity{*activity}, Now: evening},
		&Entry{Entry: *entry, Now: evening},
		&Activity{*activity, journal.Other, say(), evening},
		&Logged{Activity{*activity, journal.Other, say(), evening}, []string{say(), say()}, 30, []string{say()}},
		&History{Number: 3, Title: say(), Now: evening, Versions: []Version{{evening, say(), []Change{{say(), say(), say()}}}}},
		&Exercises{List: []ExerciseLine{{ID: say(), Title: say(), Theme: say(), When: say(), Every: "2w"}}, Now: evening},
		&ExercisePage{Exercise: asked, Lists: exercise.Journal{}, Now: evening},
		&Categories{[]journal.Category{{ID: say(), Label: say(), Also: []string{say()}}}},
		&Kept{Entry: entry, About: say(), Minutes: 5, Category: say(), Pairs: []Pair{{say(), say(), true}, {say(), say(), false}}, Closing: say(), Now: evening},
		&Pages{Period: week.Period, Now: evening, Pages: []WrittenPage{{3, today, say(), true, []Words{{say(), say(), say()}, {say(), "", say()}}}}},
		&Because{Period: week.Period, Lead: say(), Items: []DatedWords{{today, 3, say()}}, Now: evening},
	}
}

// No line is wider than the page, ends in a space, or holds a control character
// that is not the page's own, whatever the texts hold.
func TestNoTextBreaksThePage(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 7))
		style := Style{Width: 24 + r.IntN(110), ASCII: r.IntN(2) == 0, Color: r.IntN(2) == 0}
		for i, view := range hostileViews(r) {
			var screen bytes.Buffer
			if err := Write(&screen, style, view); err != nil {
				t.Fatal(err)
			}
			for l := range strings.Lines(screen.String()) {
				if problem := faultOf(strings.TrimSuffix(l, "\n"), style); problem != "" && !isCommand(l) {
					t.Fatalf("seed %d, view %d (%T), width %d: %s in %q", seed, i, view, style.Width, problem, l)
				}
			}
		}
	}
}

func faultOf(l string, s Style) string {
	if s.Color {
		for _, own := range []string{string(dim), string(bold), reset} {
			l = strings.ReplaceAll(l, own, "")
		}
	}
	switch {
	case width(l) > s.Width:
		return fmt.Sprintf("width %d", width(l))
	case strings.HasSuffix(l, " "):
		return "a space at the end"
	}
	return mischief(l)
}

// isCommand says whether a line is a command alone, which is wider than a narrow
// screen rather than in two pieces.
func isCommand(l string) bool {
	words := strings.Fields(strings.NewReplacer(string(dim), "", string(bold), "", reset, "").Replace(l))
	return len(words) > 1 && words[0] == "mull" && len(unbroken.Words(strings.Join(words, " "))) == 1
}
