package ask

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// Whatever bytes a terminal sends, editing never panics, the text stays text,
// and every row fits the window.
func FuzzEdit(f *testing.F) {
	for _, seed := range []string{"abc\x1b[D\x1b[Dx\x7f", "one two\x17\x15\x0b", "\x1b[200~a\r\nb\x1b[201~", "a\tb\t", "\x1b", "\x1b[", "\x1bOA\x1b[3~\x1b[A\x1b[B",
		"日本\u200d語e\u0301\x1b[D\x1b[D", "\xff\xc3(", "long words that wrap over rows and more\x10\x10\x01\x05", "\x1b[1;5C\x1b[24;80R\x1b\x1b["} {
		f.Add(seed, true, uint8(30))
		f.Add(seed, false, uint8(12))
	}
	f.Fuzz(func(t *testing.T, typed string, many bool, cols uint8) {
		if len(typed) > 300 {
			t.Skip("every key is drawn here, which takes the square of the length")
		}
		k := &keys{source: newSource(strings.NewReader(typed))}
		e := &edit{many: many, words: []string{"admin", "direction", "überall"}, out: io.Discard, cols: int(cols), height: 8}
		for {
			key, err := k.next(context.Background())
			if err != nil {
				break
			}
			e.press(key)
			if e.at < 0 || e.at > len(e.text) {
				t.Fatalf("%q: the cursor is at %d of %d", typed, e.at, len(e.text))
			}
			if err := e.draw(); err != nil {
				t.Fatal(err)
			}
		}
		if text := string(e.text); !utf8.ValidString(text) || strings.ContainsAny(text, "\x1b\x00\x7f") || !many && strings.Contains(text, "\n") {
			t.Errorf("%q became %q", typed, text)
		}
		checkRows(t, e)
	})
}

func checkRows(t *testing.T, e *edit) {
	t.Helper()
	room := max(e.cols-len(prompt)-1, 8)
	next := 0
	for _, row := range e.rows() {
		used := 0
		for _, r := range e.text[row.start:row.end] {
			used += e.cells(r)
		}
		// A space that a row breaks at may hang over its end, where it is not
		// seen.
		if row.start != next || used > room+1 {
			t.Fatalf("%q in %d columns: row %v takes %d", string(e.text), e.cols, row, used)
		}
		if next = row.end; next < len(e.text) && e.text[next] == '\n' {
			next++
		}
	}
	if next < len(e.text) {
		t.Fatalf("%q: rows end at %d", string(e.text), next)
	}
}

// Keys are the same whether their bytes come at once or one by one.
func TestKeysInPieces(t *testing.T) {
	const typed = "aé日\x1b[A\x1b[3~\x1bOB\x1b[200~x\r\ny\tz\x1b[201~\r\x7f\x1b[24;80R!"
	read := func(in io.Reader) []key {
		k := &keys{source: newSource(in)}
		var all []key
		for {
			key, err := k.next(context.Background())
			if err != nil {
				return all
			}
			all = append(all, key)
		}
	}
	whole, pieces := read(strings.NewReader(typed)), read(iotest.OneByteReader(strings.NewReader(typed)))
	if len(whole) != len(pieces) {
		t.Fatalf("%v at once, %v in pieces", whole, pieces)
	}
	for at := range whole {
		if whole[at] != pieces[at] {
			t.Errorf("key %d: %v at once, %v in pieces", at, whole[at], pieces[at])
		}
	}
	enters := 0
	for _, key := range whole {
		if key.name == keyEnter {
			enters++
		}
	}
	if enters != 2 {
		t.Errorf("%d line ends, want the pasted \\r\\n as one and Enter", enters)
	}
}
