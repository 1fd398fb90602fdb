package report

import (
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// today is the Thursday of the fixtures.
var today = period.DayOf(evening)

// motives is a short exercise with a question of each kind.
func motives() *exercise.Exercise {
	return &exercise.Exercise{
		ID: "ic-motives", Title: "What took me to this task?", Version: 1, Theme: "time",
		Purpose: "See what draws you to hands-on work, and what it displaced.",
		Source:  "Leader doing IC Task", When: "right after hands-on work", Minutes: 3, MinutesMore: 6, Privacy: exercise.Private,
		Intro: "Hands-on work is what someone on the team could have done.",
		Questions: []exercise.Question{
			{ID: "task", Kind: "text", Ask: "The hands-on work"},
			{ID: "mins", Kind: "number", Ask: "Minutes", Unit: "minutes"},
			{ID: "mine", Kind: "choice", Ask: "Who would normally do it?", Notes: true, Options: exercise.Options{List: []exercise.Option{
				{ID: "team", Label: "someone on my team"}, {ID: "nobody", Label: "nobody yet"}}}},
			{ID: "motive", Kind: "many", Ask: "What drew me to it", Max: ptr(3.), Other: true, Options: exercise.Options{List: []exercise.Option{
				{ID: "unwind", Label: "to concentrate undisturbed"}, {ID: "easier", Label: "it was easier than what else was waiting"}}}},
			{ID: "price", Kind: "scale", Ask: "How far did the rest of your job wait?", Min: ptr(1.), Max: ptr(5.), Low: "not at all", High: "badly"},
			{ID: "feel", Kind: "many", Ask: "Up to three words", Max: ptr(3.), Options: exercise.Options{List: []exercise.Option{
				{ID: "tired", Label: "tired"}, {ID: "hopeful", Label: "hopeful"}, {ID: "at-ease", Label: "at ease"}}}},
			{ID: "time", Kind: "split", Ask: "Where did the rest go?", Options: exercise.Options{List: []exercise.Option{{ID: "direction"}, {ID: "admin"}}}},
			{ID: "waiting", Kind: "yesno", Ask: "Was something waiting?", Notes: true},
			{ID: "gain", Kind: "longtext", Ask: "What do you have now?", More: true},
			{ID: "first", Kind: "ifthen", Ask: "A line for tomorrow", If: "Tomorrow, when", Then: "I will"},
			{ID: "later", Kind: "text", Ask: "Anything else?"},
			{ID: "never", Kind: "text", Ask: "Not reached", When: &exercise.Condition{Question: "later", Answered: ptr(true)}},
		},
		Revisits: []exercise.Revisit{{After: 7, Questions: []exercise.Question{{ID: "then", Kind: "text", Ask: "And now?"}}}},
	}
}

func anEntry() *journal.Entry {
	return &journal.Entry{
		Number: 214, UUID: "0193", Exercise: "ic-motives", Day: today, Zone: "UTC", State: journal.Done,
		StartedAt: evening.Add(-8 * time.Minute), WrittenAt: evening.Add(-5 * time.Minute),
		Answers: exercise.Answers{
			"task": "Onboarding PRD", "mins": 90., "mine": map[string]any{"value": "team", "note": "Lena has the context"},
			"motive": []any{"easier", "unwind", map[string]any{"other": "nobody had asked"}},
			"price":  2., "feel": []any{"tired", "at-ease"}, "time": map[string]any{"direction": 60., "admin": 45.},
			"waiting": map[string]any{"value": true, "note": "scope answer to Lena"},
			"gain":    "Legal review holds each PRD five days, and nobody knows why.\n\nSomeone should ask.",
			"first":   map[string]any{"if": "the roadmap review starts", "then": "let the team present it."},
			"later":   nil, "old-question": []any{1., map[string]any{"a": "b"}},
		},
	}
}

func anActivity() *journal.Activity {
	return &journal.Activity{Number: 213, UUID: "0192", Day: today, Zone: "UTC", From: evening.Add(-9 * time.Hour), To: evening.Add(-8 * time.Hour),
		Seconds: 3600, Category: "people", Source: journal.Imported, Origin: journal.Calendar, Note: "1:1 with Priya", WrittenAt: evening}
}

func handsOn() *journal.Activity {
	return &journal.Activity{Number: 215, UUID: "0194", Day: today, Zone: "UTC", Seconds: 5400, Category: "hands-on",
		Source: journal.Logged, Note: "Onboarding PRD", Entry: 214, WrittenAt: evening}
}

func aDay() *Day {
	b := aWeek()
	b.Period = period.Of(period.KindDay, today)
	b.Days = b.Days[3:]
	b.Chosen, b.Before, b.Words, b.Energy = "", nil, nil, nil
	sum := func(category string, track journal.Track, calendar, logged int) CategorySum {
		return CategorySum{Total: journal.Total{Category: category, Minutes: calendar + logged, Calendar: calendar, Logged: logged}, Track: track}
	}
	b.Categories = []CategorySum{sum("hands-on", journal.IC, 0, 90), sum("people", journal.Leadership, 120, 0),
		sum("running", journal.Leadership, 45, 0), sum("stakeholders", journal.Leadership, 60, 30)}
	b.Entries = []journal.Entry{*anEntry()}
	guess := &journal.Activity{Number: 216, Day: today, Seconds: 3600, Category: "people", Source: journal.Estimated}
	return &Day{Balance: *b, Titles: map[int64]string{214: "What took me to this task?"}, Pieces: []journal.Piece{
		{Activity: handsOn(), Seconds: 5400, Counted: 5400},
		{Activity: guess, Seconds: 3600, Counted: 0, Why: "only what goes beyond the time already measured"},
		{Activity: anActivity(), Seconds: 3600, Counted: 1800, Why: "overlaps time that counts before it"}}}
}

func aHome() *Home {
	return &Home{Now: evening, Week: aWeek(), LastPage: today - 1,
		Wrote: &Quote{"You wrote last night, for today", "When the roadmap review starts, I will let the team present it."},
		Hints: []Hint{{"mull reflect", "close the day: three questions, about 2 minutes"},
			{"mull do --resume", "values-check from Tuesday, 4 of 7 answered"},
			{"mull due", "1 thing on your list, put there today"}, {"mull never", "a fourth is not shown"}}}
}

func aMonth() *Balance {
	b := aWeek()
	b.Period = period.Of(period.KindMonth, today)
	b.Open = true
	b.Chosen = ""
	b.Days = append([]DaySum{{Day: b.Period.From + 1, IC: 60, Leadership: 300, Other: 30, Logged: 390}}, b.Days...)
	return b
}

// aLong is a quarter or a year up to the Thursday, with an hour of hands-on work
// every Monday.
func aLong(kind period.Kind) *Balance {
	b := aMonth()
	b.Period = period.Of(kind, today)
	b.Days, b.Words, b.Before = nil, nil, nil
	for day := b.Period.From; day <= today; day += 7 {
		b.Days = append(b.Days, DaySum{Day: day, IC: 60, Leadership: 240 + int(day)%60, Logged: 300 + int(day)%60})
		b.Energy = append(b.Energy, DayValue{day, float64(day%5) + 1})
	}
	return b
}

func pastMonday() period.Day { return period.Of(period.KindWeek, today).From - 7 }

// views are the screens with fixtures, by the name of their golden file.
func views() map[string][]View {
	away := &Home{Now: evening.Add(11*24*time.Hour + 15*time.Minute), LastPage: today,
		Wrote: &Quote{"What you wrote then", "Priya ran the roadmap review alone. I only asked one question."},
		Hints: []Hint{{"mull reflect", "today only, about 2 minutes"}, {"mull week last --guess", "one rough line for last week"}}}
	morning := aHome()
	morning.Now = evening.Add(-10 * time.Hour)
	quietHome := aHome()
	quietHome.Quiet = true
	fullWeek, calendarWeek := aWeek(), aWeek()
	fullWeek.Full = true
	calendarWeek.Days = []DaySum{{Day: today - 3, Leadership: 900, Calendar: 900}, {Day: today - 2, Leadership: 660, Calendar: 660}}
	calendarWeek.Motives, calendarWeek.Unnamed, calendarWeek.Asked, calendarWeek.Reasons = nil, Pieces{}, 0, 0
	calendarWeek.Words, calendarWeek.Energy, calendarWeek.Closed, calendarWeek.Chosen = nil, nil, 0, ""
	lastWeek := aWeek()
	lastWeek.Period, lastWeek.Open = lastWeek.Period.Before(), false
	for i := range lastWeek.Days {
		lastWeek.Days[i].Day -= 7
	}
	lastWeek.Days = append(lastWeek.Days, DaySum{Day: pastMonday() + 5, IC: 30, Logged: 30}, DaySum{Day: pastMonday() + 6, Leadership: 20, Logged: 20})
	lastWeek.Before = lastWeek.Before[:3]
	runningWeek, runningHome := aWeek(), aHome()
	runningWeek.Running, runningHome.Week.Running, runningHome.Quiet = aTimer(-time.Hour), aTimer(-11*time.Hour-20*time.Minute), true
	offWeek := aWeek()
	offWeek.Period, offWeek.Now, offWeek.Open = period.Of(period.KindWeek, today), evening.Add(5*24*time.Hour), false
	offWeek.Offs = journal.Offs{{From: today, To: today + 1, Part: 1}, {From: today - 1, Weekly: true, Weekday: time.Wednesday, Part: .5}}
	offWeek.Aims = []Aim{{"people", 360, 200, 450}, {"ic", 480, 267, 405}}
	explained := aDay()
	explained.Explain = true
	entry := &Entry{Entry: *anEntry(), Asked: motives(), Activities: []journal.Activity{*handsOn()}, Now: evening}
	draft := &Entry{Entry: journal.Entry{Number: 9, Exercise: "free-note", Day: today, State: journal.Draft}, Now: evening}
	return map[string][]View{
		"week":          {aWeek()},
		"week-full":     {fullWeek},
		"week-last":     {lastWeek},
		"week-calendar": {calendarWeek},
		"week-empty": {&Balance{Period: period.Of(period.KindWeek, today), Now: evening},
			&Balance{Period: period.Of(period.KindWeek, today-7), Now: evening}},
		"week-running": {runningWeek},
		"home-running": {runningHome},
		"week-off":     {offWeek},
		"targets":      {&Targets{[]journal.Target{{ID: "ic", IsShare: true, Share: .2, Since: today}, {ID: "people", Minutes: 360, Since: today - 7}}, evening}, &Targets{}},
		"off":          {&OffList{journal.Offs{{Number: 7, From: today, To: today, Part: 1}, {Number: 8, From: today + 35, To: today + 43, Part: .5}, {Number: 9, From: today - 3, Weekly: true, Weekday: time.Friday, Part: 1}}, evening}, &OffList{}},
		"status":       {&Status{Running: aTimer(-20 * time.Hour), Today: DaySum{IC: 45, Leadership: 120}}, &Status{}},
		"month":        {aMonth()},
		"quarter":      {aLong(period.KindQuarter)},
		"year":         {aLong(period.KindYear)},
		"day":          {aDay()},
		"day-explain":  {explained},
		"home":         {aHome()},
		"home-morning": {morning},
		"home-quiet":   {quietHome},
		"home-away":    {away},
		"welcome":      {&Home{Welcome: &Welcome{"/home/ana/.local/share/mull/journal.db"}}},
		"list":         {aList(), &List{Now: evening}},
		"entry":        {entry, draft},
		"activity":     {&Activity{*anActivity(), journal.Leadership, "", evening}},
		"logged":       {&Logged{Activity: Activity{*handsOn(), journal.IC, "", evening}, Motives: []string{"to concentrate undisturbed", "nobody was free"}, DayTotal: 345}},
		"history":      {aHistory()},
		"exercises": {&Exercises{List: []ExerciseLine{
			{ID: "daily-reflection", Title: "Close the day", Theme: "time", Minutes: 2, MinutesMore: 5, When: "end of the workday", Last: today - 1, Done: 40},
			{ID: "ic-motives", Title: "What took me to this task?", Theme: "time", Minutes: 3, When: "right after hands-on work"},
			{ID: "values-check", Title: "Lived, and room to live it", Theme: "values", Minutes: 6, Every: "2w"}}, Now: evening}},
		"exercise-page": {&ExercisePage{Exercise: motives(), Done: 14, Last: today, Now: evening}},
		"categories": {&Categories{[]journal.Category{{ID: "hands-on", Track: journal.IC, Label: "work an individual contributor could do", Also: []string{"ic"}},
			{ID: "people", Track: journal.Leadership, Label: "one-to-ones, feedback, growing, hiring"}, {ID: "garden", Track: journal.Other, Own: true}}}},
		"kept":    {aKept()},
		"pages":   {aPages()},
		"because": {&Because{Period: period.Of(period.KindMonth, today), Now: evening, Items: []DatedWords{{today - 9, 180, "Two teams agreed on one launch date."}, {today, 216, "Priya ran the roadmap review alone. I only asked one question."}}}},
	}
}

// aTimer has run for so long.
func aTimer(since time.Duration) *Running {
	return &Running{journal.Activity{Number: 217, Day: today, Zone: "UTC", From: evening.Add(since), Category: "people",
		Note: "one-to-one with Priya", Source: journal.Timer}, journal.Leadership, evening}
}

func aList() *List {
	return &List{Now: evening, More: 3, Items: []Item{
		{Activity: handsOn(), Track: journal.IC}, {Entry: anEntry(), Title: "What took me to this task?", Gist: "Onboarding PRD"},
		{Activity: anActivity(), Track: journal.Leadership}}}
}

func aHistory() *History {
	return &History{Number: 214, Title: "What took me to this task?", Now: evening, Versions: []Version{
		{At: evening.Add(-time.Hour), What: "written"},
		{At: evening, What: "edited", Changes: []Change{{"How far did the rest of your job wait?", "2", "3"}, {"Anything else?", "", "yes, two things that take a longer line than this one has room for"}}}}}
}

func aKept() *Kept {
	return &Kept{Entry: anEntry(), About: "Onboarding PRD", Minutes: 90, Category: "hands-on", Private: true, Now: evening,
		Pairs: []Pair{{"Mainly", "to see how things really work", false}, {"Also", "easier than what else was waiting", false},
			{"Waiting", "“scope answer to Lena”; the rest of the job waited 2 of 5", false},
			{"You found", "Legal review holds each PRD five days, and nobody knows why.", true}, {"Next time", "in a set slot", false}},
		Closing: "The fourth piece this week, 6h45 together; three have a reason noted."}
}

func aPages() *Pages {
	return &Pages{Period: period.Of(period.KindWeek, today), Now: evening, Pages: []WrittenPage{
		{Number: 201, Day: today - 1, Title: "Close the day", Backfilled: true, Words: []Words{{"because", "What happened today that would not have without you?", "Two teams agreed on one launch date."}}},
		{Number: 216, Day: today, Title: "A free page", Words: []Words{{"text", "", "A first paragraph that is long enough to be wrapped on any screen of eighty columns, surely.\n\nA second one."}}}}}
}

func TestScreens(t *testing.T) {
	for name, shown := range views() {
		t.Run(name, func(t *testing.T) { golden(t, name, shown...) })
	}
}
