package exercise

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"mull/internal/period"
)

func number(n float64) *float64 { return &n }

func list(words ...string) Options {
	o := Options{}
	for _, w := range words {
		o.List = append(o.List, Option{ID: Slug(w), Label: w})
	}
	return o
}

// one question of every kind, and of the ways a kind can differ.
func kindQuestions() map[string]*Question {
	colours := list("red", "dark blue", "blue", "sea green")
	colours.List = append(colours.List, Option{ID: "set-slot", Label: "do it, but in a set slot"})
	rows := list("being", "being seen", "hard feedback")
	scale := Column{ID: "excel", Kind: "scale", Min: number(1), Max: number(5)}
	enjoy := Column{ID: "enjoy", Kind: "scale", Min: number(1), Max: number(5)}
	own := colours
	own.List = append([]Option{{ID: OtherID, Label: "pale, grey"}, {ID: OtherID, Label: "mauve"}}, own.List...)
	return map[string]*Question{
		"text":          {ID: "q", Kind: "text"},
		"text items":    {ID: "q", Kind: "text", Items: Count{1, 3}},
		"longtext":      {ID: "q", Kind: "longtext"},
		"scale":         {ID: "q", Kind: "scale", Min: number(-2), Max: number(2)},
		"number":        {ID: "q", Kind: "number"},
		"minutes":       {ID: "q", Kind: "number", Unit: "minutes", Min: number(1), Max: number(1440)},
		"yesno":         {ID: "q", Kind: "yesno"},
		"yesno notes":   {ID: "q", Kind: "yesno", Notes: true},
		"choice":        {ID: "q", Kind: "choice", Options: colours},
		"choice other":  {ID: "q", Kind: "choice", Options: colours, Other: true},
		"choice notes":  {ID: "q", Kind: "choice", Options: colours, Other: true, Notes: true},
		"choice own":    {ID: "q", Kind: "choice", Options: own},
		"many":          {ID: "q", Kind: "many", Options: colours, Other: true, Max: number(3)},
		"many closed":   {ID: "q", Kind: "many", Options: own},
		"many free":     {ID: "q", Kind: "many", Other: true},
		"many exactly":  {ID: "q", Kind: "many", Options: colours, Exactly: 2},
		"rank":          {ID: "q", Kind: "rank", Options: colours},
		"rank exactly":  {ID: "q", Kind: "rank", Options: colours, Exactly: 2},
		"split":         {ID: "q", Kind: "split", Options: colours, Max: number(1440)},
		"split total":   {ID: "q", Kind: "split", Options: colours, Total: 100},
		"sort":          {ID: "q", Kind: "sort", Options: colours, Other: true, Piles: list("matters most", "matters").List},
		"matrix":        {ID: "q", Kind: "matrix", Rows: rows, Columns: []Column{scale, enjoy}},
		"matrix scale":  {ID: "q", Kind: "matrix", Rows: rows, Columns: []Column{{Kind: "scale", Min: number(0), Max: number(4)}}},
		"matrix text":   {ID: "q", Kind: "matrix", Rows: rows, Columns: []Column{{Kind: "text"}}},
		"matrix number": {ID: "q", Kind: "matrix", Rows: rows, Columns: []Column{{Kind: "number"}}},
		"matrix mixed":  {ID: "q", Kind: "matrix", Rows: rows, Columns: []Column{{ID: "words", Kind: "text"}, enjoy}},
		"ifthen":        {ID: "q", Kind: "ifthen"},
		"date":          {ID: "q", Kind: "date", Today: period.NewDay(2026, 11, 19)},
		"past date":     {ID: "q", Kind: "date", Past: true, Today: period.NewDay(2026, 11, 19)},
		"group": {ID: "q", Kind: "group", Items: Count{1, 4}, Questions: []Question{
			{ID: "item", Kind: "text"},
			{ID: "came", Kind: "choice", Options: list("kept it", "handed up"), Other: true},
			{ID: "words", Kind: "text", When: &Condition{Question: "came", Is: []any{"handed-up"}}},
			{ID: "who", Kind: "many", Options: colours, Other: true},
			{ID: "more", Kind: "text", Items: Count{1, 3}},
		}},
	}
}

