package exercise

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// sample is an exercise file around some questions and more top-level fields.
func sample(questions string, more ...string) string {
	return "id: sample\ntitle: Sample\nversion: 1\nprivacy: personal\nquestions:\n" + questions + "\n" + strings.Join(more, "\n") + "\n"
}

const (
	ok1   = "  - {id: one, type: text, ask: What?}\n"
	pick  = "  - {id: pick, type: choice, ask: Which?, options: [red, blue], other: true}\n"
	some  = "  - {id: some, type: many, ask: Which?, options: [red, blue], max: 2}\n"
	level = "  - {id: level, type: scale, ask: How?, min: 1, max: 5, trend: true}\n"
	truly = "  - {id: truly, type: yesno, ask: Really?}\n"
	day   = "  - {id: day, type: date, ask: By when?}\n"
)

// A broken file, the fault it must name, and whether only Go sees it: what one
// question says of another is beyond a JSON Schema.
type brokenFile struct {
	name, source, want string
	goOnly             bool
}

var brokenFiles = []brokenFile{
	{"empty", "", "1:1: the file is empty", false},
	{"text", "hello there\n", "wants fields", false},
	{"list", "- a\n", "wants fields", false},
	{"not YAML", "a: [1,\n", "is not YAML here", false},
	{"unfinished quote", "id: 'sample\n", "", false},
	{"two documents", sample(ok1) + "---\nid: more\n", "10:1: begins a second document", true},
	{"anchor", sample("  - {id: one, type: text, ask: &a What?}\n"), "6:32: takes no anchors", true},
	{"alias", sample("  - {id: one, type: text, ask: &a What?, help: *a}\n"), "takes no aliases", true},
	{"tag", sample("  - {id: one, type: text, ask: !!str What?}\n"), "takes no tags", true},
	{"merge key", sample("  - {id: one, type: text, ask: What?, <<: {help: no}}\n"), "takes no merge keys", true},
	{"twice", sample(ok1, "title: Again"), `8:1: "title" stands twice, first in line 2`, true},
	{"no questions", "id: sample\ntitle: Sample\nversion: 1\nprivacy: personal\n", "the exercise has no questions", false},
	{"empty questions", "id: sample\ntitle: Sample\nversion: 1\nprivacy: personal\nquestions: []\n", "5:12: questions is an empty list", false},
	{"version 0", strings.Replace(sample(ok1), "version: 1", "version: 0", 1), "3:10: version wants a whole number 1 to 1000000, have the number 0", false},
	{"version text", strings.Replace(sample(ok1), "version: 1", "version: one", 1), "have the text \"one\"", false},
	{"version hex", strings.Replace(sample(ok1), "version: 1", "version: 0x1", 1), "not a plain decimal number", true},
	{"privacy word", strings.Replace(sample(ok1), "personal", "secret", 1), `4:10: unknown privacy "secret"; known are ordinary, personal, private`, false},
	{"unknown field", sample(ok1, "purposes: none"), `8:1: unknown field "purposes"; did you mean purpose?`, false},
	{"empty field", sample(ok1, "purpose:"), "purpose is empty", false},
	{"id with capitals", strings.Replace(sample(ok1), "id: sample", "id: My Sample", 1), `"My Sample" is not an id; write my-sample`, false},
	{"id with a dot", strings.Replace(sample(ok1), "id: sample", "id: a.b", 1), "has a dot", false},
	{"id of digits", strings.Replace(sample(ok1), "id: sample", `id: "12"`, 1), "has no letter", false},
	{"id boolean", sample("  - {id: yes, type: text, ask: What?}\n"), `6:10: question "yes": id yes is a boolean to YAML readers; put quotes around it: "yes"`, true},
	{"id other", sample("  - {id: other, type: text, ask: What?}\n"), "reserved", false},
	{"id twice", sample(ok1 + ok1), `7:10: question "one": the id one is taken by line 6`, true},
	{"id twice in revisit", sample(ok1, "revisit: {after: 7d, questions: [{id: one, type: text, ask: Again?}]}"), "the id one is taken", true},
	{"id twice in offer", sample(pick, "offers: [{when: {question: pick, is: red}, ask: {id: pick, type: text, ask: Why?}}]"), "the id pick is taken", true},
	{"question no id", sample("  - {type: text, ask: What?}\n"), "question 1: has no id", false},
	{"question no type", sample("  - {id: one, ask: What?}\n"), "has no type", false},
	{"question no ask", sample("  - {id: one, type: text}\n"), "6:5: question \"one\": has no ask", false},
	{"question a text", sample("  - one\n"), "question 1: wants fields", false},
	{"unknown type", sample("  - {id: one, type: scal, ask: What?}\n"), `unknown type "scal"; did you mean scale?`, false},
	{"unknown question field", sample("  - {id: one, type: text, ask: What?, asks: more}\n"), `unknown field "asks"; did you mean ask?`, false},
	{"field of another type", sample("  - {id: one, type: text, ask: What?, options: [a, b]}\n"), "text takes no options; it belongs to choice", false},
	{"scale upside down", sample("  - {id: energy, type: scale, ask: How?, min: 5, max: 1}\n"), `6:5: question "energy": scale needs min < max, have 5 and 1`, true},
	{"scale without max", sample("  - {id: energy, type: scale, ask: How?, min: 5}\n"), "scale needs min and max", false},
	{"scale of halves", sample("  - {id: energy, type: scale, ask: How?, min: 0.5, max: 3}\n"), "scale has whole numbers only", false},
	{"number upside down", sample("  - {id: n, type: number, ask: How?, min: 5, max: 1}\n"), "number needs min <= max", true},
	{"no options", sample("  - {id: c, type: choice, ask: Which?}\n"), "choice needs options", false},
	{"empty options", sample("  - {id: c, type: choice, ask: Which?, options: []}\n"), "options is an empty list", false},
	{"boolean option", sample("  - {id: c, type: choice, ask: Which?, options: [yes, later]}\n"), `option 1: yes is a boolean to YAML readers; put quotes around it: "yes"`, true},
	{"true option", sample("  - {id: c, type: choice, ask: Which?, options: [true, later]}\n"), `wants a text; put quotes around it: "true"`, false},
	{"option without letters", sample("  - {id: c, type: choice, ask: Which?, options: [\"!!!\", later]}\n"), `"!!!" makes no id; write {id: a-word, label: "!!!"}`, false},
	{"option number", sample("  - {id: c, type: choice, ask: Which?, options: [1, later]}\n"), `"1" makes no id`, false},
	{"option other", sample("  - {id: c, type: choice, ask: Which?, options: [other, later]}\n"), "write other: true", true},
	{"option twice", sample("  - {id: c, type: choice, ask: Which?, options: [Later!, later]}\n"), "the option later stands twice", true},
	{"option also taken", sample("  - {id: c, type: choice, ask: Which?, options: [later, {id: now, label: right away, also: [Later]}]}\n"), `"Later" already reads as the option later`, true},
	{"option unknown field", sample("  - {id: c, type: choice, ask: Which?, options: [{id: now, lable: now}]}\n"), "did you mean label?", false},
	{"options from nowhere", sample("  - {id: c, type: choice, ask: Which?, options: {from: emotion}}\n"), `unknown list "emotion"; did you mean emotions?`, true},
	{"options from a scale", sample(level + "  - {id: c, type: choice, ask: Which?, options: {from: level}}\n"), "level is of type scale", true},
	{"options from later", sample("  - {id: c, type: choice, ask: Which?, options: {from: some}}\n" + some), `unknown list "some"`, true},
	{"near one", sample(level + "  - {id: c, type: choice, ask: Which?, options: {from: emotions, near: [level]}}\n"), "near wants two questions", false},
	{"near a text", sample(level + ok1 + "  - {id: c, type: choice, ask: Which?, options: {from: emotions, near: [level, one]}}\n"), "near wants scales", true},
	{"control character", sample("  - {id: one, type: text, ask: \"Wh\\x1b[31mat?\"}\n"), "ask holds the control character U+001B", false},
	{"control in label", sample("  - {id: c, type: choice, ask: Which?, options: [\"a\\u0007b\", c]}\n"), "control character U+0007", false},
	{"direction mark", sample("  - {id: one, type: text, ask: \"a\\u202eb\"}\n"), "control character U+202E", false},
	{"long title", strings.Replace(sample(ok1), "Sample", strings.Repeat("x", 201), 1), "title has 201 characters, takes 200", false},
	{"title of two lines", strings.Replace(sample(ok1), "title: Sample", "title: \"a\\nb\"", 1), "title is one line, have 2", false},
	{"every", sample(ok1, "every: weekly"), "every wants days, weeks or months such as 7d, 2w, 3m", false},
	{"every 0d", sample(ok1, "every: 0d"), "every wants", false},
	{"minutes", sample(ok1, "minutes: 1.5"), "minutes wants a whole number", false},
	{"minutes_more less", sample(ok1, "minutes: 5\nminutes_more: 3"), "cannot be less", true},
	{"looser privacy", sample("  - {id: one, type: text, ask: What?, privacy: ordinary}\n"), "stricter than its exercise (personal), not looser", true},
	{"items", sample("  - {id: one, type: text, ask: What?, items: 3-1}\n"), "items wants how many, such as 3 or 1-8", true},
	{"items word", sample("  - {id: one, type: text, ask: What?, items: some}\n"), "items wants how many", false},
	{"max of many", sample("  - {id: some, type: many, ask: Which?, options: [a, b], max: 0}\n"), "max of many wants a whole number", false},
	{"max and exactly", sample("  - {id: some, type: many, ask: Which?, options: [a, b], max: 1, exactly: 1}\n"), "both max and exactly", false},
	{"unknown role", sample("  - {id: one, type: text, ask: What?, role: becuase}\n"), `unknown role "becuase"; did you mean because?`, false},
	{"role on wrong type", sample("  - {id: one, type: text, ask: What?, role: energy}\n"), "the role energy fits scale, not text", true},
	{"role twice", sample("  - {id: a, type: text, ask: What?, role: because}\n  - {id: b, type: text, ask: What?, role: because}\n"), "the role because is taken by a", true},
	{"rotate alone", sample("  - {id: a, type: text, ask: What?, rotate: third}\n"), "only this question rotates as third", true},
	{"joined first", sample("  - {id: a, type: text, ask: What?, joined: true}\n"), "can be joined to none", true},
	{"joined word", sample(ok1 + "  - {id: a, type: text, ask: What?, joined: \"yes\"}\n"), "joined wants true or false", false},
	{"show nothing known", sample("  - {id: a, type: text, ask: What?, show: weeks}\n"), `unknown show "weeks"; did you mean week?`, true},
	{"prefill nothing known", sample("  - {id: a, type: text, ask: What?, prefill: lost}\n"), `unknown prefill "lost"; did you mean last?`, true},
	{"prefill of another type", sample(level + "  - {id: a, type: text, ask: What?, prefill: level}\n"), "level is of type scale", true},
	{"when later", sample("  - {id: a, type: text, ask: What?, when: {question: pick, is: red}}\n" + pick), "a condition looks at earlier questions only", true},
	{"when itself", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: a, answered: true}}\n"), "earlier questions only", true},
	{"when unknown question", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pik, is: red}}\n"), "did you mean pick?", true},
	{"when unknown option", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick, is: rde}}\n"), `unknown option of pick "rde"; did you mean red?`, true},
	{"when other but no other", sample(some + "  - {id: a, type: text, ask: What?, when: {question: some, has: other}}\n"), "some takes no own words", true},
	{"when is on a many", sample(some + "  - {id: a, type: text, ask: What?, when: {question: some, is: red}}\n"), "some is of type many, so write has", true},
	{"when has on a choice", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick, has: red}}\n"), "pick is a choice, so write is", true},
	{"when is text on a scale", sample(level + "  - {id: a, type: text, ask: What?, when: {question: level, is: high}}\n"), "is wants a number", true},
	{"when out of the scale", sample(level + "  - {id: a, type: text, ask: What?, when: {question: level, at_least: 6}}\n"), "level goes 1 to 5, have 6", true},
	{"when never", sample(level + "  - {id: a, type: text, ask: What?, when: {question: level, at_least: 4, at_most: 2}}\n"), "never holds", true},
	{"when a yesno is maybe", sample(truly + "  - {id: a, type: text, ask: What?, when: {question: truly, is: maybe}}\n"), "is wants true or false", true},
	{"when at_least on a yesno", sample(truly + "  - {id: a, type: text, ask: What?, when: {question: truly, at_least: 1}}\n"), "truly is of type yesno", true},
	{"when two tests", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick, is: red, answered: true}}\n"), "a condition has one test", false},
	{"when no test", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick}}\n"), "a condition has one test", false},
	{"when no question", sample(pick + "  - {id: a, type: text, ask: What?, when: {is: red}}\n"), "names no question", false},
	{"when all with a question", sample(pick + "  - {id: a, type: text, ask: What?, when: {question: pick, all: [{question: pick, is: red}]}}\n"), "combines conditions", false},
	{"when nested wrong", sample(pick + "  - {id: a, type: text, ask: What?, when: {any: [{question: pick, is: red}, {question: later, answered: true}]}}\n"), "earlier questions only", true},
	{"when is a text", sample(pick + "  - {id: a, type: text, ask: What?, when: pick}\n"), "wants fields", false},
	{"wording unknown option", sample(pick + "  - {id: a, type: text, ask: What?, wording: {question: pick, is: {green: Why green?}}}\n"), `unknown option of pick "green"`, true},
	{"wording by later", sample("  - {id: a, type: text, ask: What?, wording: {question: pick, is: {red: Why red?}}}\n" + pick), "wording looks at earlier questions only", true},
	{"wording by a scale", sample(level + "  - {id: a, type: text, ask: What?, wording: {question: level, is: {five: Why?}}}\n"), "wording follows a choice", true},
	{"wording half", sample(pick + "  - {id: a, type: text, ask: What?, wording: {question: pick}}\n"), "wording wants", false},
	{"revisit without time", sample(ok1, "revisit: {questions: [{id: b, type: text, ask: And?}]}"), "needs one of after", false},
	{"revisit two times", sample(day, "revisit: {after: 7d, on: day, questions: [{id: b, type: text, ask: And?}]}"), "needs one of after", false},
	{"revisit without questions", sample(ok1, "revisit: {after: 7d}"), "has no questions", false},
	{"revisit of an empty list", sample(ok1, "revisit: []"), "empty list", false},
	{"revisits too many", sample(ok1, "revisit: ["+strings.Repeat("{after: 7d, questions: [{id: b, type: text, ask: And?}]}, ", 7)+"]"), "takes 6", false},
	{"revisits, one id", sample(ok1, "revisit: [{after: 7d, questions: [{id: b, type: text, ask: And?}]}, {after: 30d, questions: [{id: b, type: text, ask: And?}]}]"), "the id b is taken", true},
	{"revisit when nothing", sample(ok1, "revisit: {when: {question: nobody, answered: true}, after: 7d, questions: [{id: b, type: text, ask: And?}]}"), "earlier questions only", true},
	{"revisit when its own", sample(ok1, "revisit: {when: {question: b, answered: true}, after: 7d, questions: [{id: b, type: text, ask: And?}]}"), "earlier questions only", true},
	{"revisit when a later one", sample(ok1, "revisit: [{when: {question: c, answered: true}, after: 7d, questions: [{id: b, type: text, ask: And?}]}, {after: 30d, questions: [{id: c, type: text, ask: And?}]}]"), "earlier questions only", true},
	{"revisit in the morning", sample(ok1, "revisit: {after: morning, questions: [{id: b, type: text, ask: And?}]}"), "after wants", false},
	{"minutes of a text", sample(ok1, "records: {activity: {minutes: [one], category: hands-on}}"), "activity's minutes wants a question of type number", true},
	{"minutes of an empty list", sample(ok1, "records: {activity: {minutes: [], category: hands-on}}"), "empty list", false},
	{"revisit on a text", sample(ok1, "revisit: {on: one, questions: [{id: b, type: text, ask: And?}]}"), "on wants a question of type date", true},
	{"revisit after", sample(ok1, "revisit: {after: seven, questions: [{id: b, type: text, ask: And?}]}"), "after wants", false},
	{"revisit rotates", sample(ok1, "revisit: {after: 7d, questions: [{id: b, type: text, ask: And?, more: true}]}"), "own questions only", true},
	{"records a missing split", sample(ok1, "records: {split: time}"), `records: split: unknown question "time"`, true},
	{"records a text as split", sample(ok1, "records: {split: one}"), "split wants a question of type split", true},
	{"records minutes without unit", sample("  - {id: mins, type: number, ask: How long?}\n", "records: {activity: {minutes: mins, category: hands-on}}"), "has no unit: minutes", true},
	{"records no category", sample("  - {id: mins, type: number, ask: How long?, unit: minutes}\n", "records: {activity: {minutes: mins}}"), "activity wants minutes", false},
	{"records nothing", sample(ok1, "records: {}"), "records nothing", false},
	{"records items of a scale", sample(level, "records: {items: [level]}"), "items wants a question of type text", true},
	{"offers itself", sample(pick, "offers: [{when: {question: pick, is: red}, exercise: sample}]"), "offer 1: an exercise does not offer itself", true},
	{"offers two things", sample(pick, "offers: [{when: {question: pick, is: red}, exercise: b, carry: pick}]"), "wants one of exercise", false},
	{"offers nothing", sample(pick, "offers: [{when: {question: pick, is: red}}]"), "wants one of exercise", false},
	{"offers always", sample(pick, "offers: [{exercise: b}]"), "wants when or history", false},
	{"offer looks at nothing", sample(pick, "offers: [{when: {question: puck, is: red}, exercise: b}]"), "did you mean pick?", true},
	{"carry without own words", sample(some, "offers: [{when: {question: some, has: red}, carry: some}]"), "carry wants own words", true},
	{"history measure", sample(pick, "offers: [{history: {measure: pick, at_least: 3}, exercise: b}]"), "a measure is EXERCISE.QUESTION", false},
	{"history of no measure", sample(pick, "offers: [{history: {measure: sample.pick, at_least: 3}, exercise: b}]"), "pick is no measure; write trend: true", true},
	{"history of no question", sample(pick, "offers: [{history: {measure: sample.puck, at_least: 3}, exercise: b}]"), "did you mean pick?", true},
	{"history at_least", sample(pick, "offers: [{history: {measure: a.b, at_least: 0}, exercise: b}]"), "at_least wants a whole number", false},
}

