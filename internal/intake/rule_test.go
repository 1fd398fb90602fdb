package intake

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"mull/internal/journal"
)

func TestRulesAreReadAndWritten(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"stand-up", "daily" -> running`, `"stand-up", "daily" -> running`},
		{`stand-up daily -> running`, `"stand-up", "daily" -> running`},
		{`attendees=2 length<=1h without=interview -> people`, `attendees=2 length<=1h without=interview -> people`},
		{`attendees>2 attendees2 -> people`, `"attendees2" attendees>=3 -> people`},
		{`attendees=..5 -> people`, `attendees<=5 -> people`},
		{`attendees=3..5 length=90m -> people`, `attendees=3..5 length=1h30m -> people`},
		{`length<31m -> running`, `length<=30m -> running`},
		{`length=2h.. -> direction`, `length>=2h -> direction`},
		{`organizer=board@example.com -> stakeholders`, `organiser=board@example.com -> stakeholders`},
		{`calendar="Hiring team" timed -> people`, `calendar="Hiring team" timed -> people`},
		{`"all-day" -> admin`, `"all-day" -> admin`},
		{`"offsite" all-day -> direction counting 6h`, `"offsite" all-day -> direction counting 6h`},
		{`project=mull from=Toggl -> hands-on`, `tag=mull from=toggl -> hands-on`},
		{`alone tentative -> leave-out`, `alone tentative -> leave-out`},
		{`"say \"hi\" \\ twice" -> people`, `"say \"hi\" \\ twice" -> people`},
	} {
		rule, err := ParseRule(c.text)
		if err != nil || rule.String() != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.text, rule, err, c.want)
		}
		again, err := ParseRule(rule.String())
		if err != nil || !reflect.DeepEqual(rule, again) {
			t.Errorf("%s: read again it is %s, %v", c.text, again, err)
		}
	}
}

func TestRulesByArguments(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"stand-up", "running"}, `"stand-up" -> running`},
		{[]string{"weekly sync", "->", "running"}, `"weekly sync" -> running`},
		{[]string{"attendees=2", "length<=1h", "people"}, `attendees=2 length<=1h -> people`},
		{[]string{"calendar=Hiring team", "people"}, `calendar="Hiring team" -> people`},
		{[]string{"offsite", "all-day", "direction", "counting", "6h"}, `"offsite" all-day -> direction counting 6h`},
		{[]string{`"stand-up" -> running`}, `"stand-up" -> running`},
	} {
		rule, err := ParseRuleArgs(c.args)
		if err != nil || rule.String() != c.want {
			t.Errorf("%q: got %s, %v; want %s", c.args, rule, err, c.want)
		}
	}
}

func TestFaultyRulesSayWhatWouldBeRight(t *testing.T) {
	for text, part := range map[string]string{
		`stand-up`:                        "ends in an arrow",
		`-> people`:                       "needs a condition",
		`x all-day timed -> people`:       "both all-day and timed",
		`stand-up ->`:                     "one category",
		`stand-up -> two words`:           "one category",
		`stand-up -> People!`:             "is no category",
		`stand-up -> attendees=2`:         "before the arrow",
		`"open -> people`:                 "left open",
		`"***" -> people`:                 "letters or digits",
		`attendees=many -> people`:        "attendees=3..8",
		`attendees=5..2 -> people`:        "attendees=3..8",
		`length=2 -> people`:              "length=30m",
		`organiser<5 -> people`:           "takes =",
		`calendar=a calendar=b -> people`: "twice",
		`x -> people counting 30h`:        "24 hours",
		`counting 6h -> people`:           "after the category",
	} {
		if _, err := ParseRule(text); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: got %v, want an error with %q", text, err, part)
		}
	}
}

func TestSorting(t *testing.T) {
	sorter := NewSorter(DefaultRules())
	talk := func(title string) Facts {
		return Facts{Origin: journal.Calendar, Title: title, Length: time.Hour, Attendees: 5}
	}
	with := func(f Facts, change func(*Facts)) Facts { change(&f); return f }
	for _, c := range []struct {
		facts      Facts
		want, rule string
	}{
		{talk("Daily Stand-up"), "running", "stand-up"},
		{talk("Standups, all teams"), "running", "stand-up"},
		{talk("1:1 Ada / Ben"), "people", "one-to-one"},
		{talk("Ada - Ben 1-on-1"), "people", "one-to-one"},
		{talk("Interviewing: backend"), "people", "interview"},
		{talk("Dashboards"), Unsorted, ""},
		{talk("Board meeting"), "stakeholders", "stakeholders"},
		{talk("Focus time"), Unsorted, ""},
		{with(talk("Focus time"), func(f *Facts) { f.Attendees = 0 }), LeaveOut, "focus"},
		{with(talk("Lunch"), func(f *Facts) { f.Attendees = 0 }), LeaveOut, "lunch"},
		{talk("Lunch with Ada"), Unsorted, ""},
		{with(talk("Lunch and learn"), func(f *Facts) { f.Attendees = 0 }), "learning", "learning"},
		{with(talk("Ada"), func(f *Facts) { f.Attendees = 2 }), "people", "talk"},
		{with(talk("Ada"), func(f *Facts) { f.Attendees, f.Length = 2, 2*time.Hour }), Unsorted, ""},
		{with(talk("Team offsite"), func(f *Facts) { f.AllDay, f.Length = true, 0 }), "direction", "offsite"},
		{talk(""), Unsorted, ""},
	} {
		category, rule := sorter.Sort(c.facts)
		id := ""
		if rule != nil {
			id = rule.ID
		}
		if category != c.want || id != c.rule {
			t.Errorf("%+v: got %s by %q, want %s by %q", c.facts, category, id, c.want, c.rule)
		}
	}
}