func TestTypedLines(t *testing.T) {
	questions := kindQuestions()
	for _, c := range []struct{ kind, line, want string }{
		{"text", "  one line ", `"one line"`},
		{"text", "a\nb", "!wants one line, have 2"},
		{"text", " \t", `null`},
		{"text items", "walk; quiet;; food", `["walk","quiet","food"]`},
		{"text items", `a\; b; C:\new`, `["a; b","C:\\new"]`},
		{"text items", "a;b;c;d", "!at most 3 texts (4 so far)"},
		{"text items", ";", `null`},
		{"longtext", "a\r\nb\n", `"a\nb"`},
		{"scale", "-2", `-2`},
		{"scale", "+1", `1`},
		{"scale", "-0", `0`},
		{"scale", "3", "!3 is outside -2 to 2"},
		{"scale", "1.5", "!wants a whole number -2 to 2, have 1.5"},
		{"scale", "NaN", "!whole number"},
		{"number", "1,5", `1.5`},
		{"number", "inf", "!not a usable number"},
		{"number", "many", `!"many" is not a number`},
		{"minutes", "1h30", `90`},
		{"minutes", "90", `90`},
		{"minutes", "0", "!0 is outside 1 to 1440"},
		{"yesno", "Y", `true`},
		{"yesno", "no, never", "!neither yes nor no"},
		{"yesno notes", "yes, twice, really", `{"note":"twice, really","value":true}`},
		{"yesno notes", "no,", `false`},
		{"choice", "3", `"blue"`},
		{"choice", "Dark  Blue", `"dark-blue"`},
		{"choice", "9", "!9 is not in the list of 1 to 5"},
		{"choice", "gren", "!unknown option \"gren\""},
		{"choice", "other:mauve", "!takes no own words"},
		{"choice", "???", "!unknown option"},
		{"choice other", "other: a, b ", `{"other":"a, b"}`},
		{"choice other", "other:", `null`},
		{"choice", "do it, but in a set slot", `"set-slot"`},
		{"choice notes", "do it, but in a set slot", `"set-slot"`},
		{"choice notes", "dark blue, !", `{"note":"!","value":"dark-blue"}`},
		{"many", "do it, but in a set slot", `["set-slot"]`},
		{"many", "dark, blue", "!unknown option \"dark\""},
		{"choice notes", "red, as always", `{"note":"as always","value":"red"}`},
		{"choice notes", `other:a\, b, as always`, `{"note":"as always","value":{"other":"a, b"}}`},
		{"choice notes", "other:a, b", `{"note":"b","value":{"other":"a"}}`},
		{"choice own", "1", `{"other":"pale, grey"}`},
		{"choice own", "mauve", `{"other":"mauve"}`},
		{"choice own", "other:mauve", `{"other":"mauve"}`},
		{"choice own", "other:green", "!takes no own words"},
		{"many", "red blue", `["red","blue"]`},
		{"many", "dark blue red", `["dark-blue","red"]`},
		{"many", "red, other:pale grey", `["red",{"other":"pale grey"}]`},
		{"many", "red other:pale grey", `["red",{"other":"pale grey"}]`},
		{"many", `other:a\, b, red`, `[{"other":"a, b"},"red"]`},
		{"many", "red, red", `!names "red" twice`},
		{"many", "1 2 3 4", "!pick at most 3 (4 so far)"},
		{"many closed", "pale grey, mauve", `[{"other":"pale, grey"},{"other":"mauve"}]`},
		{"many free", "the talk with Sam, about pay", `[{"other":"the talk with Sam, about pay"}]`},
		{"many free", "other:one, other:two", `[{"other":"one"},{"other":"two"}]`},
		{"many exactly", "red", `["red"]`},
		{"many exactly", "red blue set-slot", "!pick exactly 2 (3 so far)"},
		{"rank", "blue, red, set-slot, sea green, dark blue", `["blue","red","set-slot","sea-green","dark-blue"]`},
		{"rank", "blue, red", `["blue","red"]`},
		{"rank exactly", "1 2 3", "!put exactly 2 in order (3 so far)"},
		{"rank", "blue red blue red", `!names "blue" twice`},
		{"rank exactly", "3 1", `["blue","red"]`},
		{"split", "red 1h, dark blue: 1:30", `{"dark-blue":90,"red":60}`},
		{"split", "red=45m; blue 1h 30m", `{"blue":90,"red":45}`},
		{"split", "red", `!"red" needs a length of time, such as 1h30`},
		{"split", "green 1h", "!unknown option \"green\""},
		{"split", "1h dark blue", `{"dark-blue":60}`},
		{"split", "1h green", "!unknown option"},
		{"split", "red 25h", "!adds up to 25h00; there are 24h00"},
		{"split", "red 1h, red 30m", `{"red":90}`},
		{"split", "2.5h red, half an hour blue", `{"blue":30,"red":150}`},
		{"split", "red 2 hours and blue 30 min", `{"blue":30,"red":120}`},
		{"split", "red 1,5h,blue 1h", `{"blue":60,"red":90}`},
		{"split", "red 1h30,2h blue", `{"blue":120,"red":90}`},
		{"split", "red for an hour and a half", `{"red":90}`},
		{"split", "red 1h blue 2h", `{"blue":120,"red":60}`},
		{"split", "red:2h", `{"red":120}`},
		{"split", "red - 2h", `{"red":120}`},
		{"split", "red (2h)", `{"red":120}`},
		{"split", "red 2", `!"red 2" needs a unit: 2h or 2m`},
		{"split", "redd 1h, blu 2, red +1h", `!unknown option "redd"; did you mean red?; "blu 2" needs a unit: 2h or 2m; "red +1h" adds to something; write the total, such as red 1h30`},
		{"split", "2h", `!"2h" needs what it was, such as people 2h00`},
		{"split total", "red 33.4, blue 33.3%, sea green 33.3", `{"blue":33.3,"red":33.4,"sea-green":33.3}`},
		{"split total", "red 30", `{"red":30}`},
		{"split total", "red 70, blue 31", "!adds up to 101, more than the total of 100"},
		{"sort", "matters most: red, dark blue; matters: blue", `{"matters":["blue"],"matters-most":["red","dark-blue"]}`},
		{"sort", `matters: other:sea\; sky, red`, `{"matters":[{"other":"sea; sky"},"red"]}`},
		{"sort", "matters: red; matters most: red", `!"red" lies on two piles`},
		{"sort", "matters less: red", "!unknown option"},
		{"sort", "red, blue", "!names no pile; the piles are matters-most, matters"},
		{"sort", "matters:", `null`},
		{"matrix", "being seen 4 2; hard feedback: 3, 5", `{"being-seen":{"enjoy":2,"excel":4},"hard-feedback":{"enjoy":5,"excel":3}}`},
		{"matrix", "being - 2; being seen 4", `{"being":{"enjoy":2},"being-seen":{"excel":4}}`},
		{"matrix", "being , 2", `{"being":{"enjoy":2}}`},
		{"matrix", "being 4 6", "!being: enjoy: 6 is outside 1 to 5"},
		{"matrix", "being 4 5 6", "!being: wants 2 values, have 3"},
		{"matrix", "been 4 5", "!unknown option"},
		{"matrix scale", "being=0; being seen 4", `{"being":0,"being-seen":4}`},
		{"matrix text", `being: :-) a\; b; hard feedback: said, twice`, `{"being":":-) a; b","hard-feedback":"said, twice"}`},
		{"matrix mixed", `being: a\, b, 3; being seen: , 4`, `{"being":{"enjoy":3,"words":"a, b"},"being-seen":{"enjoy":4}}`},
		{"ifthen", "it rains -> I walk", `{"if":"it rains","then":"I walk"}`},
		{"ifthen", `a \-> b -> c -> d`, `{"if":"a -> b","then":"c -> d"}`},
		{"ifthen", "it rains ->", `{"if":"it rains"}`},
		{"ifthen", "it rains", "!put -> after the moment"},
		{"ifthen", `a \-> b ->`, `{"if":"a -> b"}`},
		{"ifthen", "-> walk", `{"then":"walk"}`},
		{"date", "2026-12-04", `"2026-12-04"`},
		{"date", "tomorrow", `"2026-11-20"`},
		{"date", "+2w", `"2026-12-03"`},
		{"date", "3d-ago", `"2026-11-16"`},
		{"date", "friday", `"2026-11-20"`},
		{"date", "next friday", `"2026-11-27"`},
		{"date", "24 June", `"2027-06-24"`},
		{"past date", "friday", `"2026-11-13"`},
		{"past date", "24 June", `"2026-06-24"`},
		{"date", "6/7", `!write 6 Jul or 7 Jun`},
		{"date", "+", `!isn't a date: write 24 June`},
		{"date", "2026-02-30", `!isn't a day of the calendar`},
		{"group", "item: the report | came: handed up | words: can you?; item: a\\; b | who: red, other:x", `[{"came":"handed-up","item":"the report","words":"can you?"},{"item":"a; b","who":["red",{"other":"x"}]}]`},
		{"group", "item: a | came: kept it | words: no", "!item 1: words is not asked"},
		{"group", "the report", `!needs a question and its answer, such as item: words`},
		{"group", "item:a;item:b;item:c;item:d;item:e", "!at most 4 items (5 so far)"},
	} {
		value, err := questions[c.kind].Parse(c.line)
		if problem, faulty := strings.CutPrefix(c.want, "!"); faulty {
			if err == nil || !strings.Contains(err.Error(), problem) {
				t.Errorf("%s %q: got %v, %v; want fault %q", c.kind, c.line, value, err, problem)
			}
			continue
		}
		got, _ := EncodeValue(value)
		if err != nil || got != c.want {
			t.Errorf("%s %q: got %s, %v; want %s", c.kind, c.line, got, err, c.want)
		}
		roundTrip(t, c.kind, questions[c.kind], value)
	}
}

