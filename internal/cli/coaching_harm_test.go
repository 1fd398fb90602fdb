package cli_test

import (
	"regexp"
	"strings"
	"testing"
)

// stored is all that a journal shows of coaching; a refusal leaves it as it was.
func stored(d *desk) string {
	var b strings.Builder
	for _, command := range []string{"people", "assignments", "coachees", "shares", "list"} {
		b.WriteString(d.run("", command, "--json"))
	}
	return b.String()
}

// TestReceiveRefuses hands a coach what a coachee's program must not write:
// nothing of it is kept, and the refusal says what to ask for.
func TestReceiveRefuses(t *testing.T) {
	ruth, ana, eve := newDesk(t, "Ruth"), newOtherProgram(t, "Ana"), newOtherProgram(t, "Eve")
	coach := regexp.MustCompile(`mull1-\S+`).FindString(ruth.run("", "id"))
	ruth.run("", "people", "add", "Ana", ana.id("Ana"))
	ruth.run("", "people", "add", "Eve", eve.id("Eve"))
	ruth.run("", "assign", "energy-audit", "--to", "Ana", "--why", "to see", "-o", ruth.file("e.mull"))
	id := between(t, ruth.run("", "assignments", "--json"), `"id": "`, `"`)
	const one, two = "0193f1c2-7a3b-4def-8123-000000000001", "0193f1c2-7a3b-4def-8123-000000000002"
	shared := func(id, assignment, fields string) string {
		return `{"id":"` + id + `","assignment":"` + assignment + `","state":"done","entries":[{"exercise":"energy-audit","title":"T","fields":[` + fields + `]}],"trends":[]}`
	}
	good := `{"question":"stack","ask":"Where?","text":"Tuesdays."}`
	first := ana.write(t, coach, "share", one, shared(one, id, good))
	if out := ruth.run("", "receive", ruth.write("first.mull", first)); !strings.Contains(out, "Tuesdays.") {
		t.Fatalf("a good share: %s", out)
	}
	before := stored(ruth)
	named := func(name string) *otherProgram { return &otherProgram{name, ana.reading, ana.signing} }
	newer := ana.sealed(t, coach, ana.signed(ana.head(t, coach, "share", "2", two), shared(two, id, good)))
	cases := []struct{ name, letter, want, hint string }{
		{"another share under an id that came before", ana.write(t, coach, "share", one, shared(one, id, strings.Replace(good, "Tuesdays", "Mondays", 1))), "another file with the same id came before", "ask Ana to make the file anew"},
		{"an exercise that was never given", ana.write(t, coach, "share", two, shared(two, two, good)), "was never given here", "ask Ana which exercise it answers"},
		{"an exercise given to someone else", eve.write(t, coach, "share", two, shared(two, id, good)), "Eve was never given here", "ask Eve which exercise it answers"},
		{"a reply to someone else's exercise", eve.write(t, coach, "reply", two, `{"assignment":"`+id+`","answer":"decline"}`), "Eve was never given here", "ask Eve"},
		{"a newer version", newer, "version 2", "ask the sender for a file made by an earlier version"},
		{"a type that is not known", ana.write(t, coach, "poem", two, "{}"), "does not know", "update mull"},
		{"words altered after signing", ana.sealed(t, coach, strings.Replace(ana.signed(ana.head(t, coach, "share", "1", two), shared(two, id, good)), "Tuesdays", "Sundays", 1)), "signature is not the sender's", "call the sender"},
		{"Eve's words in Ana's name", eve.sealed(t, coach, eve.signed(ana.head(t, coach, "share", "1", two), shared(two, id, good))), "signature is not the sender's", "call the sender"},
		{"a letter to someone else, passed on", ana.sealed(t, coach, ana.signed(ana.head(t, eve.id("Eve"), "share", "1", two), shared(two, id, good))), "written to someone else", "ask the person who wrote it"},
		{"a field more", ana.write(t, coach, "share", two, strings.Replace(shared(two, id, good), `"state"`, `"mood":"low","state"`, 1)), `"mood" is unknown`, "ask the sender which program"},
		{"content cut off", ana.write(t, coach, "share", two, shared(two, id, good)[:80]), "not JSON, or cut off", "ask the sender which program"},
		{"a path for a name", named("../../evil").write(t, coach, "share", two, shared(two, id, good)), "", "ask the sender"},
		{"a control sequence for a name", named("A\x1b[2Ja").write(t, coach, "share", two, shared(two, id, good)), "", "ask the sender"},
		{"a stranger", newOtherProgram(t, "Zoe").write(t, coach, "share", two, shared(two, id, good)), "comes from Zoe, whose key is not known here", "compare the fingerprint"},
		{"another key in a known name", newOtherProgram(t, "Ana").write(t, coach, "share", two, shared(two, id, good)), "another key than Ana has here", "call Ana"},
		{"one cut in the middle", first[:len(first)/2], "ends in the middle", "send the same file again"},
		{"one with letters changed", strings.Replace(first, "\n", "\nAAAA", 3), "", "ask the sender"},
	}
	for _, c := range cases {
		_, errs, code := ruth.try("", "receive", ruth.write("bad.mull", c.letter))
		if code != 2 || !strings.Contains(errs, c.want) || !strings.Contains(errs, c.hint) || !strings.Contains(errs, "nothing was stored") {
			t.Errorf("%s: exit %d, %q; want 2, %q, that nothing was stored, and a hint with %q", c.name, code, errs, c.want, c.hint)
		}
		if strings.ContainsAny(errs, "\x1b\a") {
			t.Errorf("%s: the refusal obeys the file: %q", c.name, errs)
		}
		if after := stored(ruth); after != before {
			t.Fatalf("%s: something was stored:\n%s", c.name, after)
		}
	}
	// The same file again changes nothing and is no fault.
	if out := ruth.run("", "receive", ruth.file("first.mull")); !strings.Contains(out, "received before") || stored(ruth) != before {
		t.Errorf("a file that comes again: %s", out)
	}
}

