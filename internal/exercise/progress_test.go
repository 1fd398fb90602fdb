package exercise

import "testing"

// How many questions are announced before the first, and how many that is once
// something is known. What has nothing to choose from is not counted.
func TestProgress(t *testing.T) {
	all := catalogueOf(t)
	noValues := testJournal(t)
	list := noValues.List
	noValues.List = func(name string) ([]Option, error) {
		if name == "my-values" {
			return nil, nil
		}
		return list(name)
	}
	for name, c := range map[string]struct {
		exercise string
		journal  Journal
		answers  Answers
		id       string
		at, of   int
	}{
		"three of an evening":       {"daily-reflection", testJournal(t), Answers{}, "energy", 2, 3},
		"with what follows":         {"values-discovery", testJournal(t), Answers{}, "piles", 1, 8},
		"what is not asked":         {"values-discovery", testJournal(t), Answers{"piles": nil}, "piles", 1, 1},
		"values that are not there": {"values-check", noValues, Answers{}, "kind", 1, 4},
		"values that are":           {"values-check", testJournal(t), Answers{}, "kind", 3, 6},
		"one answer among several":  {"values-check", testJournal(t), Answers{"kind": "theirs-against-mine"}, "clash", 4, 8},
		"one of them, later":        {"values-check", testJournal(t), Answers{}, "clash", 0, 6},
		"a condition on a skip":     {"values-check", testJournal(t), Answers{"step": nil}, "", 0, 5},
		"conditions on conditions":  {"grow-session", testJournal(t), Answers{}, "topic", 1, 15},
		"what is switched off": {"energy-audit", Journal{Off: func(id string) bool { return id == "list" }},
			Answers{}, "", 0, 5},
	} {
		x := all[c.exercise]
		at, of := x.Progress(x.Plan(false, c.journal, c.answers), c.journal, c.answers, c.id)
		if at != c.at || of != c.of {
			t.Errorf("%s: %d of %d, want %d of %d", name, at, of, c.at, c.of)
		}
	}
}
