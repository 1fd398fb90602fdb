package ask

import (
	"errors"
	"strings"
	"testing"
)

func TestReadUnseen(t *testing.T) {
	for typed, want := range map[string]string{
		"a passphrase\r":              "a passphrase",
		"\r":                          "",
		"wronk\x7fg\r":                "wrong",
		"Stra\u00dfe\x7f\x7f\x08en\r": "Stren",
		"\x7f\x7fa\r":                 "a",
		"all wrong\x15right\r":        "right",
		"ends\nnot mine":              "ends",
		"a\x04b\r":                    "ab",
	} {
		in := strings.NewReader(typed)
		if got, err := readUnseen(in); got != want || err != nil {
			t.Errorf("%q is read as %q, %v, want %q", typed, got, err, want)
		}
	}
	for typed, want := range map[string]error{"\x03": ErrInterrupted, "half\x03": ErrInterrupted, "\x04": ErrEnded, "": ErrEnded, "half": ErrEnded} {
		if got, err := readUnseen(strings.NewReader(typed)); got != "" || !errors.Is(err, want) {
			t.Errorf("%q is read as %q, %v, want %v", typed, got, err, want)
		}
	}
	in := strings.NewReader("first\rsecond\r")
	for _, want := range []string{"first", "second"} {
		if got, err := readUnseen(in); got != want || err != nil {
			t.Errorf("the next line is %q, %v, want %q", got, err, want)
		}
	}
}
