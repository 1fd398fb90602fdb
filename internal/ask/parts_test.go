package ask

import (
	"strings"
	"testing"

	"mull/internal/exercise"
)

// parted is an exercise of questions that are answered part by part.
func parted() *exercise.Exercise {
	scale := func(id string) exercise.Column {
		return exercise.Column{ID: id, Kind: "scale", Min: number(1), Max: number(5), Low: "low", High: "high"}
	}
	return &exercise.Exercise{ID: "parted", Questions: []exercise.Question{
		{ID: "skills", Kind: "matrix", Ask: "How good, how glad?", Rows: options("hiring", "deep craft", "teaching"), Columns: []exercise.Column{scale("good"), scale("glad")}},
		{ID: "mean", Kind: "matrix", Ask: "It means", Rows: options("craft", "rest"), Columns: []exercise.Column{{Kind: "text"}}},
		{ID: "piles", Kind: "sort", Ask: "Which pile?", Options: options("honesty", "craft", "rest"), Piles: options("matters most", "matters").List, Other: true},
		{ID: "three", Kind: "rank", Ask: "In order", Options: options("a", "b", "c")},
		{ID: "balls", Kind: "group", Ask: "On your plate", Items: exercise.Count{Least: 1, Most: 3}, Questions: []exercise.Question{
			{ID: "item", Kind: "text", Ask: "The thing"},
			{ID: "mine", Kind: "yesno", Ask: "Is it mine?"},
			{ID: "whose", Kind: "text", Ask: "Whose?", When: &exercise.Condition{Question: "mine", Is: []any{false}}},
		}},
		{ID: "day", Kind: "date", Ask: "When?"},
	}}
}

func last(kept []string) map[string]string {
	out := map[string]string{}
	for _, line := range kept {
		id, value, _ := strings.Cut(line, "=")
		out[id] = value
	}
	return out
}

func TestPlainParts(t *testing.T) {
	tests := []struct {
		name  string
		from  string // the question to begin at; those before are skipped
		lines []string
		want  string
		shows string
	}{
		{"rows", "skills", []string{"4 2", "", "5, 5"}, `{"hiring":{"glad":2,"good":4},"teaching":{"glad":5,"good":5}}`, "(1 low, 5 high; 1 low, 5 high; the two in this order, such as 4 2)"},
		{"a row that does not fit", "skills", []string{"7 1", "4 -", "", ""}, `{"hiring":{"good":4}}`, "Good: 7 is outside 1 to 5"},
		{"back to a row", "skills", []string{"1 1", "<", "2 2", "3 3", ""}, `{"deep-craft":{"glad":3,"good":3},"hiring":{"glad":2,"good":2}}`, "Now: 1, 1"},
		{"back before the first row", "skills", []string{"1 1", "2 2", "<", "<", "<", "?", "", "", "3 3"}, `{"deep-craft":{"glad":2,"good":2},"hiring":{"glad":1,"good":1},"teaching":{"glad":3,"good":3}}`, "! There is no question before this one."},
		{"no row at all", "skills", []string{"", "", ""}, "null", ""},
		{"words with signs", "mean", []string{"made well; not fast, mostly: good", `\?`}, `{"craft":"made well; not fast, mostly: good","rest":"?"}`, ""},
		{"cards", "piles", []string{"1", "matters", "1"}, `{"matters":["craft"],"matters-most":["honesty","rest"]}`, "1 of 3: honesty"},
		{"a card left out", "piles", []string{"1", "", "2"}, `{"matters":["rest"],"matters-most":["honesty"]}`, ""},
		{"a card taken back", "piles", []string{"1", "<", "2", "2", "1"}, `{"matters":["honesty","craft"],"matters-most":["rest"]}`, ""},
		{"a card of my own", "piles", []string{"1", "other:slow mornings", "1", "2", "2"}, `{"matters":["craft","rest"],"matters-most":["honesty",{"other":"slow mornings"}]}`, "Your own: slow mornings"},
		{"no such pile", "piles", []string{"9", "1", "1", "1"}, `{"matters-most":["honesty","craft","rest"]}`, `"9" names no pile`},
		{"cards left over", "piles", []string{"1", ".", ""}, `{"matters-most":["honesty"]}`, "matters most 1, matters 0"},
		{"a card elsewhere", "piles", []string{"1", "1", "2", "Craft matters", ""}, `{"matters":["rest","craft"],"matters-most":["honesty"]}`, "matters most 2, matters 1. To move a card"},
		{"my own card elsewhere", "piles", []string{"other:slow mornings", "1", "1", "2", "2", "slow mornings 2", "honesty 2", ""}, `{"matters":["craft","rest",{"other":"slow mornings"},"honesty"]}`, ""},
		{"no such card", "piles", []string{"1", "1", "1", "chess 2", "craft", "craft 2"}, `{"matters":["craft"],"matters-most":["honesty","rest"]}`, `"chess" is none of the cards`},
		{"the last card taken back at the end", "piles", []string{"1", "1", "1", "<", "2"}, `{"matters":["rest"],"matters-most":["honesty","craft"]}`, ""},
		{"an order", "three", []string{"2", "3 1 2"}, `["c","a","b"]`, "Put exactly 3 in order (1 so far). Press Enter to save it as it is."},
		{"items", "balls", []string{"the report", "n", "Ana's", "the budget", "y", ""}, `[{"item":"the report","mine":false,"whose":"Ana's"},{"item":"the budget","mine":true}]`, "2. The thing (Enter ends the list)"},
		{"items to the most", "balls", []string{"a", "y", "b", "", "c", "y"}, `[{"item":"a","mine":true},{"item":"b"},{"item":"c","mine":true}]`, ""},
		{"no item", "balls", []string{""}, "null", ""},
		{"back among items", "balls", []string{"a", "y", "<", "b", "<", "c", "n", "Lena", ""}, "", ""},
		{"a day", "day", []string{"soon", "2026-11-30"}, `"2026-11-30"`, "(e.g. friday, 24 June or in 2 weeks"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sitting(t, parted())
			for _, q := range s.Plan {
				if q.ID == test.from {
					break
				}
				s.Answers[q.ID] = nil
			}
			end := ErrEnded
			if test.from == "day" {
				end = nil
			}
			shown := s.plainly(t, end, test.lines...)
			if got := last(s.kept)[test.from]; got != test.want && test.want != "" {
				t.Errorf("kept %s, want %s; shown:\n%s", got, test.want, shown)
			}
			if !strings.Contains(shown, test.shows) {
				t.Errorf("shown lacks %q:\n%s", test.shows, shown)
			}
		})
	}
}

