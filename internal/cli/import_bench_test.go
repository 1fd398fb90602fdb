package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"mull/internal/intake/bigcalendar"
)

// BenchmarkTenYears imports a calendar of ten years, 50,000 events and 500
// series, into a new journal, and then the same file again, which changes
// nothing. It prints rows per second and the memory the program had taken.
func BenchmarkTenYears(b *testing.B) {
	file := filepath.Join(b.TempDir(), "ten-years.ics")
	out, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := bigcalendar.Write(out, bigcalendar.TenYears); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
	journal := ""
	run := func(b *testing.B) string {
		var out, errs bytes.Buffer
		world := World{In: strings.NewReader(""), Out: &out, Err: &errs,
			Now: func() time.Time { return time.Date(2026, 11, 19, 18, 10, 0, 0, time.UTC) },
			Getenv: func(name string) string {
				return map[string]string{"TZ": "Europe/Berlin", "MULL_JOURNAL": journal}[name]
			}}
		if err := Run(context.Background(), world, []string{"import", file}); err != nil {
			b.Fatal(err, errs.String())
		}
		return out.String()
	}
	measure := func(b *testing.B) {
		rows := float64(bigcalendar.TenYears.Events + bigcalendar.TenYears.Series)
		b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.Sys>>20), "MB")
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			// Of the whole benchmark, so that the next one finds the journal there.
			folder, err := os.MkdirTemp(filepath.Dir(file), "journal")
			if err != nil {
				b.Fatal(err)
			}
			journal = filepath.Join(folder, "journal.db")
			if out := run(b); !strings.Contains(out, " new, 0 known") {
				b.Fatal(out)
			}
		}
		measure(b)
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			if out := run(b); !strings.Contains(out, "  0 new, ") && !strings.Contains(out, " 0 new, ") {
				b.Fatal(out)
			}
		}
		measure(b)
	})
}
