package lexicon

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the indexes anew")

// The indexes say what the lists say, and find every word in them.
func TestIndexesAreCurrent(t *testing.T) {
	for name, list := range map[string]*table{"times.index": shippedTimes(), "feelings.index": shippedFeelings()} {
		want := writeIndex(list)
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(have) != want {
			t.Errorf("%s is not what the list says: go generate ./internal/lexicon", name)
		}
		x := readIndex(want)
		for _, word := range append([]string{"", "a", "zzzz", "-", "blorp", "\xff", "meet"}, list.words...) {
			for _, parts := range [][]string{tokens(word), tokens(word + "ing"), tokens(strings.TrimSuffix(word, "s"))} {
				got, want := x.find(parts), list.find(parts)
				if (got == nil) != (want == nil) || got != nil && (got.id != want.id || got.kind != want.kind || strings.Join(got.between, ";") != strings.Join(want.between, ";") || strings.Join(got.reasons, ";") != strings.Join(want.reasons, ";")) {
					t.Errorf("%s finds %+v for %q, the list %+v", name, got, parts, want)
				}
			}
		}
	}
}
