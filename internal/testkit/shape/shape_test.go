package shape

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestLargestCycle(t *testing.T) {
	for name, c := range map[string]struct {
		graph map[string][]string
		want  []string
	}{
		"none":            {map[string][]string{"a": {"b"}, "b": {"c"}}, nil},
		"two":             {map[string][]string{"a": {"b"}, "b": {"a", "c"}}, []string{"a", "b"}},
		"the larger":      {map[string][]string{"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"e"}, "e": {"c"}}, []string{"c", "d", "e"}},
		"joined by a leg": {map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"b"}}, []string{"a", "b", "c", "d"}},
	} {
		if got := largestCycle(c.graph); !slices.Equal(got, c.want) {
			t.Errorf("%s: largestCycle = %v, want %v", name, got, c.want)
		}
	}
}

// TestMeasure measures a small module: a method and a function that call each
// other across files are a cycle, a constant isn't, tests don't count.
func TestMeasure(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module small\n\ngo 1.26\n",
		"a.go":      "package small\n\ntype T struct{}\n\nfunc (T) one() { two() }\n\nfunc (*T) more() {}\n",
		"b.go":      "package small\n\nfunc two() { T{}.one() }\n\nconst limit = 3\n",
		"c.go":      "package small\n\nvar _ = limit\n\nfunc init() { two() }\n",
		"a_test.go": "package small\n\nfunc (T) test() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Measure(folder, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Files != 3 || got[0].Lines != 17 || got[0].Type != "T" || got[0].Methods != 2 || !slices.Equal(got[0].Cycle, []string{"a.go", "b.go"}) {
		t.Errorf("Measure = %+v, want 3 files, 17 lines, T with 2 methods, a cycle of a.go and b.go", got)
	}
}
