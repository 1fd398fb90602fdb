package coaching

import (
	"slices"
	"strings"
	"testing"

	"mull/internal/period"
)

// states are all of them, in the order people meet them.
var states = []State{Offered, Accepted, Started, Done, Skipped, Lapsed, Declined}

func TestStates(t *testing.T) {
	allowed := []struct {
		from, to State
		repeats  bool
	}{
		{Offered, Accepted, false}, {Offered, Declined, false}, {Offered, Lapsed, false},
		{Accepted, Started, false}, {Accepted, Done, false}, {Accepted, Skipped, false}, {Accepted, Declined, false}, {Accepted, Lapsed, false},
		{Declined, Accepted, false},
		{Started, Done, false}, {Started, Skipped, false}, {Started, Declined, false}, {Started, Lapsed, false},
		{Skipped, Started, false}, {Skipped, Done, false},
		{Lapsed, Accepted, false}, {Lapsed, Declined, false}, {Lapsed, Started, false}, {Lapsed, Done, false}, {Lapsed, Skipped, false},
		{Done, Started, true}, {Done, Done, true}, {Done, Skipped, true}, {Done, Declined, true}, {Done, Lapsed, true},
		{Skipped, Skipped, true}, {Skipped, Lapsed, true}, {Skipped, Declined, true},
	}
	for _, from := range states {
		for _, to := range states {
			once, often := false, false
			for _, a := range allowed {
				if a.from == from && a.to == to {
					once, often = once || !a.repeats, true
				}
			}
			if got := from.May(to, false); got != once {
				t.Errorf("once: %s to %s is %v, want %v", from, to, got, once)
			}
			if got := from.May(to, true); got != often {
				t.Errorf("repeating: %s to %s is %v, want %v", from, to, got, often)
			}
		}
	}
}

func TestLapses(t *testing.T) {
	due := period.NewDay(2026, 12, 4)
	once := &Assignment{Due: Due{Day: due}}
	words := &Assignment{Due: Due{Words: "before our next session"}}
	weekly := &Assignment{Due: Due{Day: due}, Every: "1w", Until: due + 60}
	cases := []struct {
		name  string
		a     *Assignment
		state State
		today period.Day
		want  bool
	}{
		{"on its day", once, Accepted, due, false},
		{"the day after", once, Accepted, due + 1, true},
		{"never answered", once, Offered, due + 1, true},
		{"done", once, Done, due + 100, false},
		{"declined", once, Declined, due + 100, false},
		{"a date in words", words, Accepted, due + 1000, false},
		{"weekly, between", weekly, Done, due + 30, false},
		{"weekly, over", weekly, Done, due + 61, true},
	}
	for _, c := range cases {
		if got := c.a.Lapses(c.state, c.today); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOpenings(t *testing.T) {
	for _, s := range append(slices.Clone(states), "") {
		lines := openings[s]
		if len(lines) < 2 {
			t.Errorf("%q has %d lines, want at least two", s, len(lines))
		}
		for session := range 10 {
			if !slices.Contains(lines, Opening(s, session)) {
				t.Errorf("%q, session %d: %q is not from the list", s, session, Opening(s, session))
			}
		}
		if Opening(s, 1) == Opening(s, 2) {
			t.Errorf("%q: the same line twice running", s)
		}
		for _, text := range lines {
			if !strings.HasSuffix(text, "?") || strings.Contains(strings.ToLower(text), "why did") || strings.Contains(text, "homework") {
				t.Errorf("%q: %q is no open question", s, text)
			}
		}
	}
	if Opening("unheard of", 1) != Opening("", 1) {
		t.Error("an unknown state has no line")
	}
}

func TestAgreement(t *testing.T) {
	a := Agreement{"Ruth", "Ana", 12}
	text := a.Text()
	for _, want := range []string{"Ruth", "Ana", "Nothing is shared by default", "one year", "confidential", "not therapy", "Either may stop", "six months"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("the agreement does not say %q:\n%s", want, text)
		}
	}
	for line := range strings.Lines(text) {
		if len(line) > 73 {
			t.Errorf("a line of %d columns: %q", len(line)-1, line)
		}
	}
	for from, want := range map[string]string{
		"2026-01-15": "2026-07-15", "2026-08-31": "2027-02-28", "2027-08-31": "2028-02-29", "2026-12-31": "2027-06-30", "2026-11-19": "2027-05-19",
	} {
		day, err := period.ParseDay(from)
		if err != nil {
			t.Fatal(err)
		}
		if got := ReviewDay(day).String(); got != want {
			t.Errorf("agreed on %s, looked at again on %s, want %s", from, got, want)
		}
	}
	for months, want := range map[int]string{1: "2028-03-29", 12: "2029-02-28", 48: "2032-02-29"} {
		if got := KeptUntil(period.NewDay(2028, 2, 29), months).String(); got != want {
			t.Errorf("kept for %d months until %s, want %s", months, got, want)
		}
	}
}

func TestWordsOfRules(t *testing.T) {
	day := period.NewDay(2026, 12, 4)
	for got, want := range map[string]string{
		Due{}.String():                               "",
		Due{Day: day}.String():                       "Fri 4 December 2026",
		Due{Words: "soon"}.String():                  "soon",
		Due{Day: day, Words: "by our next"}.String(): "by our next (Fri 4 December 2026)",
		Months(1):        "one month",
		Months(18):       "18 months",
		Months(24):       "2 years",
		Started.Words():  "part of it",
		Done.Words():     "done",
		Accepted.Words(): "agreed",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, s := range states {
		if words := s.Words(); words == "" || strings.Contains(words, "fail") || strings.Contains(words, "homework") {
			t.Errorf("%s is said as %q", s, words)
		}
	}
	for answer, want := range map[Answer]State{Accept: Accepted, Move: Accepted, Decline: Declined} {
		if got := (&Reply{Answer: answer}).Outcome(); got != want || !Offered.May(got, false) {
			t.Errorf("%s leads to %s, want %s", answer, got, want)
		}
	}
}
