package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	cases := map[string]string{
		"plain words":                          "plain words",
		"café “quoted” 日本 👩‍💻":                 "café “quoted” 日本 👩‍💻",
		"\x1b[31mred\x1b[0m":                   "red",
		"\x1b]0;title\x07after":                "after",
		"\x1b]8;;http://x\x1b\\link":           "link",
		"\u009b31mred":                         "red",
		"\u009d0;title\x07after":               "after",
		"a\x1b]0;never ended, my words":        "a0;never ended, my words",
		"a\x1bPnever ended":                    "anever ended",
		"two\nlines\r\nand\tthree":             "two lines and three",
		"gone\x00\x07\x08\x7fgone":             "gonegone",
		"evil\u202etxt.exe\u2066x\u2069":       "eviltxt.exex",
		"zero\u200bwidth\ufeff":                "zerowidth",
		"bad\xffutf\xc3\x1b[31m8":              "bad\uFFFDutf\uFFFD8",
		"tower" + strings.Repeat("\u0301", 40): "tower" + strings.Repeat("\u0301", 6),
		"می\u200cخواهم":                        "می\u200cخواهم",
		"hidden\U000E0041\U000E0042tags":       "hiddentags",
	}
	for in, want := range cases {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanBlockKeepsLines(t *testing.T) {
	got, want := CleanBlock("one\r\n\r\n\ttwo\u2028three\x1b[2J"), "one\n\n    two\nthree"
	if got != want {
		t.Errorf("CleanBlock = %q, want %q", got, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"", "words", "\x1b[31mred", "\x1b]0;t\x07", "\xc3\x1b[", "\u009b1m", "👩‍💻\u202e", "a\x1b\x1b[1m"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, out := range []string{Clean(in), strings.ReplaceAll(CleanBlock(in), "\n", " ")} {
			if bad := mischief(out); bad != "" {
				t.Errorf("%q left %s in %q", in, bad, out)
			}
		}
		if once := Clean(in); Clean(once) != once {
			t.Errorf("cleaning %q twice differs: %q, %q", in, once, Clean(once))
		}
	})
}

// mischief names the first character of a text that a terminal would obey.
func mischief(text string) string {
	if !utf8.ValidString(text) {
		return "invalid UTF-8"
	}
	for _, r := range text {
		switch {
		case unicode.IsControl(r):
			return "control character " + strings.ToUpper(string("0123456789abcdef"[r>>4&15])+string("0123456789abcdef"[r&15]))
		case unicode.Is(unicode.Bidi_Control, r):
			return "a turn of direction"
		}
	}
	return ""
}
