package coaching

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/prompts"
)

func form(t testing.TB) string {
	t.Helper()
	text, err := AsText(assignment(t), lists(t))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// fill writes answers, as typed, into a form.
func fill(t testing.TB, text string, typed map[string]string) string {
	t.Helper()
	for question, words := range typed {
		place := fmt.Sprintf("[%s]:\n", question)
		if strings.Count(text, place) != 1 {
			t.Fatalf("the form has %d places for %s, want 1:\n%s", strings.Count(text, place), question, text)
		}
		text = strings.Replace(text, place, place+words+"\n", 1)
	}
	return text
}

func read(t testing.TB, text string) (*FormReply, map[string]FormAnswer) {
	t.Helper()
	reply, err := ReadText(text, assignment(t), lists(t))
	if err != nil {
		t.Fatalf("%v, reading:\n%s", err, text)
	}
	byID := map[string]FormAnswer{}
	for _, a := range reply.Answers {
		byID[a.Question] = a
	}
	return reply, byID
}

// typed is how a person with mull would type some of the answers; Line gives
// the same.
var typed = map[string]string{
	"size": "4", "mins": "90", "next": "first-step", "whose": "the team's", "again": "yes, twice",
	"week": "people 1h30, admin 0h45", "plan": "he asks -> I say no", "three": "one\ntwo",
	"felt": "tired, other:glad", "where": "Tuesdays.\nAnd Mondays.", "gain": "more rest",
}

var typedValues = exercise.Answers{
	"size": 4.0, "mins": 90.0, "next": "first-step", "whose": "the team's",
	"again": map[string]any{"value": true, "note": "twice"},
	"week":  map[string]any{"people": 90.0, "admin": 45.0},
	"plan":  map[string]any{"if": "he asks", "then": "I say no"},
	"three": []any{"one", "two"}, "felt": []any{"tired", map[string]any{"other": "glad"}},
	"where": "Tuesdays.\nAnd Mondays.", "gain": "more rest",
}

func TestFormLooks(t *testing.T) {
	text := form(t)
	for line := range strings.Lines(text) {
		if len([]rune(line)) > formWidth+1 {
			t.Errorf("a line has %d columns: %q", len([]rune(line))-1, line)
		}
	}
	for _, want := range []string{"Why: to see what could be handed on", "When: before our next session (Fri 4 December 2026)", "not encrypted", "1) let it pass", "a number from 1, a flicker, to 5, it stung"} {
		if !strings.Contains(text, want) {
			t.Errorf("the form does not say %q:\n%s", want, text)
		}
	}
	if id, err := FormID(text); err != nil || id != assignmentID {
		t.Errorf("FormID = %q, %v", id, err)
	}
	reply, _ := read(t, text)
	for _, a := range reply.Answers {
		if a.Words != "" || a.Missing || a.Problem != "" || a.Value != nil {
			t.Errorf("the empty form answers %s: %+v", a.Question, a)
		}
	}
	if len(reply.Leftovers) != 0 || reply.EndMissing || reply.Assignment != assignmentID {
		t.Errorf("the empty form: %+v", reply)
	}
	if _, err := reply.Share(shareID, assignment(t)); err != nil {
		t.Errorf("an empty form says that it was done: %v", err)
	}
}

// What mail programs do to a filled-in form, and what the form survives.
func TestFormByMail(t *testing.T) {
	filled := fill(t, form(t), typed)
	quote := func(s, mark string) string {
		return mark + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+mark) + "\n"
	}
	interleaved := fill(t, quote(form(t), "> "), typed)
	broken := func(width int, s string) string {
		var out []string
		for line := range strings.SplitSeq(s, "\n") {
			out = append(out, wrap(line, width))
		}
		return strings.Join(out, "\n")
	}
	forms := map[string]string{
		"as sent":              filled,
		"Windows line ends":    strings.ReplaceAll(filled, "\n", "\r\n"),
		"quoted":               quote(filled, "> "),
		"quoted without space": quote(filled, ">"),
		"quoted twice":         quote(filled, ">> "),
		"interleaved":          interleaved,
		"wrapped at 60":        broken(60, filled),
		"wrapped at 40":        broken(40, filled),
		"quoted, wrapped":      quote(broken(50, filled), "> "),
		"hard spaces":          strings.ReplaceAll(filled, "Answer ", "Answer\u00a0"),
		"blank lines doubled":  strings.ReplaceAll(filled, "\n", "\n\n"),
		"a byte mark":          "\ufeff" + filled,
		"the empty form below": filled + "\nOn Monday the coach wrote:\n" + quote(form(t), "> "),
		"itself quoted below":  filled + "\n" + quote(filled, "> "),
	}
	for name, text := range forms {
		_, got := read(t, text)
		for question, want := range typedValues {
			value := got[question].Value
			if question == "where" {
				value, want = flat(value), flat(want) // mail may move the line ends of long texts
			}
			if !reflect.DeepEqual(value, want) || got[question].Problem != "" {
				t.Errorf("%s: %s reads as %#v (%s), want %#v", name, question, value, got[question].Problem, want)
			}
		}
		for _, question := range []string{"most", "secret"} {
			if a := got[question]; a.Words != "" || a.Missing {
				t.Errorf("%s: %s was left empty and reads as %+v", name, question, a)
			}
		}
	}
}

