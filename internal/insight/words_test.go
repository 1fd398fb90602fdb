package insight

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

// Each question, with a difference nobody could miss, says so and which way.
func TestWhatIsShownSaysWhichWay(t *testing.T) {
	for _, c := range []struct {
		question, headline, note string
		turn                     float64 // 1 or -1
	}{
		{"share", "Your IC share went up.", "of the last 6 were above every one of the first 6", 1},
		{"share", "Your IC share went down.", "were below every one of the first 6", -1},
		{"waiting", "Longer hands-on work went together", "the longer in about", 1},
		{"waiting", "Shorter hands-on work went together", "the longer in about", -1},
		{"energy", "More energy at the end of the day", "the one with more energy", 1},
		{"energy", "Less energy at the end of the day", "the one with more energy", -1},
		{"put-off", "More IC time went together with something put off", "of 20 such pairs", 1},
		{"put-off", "Less IC time went together with something put off", "of 20 such pairs", -1},
		{"motives", "\"I was asked\" took more of your hands-on time", "your own words", 1},
		{"motives", "\"I was asked\" took less of your hands-on time", "your own words", -1},
		{"meetings", "More pleasant feelings went together with group meetings", "the more pleasant in about", 1},
		{"meetings", "Less pleasant feelings went together with group meetings", "\"Charged\" came up in", -1},
		{"values", "left less room for rest than for your other values", "in 12 of the 12 checks", 1},
		{"steps", "Steps you felt sure of were done more often", "Of 20 such steps, 20 against 0", 1},
		{"steps", "Steps you felt sure of were done less often", "Of 20 such steps, 0 against 20", -1},
	} {
		fs := Find(plain(c.question, c.turn))
		sound(t, fs)
		var found *Finding
		for i := range fs.All {
			if fs.All[i].Question == c.question {
				found = &fs.All[i]
			} else if fs.All[i].State == Shown {
				t.Errorf("%s: %s is shown too", c.headline, fs.All[i].Question)
			}
		}
		w := found.Words()
		if found.State != Shown || !strings.Contains(w.Headline, c.headline) || !strings.Contains(strings.Join(w.Notes, " "), c.note) {
			t.Errorf("%s: %s with %+v, want %q and %q; %v", c.question, found.State, w, c.headline, c.note, found.Why())
		}
	}
}

// plain makes twelve weeks in which one question has a plain answer and the
// others have none.
func plain(question string, turn float64) Input {
	random := rand.New(rand.NewPCG(6, 4))
	monday := period.NewDay(2026, time.January, 5)
	in := Input{Window: period.Span(monday, monday+83), Seed: 1, Motives: map[string]string{"asked": "I was asked"}}
	for i := range 60 {
		day := monday + period.Day(7*(i/5)+i%5)
		half, odd := i >= 30, random.IntN(2) == 0
		noise := func(n int) int { return random.IntN(n) }
		lift := func(what string, has bool, size int) int {
			if what != question || !has {
				return 0
			}
			return int(turn) * size
		}
		ic := 105 + noise(40) + lift("share", half, 60)
		if i > 0 {
			ic += lift("put-off", in.PutOff[i-1].Noted, 60)
		}
		in.Days = append(in.Days, DayTime{Day: day, IC: ic, Leadership: 400 - ic})
		in.PutOff = append(in.PutOff, PutOff{Day: day, Noted: odd})
		switch question {
		case "energy":
			in.Energy = append(in.Energy, Rating{Day: day, Value: 3 + noise(2) + lift("energy", ic > heavyIC, 2)})
		case "waiting":
			in.Pieces = append(in.Pieces, Piece{Day: day, Minutes: 120 + noise(60) + lift("waiting", odd, 60), Waiting: odd, WaitingKnown: true})
		case "motives":
			motive := []string{"unwind", "empathy", "proof"}[noise(3)]
			if half == (turn > 0) && noise(5) > 0 || noise(8) == 0 {
				motive = "asked"
			}
			in.Pieces = append(in.Pieces, Piece{Day: day, Minutes: 60 + noise(30), Motive: motive})
		case "meetings":
			place := GroupMeeting
			if !odd {
				place = Elsewhere
			}
			in.CheckIns = append(in.CheckIns, CheckIn{Day: day, Pleasant: Scale{3 + noise(2) + lift("meetings", odd, 2), true}, Energy: Scale{4, true}, Where: place})
		case "steps":
			if i%3 == 0 {
				in.Steps = append(in.Steps, Step{Day: day, Sure: 5 + 4*(i/3%2), Done: (i/3%2 == 1) == (turn > 0)})
			}
		case "values":
			if i%5 == 2 {
				for v, value := range []string{"craft", "honesty", "rest"} {
					in.Values = append(in.Values, ValueCheck{Day: day, Value: value, Room: Scale{3 + noise(2) - 2*(v/2), true}, Lived: Scale{3, true}})
				}
			}
		}
	}
	return in
}

func TestIntroCounts(t *testing.T) {
	fs := Findings{Window: period.Span(period.NewDay(2026, time.December, 28), period.NewDay(2027, time.January, 3)), Workdays: 5}
	intro := fs.Intro()[0]
	if want := "One full week, 28 December 2026 to 3 January 2027. 0 of 5 workdays written."; intro != want {
		t.Errorf("got %q, want %q", intro, want)
	}
	fs.All = []Finding{{State: TooLittle}, {State: Counted}}
	if got := fs.Intro()[1]; !strings.Contains(got, "None has enough") || strings.Contains(got, "Luck") {
		t.Errorf("with nothing compared: %q", got)
	}
	if got := (Findings{}).Intro()[0]; !strings.Contains(got, "no full week yet") {
		t.Errorf("got %q", got)
	}
}

func TestFractionsAreSaidAsPeopleDo(t *testing.T) {
	for part, want := range map[float64]string{0: "hardly any", 0.05: "a twentieth", 0.1: "a tenth", 0.2: "a fifth", 0.25: "a quarter", 0.33: "a third", 0.5: "half", 0.66: "two thirds", 0.8: "most", 1: "all"} {
		if got := fraction(part); got != want {
			t.Errorf("fraction(%v) = %q, want %q", part, got, want)
		}
	}
}
