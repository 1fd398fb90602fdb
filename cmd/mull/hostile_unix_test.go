//go:build unix && !race

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"mull/internal/intake/hostile"
)

// mostMemory is what the import of any file may take, in kilobytes.
const mostMemory = 256 << 10

// Files that are out to harm are refused or read, in bounded memory, without a
// panic, and leave the journal usable.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	folder := t.TempDir()
	for _, h := range hostile.Files() {
		t.Run(h.Name, func(t *testing.T) {
			file, err := h.Write(folder)
			if err != nil {
				t.Fatal(err)
			}
			defer os.Remove(file) //nolint:errcheck // the folder goes, too
			journal := filepath.Join(t.TempDir(), "journal.db")
			command := exec.Command("mull", "import", file, "--journal", journal)
			command.Env = append(os.Environ(), "TZ=Europe/Berlin", "MULL_NOW=2026-11-19T18:10:00+01:00", "HOME="+folder)
			out, err := command.CombinedOutput()
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if code := command.ProcessState.ExitCode(); code < 0 || code > 2 || strings.Contains(string(out), "goroutine ") {
				t.Errorf("exit %d\n%.2000s", code, out)
			}
			usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage)
			if !ok || runtime.GOOS != "linux" {
				return // elsewhere Maxrss has other units
			}
			t.Logf("%d MB", usage.Maxrss>>10)
			if usage.Maxrss > mostMemory {
				t.Errorf("it took %d MB, want at most %d", usage.Maxrss>>10, mostMemory>>10)
			}
			if err := agrees(journal); err != nil {
				t.Error(err)
			}
		})
	}
}
