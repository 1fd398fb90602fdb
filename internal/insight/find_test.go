package insight

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

// sound fails the test where findings hold a number that is none, a p outside
// 0 to 1, or a sentence that is missing.
func sound(t *testing.T, fs Findings) {
	t.Helper()
	if len(fs.All) != 8 || len(Questions()) != 8 {
		t.Fatalf("%d findings of %d questions, want 8", len(fs.All), len(Questions()))
	}
	for i, f := range fs.All {
		if f.Question != Questions()[i] {
			t.Errorf("finding %d answers %q, want %q", i, f.Question, Questions()[i])
		}
		var numbers []float64
		for _, g := range f.Groups {
			numbers = append(append(numbers, g.Median, g.Low, g.High), g.Values...)
		}
		if tr := f.Trial; tr != nil {
			numbers = append(numbers, tr.P, tr.Q, tr.Effect, tr.From, tr.To, tr.Pairs, tr.Inflation)
			if tr.P <= 0 || tr.P > 1 || tr.Q <= 0 || tr.Q > 1 || tr.Pairs < 0 || tr.Pairs > 1 || tr.Inflation < 1 {
				t.Errorf("%s: trial %+v", f.Question, *tr)
			}
		}
		for _, n := range numbers {
			if math.IsNaN(n) || math.IsInf(n, 0) {
				t.Errorf("%s: %v among %v", f.Question, n, numbers)
			}
		}
		soundWords(t, f)
	}
	if len(fs.Intro()) == 0 {
		t.Error("no introduction")
	}
}

func soundWords(t *testing.T, f Finding) {
	t.Helper()
	w := f.Words()
	text := fmt.Sprintf("%+v %v", w, f.Why())
	if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") || strings.Contains(text, "%!") {
		t.Errorf("%s: %s", f.Question, text)
	}
	if f.State == Shown && (w.Headline == "" || len(w.Rows) == 0 || len(w.Notes) == 0 || !strings.HasSuffix(w.Ask, "?")) {
		t.Errorf("%s is shown with %+v", f.Question, w)
	}
	if f.State != Shown && (w.Label == "" || w.Text == "") {
		t.Errorf("%s is %s with %+v", f.Question, f.State, w)
	}
}

func TestFindOfLittle(t *testing.T) {
	monday := period.NewDay(2026, time.August, 24)
	window := period.Span(monday, monday+83)
	one := Input{Window: window, Days: []DayTime{{Day: monday, IC: 60, Leadership: 60}}, Energy: []Rating{{monday, 3, 1}}, Pieces: []Piece{{Day: monday, Minutes: 60}}}
	equal, skipped, calendar := Input{Window: window}, Input{Window: window}, Input{Window: window}
	for i := range 84 {
		d := monday + period.Day(i)
		equal.Days = append(equal.Days, DayTime{Day: d, IC: 130 * (i % 2), Leadership: 130})
		equal.Energy = append(equal.Energy, Rating{d, 3, int64(i)})
		equal.Pieces = append(equal.Pieces, Piece{Day: d, Minutes: 60, Waiting: i%3 == 0, WaitingKnown: true, Motive: "asked"})
		equal.PutOff = append(equal.PutOff, PutOff{Day: d, Noted: true})
		equal.CheckIns = append(equal.CheckIns, CheckIn{Day: d, Pleasant: Scale{3, true}, Energy: Scale{3, true}, Where: []Place{Elsewhere, GroupMeeting}[i%2]})
		equal.Values = append(equal.Values, ValueCheck{Day: d, Value: "rest", Room: Scale{2, true}}, ValueCheck{Day: d, Value: "craft", Room: Scale{2, true}})
		equal.Steps = append(equal.Steps, Step{Day: d, Sure: 5 + i%5, Done: true})
		skipped.CheckIns = append(skipped.CheckIns, CheckIn{Day: d})
		skipped.Values = append(skipped.Values, ValueCheck{Day: d, Value: "rest"})
		skipped.Pieces = append(skipped.Pieces, Piece{Day: d, Minutes: 60})
		calendar.Days = append(calendar.Days, DayTime{Day: d, Leadership: 300, Calendar: 300})
		calendar.Energy = append(calendar.Energy, Rating{d, 1 + i%5, 0})
	}
	for name, in := range map[string]Input{"none": {}, "an empty window": {Window: window}, "one row": one, "all equal": equal, "all skipped": skipped, "calendar alone": calendar} {
		t.Run(name, func(t *testing.T) {
			fs := Find(in)
			sound(t, fs)
			if shown := fs.In(Shown); len(shown) > 0 {
				t.Errorf("shows %s: %v", shown[0].Question, shown[0].Words())
			}
		})
	}
	if fs := Find(calendar); fs.All[0].State != TooLittle || fs.All[2].State != TooLittle {
		t.Errorf("calendar time alone: share is %s, energy %s, want too little of both", fs.All[0].State, fs.All[2].State)
	}
}

