package internal_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestVulnerabilitiesFailOnlyWhenFound runs the script with stand-ins for curl and
// go: a vulnerability fails, what can't be reached is named and passes.
func TestVulnerabilitiesFailOnlyWhenFound(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash")
	}
	for name, test := range map[string]struct {
		curl, version, scan string // what each of them does
		fails               bool
		says                string
	}{
		"none found":          {"exit 0", "exit 0", "echo No vulnerabilities found.", false, "No vulnerabilities found."},
		"one found":           {"exit 0", "exit 0", "echo 'GO-2026-9999 in uuid'; echo 'exit status 3' >&2; exit 1", true, "GO-2026-9999 in uuid"},
		"no database":         {"exit 6", "exit 0", "exit 9", false, "skipped: known vulnerabilities (can't reach "},
		"no tool":             {"exit 0", "exit 1", "exit 9", false, "skipped: known vulnerabilities (can't get "},
		"database lost later": {"exit 0", "exit 0", "echo 'govulncheck: fetching vulnerabilities: dial tcp' >&2; echo 'exit status 1' >&2; exit 1", false, "skipped: known vulnerabilities (can't reach "},
		"too slow":            {"exit 0", "exit 0", "exit 124", false, "skipped: known vulnerabilities (govulncheck took too long)"},
		"something else":      {"exit 0", "exit 0", "echo 'undefined: x' >&2; exit 1", true, "undefined: x"},
	} {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			standIn := func(program, does string) {
				t.Helper()
				if err := os.WriteFile(filepath.Join(bin, program), []byte("#!"+bash+"\n"+does+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			standIn("curl", test.curl)
			standIn("go", "if [ \"$3\" = -version ]; then "+test.version+"; fi\n"+test.scan)
			run := exec.Command(bash, "../scripts/vulnerabilities")
			run.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			out, err := run.CombinedOutput()
			if failed := err != nil; failed != test.fails || !strings.Contains(string(out), test.says) {
				t.Errorf("failed %v, want %v: %s", failed, test.fails, out)
			}
		})
	}
}