// Own rules are tried first, and each condition is needed.
func TestSortingByOwnRules(t *testing.T) {
	var own []Rule
	for _, text := range []string{
		`organiser=board@example.com -> stakeholders`, `calendar="Hiring team" -> people`, `tag=mu* from=toggl -> hands-on`,
		`length>=3h -> direction`, `length<=5m -> admin`, `tentative -> leave-out`, `standup -> admin`,
	} {
		rule, err := ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, rule)
	}
	sorter := NewSorter(append(own, DefaultRules()...))
	for _, c := range []struct {
		facts Facts
		want  string
	}{
		{Facts{Length: time.Hour, Organiser: "board@example.com The Board"}, "stakeholders"},
		{Facts{Length: time.Hour, Organiser: "aboard@example.com"}, Unsorted},
		{Facts{Length: time.Hour, Calendar: "The hiring team, 2026"}, "people"},
		{Facts{Length: time.Hour, Origin: "toggl", Words: []string{"Client", "Mull"}}, "hands-on"},
		{Facts{Length: time.Hour, Origin: "klog", Words: []string{"mull"}}, Unsorted},
		{Facts{Length: 4 * time.Hour}, "direction"},
		{Facts{Length: 5 * time.Minute}, "admin"},
		{Facts{AllDay: true}, Unsorted},
		{Facts{Length: time.Hour, Tentative: true}, LeaveOut},
		{Facts{Length: time.Hour, Title: "Standup"}, "admin"},
	} {
		if got, _ := sorter.Sort(c.facts); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.facts, got, c.want)
		}
	}
}

// A title alone never makes hands-on work of an event, whatever else is known of
// it; a rule of one's own does.
func TestNoShippedRuleMakesHandsOnWork(t *testing.T) {
	own, err := ParseRule(`"code review" -> hands-on`)
	if err != nil {
		t.Fatal(err)
	}
	shipped, mine := NewSorter(DefaultRules()), NewSorter(append([]Rule{own}, DefaultRules()...))
	for _, title := range []string{"Coding", "Code review", "Focus time", "Debugging session", "Design", "Design review", "Writing specs",
		"Hands-on", "Deep work", "IC work", "PR review", "Pairing", "Build", "Prototype", "Ticket grooming", "Lesson planning", "Patient care"} {
		for _, f := range []Facts{
			{Origin: journal.Calendar, Title: title, Length: time.Hour},
			{Origin: journal.Calendar, Title: title, Length: time.Hour, Attendees: 2},
			{Origin: journal.Calendar, Title: title, Length: 3 * time.Hour, Attendees: 8, Tentative: true},
			{Origin: journal.Calendar, Title: title, AllDay: true},
		} {
			if got, rule := shipped.Sort(f); got == "hands-on" {
				t.Errorf("%s (%+v) becomes hands-on by %s", title, f, rule.ID)
			}
			if got, _ := mine.Sort(f); title == "Code review" && got != "hands-on" {
				t.Errorf("%s is %s although a rule of one's own says hands-on", title, got)
			}
		}
	}
}

// A fault in the rules says where it is.
func TestFaultsInRulesSayWhere(t *testing.T) {
	for source, part := range map[string]string{
		"- {name: a, category: people, words: 'x', colour: red}": "colour",
		"- {name: a, category: people}":                          `rule "a": a rule needs a condition`,
		"- {name: a, category: Two words, words: x}":             `rule "a"`,
	} {
		if _, err := readRules("rules.yaml", []byte(source)); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: got %v, want an error with %q", source, err, part)
		}
	}
}

// The shipped rules know only categories mull has, none of them hands-on, and no
// rule hides another.
func TestDefaultRules(t *testing.T) {
	known := map[string]bool{LeaveOut: true, "people": true, "direction": true, "running": true, "stakeholders": true, "learning": true, "admin": true}
	seen := map[string]bool{}
	for _, r := range DefaultRules() {
		if !known[r.Category] {
			t.Errorf("%s leads to %s, which is no category", r.ID, r.Category)
		}
		if r.ID == "" || seen[r.ID] {
			t.Errorf("rule %q comes twice or has no name", r.ID)
		}
		seen[r.ID] = true
		if again, err := ParseRule(r.String()); err != nil {
			t.Errorf("%s: %s does not read back: %v", r.ID, r, err)
		} else if again.ID = r.ID; !reflect.DeepEqual(again, r) {
			t.Errorf("%s reads back as %s", r, again)
		}
	}
}

func FuzzRule(f *testing.F) {
	for _, r := range DefaultRules() {
		f.Add(r.String())
	}
	f.Add(`organiser="a\\b" length=0.5h..3h without="x y" attendees=2.. tentative -> leave-out counting 1h7m`)
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := ParseRule(text)
		if err != nil {
			return
		}
		again, err := ParseRule(rule.String())
		if err != nil || !reflect.DeepEqual(rule, again) {
			t.Errorf("%q is %s and reads back as %s, %v", text, rule, again, err)
		}
	})
}
