package coaching

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/seal"
)

func messages(t testing.TB) map[string]Message {
	agreement := Agreement{"Coach", "Ana", 12}
	repeated := assignment(t)
	repeated.Every, repeated.Until, repeated.See = "1w", period.NewDay(2027, 3, 1), SeeDone
	full := &Share{
		ID: shareID, Assignment: assignmentID, State: Started,
		Entries: []SharedEntry{{"energy-audit", "Where?", []SharedField{
			{"where", "Where do they pile up?", "Tuesdays.\nAlways.", true, false, nil},
			{"size", "How strong?", "4 of 5", false, false, &Scale{4, 1, 5}},
		}}},
		Trends: []Trend{{"energy-audit", "size", "How strong?", 3, []ValueCount{{"4", 2}, {"5", 1}}}},
	}
	return map[string]Message{
		assignmentID:                           assignment(t),
		shareID:                                full,
		"0193f1c2-0000-7000-8000-000000000001": &Reply{Assignment: assignmentID, Answer: Accept},
		"0193f1c2-0000-7000-8000-000000000002": &Reply{Assignment: assignmentID, Answer: Move, Due: Due{Words: "after the fair"}, Words: "Too much on.\nSorry."},
		"0193f1c2-0000-7000-8000-000000000003": &Reply{Answer: Accept, Agreement: &agreement},
		"0193f1c2-0000-7000-8000-000000000004": &Withdrawal{Share: shareID, Words: "please"},
		"0193f1c2-0000-7000-8000-000000000005": &Invite{Agreement: agreement},
		"0193f1c2-0000-7000-8000-000000000006": &Invite{Agreement: agreement, Assignment: repeated},
		"0193f1c2-0000-7000-8000-000000000007": &Invite{Agreement: agreement, Secret: strings.Repeat("0f", 16)},
		"0193f1c2-0000-7000-8000-000000000008": &Reply{Answer: Accept, Agreement: &agreement, Proof: strings.Repeat("0f", 32)},
	}
}

func TestLettersRoundTrip(t *testing.T) {
	from, me := person(t, "Coach"), person(t, "Ana")
	for id, want := range messages(t) {
		file, err := Write(from, me.Public(), id, want)
		if err != nil {
			t.Fatalf("%s: %v", want.kind(), err)
		}
		letter, got, err := Open(bytes.NewReader(file), me)
		if err != nil {
			t.Fatalf("%s: %v", want.kind(), err)
		}
		if letter.From != from.Public() || letter.ID != id || letter.Type != want.kind() {
			t.Errorf("%s: letter %s from %v", want.kind(), letter.ID, letter.From)
		}
		same(t, got, want)
	}
}

// same compares messages; exercises by their canonical form.
func same(t *testing.T, got, want Message) {
	t.Helper()
	a, err := Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) || reflect.TypeOf(got) != reflect.TypeOf(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", want.kind(), a, b)
	}
}

func TestInviteInClear(t *testing.T) {
	coach, ana := person(t, "Coach"), person(t, "Ana")
	want := &Invite{Agreement: Agreement{"Coach", "Ana", 12}, Assignment: assignment(t)}
	file, err := WriteOpen(coach, letterID, want)
	if err != nil {
		t.Fatal(err)
	}
	letter, got, err := Open(bytes.NewReader(file), ana)
	if err != nil || letter.Encrypted {
		t.Fatalf("%v, encrypted %v", err, letter)
	}
	same(t, got, want)

	content, err := Encode(&Withdrawal{Share: shareID})
	if err != nil {
		t.Fatal(err)
	}
	bare, err := seal.SignOpen(coach, TypeWithdrawal, version, letterID, content)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(bytes.NewReader(bare), ana); !errors.Is(err, seal.ErrNotEncrypted) {
		t.Errorf("a withdrawal in clear: %v, want ErrNotEncrypted", err)
	}
}