func TestBrokenFiles(t *testing.T) {
	for _, c := range slices.Concat(brokenFiles, brokenKinds) {
		x, err := Read("sample.yaml", []byte(c.source))
		var faults Faults
		if !errors.As(err, &faults) || x != nil {
			t.Errorf("%s: Read gave %v, %v; want faults", c.name, x, err)
			continue
		}
		for _, f := range faults {
			if f.File != "sample.yaml" || f.Line < 1 || f.Column < 1 || f.Problem == "" {
				t.Errorf("%s: fault without a place: %+v", c.name, f)
			}
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, err, c.want)
		}
		if len(faults) > 2 {
			t.Errorf("%s: one mistake gave %d faults:\n%s", c.name, len(faults), err)
		}
	}
}

func TestSamplePartsAreSound(t *testing.T) {
	source := sample(ok1+pick+some+level+truly, `minutes: 3`)
	if _, err := Read("sample.yaml", []byte(source)); err != nil {
		t.Error(err)
	}
}

func TestEveryFaultAtOnce(t *testing.T) {
	source := `id: Energy Audit
title: ""
version: 0
privacy: secret
questions:
  - id: energy
    type: scale
    ask: How?
    min: 5
    max: 1
  - {id: energy, type: txt, when: {question: later, answered: true}}
colour: red
`
	_, err := Read("energy-audit.yaml", []byte(source))
	want := `energy-audit.yaml:1:5: id "Energy Audit" is not an id; write energy-audit
energy-audit.yaml:2:8: title is empty; fill it in or take the line out
energy-audit.yaml:3:10: version wants a whole number 1 to 1000000, have the number 0
energy-audit.yaml:4:10: unknown privacy "secret"; known are ordinary, personal, private
energy-audit.yaml:6:5: question "energy": scale needs min < max, have 5 and 1
energy-audit.yaml:11:10: question "energy": the id energy is taken by line 6; ids are unique in an exercise
energy-audit.yaml:11:24: question "energy": unknown type "txt"; did you mean text?
energy-audit.yaml:11:46: question "energy": a condition looks at earlier questions only; before this one are energy, have later
energy-audit.yaml:12:1: unknown field "colour"; known are id, title, title_past, version, theme, purpose, source, when, every, minutes, minutes_more, intro, intro_past, about, privacy, never, questions, revisit, records, offers`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestHostileSizes(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"large":         {strings.Repeat("# a comment\n", 40_000), "an exercise holds 256 KB"},
		"deep flow":     {"a: " + strings.Repeat("[", 100_000), "nested more than 12 deep"},
		"deep dashes":   {strings.Repeat("- ", 50_000) + "a", "nested more than 12 deep"},
		"deep maps":     {deepMaps(300), "nested more than 12 deep"},
		"many values":   {"a: [" + strings.Repeat("b, ", 6_000) + "b]", "more than 5000 values"},
		"many keys":     {strings.Repeat("a: b\n", 30_000), "more than 5000 values"},
		"not UTF-8":     {"id: sample\ntitle: \"\xff\"\n", "2:9: the text is not valid UTF-8"},
		"alias bomb":    {"a: &a [b, b]\nc: &c [*a, *a]\nd: [*c, *c]\n", "takes no anchors"},
		"many faults":   {strings.Repeat("a: b\n", 900), "and 802 more"},
		"escape in key": {"\"\\x1b[2J\": b\n", `unknown field "\x1b[2J"`},
	} {
		_, err := Read("x.yaml", []byte(c.source))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %.300v, want %s", name, err, c.want)
		}
		if err != nil && strings.ContainsFunc(err.Error(), func(r rune) bool { return r != '\n' && forbidden(r) }) {
			t.Errorf("%s: the fault itself holds control characters: %q", name, err)
		}
	}
}

func deepMaps(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
