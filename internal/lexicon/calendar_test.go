package lexicon

// The two lists of words for time, beside one another: what people say they did,
// and what calendars call it.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// calendarRows are the rules for calendars, by row.
func calendarRows(t *testing.T) []exercise.Row {
	t.Helper()
	rows, err := exercise.ReadRows("calendar-words.yaml", prompts.CalendarWords(), "name", "category", "words", "when", "counting", "differs")
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Wherever a word counts differently in the two lists, the rule says why, and it
// says so of no other word.
func TestEveryDifferenceBetweenTheListsHasAReason(t *testing.T) {
	for _, row := range calendarRows(t) {
		reasons := map[string]bool{}
		for reason := range strings.SplitSeq(row["differs"], ";") {
			word, why, found := strings.Cut(strings.TrimSpace(reason), ": ")
			if row["differs"] != "" && (!found || len(strings.Fields(why)) < 3) {
				t.Errorf("%s: %q is not a word, a colon and a reason", row["name"], reason)
			}
			reasons[word] = true
		}
		var differing []string
		for _, word := range row.Words("words") {
			for _, pair := range differences(word, row["category"]) {
				t.Logf("%s: %s", row["name"], pair)
				if differing = append(differing, word); !reasons[word] {
					t.Errorf("%s: %s, and differs doesn't say why", row["name"], pair)
				}
			}
		}
		for word := range reasons {
			if word != "" && !slices.Contains(differing, word) {
				t.Errorf("%s: differs names %q, which counts the same in both lists", row["name"], word)
			}
		}
	}
}

// differences names the words of time-words.yaml that a word of a calendar rule
// is or begins, and that count elsewhere.
func differences(word, category string) []string {
	var found []string
	begin, continues := strings.CutSuffix(word, "*")
	for _, known := range shippedTimes().words {
		same := key(tokens(known)) == key(tokens(begin))
		if continues && len(strings.Fields(known)) == 1 {
			same = strings.HasPrefix(known, begin)
		}
		if m := shippedTimes().keys[key(tokens(known))]; same && m.says() != category {
			found = append(found, fmt.Sprintf("%q is %s in a calendar, %q is %s at the end of a day", word, category, known, m.says()))
		}
	}
	return found
}

// says is what a word of time-words.yaml counts as; alone, words of private life
// are no time at work, which calendars leave out.
func (m *meaning) says() string {
	if m.kind == private || m.kind == shared {
		return "leave-out"
	}
	return m.id
}
