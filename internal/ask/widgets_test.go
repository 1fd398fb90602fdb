//go:build unix

package ask

import (
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/ttytest"
)

func TestTerminalWidgets(t *testing.T) {
	three := exercise.Question{Kind: "text", Ask: "At least three", Items: exercise.Count{Least: 3, Most: 9}}
	four := exercise.Question{Kind: "text", Ask: "Up to four", Items: exercise.Count{Least: 1, Most: 4}}
	order := exercise.Question{Kind: "rank", Ask: "Which first?", Options: options("a", "b", "c")}
	ten := exercise.Question{Kind: "many", Ask: "Which?", Options: options("a", "b", "c", "d"), Exactly: 3}
	plan := exercise.Question{Kind: "ifthen", Ask: "A plan"}
	hundred := exercise.Question{Kind: "split", Ask: "Shares", Options: options("a", "b"), Total: 100}
	day := exercise.Question{Kind: "split", Ask: "The day", Options: options("a", "b"), Max: number(1440)}
	when := exercise.Question{Kind: "date", Ask: "Until when?"}
	rows := exercise.Question{Kind: "matrix", Ask: "Each", Rows: options("a", "b"), Columns: []exercise.Column{{Kind: "scale", Min: number(1), Max: number(5)}}}
	tests := []struct {
		name  string
		q     exercise.Question
		steps []string
		kept  string
	}{
		{"choice by arrows", meeting, []string{"wait > -  skip", "key down down enter", "wait A few words", "key enter"}, `"group-meeting"`},
		{"choice up from the top is the last", meeting, []string{"key up enter", "wait your own words", "line at home", "wait A few words", "key enter"}, `{"other":"at home"}`},
		{"choice by letters", meeting, []string{"type foc", "gone group", "key enter", "wait A few words", "line in peace"}, `{"note":"in peace","value":"focused-work"}`},
		{"choice by number", meeting, []string{"type 2", "key enter", "wait A few words", "key enter"}, `"group-meeting"`},
		{"choice left", meeting, []string{"wait -  skip", "key enter"}, "null"},
		{"choice with letters taken back", meeting, []string{"type xyz", "gone group", "key backspace backspace backspace", "wait group", "key down enter", "wait A few", "key enter"}, `"one-to-one"`},
		{"choice that nothing answers says so", sure, []string{"type xyzzy", "wait nothing matches; Ctrl-U clears  > xyzzy", "key enter ctrl-u", "wait arrows or letters", "type 7", "key enter"}, "7"},
		{"own words that are in no list say so", meeting, []string{"type kitchen", "wait not in the list: Enter takes your own words, Ctrl-U clears  > kitchen", "key ctrl-u", "type foc", "wait Enter chooses", "gone group", "key enter", "wait A few", "key enter"}, `"focused-work"`},
		{"a paste chooses nothing", meeting, []string{"type \x1b[200~focused\rwork?\r\x1b[201~", "wait > focused work?", "key backspace backspace", "wait 3  focused work", "key enter", "wait A few", "key enter"}, `"focused-work"`},
		{"a paste marks nothing", words, []string{"type \x1b[200~at\rease\x1b[201~", "gone tired", "wait [ ] 4  at ease", "key enter", "wait [x] 4", "key enter"}, `["at-ease"]`},
		{"choice that nothing answers becomes own words", meeting, []string{"type kitchen", "gone group", "key enter", "wait saved as your own word: kitchen", "wait A few", "key enter"}, `{"other":"kitchen"}`},
		{"choice with a note after a comma", meeting, []string{"type foc, in peace", "gone group", "key enter"}, `{"note":"in peace","value":"focused-work"}`},
		{"own words with a note after a comma", meeting, []string{"type kitchen, in peace", "key enter"}, `{"note":"in peace","value":{"other":"kitchen"}}`},
		{"one letter off is asked", meeting, []string{"type focused wrk", "key enter", "wait focused work?", "line ", "wait A few", "key enter"}, `"focused-work"`},
		{"one letter off is not meant", meeting, []string{"type focused wrk", "key enter", "wait focused work?", "line n", "wait A few", "key enter"}, `{"other":"focused wrk"}`},
		{"many with commas", words, []string{"type tired, eager", "key enter"}, `["eager","tired"]`},
		{"many with commas and own words", words, []string{"type tired,grumpy", "key enter", "wait saved as your own word: grumpy"}, `["tired",{"other":"grumpy"}]`},
		{"many by a whole word", words, []string{"type tired", "wait [ ] 3", "gone eager", "key enter", "wait [x] 3", "key enter"}, `["tired"]`},
		{"own words left bring the list back", meeting, []string{"key up enter", "wait your own words", "key enter", "wait -  skip", "key enter"}, "null"},
		{"choice help", meeting, []string{"type ?", "wait As it was.", "wait The first row skips", "key enter"}, "null"},
		{"many by space", words, []string{"wait [ ] 1  eager", "key space", "wait [x] 1", "key down down space", "wait [x] 3", "key enter"}, `["eager","tired"]`},
		{"many by letters and Enter", words, []string{"type tir", "gone proud", "key enter", "wait [x] 3  tired", "type at", "gone tired", "key enter", "wait tired", "key enter"}, `["tired","at-ease"]`},
		{"many left", words, []string{"key enter"}, "null"},
		{"too many", words, []string{"key space down space down space enter", "wait Pick at most 2", "wait [x] 1  eager", "key space", "wait [ ] 1", "key enter"}, `["proud","tired"]`},
		{"many with own words", words, []string{"type grumpy", "gone tired", "key enter", "wait your own: grumpy", "key enter", "wait saved as your own word"}, `[{"other":"grumpy"}]`},
		{"own words typed one after the other", words, []string{"type grumpy", "gone tired", "key enter", "wait your own: grumpy", "type grim", "gone tired", "key enter", "wait tired", "wait grumpy, grim", "key enter"}, `[{"other":"grumpy"},{"other":"grim"}]`},
		{"own words are removed by a backspace", words, []string{"type grumpy", "gone tired", "key enter", "wait your own: grumpy", "key backspace", "gone grumpy", "key enter"}, "null"},
		{"many by words with a space", words, []string{"type at ease", "gone tired", "key enter", "wait [x] 4  at ease", "key enter"}, `["at-ease"]`},
		{"space marks what letters found", words, []string{"type prou", "gone tired", "key space", "wait [x] 2  proud", "key enter"}, `["proud"]`},
		{"own words with a space", words, []string{"type oddly at rest", "gone tired", "key enter", "wait your own: oddly at rest", "key enter"}, `[{"other":"oddly at rest"}]`},
		{"a space too many marks", words, []string{"type at  ", "wait [x] 4", "key enter"}, `["at-ease"]`},
		{"nothing fits and no own words", exercise.Question{Kind: "many", Ask: "Which?", Options: options("a", "b")}, []string{"type zzz", "gone 1  a", "key up up down space", "wait [x] -  none", "key enter"}, "null"},
		{"scale by number", sure, []string{"type 7", "key enter"}, "7"},
		{"scale with two digits", sure, []string{"type 10", "gone  9", "key enter"}, "10"},
		{"scale by arrows", sure, []string{"key down down enter"}, "1"},
		{"yes", waited, []string{"type y", "gone 2  no", "key enter"}, "true"},
		{"no", waited, []string{"key down down enter"}, "false"},
		{"line edited", line, []string{"type abd", "key left", "type c", "key home", "type x", "key delete end", "type !", "key enter"}, `"xbcd!"`},
		{"line with words taken back", line, []string{"type one two three", "key ctrl-w ctrl-w", "type 2", "key enter"}, `"one 2"`},
		{"line begun again", line, []string{"type nonsense", "key ctrl-u", "type sense", "key enter"}, `"sense"`},
		{"fewer than asked are an answer", three, []string{"line ask her; wait a week"}, `["ask her","wait a week"]`},
		{"a line that does not fit is edited", four, []string{"line a; b; c; d; e", "wait At most 4 texts (5 so far)", "wait press Ctrl-U to clear", "wait > a; b; c; d; e", "key backspace backspace backspace enter"}, `["a","b","c","d"]`},
		{"a short one too", when, []string{"line so", "wait > so", "key ctrl-u", "line 2026-11-20"}, `"2026-11-20"`},
		{"an order in part is saved when it is meant", order, []string{"line 2 1", "wait Put exactly 3 in order (2 so far). Press Enter", "wait > 2 1", "key enter"}, `["b","a"]`},
		{"a few of exactly so many are saved when they are meant", ten, []string{"key space", "wait [x] 1", "key enter", "wait Pick exactly 3 (1 so far). Press Enter", "wait [x] 1", "key enter"}, `["a"]`},
		{"half a plan", plan, []string{"wait When ...", "line it rains", "wait I will ...", "key enter"}, `{"if":"it rains"}`},
		{"back to the first half keeps both", plan, []string{"wait When ...", "line it rains", "wait I will ...", "line <", "last > it rains", "key enter", "last >", "line walk"}, `{"if":"it rains","then":"walk"}`},
		{"a split that falls short of its total", hundred, []string{"line a 30", "wait That adds up to 30 of 100. Press Enter", "wait > a 30", "key enter"}, `{"a":30}`},
		{"rows of figures that do not fit are edited", rows, []string{"line 9", "wait 9 is outside 1 to 5", "wait > 9", "key backspace", "line 4", "wait b", "line ."}, `{"a":4}`},
		{"rows left by a full stop", rows, []string{"line 4", "wait b", "line ."}, `{"a":4}`},
		{"two empty lines by hand end a text", page, []string{"line one", "wait one", "key enter", "key enter"}, `"one"`},
		{"lines pasted without a mark are one line", line, []string{"type one\rtwo\rthree\r"}, `"one two three"`},
		{"lines pasted into a list without a mark are its items", three, []string{"type one\rtwo\rthree\r"}, `["one","two","three"]`},
		{"lines pasted into a split without a mark", day, []string{"type a 1h\rb 30m\r"}, `{"a":60,"b":30}`},
		{"paragraphs pasted without a mark", page, []string{"type one\r\r\rtwo\r\r\rthree\r", "wait three", "line ."}, `"one\n\n\ntwo\n\n\nthree"`},
		{"lines pasted into a list are its items", three, []string{"type \x1b[200~one\rtwo\rthree\r\x1b[201~", "wait one; two; three;", "key enter"}, `["one","two","three"]`},
		{"line not only ASCII", line, []string{"type naïve 日本 x", "key left backspace backspace", "key enter"}, `"naïve 日x"`},
		{"unknown keys pass", line, []string{"type a\x1b[15~\x1bb\x1b[1;5C\x1b[24;80Rb", "key escape", "wait > ab", "key enter"}, `"ab"`},
		{"a paste is one line", line, []string{"type \x1b[200~one\rtwo\x1b[201~", "wait one two", "key enter"}, `"one two"`},
		{"text over lines", page, []string{"line one", "line ", "line two", "line ."}, `"one\n\ntwo"`},
		{"text ended by ctrl-d", page, []string{"line one", "type two", "key ctrl-d"}, `"one\ntwo"`},
		{"text edited upwards", page, []string{"line one", "type two", "key up end", "type !", "key ctrl-d"}, `"one!\ntwo"`},
		{"a pasted full stop stays", page, []string{"type \x1b[200~one\r.\rtwo\x1b[201~", "wait two", "key enter", "line ."}, `"one\n.\ntwo"`},
		{"a full stop in a paste without a mark stays", page, []string{"type one\r.\rtwo\r", "wait two", "line ."}, `"one\n.\ntwo"`},
		{"a paste without a mark that begins with a full stop", page, []string{"type .\rone\r", "wait one", "line ."}, `".\none"`},
		{"a full stop escaped", page, []string{"line one", `line \.`, "line two", "line ."}, `"one\n.\ntwo"`},
		{"text left", page, []string{"key enter"}, "null"},
		{"text left by a full stop", page, []string{"line ."}, "null"},
		{"e without an editor is a text", page, []string{"line e", "line ."}, `"e"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sitDown(t, one(test.q))
			steps := append([]string{"wait " + test.q.Ask}, test.steps...)
			s.steps(t, ErrEnded, append(steps, "wait And after?", "key ctrl-d")...)
			if test.kept != "" {
				s.wantKept(t, "q="+test.kept)
			}
		})
	}
}

// However much is typed to filter a list, it takes one line, its end shown, and
// nothing of it stays on the screen.
func TestLongFilterTakesOneLine(t *testing.T) {
	for cols, want := range map[int]string{
		80: "nothing matches; Ctrl-U clears  > … a a a a a a a a a a a a a a the end",
		40: "        no match; Ctrl-U  > … a the end",
	} {
		s := sitDown(t, one(exercise.Question{Kind: "choice", Ask: "Which?", Options: options("one", "two")}), ttytest.Size(cols, 24))
		s.steps(t, ErrEnded, "wait Which?", "type "+strings.Repeat("a ", 100)+"the end", "wait "+want, "key ctrl-u",
			"wait 2  two", "key enter", "wait And after?", "key ctrl-d")
		if err := s.tty.Shows("\n1 of 2  Which?\n  > -\n\n2 of 2  And after?\n  >"); err != nil {
			t.Error(err)
		}
	}
}
