package cli

import (
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// Whoever turns a starter set on is not advised to turn part of it off.
func TestSetsKeepToTheAdvice(t *testing.T) {
	sets, err := exercise.ReadSets("sets.yaml", prompts.Sets())
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sets {
		if others := beside(set.Exercises); len(others) > besideMost {
			t.Errorf("%s turns on %v, beside the daily page and the review; at most %d are advised", set.ID, others, besideMost)
		}
	}
}
