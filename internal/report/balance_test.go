package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"mull/internal/journal"
	"mull/internal/period"
)

// The figures of the fixture agree with each other.
func TestWeekAddsUp(t *testing.T) {
	b := aWeek()
	sum := b.Sum()
	if got := sum.Logged + sum.Calendar + sum.Tracker + sum.Estimated; got != sum.total() || got != 1875 {
		t.Errorf("sources add up to %d, tracks to %d, want 1875", got, sum.total())
	}
	tracks := map[journal.Track]int{}
	for _, c := range b.Categories {
		tracks[c.Track] += c.Minutes
	}
	if tracks[journal.IC] != sum.IC || tracks[journal.Leadership] != sum.Leadership || tracks[journal.Other] != sum.Other {
		t.Errorf("categories give %v, days %+v", tracks, sum)
	}
	named := b.Unnamed.Minutes
	for _, m := range b.Motives {
		named += m.Minutes
	}
	if named != sum.IC {
		t.Errorf("reasons give %d minutes, days %d", named, sum.IC)
	}
	view := b.JSON()
	days := 0
	for _, d := range view.Time.Days {
		days += d.Total
	}
	if days != view.Time.Minutes.Total || len(view.Time.Days) != 7 {
		t.Errorf("%d days give %d minutes, the total is %d", len(view.Time.Days), days, view.Time.Minutes.Total)
	}
}

// busy makes a screen as full as it gets: every line has something to say.
func busy(b *Balance) {
	b.Words = append(b.Words, WordCount{"hopeful", "", 30})
	for _, word := range []string{"appreciative", "disappointed", "overwhelmed", "embarrassed", "discouraged", "frustrated"} {
		b.Words = append(b.Words, WordCount{word, "", 2})
	}
	for i := range 8 {
		b.Motives = append(b.Motives, MotiveSum{fmt.Sprint("own-", i), "", 1, 1, 10})
		b.Categories = append(b.Categories, CategorySum{Total: journal.Total{Category: fmt.Sprint("own-", i), Minutes: 10}, Track: journal.Leadership})
	}
	past := &Past{b.Period.Before(), DaySum{IC: 9999, Leadership: 29999, Other: 9999, Logged: 49997}}
	b.Previous, b.LastYear = past, past
	b.Aims = []Aim{{"people", 360, 360, 300}}
	b.Offs = journal.Offs{{From: b.Period.From, To: b.Period.From, Part: 1}}
	b.Moments = map[string]int{Lifted: 12, Settled: 10, Charged: 11, Heavy: 9, Between: 8}
	for _, value := range []string{"honesty", "craft", "rest", "courage", "growth of others"} {
		b.Values = append(b.Values, ValueSum{value, value + " - in a few words", ptr(3.), ptr(1.5), 2})
	}
	b.Exercises = []ExerciseCount{{"emotion-checkin", 30}, {"ic-motives", 28}, {"daily-reflection", 5}, {"weekly-review", 1}, {"values-check", 1}}
	b.Revisits = 2
}

// A quarter fits, too, with a row a month; in full it has a row a week.
func TestQuarterFitsOneScreen(t *testing.T) {
	for _, width := range []int{80, 100, 120} {
		b := aLong(period.KindQuarter)
		b.Before, b.Now = aWeek().Before, evening.AddDate(0, 0, 35) // into its last month
		busy(b)
		var out bytes.Buffer
		if err := Write(&out, Style{Width: width}, b); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(out.String(), "\n"); got > 23 {
			t.Errorf("%d columns: the screen has %d lines, want 23 at most:\n%s", width, got, out.String())
		}
		for _, want := range []string{"October", "Same point last quarter", "This time last year", "Whole weeks"} {
			if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
				t.Errorf("%d columns: %q is missing:\n%s", width, want, out.String())
			}
		}
		// A taller screen has room for what a small one leaves to --full.
		out.Reset()
		if err := Write(&out, Style{Width: width, Height: 40}, b); err != nil {
			t.Fatal(err)
		}
		if tall := out.String(); !strings.Contains(tall, "Moments") || !strings.Contains(tall, "Done") || strings.Count(tall, "\n") > 39 {
			t.Errorf("%d columns: a screen of 40 lines shows:\n%s", width, tall)
		}
		b.Full = true
		out.Reset()
		if err := Write(&out, Style{Width: width}, b); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"5 to 11 Oct", "Moments", "honesty 3/1.5", "values-check", "2 revisits open"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%d columns, in full: %q is missing:\n%s", width, want, out.String())
			}
		}
	}
}