// A program that is not ours, or one that means harm, signs well and writes
// what it likes.
func TestContentRefused(t *testing.T) {
	definition := string(exercise.Encode(audit(t)))
	given := func(fields string) string {
		return `{"id":"` + assignmentID + `","why":"w","see":"done","exercise":` + definition + fields + `}`
	}
	shared := func(fields string) string {
		return `{"id":"` + shareID + `","entries":[{"exercise":"energy-audit","title":"t","fields":[{` + fields + `}]}],"trends":[]}`
	}
	cases := []struct{ name, kind, content, want string }{
		{"empty", TypeReply, ``, "not JSON"},
		{"cut off", TypeReply, `{"answer":"acc`, "not JSON"},
		{"two documents", TypeReply, `{"answer":"accept","assignment":"` + assignmentID + `"} {}`, "follows"},
		{"unknown field", TypeReply, `{"answer":"accept","assignment":"` + assignmentID + `","extra":1}`, `"extra" is unknown`},
		{"field twice", TypeReply, `{"answer":"accept","answer":"decline","assignment":"` + assignmentID + `"}`, "twice"},
		{"field twice in capitals", TypeReply, `{"answer":"accept","ANSWER":"decline","assignment":"` + assignmentID + `"}`, "twice"},
		{"a list", TypeReply, `[]`, "wrong type"},
		{"wrong type", TypeReply, `{"answer":5}`, "wrong type"},
		{"deep", TypeReply, strings.Repeat("[", 200) + strings.Repeat("]", 200), "too deep"},
		{"not UTF-8", TypeReply, "{\"words\":\"\xff\"}", "UTF-8"},
		{"answers nothing", TypeReply, `{"answer":"accept"}`, "answers nothing"},
		{"unknown answer", TypeReply, `{"answer":"maybe","assignment":"` + assignmentID + `"}`, "accept, move or decline"},
		{"moved nowhere", TypeReply, `{"answer":"move","assignment":"` + assignmentID + `"}`, "date is missing"},
		{"date with accept", TypeReply, `{"answer":"accept","assignment":"` + assignmentID + `","due":{"words":"x"}}`, "a date with"},
		{"date that is none", TypeReply, `{"answer":"move","assignment":"` + assignmentID + `","due":{"day":"2026-02-30"}}`, "not a date"},
		{"assignment a path", TypeReply, `{"answer":"accept","assignment":"../../../etc/passwd"}`, "not a UUID"},
		{"endless words", TypeReply, `{"answer":"accept","assignment":"` + assignmentID + `","words":"` + strings.Repeat("w", maxWords+1) + `"}`, "4000 is the most"},
		{"no reason", TypeAssignment, strings.Replace(given(""), `"why":"w"`, `"why":" "`, 1), "reason is missing"},
		{"no exercise", TypeAssignment, `{"id":"` + assignmentID + `","why":"w","see":"done"}`, "exercise"},
		{"a broken exercise", TypeAssignment, `{"id":"` + assignmentID + `","why":"w","see":"done","exercise":{"id":"x"}}`, "no title"},
		{"exercise with a path for id", TypeAssignment, strings.Replace(given(""), `"id":"energy-audit"`, `"id":"../../x"`, 1), "../../x"},
		{"exercise with an escape", TypeAssignment, strings.Replace(given(""), "Where do drainers", `\u001b[2JWhere do drainers`, 1), "control character"},
		{"exercise that runs code", TypeAssignment, strings.Replace(given(""), `"privacy":"personal"`, `"privacy":"personal","run":"rm"`, 1), "run"},
		{"see everything", TypeAssignment, strings.Replace(given(""), `"see":"done"`, `"see":"all"`, 1), "nothing, done or chosen"},
		{"rhythm of zero", TypeAssignment, given(`,"every":"0d"`), "rhythm"},
		{"rhythm of years", TypeAssignment, given(`,"every":"367d"`), "rhythm"},
		{"rhythm of words", TypeAssignment, given(`,"every":"often"`), "rhythm"},
		{"until without rhythm", TypeAssignment, given(`,"until":"2027-01-01"`), "without a rhythm"},
		{"a year 9999", TypeAssignment, given(`,"due":{"day":"9999-01-01"}`), "not a date"},
		{"another id than its letter", TypeAssignment, strings.Replace(given(""), assignmentID, shareID, 1), "id is not that"},
		{"shares nothing", TypeShare, `{"id":"` + shareID + `","entries":[],"trends":[]}`, "shares nothing"},
		{"state without assignment", TypeShare, `{"id":"` + shareID + `","state":"done","entries":[],"trends":[]}`, "without an assignment"},
		{"state declined", TypeShare, `{"id":"` + shareID + `","assignment":"` + assignmentID + `","state":"declined","entries":[],"trends":[]}`, "cannot say"},
		{"empty answer", TypeShare, shared(`"question":"where","ask":"?","text":" "`), "is missing"},
		{"answer of escapes only", TypeShare, shared(`"question":"where","ask":"?","text":"\u001b[2J"`), "is missing"},
		{"one question twice", TypeShare, shared(`"question":"where","ask":"?","text":"a"},{"question":"where","ask":"?","text":"b"`), "answered twice"},
		{"question a path", TypeShare, shared(`"question":"../x","ask":"?","text":"t"`), "not an id"},
		{"question with an escape", TypeShare, shared(`"question":"a\u001b[2J","ask":"?","text":"t"`), "not an id"},
		{"off the scale", TypeShare, shared(`"question":"size","ask":"?","text":"9","scale":{"value":9,"min":1,"max":5}`), "not on its scale"},
		{"edited and still a number", TypeShare, shared(`"question":"size","ask":"?","text":"x","edited":true,"scale":{"value":3,"min":1,"max":5}`), "was changed"},
		{"count above answers", TypeShare, `{"id":"` + shareID + `","entries":[],"trends":[{"exercise":"x","question":"q","ask":"?","answers":1,"counts":[{"value":"a","n":2}]}]}`, "cannot be"},
		{"withdraws a path", TypeWithdrawal, `{"share":"..\\x"}`, "not a UUID"},
		{"coach a path", TypeInvite, `{"agreement":{"coach":"../x","coachee":"Ana","keep_months":12}}`, "name holds"},
		{"coach with an escape", TypeInvite, `{"agreement":{"coach":"A\u001b]0;x\u0007","coachee":"Ana","keep_months":12}}`, "name holds"},
		{"kept for ever", TypeInvite, `{"agreement":{"coach":"C","coachee":"Ana","keep_months":9999}}`, "1 to 120"},
	}
	coach, ana := person(t, "Coach"), person(t, "Ana")
	for _, c := range cases {
		id := letterID
		switch c.kind {
		case TypeAssignment:
			id = assignmentID
		case TypeShare:
			id = shareID
		}
		file, err := seal.SignAndEncrypt(coach, ana.Public(), c.kind, version, id, []byte(c.content))
		if err != nil {
			t.Fatal(err)
		}
		_, m, err := Open(bytes.NewReader(file), ana)
		var refusal *seal.Refusal
		if !errors.Is(err, ErrContent) || !errors.As(err, &refusal) || refusal.Ask == "" || m != nil {
			t.Errorf("%s: %v, want ErrContent and what to ask for", c.name, err)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q does not say %q", c.name, err, c.want)
		}
		if strings.ContainsAny(err.Error(), "\x1b\a\x00") {
			t.Errorf("%s: the error holds control characters: %q", c.name, err)
		}
	}
}

