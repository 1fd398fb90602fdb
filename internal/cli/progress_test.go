package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hinshun/vt10x"

	"mull/internal/intake/bigcalendar"
)

// importSlowly imports a calendar while the clock moves on by step each time it
// is looked at, and returns what the error stream got.
func importSlowly(t *testing.T, terminals Terminals, step time.Duration, flags ...string) string {
	t.Helper()
	folder := t.TempDir()
	name := filepath.Join(folder, "year.ics")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := bigcalendar.Write(file, bigcalendar.Size{Years: 10, Events: 600, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 19, 17, 10, 0, 0, time.UTC)
	var out, errs bytes.Buffer
	world := World{
		In: strings.NewReader(""), Out: &out, Err: &errs, Terminals: terminals,
		Now: func() time.Time { at = at.Add(step); return at },
		Getenv: func(name string) string {
			return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": filepath.Join(folder, "journal.db"), "HOME": folder}[name]
		},
	}
	if err := Run(context.Background(), world, append([]string{"import", name}, flags...)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "new") {
		t.Fatalf("stdout is %q", &out)
	}
	return errs.String()
}

// Whoever waits at a terminal sees how far an import is, and nothing of it is
// left afterwards. A quick one shows nothing, and neither does one that is read
// by a program.
func TestImportShowsProgress(t *testing.T) {
	screen := Terminals{Err: true, Width: 80}
	slow := importSlowly(t, screen, 200*time.Millisecond)
	for _, want := range []string{"reading year.ics", "keeping year.ics", "%"} {
		if !strings.Contains(slow, want) {
			t.Errorf("a slow import does not show %q: %q", want, slow)
		}
	}
	for _, width := range []int{80, 30} {
		terminal := vt10x.New(vt10x.WithSize(width, 24))
		drawn := importSlowly(t, Terminals{Err: true, Width: width}, 200*time.Millisecond)
		if _, err := terminal.Write([]byte(drawn)); err != nil {
			t.Fatal(err)
		}
		if left := strings.TrimSpace(terminal.String()); left != "" {
			t.Errorf("the screen is left with %q", left)
		}
	}
	for name, quiet := range map[string]string{
		"a quick one":          importSlowly(t, screen, time.Millisecond),
		"no terminal":          importSlowly(t, Terminals{}, time.Second),
		"--plain":              importSlowly(t, screen, time.Second, "--plain"),
		"--json":               importSlowly(t, screen, time.Second, "--json"),
		"stdout at a terminal": importSlowly(t, Terminals{Out: true, Width: 80}, time.Second),
	} {
		if quiet != "" {
			t.Errorf("%s shows %q", name, quiet)
		}
	}
}
