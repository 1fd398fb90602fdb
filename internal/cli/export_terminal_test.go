package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An export that a terminal shows turns no text round; one in a pipe is as it is.
func TestExportToATerminal(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "journal.db")
	run := func(terminal bool, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		world := World{
			In: strings.NewReader(""), Out: &out, Err: &bytes.Buffer{}, LoadZone: time.LoadLocation,
			Now: func() time.Time { return time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC) },
			Getenv: func(name string) string {
				return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": journal, "HOME": filepath.Dir(journal)}[name]
			},
		}
		world.Terminals.Out = terminal
		if err := Run(context.Background(), world, args); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	run(false, "log", "1h", "people", "one\u202etwo")
	if text := run(false, "export"); !strings.Contains(text, "one\u202etwo") {
		t.Errorf("in a pipe: %s", text)
	}
	if text := run(true, "export"); strings.Contains(text, "\u202e") || !strings.Contains(text, `one\u202etwo`) {
		t.Errorf("at a terminal: %q", text)
	}
}