// Control sequences in words are taken out on reading; the rest stays.
func TestWordsCleaned(t *testing.T) {
	reply, err := Decode(TypeReply, letterID, []byte(`{"assignment":"`+assignmentID+`","answer":"decline","words":"\u001b]0;evil\u0007not \u001b[31mnow\u001b[0m\u202e, \u009b2Jsorry\r\nAna"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reply.(*Reply).Words, "not now, sorry\nAna"; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	coach, ana := person(t, "Coach"), person(t, "Ana")
	noReason := assignment(t)
	noReason.Why = "\x1b[2J"
	seeNever := assignment(t)
	seeNever.Exercise.Never = true
	huge := assignment(t)
	huge.Exercise.About = strings.Repeat("a", maxDefinition)
	for name, m := range map[string]Message{"no reason": noReason, "wants to see what never leaves": seeNever, "huge": huge, "no exercise": &Assignment{ID: assignmentID, Why: "w", See: SeeDone}} {
		if _, err := Write(coach, ana.Public(), assignmentID, m); err == nil {
			t.Errorf("%s: written", name)
		}
	}
	if _, err := Write(coach, ana.Public(), letterID, assignment(t)); err == nil {
		t.Error("written under another id than its own")
	}
}

func FuzzDecode(f *testing.F) {
	for id, m := range messages(f) {
		content, err := Encode(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(m.kind(), id, content)
	}
	f.Add(TypeReply, letterID, []byte(`{"answer":"move","due":{"day":"2026-12-04"}}`))
	f.Fuzz(func(t *testing.T, kind, id string, content []byte) {
		m, err := Decode(kind, id, content)
		if err != nil {
			if !isClean(err.Error()) {
				t.Errorf("the error is not clean: %q", err)
			}
			return
		}
		again, err := Encode(m)
		if err != nil {
			t.Fatalf("read, but not to be written: %v", err)
		}
		m2, err := Decode(kind, id, again)
		if err != nil {
			t.Fatalf("written, but not to be read: %v", err)
		}
		same(t, m2, m)
		if strings.ContainsAny(string(again), "\x1b\u202e\u009b") {
			t.Errorf("control characters came through: %q", again)
		}
	})
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                       "plain",
		"tab\tand\nline":              "tab\tand\nline",
		"\x1b[1;31mred\x1b[0m":        "red",
		"\x1b]8;;http://x\x1b\\link":  "link",
		"\x1b]52;c;aGk=\aclip":        "clip",
		"\x1bPq#0\x1b\\sixel":         "sixel",
		"\x1bcreset":                  "reset",
		"\u009b31mc1":                 "c1",
		"\u009d0;t\u009cosc":          "osc",
		"unended \x1b]0;title":        "unended 0;title",
		"unended \x1b[31":             "unended ",
		"last \x1b":                   "last ",
		"a\u202eb\u2066c\u200ed":      "abcd",
		"a\x00b\x7fc":                 "abc",
		"a\r\nb\rc\u2028d":            "a\nb\nc\nd",
		"\xffbad":                     "\uFFFDbad",
		"Zoë 李 👩‍👩‍👧":                 "Zoë 李 👩‍👩‍👧",
		strings.Repeat("\x1b]", 9000): "",
	} {
		if got := clean(text); got != want {
			t.Errorf("clean(%.40q) = %.40q, want %.40q", text, got, want)
		}
	}
}
