package ask

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"mull/internal/exercise"
)

func TestPlainEvening(t *testing.T) {
	s := sitting(t, evening())
	s.Before = func(q *exercise.Question) (Notice, error) {
		if q.ID != "time" {
			return Notice{}, nil
		}
		return Notice{Known: []Known{{"hands-on", 90, "logged"}, {"people", 120, "calendar"}, {"running", 45, "calendar"}}}, nil
	}
	shown := s.plainly(t, nil, "direction 1h, admin 45m", "3 tired hopeful", "Priya ran the review alone.", "the review starts", "I let the team present")
	s.wantKept(t, `time={"admin":45,"direction":60}`, `energy=3`, `feel=["tired","hopeful"]`,
		`because="Priya ran the review alone."`, `first={"if":"the review starts","then":"I let the team present"}`)
	want := `
1 of 3  How did you spend the day?
        So far: hands-on 1h30 (logged); people 2h00, running 0h45 (calendar).
        Total 4h15. (e.g. people 1h30, admin 30m; ? lists the names)
  > 

2 of 3  Energy (1 on empty, 5 plenty left), and up to three words
        (such as: 3 tired absorbed)
  > 

3 of 3  What happened today that would not have without you?
  > 

        Tomorrow, when ... (Enter to skip)
  > 
        I will ...
  > 
`
	if shown != want {
		t.Errorf("shown\n%s\nwant\n%s", shown, want)
	}
}

