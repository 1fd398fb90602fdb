package prompts

import (
	"slices"
	"testing"
)

func TestExercises(t *testing.T) {
	ids := Exercises()
	for _, id := range []string{"daily-reflection", "emotion-checkin", "free-note", "ic-motives"} {
		if source, found := Exercise(id); !slices.Contains(ids, id) || !found || len(source) == 0 {
			t.Errorf("Exercise(%q): found %v, %d bytes", id, found, len(source))
		}
	}
	if slices.Contains(ids, "sets") || len(Sets()) == 0 {
		t.Errorf("sets is no exercise, and not empty; have %v", ids)
	}
	if slices.Contains(ids, "time-words") || slices.Contains(ids, "calendar-words") || len(TimeWords()) == 0 || len(CalendarWords()) == 0 {
		t.Errorf("lists of words are no exercises, and not empty; have %v", ids)
	}
	for _, id := range []string{"sets", "time-words", "calendar-words", "", "nothing", "../prompts", "lists/values"} {
		if _, found := Exercise(id); found {
			t.Errorf("Exercise(%q) found something", id)
		}
	}
}

func TestLists(t *testing.T) {
	for _, name := range []string{"emotions", "values", "needs", "life-areas"} {
		if _, found := List(name); !found {
			t.Errorf("List(%q) not found", name)
		}
	}
	if _, found := List("my-values"); found {
		t.Error("List(my-values) is the journal's, not a file")
	}
}
