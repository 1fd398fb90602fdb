package cli_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// wordsFor makes answers to every text question of an exercise, each with a word
// of its own, and a selection that shares the first that may be shared. It
// returns the words that stay and those that leave.
func wordsFor(t testing.TB, d *desk, id string, place int) (answers, selection string, hidden, open []string) {
	t.Helper()
	source, _ := prompts.Exercise(id)
	x, err := exercise.Read(id, source)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]any{}
	for i := range x.Questions {
		q := &x.Questions[i]
		if q.Kind != "text" && q.Kind != "longtext" || q.When != nil || q.Items.Most > 0 {
			continue
		}
		word := fmt.Sprintf("zq%dx%dz", place, i)
		given[q.ID] = word + " said Lenazq"
		if selection == "" && !x.Never && !q.Never {
			private := x.Privacy == exercise.Private || q.Privacy == exercise.Private
			pick := map[string]any{"redact": "Lenazq"}
			if private {
				pick["open"] = true
			}
			choice, err := json.Marshal(map[string]any{"fields": map[string]any{q.ID: pick}})
			if err != nil {
				t.Fatal(err)
			}
			selection, open = string(choice), []string{word}
			continue
		}
		hidden = append(hidden, word)
	}
	if len(given) == 0 {
		return "", "", nil, nil
	}
	text, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), selection, hidden, open
}

func numberOf(entry string) string {
	var head struct {
		Number int64 `json:"number"`
	}
	if err := json.NewDecoder(strings.NewReader(entry)).Decode(&head); err != nil {
		return ""
	}
	return fmt.Sprint(head.Number)
}