func TestPlainCommands(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		end   error
		kept  []string
		shows string
	}{
		{"all skipped", []string{"", "", "", "", "", "", ""}, nil, []string{"task=null", "mins=null", "motive=null", "who=null", "found=null"}, ""},
		{"escaped command is an answer", []string{`\?`}, ErrEnded, []string{`task="?"`}, ""},
		{"escaped escape", []string{`\\<`}, ErrEnded, []string{`task="\\<"`}, ""},
		{"backslash elsewhere stays", []string{`C:\dir`}, ErrEnded, []string{`task="C:\\dir"`}, ""},
		{"help then answer", []string{"a", "?", "1h30"}, ErrEnded, []string{`task="a"`, "mins=90"}, "Minutes, as 90 or 1h30."},
		{"nothing before the first", []string{"<", "a"}, ErrEnded, []string{`task="a"`}, "no question before"},
		{"back changes an answer", []string{"a", "<", "b", "90"}, ErrEnded, []string{`task="a"`, `task="b"`, "mins=90"}, "Now: a"},
		{"back keeps on Enter", []string{"a", "<", "", "90"}, ErrEnded, []string{`task="a"`, "mins=90"}, ""},
		{"back takes away with a dash", []string{"a", "<", "-", "90"}, ErrEnded, []string{`task="a"`, "task=null", "mins=90"}, ""},
		{"does not fit, asks again", []string{"a", "soon", "2000", "45m"}, ErrEnded, []string{`task="a"`, "mins=45"}, "2000 is outside 1 to 1440"},
		{"one motive leaves no choice", []string{"a", "", "2", "n"}, ErrEnded, []string{`task="a"`, "mins=null", `motive=["easier"]`, `main="easier"`, "who=false"}, ""},
		{"two motives are asked about", []string{"a", "", "unwind easier", "2"}, ErrEnded, []string{`task="a"`, "mins=null", `motive=["unwind","easier"]`, `main="easier"`}, ""},
		{"changed motives ask the main one again", []string{"a", "", "2", "<", "1 2", "unwind", "n"}, ErrEnded,
			[]string{`task="a"`, "mins=null", `motive=["easier"]`, `main="easier"`, `motive=["unwind","easier"]`, "-main", `main="unwind"`, "who=false"}, ""},
		{"own words by number", []string{"a", "", "1, 4", "to show, at last", "2", "n"}, ErrEnded,
			[]string{`task="a"`, "mins=null", `motive=["unwind",{"other":"to show, at last"}]`, `main={"other":"to show, at last"}`, "who=false"}, ""},
		{"own words by prefix", []string{"a", "", "other:to show"}, ErrEnded, []string{`task="a"`, "mins=null", `motive=[{"other":"to show"}]`, `main={"other":"to show"}`}, ""},
		{"too many", []string{"a", "", "1 2 3", "1 2"}, ErrEnded, []string{`task="a"`, "mins=null", `motive=["unwind","easier"]`}, "Pick at most 2 (3 so far)"},
		{"stale answer goes", []string{"a", "", "1", "yes, twice", "Lena", "<", "<", "n", "text", "."}, nil,
			[]string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`, `who={"note":"twice","value":true}`, `whom="Lena"`, "who=false", "-whom", `found="text"`}, ""},
		{"long text", []string{"a", "", "1", "n", "one", "", `\.`, "two", ".", "rest"}, nil,
			[]string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`, "who=false", `found="one\n\n.\ntwo"`}, ""},
		{"long text ends with the input", []string{"a", "", "1", "n", "one", "two"}, nil,
			[]string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`, "who=false", `found="one\ntwo"`}, ""},
		{"a text that grows too long", []string{"a", "", "1", "n", strings.Repeat("x", 700<<10), strings.Repeat("y", 700<<10), ".", "short", "."}, nil,
			[]string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`, "who=false", `found="short"`}, "The text has 1.4 MB"},
		{"a text that is too long at the end of the input", []string{"a", "", "1", "n", strings.Repeat("x", 700<<10), strings.Repeat("y", 700<<10)}, ErrEnded,
			[]string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`, "who=false"}, "The text has 1.4 MB"},
		{"invalid UTF-8", []string{"\xff\xfe", "a"}, ErrEnded, []string{`task="a"`}, "not valid UTF-8"},
		{"ten megabytes", []string{strings.Repeat("x", 10<<20), "a"}, ErrEnded, []string{`task="a"`}, "The line has 10.0 MB"},
		{"ten megabytes of words", []string{"a", "", strings.Repeat("x ", 5<<20), "1"}, ErrEnded, []string{`task="a"`, "mins=null", `motive=["unwind"]`, `main="unwind"`}, "10.0 MB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sitting(t, motives())
			shown := s.plainly(t, test.end, test.lines...)
			s.wantKept(t, test.kept...)
			if !strings.Contains(shown, test.shows) {
				t.Errorf("shown lacks %q:\n%s", test.shows, shown)
			}
		})
	}
}

func TestPlainJoined(t *testing.T) {
	tests := []struct{ line, energy, feel string }{
		{"3 tired hopeful", "3", `["tired","hopeful"]`},
		{"3, tired, at ease", "3", `["tired","at-ease"]`},
		{"3 at ease", "3", `["at-ease"]`},
		{"3", "3", "null"},
		{"tired", "null", `["tired"]`},
		{"- tired", "null", `["tired"]`},
		{"", "null", "null"},
		{"-", "null", "null"},
		{"4 1 2", "4", `["tired","absorbed"]`},
		{"3 tired sad glad", "3", `["tired",{"other":"sad glad"}]`},
		{"3 tired, sad, so la la", "3", `["tired",{"other":"sad"},{"other":"so la la"}]`},
		{"3 worn to a thread", "3", `[{"other":"worn to a thread"}]`},
		{"2 tired, other:so la la", "2", `["tired",{"other":"so la la"}]`},
	}
	for _, test := range tests {
		s := sitting(t, evening())
		s.plainly(t, ErrEnded, "", test.line)
		s.wantKept(t, "time=null", "energy="+test.energy, "feel="+test.feel)
	}
	for line, complaint := range map[string]string{"7 tired": "7 is outside 1 to 5", "3 tierd": "did you mean tired?", "3 tired 9": "9 is not in the list",
		"7 tired 9": "Energy: 7 is outside 1 to 5 (on empty ... plenty left); feel: 9 is not in"} {
		s := sitting(t, evening())
		shown := s.plainly(t, ErrEnded, "", line)
		s.wantKept(t, "time=null")
		if !strings.Contains(shown, complaint) {
			t.Errorf("%q: shown lacks %q:\n%s", line, complaint, shown)
		}
	}
}

func TestPlainSplit(t *testing.T) {
	known := []Known{{"people", 120, "calendar"}, {"hands-on", 90, "logged"}}
	tests := []struct {
		lines       []string
		kept, shows string
	}{
		{[]string{"people 1h"}, `{"people":180}`, ""},
		{[]string{"people +1h"}, `{"people":180}`, ""},
		{[]string{"people =3h"}, `{"people":180}`, ""},
		{[]string{"people 1h, admin 45m"}, `{"admin":45,"people":180}`, ""},
		{[]string{"people 30m and 30m people"}, `{"people":180}`, ""},
		{[]string{"direction 30m"}, `{"direction":30}`, ""},
		{[]string{"people =1h", "people =3h"}, `{"people":180}`, "People has 2h00 already"},
		{[]string{"people =1h", "people =1h"}, `{"people":60}`, ""},
		{[]string{"admin 22h", "admin 1h"}, `{"admin":60}`, "that makes 25h30, and a day has 24h00"},
		{[]string{"nap 1h", "admin 1h"}, `{"admin":60}`, "Unknown option"},
		{[]string{"people soon, nap 2, direktion 1h", "admin 1h"}, `{"admin":60}`,
			`"people soon" needs a length of time, such as 1h30; "nap 2" needs a unit: 2h or 2m; unknown option "direktion"; did you mean direction?`},
	}
	guessed := append(slices.Clone(known), Known{"people", 180, GuessedBefore}, Known{"admin", 45, GuessedBefore})
	again := len(tests)
	tests = append(tests, []struct {
		lines       []string
		kept, shows string
	}{
		{[]string{"people 1h"}, `{"admin":45,"people":240}`, "people 3h00, admin 0h45 (your estimate). Total 5h15."},
		{[]string{"people 1h, direction 30m"}, `{"admin":45,"direction":30,"people":240}`, ""},
		{[]string{"direction 1h"}, `{"admin":45,"direction":60,"people":180}`, ""},
		{[]string{"hands-on 30m"}, `{"admin":45,"hands-on":120,"people":180}`, ""},
		{[]string{"admin =0, people =2h30"}, `{"people":150}`, ""},
	}...)
	for i, test := range tests {
		s := sitting(t, evening())
		s.Before = func(q *exercise.Question) (Notice, error) {
			if i >= again {
				return Notice{Known: guessed}, nil
			}
			return Notice{Known: known}, nil
		}
		shown := s.plainly(t, ErrEnded, test.lines...)
		s.wantKept(t, "time="+test.kept)
		if !strings.Contains(strings.Join(strings.Fields(shown), " "), test.shows) {
			t.Errorf("%q: shown lacks %q:\n%s", test.lines, test.shows, shown)
		}
	}
}

// A store that fails ends the sitting with its error; the answer counts as not
// given.
func TestKeepFails(t *testing.T) {
	s := sitting(t, motives())
	full := errors.New("no space left")
	s.Keep = func(string, any) error { return full }
	s.plainly(t, full, "a")
	if _, reached := s.Answers["task"]; reached {
		t.Error("an answer that could not be kept counts as given")
	}
}

// A resumed draft goes on at the next question and can go back before it.
func TestResume(t *testing.T) {
	s := sitting(t, motives())
	s.Answers = exercise.Answers{"task": "a", "mins": 30.0}
	s.Fixed = []string{"mins"}
	shown := s.plainly(t, ErrEnded, "<", "b", "1")
	s.wantKept(t, `task="b"`, `motive=["unwind"]`, `main="unwind"`)
	if !strings.Contains(shown, "3 of 6  What drew me to it (up to 2)") {
		t.Errorf("shown:\n%s", shown)
	}
}

// What a file holds cannot drive the terminal.
func TestEscapesInQuestions(t *testing.T) {
	x := motives()
	x.Questions[0].Ask = "Red \x1b[31m alert\x07 \u202e"
	x.Questions[0].Help = "\x1b]0;title\x07help"
	s := sitting(t, x)
	shown := s.plainly(t, ErrEnded, "?")
	if strings.ContainsAny(shown, "\x1b\x07\u202e") {
		t.Errorf("control characters in %q", shown)
	}
}
