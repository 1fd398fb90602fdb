package report

import (
	"testing"

	"mull/internal/report/clean"
)

func TestFold(t *testing.T) {
	key := "mull1-age12tpkv34uas7mmfazzpmsgem0mr98ueawhecy3stsq5e3cgwvlejq64cpzd"
	for _, tt := range []struct{ line, want string }{
		{"", ""},
		{"short enough", "short enough"},
		{"Send the public id to them by mail", "Send the public id\nto them by mail"},
		{"  an indent is kept below, too", "  an indent is kept\n  below, too"},
		{"why  to see what could be handed on", "why  to see what\n     could be handed\n     on"},
		{"public id    " + key, "public id    " + key},
		{"日本語 日本語 日本語 日本語", "日本語 日本語 日本語\n日本語"},
	} {
		if got := Fold(tt.line, 20); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

// A notice may begin with a name from anywhere.
func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "of the days": "Of the days", "über: 2 pieces": "Über: 2 pieces", "“Hold” is unsorted": "“Hold” is unsorted", "日本": "日本",
	} {
		if got := sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
}

// What width and Clean take as it is, they would have found so by looking at
// its clusters, whichever two characters stand side by side.
func TestSinglesTakeOneColumnEach(t *testing.T) {
	var plain []rune
	for r := rune(0); r < 0x3000; r++ {
		if _, all := clean.Singles(string(r)); all {
			plain = append(plain, r)
		}
	}
	if len(plain) < 95+160 {
		t.Errorf("%d characters are plain", len(plain))
	}
	for _, a := range plain {
		if text := string(a) + "é"; Clean(text) != text { // which is looked at, for its é
			t.Errorf("%q is not to be printed as it is", a)
		}
		for _, b := range plain {
			if got := clustered(string([]rune{a, b})); got != 2 {
				t.Errorf("%q and %q take %d columns", a, b, got)
			}
		}
	}
	for _, text := range []string{"\xff", "█\u0301", "é", "日", "a\tb", "x\u200d"} {
		if _, all := clean.Singles(text); all {
			t.Errorf("%q passes for plain", text)
		}
	}
}