// roundTrip checks that a canonical answer is checked to itself and written as
// a line that reads back as itself.
func roundTrip(t *testing.T, name string, q *Question, value any) {
	t.Helper()
	if value == nil {
		return
	}
	checked, err := q.Check(value)
	if err != nil || !reflect.DeepEqual(checked, value) {
		t.Errorf("%s: Check(%#v) = %#v, %v; want the same", name, value, checked, err)
	}
	line := q.Line(value)
	again, err := q.Parse(line)
	if err != nil || !reflect.DeepEqual(again, value) {
		t.Errorf("%s: %#v is written %q, which reads %#v, %v", name, value, line, again, err)
	}
	text, err := EncodeValue(value)
	if err != nil {
		t.Errorf("%s: EncodeValue(%#v): %v", name, value, err)
		return
	}
	if stored, err := DecodeValue(text); err != nil || !reflect.DeepEqual(stored, value) {
		t.Errorf("%s: %#v is stored %s, which reads %#v, %v", name, value, text, stored, err)
	}
}

func TestAnswersOfFiles(t *testing.T) {
	questions := kindQuestions()
	for _, c := range []struct{ kind, tree, want string }{
		{"text", `"a"`, `"a"`},
		{"text", `null`, `null`},
		{"text", `5`, "!wants a text, have 5"},
		{"text items", `["a"," "," b "]`, `["a","b"]`},
		{"text items", `"a"`, "!wants a list of texts"},
		{"scale", `"2"`, "!wants a number -2 to 2"},
		{"yesno", `"yes"`, `true`},
		{"yesno", `{"value":true,"note":"x"}`, "!takes no note"},
		{"yesno notes", `{"value":false,"note":" x "}`, `{"note":"x","value":false}`},
		{"yesno notes", `{"value":false,"note":""}`, `false`},
		{"yesno notes", `{"value":false,"why":""}`, "!unknown key"},
		{"choice", `"Dark blue"`, `"dark-blue"`},
		{"choice", `["red"]`, "!wants an option id, have a list"},
		{"choice notes", `{"value":{"other":"x"},"note":"n"}`, `{"note":"n","value":{"other":"x"}}`},
		{"choice own", `{"other":"mauve"}`, `{"other":"mauve"}`},
		{"many", `"red"`, "!wants a list of options"},
		{"many", `[]`, `null`},
		{"many", `["red",{"other":" "}]`, `["red"]`},
		{"rank exactly", `["red","blue"]`, `["red","blue"]`},
		{"split", `{"Dark blue":90.004,"red":0}`, `{"dark-blue":90}`},
		{"split", `{"red":-1}`, "!red: -1 is outside 0 and more"},
		{"split", `{"dark blue":1,"dark-blue":1}`, "!names dark-blue twice"},
		{"sort", `{"matters":["red"],"matters-most":null}`, `{"matters":["red"]}`},
		{"sort", `{"pile":["red"]}`, "!unknown pile"},
		{"matrix", `{"being":{"excel":3,"enjoy":null},"being seen":{}}`, `{"being":{"excel":3}}`},
		{"matrix", `{"being":3}`, "!being: wants {column: value}"},
		{"matrix", `{"being":{"excell":3}}`, "!did you mean excel?"},
		{"matrix scale", `{"being":3,"hard-feedback":null}`, `{"being":3}`},
		{"matrix text", `{"being":" x "}`, `{"being":"x"}`},
		{"ifthen", `{"if":"a","then":"b"}`, `{"if":"a","then":"b"}`},
		{"ifthen", `{"if":"a"}`, `{"if":"a"}`},
		{"ifthen", `{"then":"b"}`, `{"then":"b"}`},
		{"ifthen", `{"if":"a","than":"b"}`, "!unknown key"},
		{"date", `"2026-11-19"`, `"2026-11-19"`},
		{"date", `"tomorrow"`, "!isn't a date"},
		{"group", `[{"item":"a","came":"handed-up","words":"w"},{"item":" "}]`, `[{"came":"handed-up","item":"a","words":"w"}]`},
		{"group", `[]`, `null`},
		{"group", `[{},{"item":null,"came":" "}]`, `null`},
		{"group", `[{"came":"always-mine"}]`, "!item 1: wants item, the first of its questions"},
		{"group", `[{"itme":"a"}]`, `!item 1: unknown question "itme"; did you mean item?`},
		{"group", `{"item":"a"}`, "!wants a list of items"},
	} {
		var tree any
		if err := json.Unmarshal([]byte(c.tree), &tree); err != nil {
			t.Fatal(err)
		}
		value, err := questions[c.kind].Check(tree)
		if problem, faulty := strings.CutPrefix(c.want, "!"); faulty {
			if err == nil || !strings.Contains(err.Error(), problem) {
				t.Errorf("%s %s: got %v, %v; want fault %q", c.kind, c.tree, value, err, problem)
			}
			continue
		}
		got, _ := EncodeValue(value)
		if err != nil || got != c.want {
			t.Errorf("%s %s: got %s, %v; want %s", c.kind, c.tree, got, err, c.want)
		}
		roundTrip(t, c.kind, questions[c.kind], value)
	}
}

