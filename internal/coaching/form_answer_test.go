package coaching

import (
	"testing"

	"mull/internal/exercise"
)

// The marks of a list before an answer are no part of it where it names an
// option, a row or a number; of a text nothing is taken away.
func TestListMarksOfAFormAnswer(t *testing.T) {
	three := exercise.Options{List: []exercise.Option{{ID: "pass", Label: "let it pass"}, {ID: "praise", Label: "congratulate them"}, {ID: "ask", Label: "ask how"}}}
	five, least := 5.0, -2.0
	one := 1.0
	questions := map[string]*exercise.Question{
		"choice": {ID: "q", Kind: "choice", Options: three},
		"notes":  {ID: "q", Kind: "choice", Options: three, Notes: true},
		"other":  {ID: "q", Kind: "choice", Options: three, Other: true},
		"many":   {ID: "q", Kind: "many", Options: three, Other: true},
		"rank":   {ID: "q", Kind: "rank", Options: three},
		"yesno":  {ID: "q", Kind: "yesno"},
		"scale":  {ID: "q", Kind: "scale", Min: &one, Max: &five},
		"signed": {ID: "q", Kind: "scale", Min: &least, Max: &five},
		"split":  {ID: "q", Kind: "split", Options: three},
		"matrix": {ID: "q", Kind: "matrix", Rows: three, Columns: []exercise.Column{{Kind: "scale", Min: &one, Max: &five}}},
		"text":   {ID: "q", Kind: "text"},
		"long":   {ID: "q", Kind: "longtext"},
	}
	for _, c := range []struct{ kind, words, want string }{
		{"choice", "2)", `"praise"`},
		{"choice", "(2)", `"praise"`},
		{"choice", "2.", `"praise"`},
		{"choice", "- 2", `"praise"`},
		{"choice", "2) congratulate them", `"praise"`},
		{"choice", "[x] congratulate them", `"praise"`},
		{"choice", "[x] 2)", `"praise"`},
		{"choice", "2) since it was good", `null`}, // no option has these words, and none are welcome
		{"notes", "2) since it was good", `{"note":"since it was good","value":"praise"}`},
		{"notes", "2) congratulate them, it was good", `{"note":"it was good","value":"praise"}`},
		{"other", "3)", `"ask"`},
		{"other", "2) and 3)", `{"other":"2) and 3)"}`},
		{"other", "- leave the room", `{"other":"- leave the room"}`},
		{"many", "1)\n3)", `["pass","ask"]`},
		{"many", "- let it pass\n- leave the room", `["pass",{"other":"leave the room"}]`},
		{"rank", "2)\n3)\n1)", `["praise","ask","pass"]`},
		{"rank", "1) congratulate them\n2) ask how\n3) let it pass", `["praise","ask","pass"]`},
		{"rank", "- 2\n- 3\n- 1", `["praise","ask","pass"]`},
		{"yesno", "1)", "true"},
		{"yesno", "2)", "false"},
		{"yesno", "- no", "false"},
		{"yesno", "1) yes", "true"},
		{"scale", "4)", "4"},
		{"scale", "- 4", "4"},
		{"signed", "-2", "-2"},
		{"signed", "- 2", "null"}, // a mark or a sign
		{"split", "- pass 30m\n- ask 1h", `{"ask":60,"pass":30}`},
		{"matrix", "1) let it pass: 4\n2) ask how: 2", `{"ask":2,"pass":4}`},
		{"text", "2)", `"2)"`},
		{"text", "- a dash of it", `"- a dash of it"`},
		{"long", "1) one\n2) two", `"1) one\n2) two"`},
	} {
		value, _, problem := interpret(questions[c.kind], c.words, true)
		got, err := exercise.EncodeValue(value)
		if err != nil || got != c.want || (problem == "") != (value != nil) {
			t.Errorf("%s %q: got %s, problem %q; want %s", c.kind, c.words, got, problem, c.want)
		}
	}
}
