package ask

import (
	"bytes"
	"strings"
	"testing"
)

// What looks like one character moves, and goes, as one.
func TestOneKeyForOneCharacter(t *testing.T) {
	for _, typed := range []string{"a", "é", "e\u0301", "漢", "👍", "👍🏽", "👨‍👩‍👧‍👦", "👩🏽‍💻", "❤️", "🇩🇪", "🏴\U000e0067\U000e0062\U000e007f", "नि", "1️⃣"} {
		e := &edit{out: &bytes.Buffer{}, cols: 80, height: 24}
		for _, r := range "x" + typed + "z" {
			e.press(key{name: keyRune, r: r})
		}
		e.press(key{name: keyLeft})
		e.press(key{name: keyLeft})
		if e.at != 1 {
			t.Errorf("%q: two steps to the left end at %d, want 1", typed, e.at)
		}
		e.press(key{name: keyRight})
		if got := string(e.text[:e.at]); got != "x"+typed {
			t.Errorf("%q: a step to the right ends after %q", typed, got)
		}
		e.press(key{name: keyBackspace})
		if got := string(e.text); got != "xz" {
			t.Errorf("%q: Backspace makes %q, want xz", typed, got)
		}
		for _, r := range typed {
			e.press(key{name: keyRune, r: r})
		}
		e.press(key{name: keyLeft})
		e.press(key{name: keyDelete})
		if got := string(e.text); got != "xz" {
			t.Errorf("%q: Delete makes %q, want xz", typed, got)
		}
	}
	two := []rune("🇩🇪🇫🇷")
	if got := clusterStart(two, 3); got != 2 {
		t.Errorf("the second of two flags begins at %d, want 2", got)
	}
}

// The cursor is put behind the text before it, however wide the terminal shows
// that, and no row ends within a character.
func TestCursorBehindWideCharacters(t *testing.T) {
	var out bytes.Buffer
	e := &edit{text: []rune("one 👨‍👩‍👧‍👦 two"), out: &out, cols: 80, height: 24}
	e.at = len(e.text) - 4
	if err := e.draw(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(out.String(), "\r"+prompt+"one 👨‍👩‍👧‍👦") {
		t.Errorf("the last thing drawn is %q", out.String())
	}
	for cols := 12; cols < 40; cols++ {
		e := &edit{text: []rune(strings.Repeat("👨‍👩‍👧‍👦👍🏽é", 9)), cols: cols}
		for _, row := range e.rows() {
			if joined(e.text, row.start) {
				t.Errorf("%d columns: the row %v begins within a character", cols, row)
			}
		}
	}
}

// A question about short texts doesn't convert a long one.
func TestShortOfALongText(t *testing.T) {
	e := &edit{text: []rune(strings.Repeat("a line of a long text\n", 40_000))}
	if n := testing.AllocsPerRun(5, func() { e.short(longestCommand) }); n > 0 {
		t.Errorf("%v allocations, want none", n)
	}
	e.text = []rune("  ?\n")
	if word, ok := e.short(longestCommand); word != "?" || !ok {
		t.Errorf("got %q, %v", word, ok)
	}
}

// A paste whose last piece is a single byte is a paste all the same; a key some
// time after it is none.
func TestAPasteComesInPieces(t *testing.T) {
	s := newSource(strings.NewReader(""))
	s.count(4095, true)
	s.count(1, false)
	if s.burst != 4096 {
		t.Errorf("%d bytes came in a row, want 4096", s.burst)
	}
	if s.count(1, true); s.burst != 1 {
		t.Errorf("%d bytes came in a row, want 1", s.burst)
	}
}