// A window over the turn of a 53-week year, with weeks missing.
func TestFindOverALongYearWithGaps(t *testing.T) {
	window, _ := FullWeeks(period.NewDay(2026, time.October, 5), period.NewDay(2027, time.January, 20), 15)
	in := Input{Window: window, Seed: 3}
	for d := window.From; d <= window.To; d++ {
		week := int(d-window.From) / 7
		if week == 4 || week == 9 {
			continue
		}
		in.Days = append(in.Days, DayTime{Day: d, IC: 60 + 7*(int(d*d)%11) + 100*(week/8), Leadership: 300})
	}
	fs := Find(in)
	sound(t, fs)
	share := fs.All[0]
	if share.State != Shown || share.Groups[0].N+share.Groups[1].N != 13 {
		t.Errorf("share is %s over %d and %d weeks, want shown over 13: %v", share.State, share.Groups[1].N, share.Groups[0].N, share.Why())
	}
	if from, to := window.From.String(), window.To.String(); from != "2026-10-05" || to != "2027-01-17" {
		t.Errorf("window %s to %s", from, to)
	}
}

func TestFindRepeatsItselfAndKeepsItsHandsOffTheRows(t *testing.T) {
	in := autumn(t, 1)
	slices.Reverse(in.Days)
	slices.Reverse(in.Energy)
	before := fmt.Sprintf("%+v", in)
	first, second := Find(in), Find(in)
	if !reflect.DeepEqual(first, second) {
		t.Error("two runs over the same rows differ")
	}
	if fmt.Sprintf("%+v", in) != before {
		t.Error("Find changed its input")
	}
	forward := Find(autumn(t, 1))
	for i, f := range forward.All {
		if f.State != first.All[i].State || f.Trial != nil && f.Trial.P != first.All[i].Trial.P {
			t.Errorf("%s depends on the order of the rows", f.Question)
		}
	}
}

func TestRefsOpenTheRowsBehindASentence(t *testing.T) {
	for _, f := range Find(autumn(t, 1)).In(Shown) {
		refs := f.Refs()
		want := map[string]int{"share": 60, "waiting": 34}[f.Question]
		if len(refs) != want || !slices.IsSorted(refs) {
			t.Errorf("%s has %d refs, want %d, rising", f.Question, len(refs), want)
		}
		if len(f.Why()) < 5 {
			t.Errorf("%s: why says %v", f.Question, f.Why())
		}
	}
}

func TestLessThanAStepIsAboutTheSame(t *testing.T) {
	monday := period.NewDay(2025, time.January, 6)
	in := Input{Window: period.Span(monday, monday+363)}
	for i := range 364 {
		heavy := i%2 == 0
		d := DayTime{Day: monday + period.Day(i), IC: 60, Leadership: 300}
		value := 3 + (i/2)%3%2 // 3 4 3: median 3
		if heavy {
			d.IC = 200
			value = 3 - (i/2)%3%2 // 3 2 3: median 3, and lower all the same
		}
		in.Days, in.Energy = append(in.Days, d), append(in.Energy, Rating{d.Day, value, 0})
	}
	f := Find(in).All[2]
	if f.Trial == nil || f.Trial.Q > Level {
		t.Fatalf("the test should pass: %v", f.Why())
	}
	if f.State != NoDifference {
		t.Errorf("medians 3 and 3 are %s", f.State)
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte{}, uint64(0))
	f.Add([]byte("a journal of some length, with all sorts of rows in it, again and again and again and again"), uint64(1))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		if len(data) > 2000 {
			return
		}
		in := Input{Window: period.Span(20689, 20689+83), Seed: seed}
		for len(data) >= 4 {
			day, a, b, kind := period.Day(20680+int(data[0])%100), int(data[1])-20, int(data[2])-5, data[3]
			data = data[4:]
			in.Days = append(in.Days, DayTime{Day: day, IC: a * 3, Leadership: b * 3, Calendar: int(kind), Estimated: a})
			in.Energy = append(in.Energy, Rating{day, a % 6, int64(b)})
			in.Pieces = append(in.Pieces, Piece{Day: day, Minutes: b, Motive: string(rune('a' + kind%3)), Waiting: a%2 == 0, WaitingKnown: kind%5 > 0, Ref: int64(a)})
			in.PutOff = append(in.PutOff, PutOff{Day: day, Noted: b%2 == 0})
			in.CheckIns = append(in.CheckIns, CheckIn{Day: day, Pleasant: Scale{b % 6, kind%4 > 0}, Energy: Scale{a % 6, kind%3 > 0}, Where: Place(kind % 3)})
			in.Values = append(in.Values, ValueCheck{Day: day, Value: string(rune('a' + kind%4)), Room: Scale{a % 5, kind%6 > 0}, Lived: Scale{b % 5, kind%2 > 0}})
			in.Steps = append(in.Steps, Step{Day: day, Sure: a % 11, Done: b%2 == 0})
		}
		sound(t, Find(in))
	})
}

func BenchmarkFindTenYears(b *testing.B) {
	monday := period.NewDay(2016, time.January, 4)
	in := Input{Window: period.Span(monday, monday+3640-1)}
	for i := range 3640 {
		d := monday + period.Day(i)
		x := (i*i + 7*i) % 97
		in.Days = append(in.Days, DayTime{Day: d, IC: 60 + x + i/60, Leadership: 300})
		in.Energy = append(in.Energy, Rating{d, 1 + x%5, int64(i)})
		in.PutOff = append(in.PutOff, PutOff{d, x%2 == 0, int64(i)})
		in.Pieces = append(in.Pieces, Piece{d, 30 + x + 20*(x%3), string(rune('a' + x%6)), x%3 == 0, true, int64(i)})
		in.CheckIns = append(in.CheckIns, CheckIn{d, Scale{1 + x%5, true}, Scale{2, true}, []Place{Elsewhere, GroupMeeting}[x%2], int64(i)})
	}
	for b.Loop() {
		Find(in)
	}
}
