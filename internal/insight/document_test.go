package insight

import (
	"os"
	"strings"
	"testing"
)

// The document lists every question and states the level the code holds.
func TestTheDocumentKnowsEveryQuestion(t *testing.T) {
	data, err := os.ReadFile("../../docs/insights.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(data)), " ")
	for _, id := range Questions() {
		if !strings.Contains(text, "| `"+id+"` |") {
			t.Errorf("docs/insights.md does not list the question %q", id)
		}
	}
	if Level != 0.03 || !strings.Contains(text, "is held at 3%") {
		t.Errorf("docs/insights.md does not state the level of %v", Level)
	}
	if draws != 4999 || !strings.Contains(text, "up to 4,999 times") {
		t.Errorf("docs/insights.md does not state the %d shuffles", draws)
	}
}