// What was written to an if-then is shown after its words without doubling them.
func TestAfter(t *testing.T) {
	for _, c := range []struct{ lead, text, want string }{
		{"When", "when the review starts", "the review starts"},
		{"When", "When, the review starts", "the review starts"},
		{"Tomorrow, when", "tomorrow when it rains", "it rains"},
		{"Tomorrow, when", "when it rains", "it rains"},
		{"When", "whenever it rains", "whenever it rains"},
		{"If", "If he asks", "he asks"},
		{"If it comes up that", "it comes up that he asks", "he asks"},
		{"I will", "I will listen", "listen"},
		{"I will", "i will  listen,  and I will ask", "listen, and I will ask"},
		{"then I will", "I will listen", "listen"},
		{"then I will", "then I will listen", "listen"},
		{"I will", "will listen", "listen"},
		{"I will", "I'll listen", "listen"},
		{"I will", "I’ll listen", "listen"},
		{"I will", "I listen", "I listen"},
		{"I will use it to", "to ask", "ask"},
		{"When", "when", "when"},
		{"When", "", ""},
		{"", "when it rains", "when it rains"},
		{"When", "it  is\u00a0late", "it  is\u00a0late"},
	} {
		if got := After(c.lead, c.text); got != c.want {
			t.Errorf("After(%q, %q) = %q, want %q", c.lead, c.text, got, c.want)
		}
	}
}

