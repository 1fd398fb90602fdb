package ask

import (
	"slices"
	"testing"
)

// A narrow window breaks a line before a path or a command, never within it.
func TestWrapKeepsWhatIsCopied(t *testing.T) {
	for text, want := range map[string][]string{
		"To remove it: mull delete 5":                          {"To remove it:", "mull delete 5"},
		"Entry 7 stays a draft. To continue: mull do --resume": {"Entry 7 stays a draft.", "To continue:", "mull do --resume"},
		"not found: /home/ana/a/very/long/folder/journal.db":   {"not found:", "/home/ana/a/very/long/folder/journal.db"},
		"averyveryverylongwordthatnobodycopies":                {"averyveryverylongwordtha", "tnobodycopies"},
		"one\n\ntwo":                                           {"one", "", "two"},
	} {
		if got := wrap(text, 24); !slices.Equal(got, want) {
			t.Errorf("wrap(%q) = %q, want %q", text, got, want)
		}
	}
}