// A screen that leaves something to --full says so, where there is room.
func TestWeekSaysThereIsMore(t *testing.T) {
	b := aWeek()
	busy(b)
	b.Words = b.Words[:2]
	var small, tall bytes.Buffer
	if err := errors.Join(Write(&small, Style{}, b), Write(&tall, Style{Height: 40}, b)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(small.String(), "more: --full") || strings.Contains(small.String(), "Done") {
		t.Errorf("a small screen shows:\n%s", small.String())
	}
	if strings.Contains(tall.String(), "--full") || !strings.Contains(tall.String(), "Done") {
		t.Errorf("a tall screen shows:\n%s", tall.String())
	}
}

// One value alone has neither a middle nor a range.
func TestEnergyOfAMonth(t *testing.T) {
	b := &Balance{Period: period.Of(period.KindMonth, today), Energy: []DayValue{{today, 2}}}
	if got, want := b.energy(), "2, on 1 day"; got != want {
		t.Errorf("one value is %q, want %q", got, want)
	}
	b.Energy = append(b.Energy, DayValue{today, 4})
	if got, want := b.energy(), "median 3, 2 to 4, on 1 day"; got != want {
		t.Errorf("two values are %q, want %q", got, want)
	}
}

// A week fits a terminal of 24 lines with the prompt, however many of its days
// hold time.
func TestWeekFitsOneScreen(t *testing.T) {
	for days := range 8 {
		b := aWeek()
		b.Now = evening.AddDate(0, 0, 4)
		b.Period, b.Open = period.Of(period.KindWeek, today), false
		b.Days, b.Energy, b.Low = nil, nil, "running on empty"
		busy(b)
		for d := range days {
			b.Days = append(b.Days, DaySum{Day: b.Period.From + period.Day(d), IC: 30, Leadership: 600, Other: 30, Calendar: 300, Logged: 300, Estimated: 60})
			b.Energy = append(b.Energy, DayValue{b.Period.From + period.Day(d), 3})
		}
		var out bytes.Buffer
		if err := Write(&out, Style{}, b); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(out.String(), "\n"); got > 23 {
			t.Errorf("with %d days the screen has %d lines, want 23 at most:\n%s", days, got, out.String())
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		sum  DaySum
		want string
	}{
		{DaySum{}, "none"},
		{DaySum{Other: 60, Logged: 60}, "none"},
		{DaySum{IC: 30, Leadership: 90, Logged: 120}, "25%"},
		{DaySum{Leadership: 90, Logged: 90}, "0%"},
		{DaySum{Leadership: 90, Calendar: 90}, "none"},
		{DaySum{Leadership: 90, Calendar: 60, Estimated: 30}, "0%"},
		{DaySum{IC: 60, Tracker: 60}, "100%"},
	} {
		got := "none"
		if share := c.sum.Share(); share != nil {
			got = percent(*share)
		}
		if got != c.want {
			t.Errorf("share of %+v is %s, want %s", c.sum, got, c.want)
		}
	}
}

func TestBar(t *testing.T) {
	for share, want := range map[float64]string{0: "----------", .004: "#---------", .09: "#---------", .2: "##--------",
		.39: "####------", .99: "#########-", 1: "##########"} {
		if got := (Style{ASCII: true}).bar(share); got != want {
			t.Errorf("bar(%v) = %s, want %s", share, got, want)
		}
	}
}

func TestSpark(t *testing.T) {
	values := []*float64{ptr(0.), nil, ptr(1.), ptr(4.), ptr(8.)}
	if got, want := (Style{}).Spark(values), "▁·▂▅█"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := (Style{ASCII: true}).Spark(values), "_.-=#"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (Style{}).Spark([]*float64{nil, ptr(0.)}); got != "·▁" {
		t.Errorf("got %s", got)
	}
}

// Nothing of the program's own is outside ASCII where ASCII is asked for.
func TestASCIIIsASCII(t *testing.T) {
	for name, shown := range views() {
		if name == "kept" {
			continue // its fixture holds a quotation mark of the user's
		}
		var out bytes.Buffer
		if err := Write(&out, Style{ASCII: true, Color: true, Width: 120}, shown...); err != nil {
			t.Fatal(err)
		}
		for _, r := range out.String() {
			if r > '~' {
				t.Errorf("%s holds %q", name, r)
			}
		}
	}
}

// Quiet screens hold no own words.
func TestQuietHoldsNoOwnWords(t *testing.T) {
	week, home, list, day := aWeek(), aHome(), aList(), aDay()
	week.Quiet, home.Quiet, list.Quiet, day.Quiet = true, true, true, true
	var out bytes.Buffer
	if err := Write(&out, Style{ASCII: true, Width: 120}, week, home, list, day); err != nil {
		t.Fatal(err)
	}
	for _, own := range []string{"strategy", "roadmap", "Onboarding", "Priya"} {
		if strings.Contains(out.String(), own) {
			t.Errorf("%q is shown", own)
		}
	}
}

// Managing stands beside leading, however little of it there is.
func TestRunningIsSeenBesideDirectionAndPeople(t *testing.T) {
	b := aLong(period.KindQuarter)
	b.Categories, b.Previous = nil, nil
	for i, id := range []string{"learning", "stakeholders", "own-1", "own-2", "people", "running", "direction"} {
		b.Categories = append(b.Categories, CategorySum{Total: journal.Total{Category: id, Minutes: 600 - 60*i}, Track: journal.Leadership})
	}
	for limit, want := range map[int]string{
		4: "people 6h00 running 5h00 direction 4h00 4 others 34h00", 5: "learning 10h00 people 6h00 running 5h00 direction 4h00 3 others 24h00",
		7: "learning 10h00 stakeholders 9h00 own-1 8h00 own-2 7h00 people 6h00 running 5h00 direction 4h00",
	} {
		var names []string
		for _, l := range b.categoryLines(Style{Width: 80}, limit)[1:] {
			var words strings.Builder
			for _, part := range l {
				words.WriteString(part.text)
			}
			names = append(names, strings.Join(strings.Fields(words.String()), " "))
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("with %d rows: %q, want %q", limit, got, want)
		}
	}
}
