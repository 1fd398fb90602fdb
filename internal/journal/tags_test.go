package journal

import (
	"slices"
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"PRD #checkout":                   "checkout",
		"#Checkout, again #checkout.":     "checkout",
		"(#hiring) #q4-plan/#über_morgen": "hiring q4-plan über_morgen",
		"C# and a#b and issue #12":        "",
		"#12-weeks #-x- #--":              "12-weeks x",
		"## heading, &#8217; and ##two":   "",
		"#日本語 #e\u0301te":                 "日本語 e\u0301te",
		"#":                               "",
		"\xff#ok\xff":                     "ok",
	} {
		if got := strings.Join(Tags(text), " "); got != want {
			t.Errorf("Tags(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzTags(f *testing.F) {
	for _, seed := range []string{"#a b #c-d", "##", "#\xff", "x#y #y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tag := range Tags(text) {
			// A tag found can be asked for again, however it is typed.
			if again := Tags("#" + tag); !slices.Equal(again, []string{tag}) {
				t.Fatalf("Tags(%q) gives %q, which reads back as %q", text, tag, again)
			}
		}
	})
}