func flat(value any) string { return strings.Join(strings.Fields(fmt.Sprint(value)), " ") }

// People write as they please; what is understood is said, the rest stays words.
func TestFormFreeAnswers(t *testing.T) {
	cases := []struct {
		question, words string
		value           any // nil: stays words, with a problem
	}{
		{"size", "4/5", 4.0},
		{"size", "4 - it really stung", 4.0},
		{"size", "(4)", 4.0},
		{"size", "4.", 4.0},
		{"size", "7", nil},
		{"size", "quite strong", nil},
		{"size", "45", nil},
		{"mins", "1h30", 90.0},
		{"mins", "90 minutes or so", 90.0},
		{"next", "2", "congratulate-them"},
		{"next", "2.", "congratulate-them"},
		{"next", "2) congratulate them", "congratulate-them"},
		{"next", "Congratulate them!", "congratulate-them"},
		{"next", "3, a small one", "first-step"},
		{"next", "write her a poem", map[string]any{"other": "write her a poem"}},
		{"again", "Yes.", true},
		{"again", "no!", false},
		{"again", "Yes, gladly", map[string]any{"value": true, "note": "gladly"}},
		{"again", "perhaps", nil},
		{"felt", "1, 2", []any{"tired", "proud"}},
		{"felt", "- tired\n- proud", []any{"tired", "proud"}},
		{"felt", "1) tired\n2) proud", []any{"tired", "proud"}},
		{"felt", "tired, hungry", []any{"tired", map[string]any{"other": "hungry"}}},
		{"felt", "hungry", []any{map[string]any{"other": "hungry"}}},
		{"felt", "tired, proud, hungry, cold", nil},
		{"most", "tired I think", map[string]any{"other": "tired I think"}},
		{"plan", "If he asks, then I say no", map[string]any{"if": "he asks", "then": "I say no"}},
		{"plan", "when he asks\nI say no", map[string]any{"if": "when he asks", "then": "I say no"}},
		{"plan", "I say no", nil},
		{"week", "people 1h30\nadmin 45m", map[string]any{"people": 90.0, "admin": 45.0}},
		{"week", "mostly people", nil},
		{"three", "1. one\n2. two\n3. three", []any{"one", "two", "three"}},
		{"three", "a\nb\nc\nd", nil},
		{"gain", "two lines\nof one text", "two lines of one text"},
		{"where", "> 50% of the week", "> 50% of the week"},
		{"where", "a\n\nb", "a\n\nb"},
	}
	for _, c := range cases {
		reply, got := read(t, fill(t, form(t), map[string]string{c.question: c.words}))
		a := got[c.question]
		if !reflect.DeepEqual(a.Value, c.value) || (c.value == nil) != (a.Problem != "") {
			t.Errorf("%s: %q reads as %#v (%s), want %#v", c.question, c.words, a.Value, a.Problem, c.value)
		}
		if flat(a.Words) != flat(c.words) {
			t.Errorf("%s: the words %q became %q", c.question, c.words, a.Words)
		}
		s, err := reply.Share(shareID, assignment(t))
		if err != nil || len(s.Entries) != 1 || len(s.Entries[0].Fields) != 1 {
			t.Errorf("%s: %q shares %+v, %v; want one answer", c.question, c.words, s, err)
		}
	}
}