// A sort broken off is kept as far as it came, and goes on at the next card.
func TestPartsResume(t *testing.T) {
	s := sitting(t, parted())
	s.plainly(t, ErrEnded, "", "", "", "", "", "1")
	if got := last(s.kept)["piles"]; got != `{"matters-most":["honesty"]}` {
		t.Fatalf("kept %s", got)
	}
	shown := s.plainly(t, ErrEnded, "2", "1")
	if got := last(s.kept)["piles"]; got != `{"matters":["craft"],"matters-most":["honesty","rest"]}` {
		t.Errorf("kept %s; shown:\n%s", got, shown)
	}
	if strings.Contains(shown, "honesty") || !strings.Contains(shown, "2 of 3: craft") {
		t.Errorf("shown:\n%s", shown)
	}
}

// Going back from the first card of a sort that is gone on with takes back the
// card before it, as within one sitting, down to the first; then it goes to the
// question before. Cards of one's own stay where they are.
func TestSortGoesBackIntoEarlierCards(t *testing.T) {
	s := sitting(t, parted())
	s.Answers = exercise.Answers{"skills": nil, "mean": nil}
	s.plainly(t, ErrEnded, "1", "other:slow mornings", "2", "2")
	shown := s.plainly(t, ErrEnded, "<", "1", "<", "<", "2", "1")
	if got := last(s.kept)["piles"]; got != `{"matters":[{"other":"slow mornings"},"honesty"],"matters-most":["craft"]}` {
		t.Errorf("kept %s; shown:\n%s", got, shown)
	}
	for _, want := range []string{"3 of 3: rest", "2 of 3: craft", "1 of 3: honesty"} {
		if !strings.Contains(shown, want) {
			t.Errorf("not asked: %s; shown:\n%s", want, shown)
		}
	}
	shown = s.plainly(t, ErrEnded, "<", "<", "<")
	if !strings.Contains(shown, "2 of 6  It means") {
		t.Errorf("no way back to the question before the cards:\n%s", shown)
	}
}

// A card of one's own is kept like any other.
func TestOwnCardIsKeptAtOnce(t *testing.T) {
	s := sitting(t, parted())
	s.Answers = exercise.Answers{"skills": nil, "mean": nil}
	s.plainly(t, ErrEnded, "other:slow mornings", "2")
	if got := last(s.kept)["piles"]; got != `{"matters":[{"other":"slow mornings"}]}` {
		t.Errorf("kept %s", got)
	}
}

// A group broken off within an item is kept as far as it came, and goes on with
// the next question of that item.
func TestGroupResume(t *testing.T) {
	s := sitting(t, parted())
	s.Answers = exercise.Answers{"skills": nil, "mean": nil, "piles": nil, "three": nil}
	s.plainly(t, ErrEnded, "the report", "y", "the budget")
	if got := last(s.kept)["balls"]; got != `[{"item":"the report","mine":true},{"item":"the budget"}]` {
		t.Fatalf("kept %s", got)
	}
	shown := s.plainly(t, nil, "n", "Ana's", "", "2026-11-30")
	if got := last(s.kept)["balls"]; got != `[{"item":"the report","mine":true},{"item":"the budget","mine":false,"whose":"Ana's"}]` {
		t.Errorf("kept %s; shown:\n%s", got, shown)
	}
	if strings.Contains(shown, "2. The thing") || !strings.Contains(shown, "3. The thing (Enter ends the list)") {
		t.Errorf("shown:\n%s", shown)
	}
}

// Whoever comes back to cards that all lie can still move one.
func TestSortedAgain(t *testing.T) {
	s := sitting(t, parted())
	shown := s.plainly(t, ErrEnded, "", "", "", "", "", "1", "1", "2", "", "<", "rest 1", "", "<", "<", "?")
	if got := last(s.kept)["piles"]; got != `{"matters-most":["honesty","craft","rest"]}` {
		t.Errorf("kept %s; shown:\n%s", got, shown)
	}
	if !strings.Contains(shown, "2 of 6  It means") {
		t.Errorf("no way back to the question before the cards:\n%s", shown)
	}
}

// What a question has to say to an answer is said once it is kept.
func TestReply(t *testing.T) {
	x := motives()
	x.Questions[4].Reply = map[string]string{"yes": "Then it waits with you."}
	s := sitting(t, x)
	s.Answers = exercise.Answers{"task": nil, "mins": nil, "motive": nil, "main": nil}
	if shown := s.plainly(t, ErrEnded, "y"); !strings.Contains(shown, "Then it waits with you.") {
		t.Errorf("shown:\n%s", shown)
	}
}