func TestUnsorted(t *testing.T) {
	q := kindQuestions()["sort"]
	value, err := q.Parse("matters most: red; matters: dark blue, other:mine")
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, card := range Unsorted(q, value) {
		left = append(left, card.ID)
	}
	if want := []string{"blue", "sea-green", "set-slot"}; !reflect.DeepEqual(left, want) {
		t.Errorf("Unsorted = %v, want %v", left, want)
	}
	if all := Unsorted(q, nil); len(all) != 5 {
		t.Errorf("Unsorted of nothing = %v, want all five", all)
	}
}

func TestEveryKindIsTested(t *testing.T) {
	tested := map[string]bool{}
	for _, q := range kindQuestions() {
		tested[q.Kind] = true
		k, _ := kindOf(q.Kind)
		if k.needs != nil && len(k.needs(q)) > 0 {
			t.Errorf("%s: %v", q.Kind, k.needs(q))
		}
	}
	for _, name := range KindNames() {
		if _, known := kindOf(name); !known || !tested[name] {
			t.Errorf("kind %s: known %v, tested %v", name, known, tested[name])
		}
	}
}

// Every fault of a typed line is reported at once, each with the row, pile or
// item it is in.
func TestEveryFaultOfALine(t *testing.T) {
	questions := kindQuestions()
	for _, c := range []struct {
		kind, line string
		want       []string
	}{
		{"matrix", "being: 9, x; hard-feedbak: 1, 2; being: 1, 2", []string{"being: excel: 9 is outside 1 to 5", `being: enjoy: "x"`, `unknown option "hard-feedbak"; did you mean hard-feedback?`, "names being twice"}},
		{"matrix scale", "being: 7; hard-feedback: x", []string{"being: 7 is outside 0 to 4", `hard-feedback: "x"`}},
		{"sort", "matters: rde, bleu; pile: red; matters: blue", []string{`"rde"`, `"bleu"`, `names no pile`, "names the pile matters twice"}},
		{"sort", "matters: red; matters most: red; pile: blue", []string{`"red" lies on two piles`, `names no pile`}},
		{"group", "item: a | itme: b; the report; item: c | item: d", []string{`item 1: "itme: b"`, `item 2: "the report"`, "item 3: names item twice"}},
		{"group", "item:a;item:b;item:c;item:d;e", []string{`item 5: "e"`, "at most 4 items (5 so far)"}},
		{"rank", "rde, bleu", []string{`"rde"`, `"bleu"`}},
	} {
		_, err := questions[c.kind].Parse(c.line)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s %q: not named: %s\n%v", c.kind, c.line, want, err)
			}
		}
	}
}