// A question that chooses among earlier answers takes those by their words.
func TestFormEarlierAnswers(t *testing.T) {
	_, got := read(t, fill(t, form(t), map[string]string{"felt": "tired, proud, hungry", "most": "Proud."}))
	if a := got["most"]; a.Value != "proud" || a.Text != "proud" {
		t.Errorf("most: %+v, want the option proud", a)
	}
	_, got = read(t, fill(t, form(t), map[string]string{"felt": "tired, proud", "most": "2"}))
	if a := got["most"]; a.Value != nil || a.Problem == "" {
		t.Errorf("most: %+v, want a problem: the form gave no numbers", a)
	}
}

func TestFormLeftovers(t *testing.T) {
	text := fill(t, form(t), typed)
	text = "Dear coach,\nhere it is.\n\n" + text + "\nBest, Ana\nSent from my phone"
	text = strings.Replace(text, "How strong was it?", "How strong was it? OH VERY", 1)
	reply, got := read(t, text)
	var left []string
	for _, l := range reply.Leftovers {
		left = append(left, l.Where+": "+flat(l.Text))
	}
	all := strings.Join(left, "\n")
	for _, want := range []string{"before the form: Dear coach, here it is.", "OH VERY", "after the form: Best, Ana Sent from my phone"} {
		if !strings.Contains(all, want) {
			t.Errorf("leftovers lack %q:\n%s", want, all)
		}
	}
	if got["size"].Value != 4.0 {
		t.Errorf("size reads as %v, want 4", got["size"].Value)
	}
}

func TestFormDamaged(t *testing.T) {
	filled := fill(t, form(t), typed)
	t.Run("a place is gone", func(t *testing.T) {
		_, got := read(t, strings.Replace(filled, "Answer 2 [size]:\n4", "4 it was", 1))
		if a := got["size"]; !a.Missing || a.Words != "" {
			t.Errorf("size: %+v, want it missing", a)
		}
		if got["mins"].Value != 90.0 {
			t.Errorf("mins: %+v", got["mins"])
		}
	})
	t.Run("the end is gone", func(t *testing.T) {
		at := strings.Index(filled, "== Question 9 of")
		reply, got := read(t, filled[:at]+"\n--\nAna")
		if !reply.EndMissing || !strings.HasSuffix(got["most"].Words, "Ana") && !strings.HasSuffix(got["again"].Words, "Ana") {
			t.Errorf("end missing %v: %+v", reply.EndMissing, reply.Answers)
		}
		if !got["secret"].Missing || !reply.Cut {
			t.Errorf("secret: %+v, want it missing and the form cut", got["secret"])
		}
	})
	t.Run("only a part is gone", func(t *testing.T) {
		for _, text := range []string{
			filled,
			strings.Replace(filled, "Answer 2 [size]:\n4", "4 it was", 1),
			strings.Replace(filled, formEnd, "", 1),
		} {
			if reply, _ := read(t, text); reply.Cut || reply.Empty() {
				t.Errorf("cut %v, empty %v, want neither", reply.Cut, reply.Empty())
			}
		}
		for at := strings.Index(filled, "Answer 1") + 20; at < strings.LastIndex(filled, "Answer "); at += 40 {
			if reply, err := ReadText(filled[:at], assignment(t), lists(t)); err == nil && !reply.Cut {
				t.Errorf("a form of %d bytes, cut at %d, is not seen to be", len(filled), at)
			}
		}
		if reply, _ := read(t, "> "+strings.ReplaceAll(form(t), "\n", "\n> ")); !reply.Empty() || reply.Cut {
			t.Errorf("the form as it was sent: empty %v, cut %v", reply.Empty(), reply.Cut)
		}
	})
	t.Run("answered twice", func(t *testing.T) {
		_, got := read(t, filled+"\n"+fill(t, form(t), map[string]string{"size": "2"}))
		a := got["size"]
		if a.Value != nil || a.Problem == "" || !strings.Contains(a.Words, "4") || !strings.Contains(a.Words, "2") {
			t.Errorf("size: %+v, want both and a problem", a)
		}
	})
	t.Run("options altered", func(t *testing.T) {
		_, got := read(t, strings.Replace(fill(t, form(t), map[string]string{"next": "2"}), "1) let it pass", "1) do nothing", 1))
		if a := got["next"]; a.Value != nil || a.Problem == "" || a.Words != "2" {
			t.Errorf("next: %+v, want a problem: its numbers may mean something else", a)
		}
	})
	for name, text := range map[string]string{
		"empty":           "",
		"prose":           "I have not got round to it.",
		"another's form":  strings.ReplaceAll(filled, assignmentID, shareID),
		"questions only":  strings.NewReplacer("Answer", "Reply").Replace(filled),
		"longer than 2MB": strings.Repeat("x", maxForm+1),
	} {
		if reply, err := ReadText(text, assignment(t), lists(t)); !errors.Is(err, ErrNoForm) {
			t.Errorf("%s: %+v, %v; want ErrNoForm", name, reply, err)
		}
	}
	if id, err := FormID(filled + strings.ReplaceAll(filled, assignmentID, shareID)); !errors.Is(err, ErrNoForm) {
		t.Errorf("two forms: %q, %v; want ErrNoForm", id, err)
	}
}