// TestAcceptRefuses does the same to a coachee.
func TestAcceptRefuses(t *testing.T) {
	ana, ruth := newDesk(t, "Ana"), newOtherProgram(t, "Ruth")
	coachee := regexp.MustCompile(`mull1-\S+`).FindString(ana.run("", "id"))
	before := stored(ana)
	const id = "0193f1c2-7a3b-4def-8123-000000000001"
	exercise := `{"id":"own","title":"Own","version":1,"privacy":"personal","questions":[{"id":"q","type":"text","ask":"What?"}]}`
	asked := func(exercise string) string {
		return `{"id":"` + id + `","why":"to see","see":"done","exercise":` + exercise + `}`
	}
	cases := []struct{ name, letter, hint string }{
		{"an exercise that names a path", ruth.write(t, coachee, "assignment", id, asked(strings.Replace(exercise, `"own"`, `"../own"`, 1))), "ask the sender"},
		{"an exercise that would run something", ruth.write(t, coachee, "assignment", id, asked(strings.Replace(exercise, `"version"`, `"run":"rm","version"`, 1))), "ask the sender"},
		{"a question with a control sequence", ruth.write(t, coachee, "assignment", id, asked(strings.Replace(exercise, "What?", `\u001b[2JWhat?`, 1))), "ask the sender"},
		{"an exercise without end", ruth.write(t, coachee, "assignment", id, asked(strings.Replace(exercise, "What?", strings.Repeat("What? ", 60000), 1))), "ask the sender"},
		{"a category that is not here", ruth.write(t, coachee, "assignment", id, asked(`{"id":"own","title":"Own","version":1,"privacy":"personal","questions":[{"id":"q","type":"number","ask":"Minutes","min":0,"max":600}],"records":{"activity":{"minutes":"q","category":"golf"}}}`)), "ask the sender"},
		{"an invitation to keep for ever", ruth.write(t, coachee, "invite", id, `{"agreement":{"coach":"Ruth","coachee":"Ana","keep_months":9999}}`), "ask the sender"},
		{"a share in place of an exercise", ruth.write(t, coachee, "share", id, `{"id":"`+id+`","entries":[{"exercise":"own","title":"T","fields":[{"question":"q","ask":"?","text":"t"}]}],"trends":[]}`), "mull receive"},
		{"no name at all", (&otherProgram{"", ruth.reading, ruth.signing}).write(t, coachee, "assignment", id, asked(exercise)), "ask the sender"},
	}
	for _, c := range cases {
		_, errs, code := ana.try("", "accept", ana.write("bad.mull", c.letter), "--yes")
		if code != 2 || !strings.Contains(errs, c.hint) || strings.ContainsAny(errs, "\x1b\a") {
			t.Errorf("%s: exit %d, %q; want 2 and a hint with %q", c.name, code, errs, c.hint)
		}
		if after := stored(ana); after != before {
			t.Fatalf("%s: something was stored:\n%s", c.name, after)
		}
	}
	if out := ana.run("", "accept", ana.write("good.mull", ruth.write(t, coachee, "assignment", id, asked(exercise))), "--yes", "-o", ana.file("yes.mull")); !strings.Contains(out, "Accepted as") {
		t.Errorf("a good exercise: %s", out)
	}
}

func between(t testing.TB, text, from, to string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, from)
	if !found {
		t.Fatalf("no %q in %s", from, text)
	}
	word, _, _ := strings.Cut(rest, to)
	return word
}
