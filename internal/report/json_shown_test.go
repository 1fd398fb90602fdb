package report

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// At a terminal, JSON Lines hold nothing that it obeys, wherever a write is cut,
// and say the same.
func TestJSONLinesForATerminal(t *testing.T) {
	const text = "{\"a\":\"\u009b31mred\u202e\u2066x\u007f é\"}\n{\"b\":\"\u200f\"}\nno end \u0085"
	for cut := 1; cut <= len(text); cut++ {
		var out strings.Builder
		err := WriteShown(&out, func(w io.Writer) error {
			for rest := text; rest != ""; {
				n := min(cut, len(rest))
				if _, err := io.WriteString(w, rest[:n]); err != nil {
					return err
				}
				rest = rest[n:]
			}
			return nil
		})
		if err != nil || strings.ContainsAny(out.String(), "\u009b\u202e\u2066\u007f\u200f\u0085") || !strings.Contains(out.String(), "é") {
			t.Fatalf("in writes of %d bytes: %q, %v", cut, out.String(), err)
		}
		var want, got any
		first, _, _ := strings.Cut(text, "\n")
		shown, _, _ := strings.Cut(out.String(), "\n")
		if json.Unmarshal([]byte(first), &want) != nil || json.Unmarshal([]byte(shown), &got) != nil || want.(map[string]any)["a"] != got.(map[string]any)["a"] {
			t.Fatalf("in writes of %d bytes the text is another: %q", cut, shown)
		}
	}
}

func TestFormulasOfFullWidth(t *testing.T) {
	for cell, want := range map[string]string{"\uff1d1+1": "'\uff1d1+1", "\uff0b1": "'\uff0b1", "\uff0d1": "'\uff0d1", "\uff20a": "'\uff20a", "=1": "'=1", "-3": "-3", "é=1": "é=1", "": ""} {
		if got := inert(cell); got != want {
			t.Errorf("%q is written as %q, want %q", cell, got, want)
		}
	}
}