// Whatever answers are drawn, a form filled in with their lines and sent through
// a mail program reads back as the same answers.
func TestFormRoundTrip(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("rest more > == the team's 4 yes, Answer [x] Tuesday; 1) -> and i.e. Zoë 李 100% :-) | - * other")
	phrase := func(n int) string {
		list := make([]string, 1+source.IntN(n))
		for i := range list {
			list[i] = words[source.IntN(len(words))]
		}
		return "so " + strings.Join(list, " ")
	}
	for range 300 {
		want := exercise.Answers{
			"where": phrase(40), "size": float64(1 + source.IntN(5)), "mins": float64(1 + source.IntN(600)),
			"next":  []any{"let-it-pass", "first-step", map[string]any{"other": phrase(4)}}[source.IntN(3)],
			"whose": phrase(20), "gain": phrase(8), "again": source.IntN(2) == 0,
			"week": map[string]any{"people": float64(15 * (1 + source.IntN(90))), "hands-on": 45.0},
		}
		x := audit(t)
		lines := map[string]string{}
		for question, value := range want {
			q, _ := x.Question(question)
			lines[question] = q.Line(value)
			if text, isText := value.(string); isText && (q.Kind == "text" || q.Kind == "longtext") {
				lines[question] = wrap(text, 10+source.IntN(60))
			}
		}
		text := fill(t, form(t), lines)
		if source.IntN(2) == 0 {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		if source.IntN(2) == 0 {
			text = "> " + strings.ReplaceAll(text, "\n", "\n> ")
		}
		_, got := read(t, text)
		for question, value := range want {
			read := got[question].Value
			if question == "where" {
				read, value = flat(read), flat(value)
			}
			if !reflect.DeepEqual(read, value) {
				t.Fatalf("%s: %#v came back as %#v (%+v)", question, value, read, got[question])
			}
		}
	}
}

// The kinds with several lines, as people fill them in and as mail wraps them.
func TestFormLines(t *testing.T) {
	x, err := exercise.Read("lines.yaml", []byte(`
id: lines
title: Lines
version: 1
privacy: ordinary
questions:
  - {id: fit, type: matrix, ask: How is it?, rows: [growing people, hiring], columns: [{id: good, ask: Good at, type: scale, min: 1, max: 5}, {id: glad, ask: Glad of, type: scale, min: 1, max: 5}]}
  - {id: piles, type: sort, ask: Which?, options: [craft, rest, order], piles: [matters most, matters]}
  - {id: five, type: rank, ask: In order, options: [craft, rest, order]}
  - {id: balls, type: group, ask: Whose?, items: 1-3, questions: [{id: item, type: text, ask: What?}, {id: role, type: choice, ask: "By role?", options: [mine, theirs]}]}
  - {id: by, type: date, ask: By when?}
`))
	if err != nil {
		t.Fatal(err)
	}
	a := assignment(t)
	a.Exercise = x
	empty, err := AsText(a, lists(t))
	if err != nil {
		t.Fatal(err)
	}
	row := func(good, glad float64) map[string]any { return map[string]any{"good": good, "glad": glad} }
	want := exercise.Answers{
		"fit":   map[string]any{"growing-people": row(4, 2), "hiring": row(3, 5)},
		"piles": map[string]any{"matters-most": []any{"order", "craft"}, "matters": []any{"rest"}},
		"five":  []any{"rest", "craft", "order"},
		"balls": []any{map[string]any{"item": "the report", "role": "theirs"}, map[string]any{"item": "the hire"}},
		"by":    "2026-12-04",
	}
	asLines := map[string]string{}
	for question, value := range want {
		q, _ := x.Question(question)
		asLines[question] = q.Line(value)
	}
	ways := map[string]map[string]string{
		"as mull writes them": asLines,
		"a line each": {
			"fit": "growing people: 4, 2\nhiring: 3, 5", "piles": "matters most: 3, 1\nmatters: 2", "five": "2\n1\n3",
			"balls": "item: the report\nrole: theirs\nitem: the hire", "by": "2026-12-04",
		},
		"wrapped": {
			"fit": "growing people: 4,\n2\nhiring: 3,\n5;", "piles": "matters most: order,\ncraft\nmatters: rest", "five": "rest,\ncraft, order",
			"balls": "item: the\nreport | role: theirs\nitem: the\nhire", "by": "2026-12-04",
		},
	}
	for name, typed := range ways {
		reply, err := ReadText(fill(t, empty, typed), a, lists(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range reply.Answers {
			if !reflect.DeepEqual(got.Value, want[got.Question]) {
				t.Errorf("%s: %s, %q, reads as %#v (%s), want %#v", name, got.Question, got.Words, got.Value, got.Problem, want[got.Question])
			}
		}
	}
}

// Every exercise mull comes with makes a form that reads back empty, or says
// that it never leaves; no form asks what never leaves.
func TestFormsOfShipped(t *testing.T) {
	for _, name := range prompts.Exercises() {
		source, _ := prompts.Exercise(name)
		x, err := exercise.Read(name, source)
		if err != nil {
			t.Fatal(err)
		}
		a := assignment(t)
		a.Exercise, a.See = x, SeeDone
		text, err := AsText(a, lists(t))
		if x.Never {
			if !errors.Is(err, ErrNever) {
				t.Errorf("%s never leaves, and its form: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		reply, err := ReadText("> "+strings.ReplaceAll(text, "\n", "\n> "), a, lists(t))
		if err != nil || len(reply.Leftovers) > 0 {
			t.Errorf("%s: %v, leftovers %q", name, err, reply.Leftovers)
			continue
		}
		for _, got := range reply.Answers {
			if got.Missing || got.Words != "" {
				t.Errorf("%s: the empty form answers %+v", name, got)
			}
			if q, _ := x.Question(got.Question); q.Never {
				t.Errorf("%s: the form asks %s, which never leaves", name, q.ID)
			}
		}
	}
}

func TestFormOfRepeats(t *testing.T) {
	a := assignment(t)
	a.Every, a.Until, a.See = "1w", period.NewDay(2027, 3, 1), SeeNothing
	text, err := AsText(a, lists(t))
	if err != nil || !strings.Contains(text, "How often: every week until 1 March 2027") || !strings.Contains(text, "I do not ask to see any of it") {
		t.Errorf("%v:\n%s", err, text)
	}
	a.Why = ""
	if _, err := AsText(a, lists(t)); err == nil {
		t.Error("a form without a reason")
	}
}

// FuzzReadText holds the promise that no word is dropped: whatever stands in a
// text stands in an answer or a leftover, unless it is the form's own.
func FuzzReadText(f *testing.F) {
	f.Add(fill(f, form(f), typed), "")
	f.Add(form(f), "Dear coach")
	f.Add("> "+strings.ReplaceAll(fill(f, form(f), typed), "\n", "\n> "), "> > x")
	f.Add("Answer 2 [size]: 4 Answer 3 [mins]: 5", "==")
	a, journal, empty := assignment(f), lists(f), form(f)
	f.Fuzz(func(t *testing.T, text, before string) {
		text = before + "\n" + text
		reply, err := ReadText(text, a, journal)
		if err != nil {
			return
		}
		var kept strings.Builder
		for _, a := range reply.Answers {
			kept.WriteString(a.Words + "\n")
			if a.Value != nil && a.Words == "" {
				t.Errorf("%s has the value %v without words", a.Question, a.Value)
			}
		}
		for _, l := range reply.Leftovers {
			kept.WriteString(l.Text + "\n")
		}
		own := map[string]bool{}
		for _, word := range strings.Fields(strings.ReplaceAll(empty, ">", " ")) {
			own[word] = true
		}
		have := map[string]bool{}
		for _, word := range strings.Fields(strings.ReplaceAll(kept.String(), ">", " ")) {
			have[word] = true
		}
		rest := formMarks().ReplaceAllString(strings.ReplaceAll(clean(text), "\u00a0", " "), " ")
		for _, word := range strings.Fields(strings.ReplaceAll(unquoteForm(rest), ">", " ")) {
			if !have[word] && !own[word] && !strings.Contains(kept.String(), word) {
				t.Errorf("%q was dropped", word)
			}
		}
		if s, err := reply.Share(shareID, a); err == nil && !isClean(s.Text()) {
			t.Errorf("the share is not clean: %q", s.Text())
		}
	})
}
