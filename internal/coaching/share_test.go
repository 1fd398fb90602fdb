package coaching

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/seal"
	"mull/prompts"
)

func preview(t *testing.T, picks Selection) *Preview {
	t.Helper()
	p, err := NewPreview(audit(t), lists(t), answers(), picks)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func field(t *testing.T, p *Preview, question string) PreviewField {
	t.Helper()
	for _, f := range p.Fields {
		if f.Question == question {
			return f
		}
	}
	t.Fatalf("no field %s in the preview", question)
	return PreviewField{}
}

func TestPreviewDefault(t *testing.T) {
	p := preview(t, nil)
	locked := map[string]string{}
	for _, f := range p.Fields {
		if f.On {
			t.Errorf("%s leaves although nothing was chosen", f.Question)
		}
		locked[f.Question] = f.Locked
	}
	const private, never = "private: stays unless you open this one", "never leaves the journal"
	want := map[string]string{
		"where": "", "size": "", "mins": "", "next": "", "whose": "", "again": "", "gain": "", "week": "", "plan": "", "three": "", "lately": "",
		"felt": private, "most": private, "secret": private, "flag": never, "safe": never,
	}
	for question, lock := range want {
		if got, found := locked[question]; !found || got != lock {
			t.Errorf("%s: locked %q (shown %v), want %q", question, got, found, lock)
		}
	}
	if len(locked) != len(want) {
		t.Errorf("%d fields, want %d: skipped and unreached questions are not in a preview", len(locked), len(want))
	}
	if _, err := Compose(shareID, "", "", []*Preview{p}, nil); err == nil || !strings.Contains(err.Error(), "shares nothing") {
		t.Errorf("composing nothing: %v", err)
	}
}

func TestPreviewWords(t *testing.T) {
	p := preview(t, nil)
	for question, want := range map[string]string{
		"where": "Tuesdays. Three status meetings\nin a row, says Peter.",
		"size":  "4 of 5 (1 a flicker, 5 it stung)",
		"mins":  "90 minutes",
		"next":  "take a first step",
		"felt":  "tired, proud, FELTWORD",
		"most":  "FELTWORD",
		"again": "yes, AGAINNOTE",
		"week":  "people: 1h30, admin: 0h45",
		"plan":  "If IFWORD, then THENWORD",
		"three": "ONEWORD\nTWOWORD",
	} {
		if got := field(t, p, question).Text; got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
	if s := field(t, p, "size").Scale; s == nil || *s != (Scale{4, 1, 5}) {
		t.Errorf("size has the scale %v, want 4 of 1 to 5", s)
	}
}

// A question may tell an answer that is kept: by its wording, or by being asked.
func TestPreviewTells(t *testing.T) {
	if got := field(t, preview(t, share("gain")), "gain").Ask; got != "What do you have now?" {
		t.Errorf("gain asks %q: its wording tells the private answer that chose it", got)
	}
	if got := field(t, preview(t, share("gain", "felt!")), "gain").Ask; got != "What would give you rest?" {
		t.Errorf("gain asks %q although what chose its wording is shared", got)
	}
	for question, want := range map[string]string{"whose": "What will you do with it?", "lately": "Which of these fit?", "most": "Which of these fit?"} {
		if told := field(t, preview(t, nil), question).Tells; len(told) != 1 || !strings.HasSuffix(told[0], want) {
			t.Errorf("%s tells %q, want %q named", question, told, want)
		}
	}
	if told := field(t, preview(t, share("next")), "whose").Tells; len(told) != 0 {
		t.Errorf("whose tells %q although that answer is shared", told)
	}
}

// A word left out of an answer is left out of those that repeat it in their
// rows or options, shared or not, and the preview shows that.
func TestRedactionCarries(t *testing.T) {
	source, _ := prompts.Exercise("energy-audit")
	x, err := exercise.Read("energy-audit", source)
	if err != nil {
		t.Fatal(err)
	}
	all := exercise.Answers{
		"list":   []any{"SECRETone one-to-ones", "code review", "planning"},
		"effect": map[string]any{"secretone-one-to-ones": 2.0, "code-review": -1.0, "planning": 0.0},
	}
	words := "three kinds"
	for _, c := range []struct {
		name  string
		list  Pick
		want  string
		tells bool
	}{
		{"a word", Pick{Share: true, Redact: []string{"SECRETone"}}, "[left out] one-to-ones: 2\ncode review: -1\nplanning: 0", true},
		{"of an answer that stays", Pick{Redact: []string{"secretone"}}, "[left out] one-to-ones: 2\ncode review: -1\nplanning: 0", true},
		{"over two items", Pick{Share: true, Redact: []string{"review planning"}}, "SECRETone one-to-ones: 2\ncode [left out]: -1\n[left out]: 0", true},
		{"other words", Pick{Share: true, Words: &words}, "SECRETone one-to-ones: 2\ncode review: -1\nplanning: 0", true},
		{"as it is", Pick{Share: true}, "SECRETone one-to-ones: 2\ncode review: -1\nplanning: 0", false},
	} {
		p, err := NewPreview(x, lists(t), all, Selection{"list": c.list, "effect": {Share: true}})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		f := field(t, p, "effect")
		if f.Text != c.want || f.Redacted != strings.Contains(c.want, leftOut) {
			t.Errorf("%s: %q, redacted %v; want %q", c.name, f.Text, f.Redacted, c.want)
		}
		if told := slices.Contains(f.Tells, "tells something of your answer to: The kinds of activity in a normal week, up to eight"); told != c.tells {
			t.Errorf("%s: tells %q", c.name, f.Tells)
		}
		s, err := Compose(shareID, "", "", []*Preview{p}, nil)
		if err != nil {
			t.Fatal(err)
		}
		content, _ := sent(t, s)
		if len(c.list.Redact) > 0 && bytes.Contains(bytes.ToLower(content), []byte("secretone")) != strings.Contains(c.want, "SECRET") {
			t.Errorf("%s: what leaves holds the word that was left out:\n%s", c.name, content)
		}
	}
}

// A free page asks nothing; what stands above it is not an empty line.
func TestPageWithoutQuestion(t *testing.T) {
	source, _ := prompts.Exercise("free-note")
	x, err := exercise.Read("free-note", source)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPreview(x, lists(t), exercise.Answers{"text": "A scene."}, share("text"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compose(shareID, "", "", []*Preview{p}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, got := sent(t, s)
	if text := p.Text(); !strings.Contains(text, "\nLEAVES  The page  [text]\n        A scene.") {
		t.Errorf("the preview:\n%s", text)
	}
	if text := got.Text(); !strings.Contains(text, "\n  The page\n        A scene.") {
		t.Errorf("the share:\n%s", text)
	}
}

func TestPicks(t *testing.T) {
	text := func(words string) *string { return &words }
	cases := []struct {
		name, question string
		pick           Pick
		want           string // the text that leaves
		edited, gone   bool
	}{
		{"as it is", "gain", Pick{Share: true}, "GAINWORD", false, false},
		{"other words", "gain", Pick{Share: true, Words: text(" something\x1b[31m else ")}, "something else", true, false},
		{"the same words", "gain", Pick{Share: true, Words: text("GAINWORD")}, "GAINWORD", false, false},
		{"a word out", "where", Pick{Share: true, Redact: []string{"peter"}}, "Tuesdays. Three status meetings\nin a row, says [left out].", false, true},
		{"a phrase over a line end", "where", Pick{Share: true, Redact: []string{"meetings in a row"}}, "Tuesdays. Three status [left out], says Peter.", false, true},
		{"two out", "where", Pick{Share: true, Redact: []string{"Tuesdays", "PETER"}}, "[left out]. Three status meetings\nin a row, says [left out].", false, true},
		{"a number out", "size", Pick{Share: true, Redact: []string{"4"}}, "[left out] of 5 (1 a flicker, 5 it stung)", false, true},
		{"private, opened", "secret", Pick{Share: true, Open: true}, "SECRETWORD and more", false, false},
	}
	for _, c := range cases {
		f := field(t, preview(t, Selection{c.question: c.pick}), c.question)
		if f.Text != c.want || f.Edited != c.edited || f.Redacted != c.gone || !f.On {
			t.Errorf("%s: %q, edited %v, redacted %v, on %v; want %q, %v, %v", c.name, f.Text, f.Edited, f.Redacted, f.On, c.want, c.edited, c.gone)
		}
		if (f.Edited || f.Redacted) && f.Scale != nil {
			t.Errorf("%s: the number still leaves", c.name)
		}
	}
	refused := []struct {
		name     string
		question string
		pick     Pick
	}{
		{"private, not opened", "secret", Pick{Share: true}},
		{"repeats a private one", "most", Pick{Share: true}},
		{"never", "flag", Pick{Share: true, Open: true}},
		{"asked because of one that never leaves", "safe", Pick{Share: true, Open: true}},
		{"words that are not there", "where", Pick{Share: true, Redact: []string{"Petra"}}},
		{"an empty redaction", "where", Pick{Share: true, Redact: []string{" "}}},
		{"empty words", "where", Pick{Share: true, Words: text("  ")}},
		{"a skipped question", "skipped", Pick{Share: true}},
		{"an unreached question", "unreached", Pick{Share: true}},
		{"no such question", "wher", Pick{Share: true}},
	}
	for _, c := range refused {
		if p, err := NewPreview(audit(t), lists(t), answers(), Selection{c.question: c.pick}); err == nil {
			t.Errorf("%s: taken, %v", c.name, field(t, p, c.question))
		} else if strings.Contains(err.Error(), "SECRETWORD") || strings.Contains(err.Error(), "Peter") {
			t.Errorf("%s: the error holds the answer: %v", c.name, err)
		}
	}
}

func TestNeverExercise(t *testing.T) {
	x := audit(t)
	x.Never = true
	if _, err := NewPreview(x, lists(t), answers(), nil); !errors.Is(err, ErrNever) {
		t.Errorf("a preview of what never leaves: %v, want ErrNever", err)
	}
	if _, err := CountTrend(x, "size", lists(t), []exercise.Answers{answers()}, true); !errors.Is(err, ErrNever) {
		t.Errorf("a trend of what never leaves: %v, want ErrNever", err)
	}
}

// sent plays a share's way: composed, written to a letter, opened, decrypted
// text and all.
func sent(t *testing.T, s *Share) (content []byte, got *Share) {
	t.Helper()
	ana, coach := person(t, "Ana"), person(t, "Coach")
	file, err := Write(ana, coach.Public(), s.ID, s)
	if err != nil {
		t.Fatal(err)
	}
	letter, m, err := Open(bytes.NewReader(file), coach)
	if err != nil {
		t.Fatal(err)
	}
	return letter.Content, m.(*Share)
}

// Two of the answers leave. Every other is searched for in what the coach can
// decrypt, with the id of its question and its words.
func TestNothingElseLeaves(t *testing.T) {
	redacted := share("gain", "size", "where")
	redacted["where"] = Pick{Share: true, Redact: []string{"Peter"}}
	p := preview(t, redacted)
	s, err := Compose(shareID, assignmentID, Done, []*Preview{p}, nil)
	if err != nil {
		t.Fatal(err)
	}
	content, got := sent(t, s)
	for _, kept := range []string{
		"SECRETWORD", "FELTWORD", "AGAINNOTE", "WHOSEWORD", "IFWORD", "THENWORD", "ONEWORD", "TWOWORD", "SAFEWORD", "LATELYWORD",
		"Peter", "first-step", "take a first step", "tired", "proud", "What would give you rest?", "1h30", "90",
		`"secret"`, `"felt"`, `"most"`, `"again"`, `"plan"`, `"skipped"`, `"unreached"`, `"flag"`, "What else?", "What nobody knows",
	} {
		if bytes.Contains(bytes.ToLower(content), bytes.ToLower([]byte(kept))) {
			t.Errorf("the share holds %q, which was kept", kept)
		}
	}
	for _, chosen := range []string{"GAINWORD", "4 of 5", "Tuesdays", "[left out]"} {
		if !bytes.Contains(content, []byte(chosen)) {
			t.Errorf("the share lacks %q, which was chosen", chosen)
		}
	}
	if len(got.Entries) != 1 || len(got.Entries[0].Fields) != 3 || got.State != Done {
		t.Errorf("the coach sees %+v, want three answers", got)
	}
}

// The same for every exercise mull comes with: each question answered with words
// found nowhere else, one of them shared, the others searched for.
func TestNothingElseLeavesOfShipped(t *testing.T) {
	shared := 0
	for _, name := range prompts.Exercises() {
		source, _ := prompts.Exercise(name)
		x, err := exercise.Read(name, source)
		if err != nil {
			t.Fatal(err)
		}
		if x.Never {
			continue
		}
		all := exercise.Answers{}
		for i, q := range x.All() {
			all[q.ID] = marked(q, i)
		}
		for _, chosen := range x.All() {
			p, err := NewPreview(x, lists(t), all, Selection{chosen.ID: {Share: true, Open: true}})
			if err != nil {
				continue // never leaves
			}
			s, err := Compose(shareID, "", "", []*Preview{p}, nil)
			if err != nil {
				t.Fatalf("%s.%s: %v", name, chosen.ID, err)
			}
			content, _ := sent(t, s)
			shared++
			for i, q := range x.All() {
				word := []byte(markWord(i))
				if holds := bytes.Contains(content, word); holds != (q.ID == chosen.ID) {
					t.Errorf("%s: sharing %s, the share holds the answer to %s: %v", name, chosen.ID, q.ID, holds)
				}
			}
		}
	}
	if shared == 0 {
		t.Error("nothing was shared, so nothing was tested")
	}
}

// markWord is a word, or a number, that no other answer holds.
func markWord(i int) string { return fmt.Sprintf("9%03d77", i) }

// marked answers a question of any kind with its mark in it.
func marked(q *exercise.Question, i int) any {
	word := markWord(i)
	switch q.Kind {
	case "scale", "number":
		var number float64
		_, _ = fmt.Sscan(word, &number)
		if q.Kind == "scale" { // the words of a preview do not depend on the bounds
			q.Max = &number
		}
		return number
	case "choice":
		return map[string]any{"other": word}
	case "many", "rank":
		return []any{map[string]any{"other": word}}
	case "yesno":
		return map[string]any{"value": true, "note": word}
	case "split":
		return map[string]any{word: 1.0}
	case "ifthen":
		return map[string]any{"if": word, "then": word}
	case "matrix", "sort":
		return map[string]any{"a": word}
	case "group":
		return []any{map[string]any{q.Questions[0].ID: word}}
	}
	return word
}

func TestTrends(t *testing.T) {
	entries := []exercise.Answers{answers(), answers(), {"size": 5.0, "felt": nil, "next": map[string]any{"other": "OWNNEXT"}}, {}}
	size, err := CountTrend(audit(t), "size", lists(t), entries, false)
	if err != nil || size.Answers != 3 || fmt.Sprint(size.Counts) != "[{4 2} {5 1}]" {
		t.Errorf("size: %+v, %v; want 4 twice and 5 once of 3", size, err)
	}
	next, err := CountTrend(audit(t), "next", lists(t), entries, false)
	if err != nil || fmt.Sprint(next.Counts) != "[{take a first step 2} {own words 1}]" {
		t.Errorf("next: %+v, %v; want two first steps and own words once", next, err)
	}
	felt, err := CountTrend(audit(t), "felt", lists(t), entries, true)
	if err != nil || felt.Answers != 2 || fmt.Sprint(felt.Counts) != "[{tired 2} {proud 2} {own words 2}]" {
		t.Errorf("felt: %+v, %v", felt, err)
	}
	s, err := Compose(shareID, "", "", nil, []Trend{size, next, felt})
	if err != nil {
		t.Fatal(err)
	}
	content, _ := sent(t, s)
	for _, word := range []string{"OWNNEXT", "FELTWORD"} {
		if bytes.Contains(content, []byte(word)) {
			t.Errorf("the trends hold %q, own words", word)
		}
	}
	for question, why := range map[string]string{
		"felt": "private", "where": "text", "mins": "number", "most": "own options", "flag": "never", "nothing": "no such question", "unreached": "no answers",
	} {
		if trend, err := CountTrend(audit(t), question, lists(t), entries, false); err == nil {
			t.Errorf("%s (%s): counted as %+v", question, why, trend)
		}
	}
}

func TestSummaryAndReceipt(t *testing.T) {
	p := preview(t, share("gain", "size"))
	s, err := Compose(shareID, assignmentID, Done, []*Preview{p}, nil)
	if err != nil {
		t.Fatal(err)
	}
	leaves, stays := Leaves(s), Stays([]*Preview{p})
	if len(leaves) != 3 || len(stays) != len(p.Fields)-2+3 {
		t.Errorf("leaves %q\nstays %q\nwant the state and two answers to leave, %d to stay", leaves, stays, len(p.Fields)-2+3)
	}
	text := p.Text()
	if strings.Count(text, "LEAVES") != 2 || strings.Count(text, "\nstays") != len(p.Fields)-2 {
		t.Errorf("the text of the preview:\n%s", text)
	}
	at := time.Date(2026, 11, 19, 18, 0, 0, 0, time.UTC)
	to := person(t, "Coach").Public()
	receipt, err := NewReceipt(s, to, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"GAINWORD", "4 of 5", "What do you have now?", "done"} {
		if !strings.Contains(receipt.Text, want) {
			t.Errorf("the receipt lacks %q:\n%s", want, receipt.Text)
		}
	}
	if strings.Contains(receipt.Text, "SECRETWORD") {
		t.Error("the receipt holds what did not leave")
	}
	content, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	if receipt.To != "Coach" || receipt.Fingerprint != to.Fingerprint() || receipt.Share != shareID || !receipt.At.Equal(at) {
		t.Errorf("receipt %+v", receipt)
	}
	m, err := Decode(TypeShare, shareID, content)
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewReceipt(m.(*Share), to, at)
	if err != nil || again.Hash != receipt.Hash || again.Text != receipt.Text {
		t.Errorf("the receipt of what arrived differs from that of what left: %v", err)
	}
}

// The stand of a sender, for callers of Open.
func TestForgedShareNamed(t *testing.T) {
	ana, eve, coach := person(t, "Ana"), person(t, "Ana"), person(t, "Coach")
	s := &Share{ID: shareID, Assignment: assignmentID, State: Done}
	file, err := Write(eve, coach.Public(), shareID, s)
	if err != nil {
		t.Fatal(err)
	}
	letter, _, err := Open(bytes.NewReader(file), coach)
	if err != nil {
		t.Fatal(err)
	}
	if stand, at := seal.Stand(letter.From, []seal.Public{ana.Public()}); stand != seal.ChangedKey || at != 0 {
		t.Errorf("a share by another Ana stands as %s of %d, want a changed key", stand, at)
	}
}
