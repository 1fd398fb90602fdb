package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the direction of dependencies. Anyone may import the middle
// (journal, exercise, period); in the middle journal imports exercise imports
// period. A package missing here may import nothing of the project.
var allowed = map[string][]string{
	"cmd/mull":         {"internal/cli"},
	"internal/cli":     {"internal/ask", "internal/store", "internal/report", "internal/insight", "internal/intake", "internal/coaching", "internal/seal", "internal/editor", "internal/place", "internal/sample", "internal/lexicon", "internal/lookalike", "prompts", middle},
	"internal/ask":     {"internal/unbroken", middle},
	"internal/store":   {"schema", "internal/seal", middle},
	"internal/report":  {"internal/insight", "internal/report/clean", "internal/unbroken", middle},
	"internal/insight": {middle},
	// Imported pages belong to exercises of the catalogue.
	"internal/intake":   {"internal/report/clean", "prompts", middle},
	"internal/coaching": {"internal/seal", middle},
	"internal/seal":     {},
	// What is shown and what is read in is cleaned alike.
	"internal/report/clean": {},
	"internal/unbroken":     {},
	"internal/editor":       {middle},
	"internal/place":        {"internal/period"},
	"internal/journal":      {"internal/exercise", "internal/period"},
	"internal/exercise":     {"internal/period", "internal/english"},
	"internal/period":       {},
	"internal/lexicon":      {"internal/exercise", "prompts"},
	"internal/english":      {},
	"internal/lookalike":    {},
	// Made-up journals, for demo and for measuring: they are written through
	// the store like any other, with the exercises of the catalogue. A practice
	// holds what coachees sent, sealed to its coach.
	"internal/sample":          {"internal/store", "internal/coaching", "internal/seal", "prompts", middle},
	"internal/sample/generate": {"internal/sample", "internal/store", middle},
	// Simulated journals that prove what insights may claim.
	"internal/insight/simulate":            {"internal/insight", middle},
	"internal/intake/bigcalendar":          {"internal/intake", middle},
	"internal/intake/hostile":              {"internal/intake/bigcalendar"},
	"internal/intake/bigcalendar/generate": {"internal/intake/bigcalendar", "internal/intake/hostile"},
	"internal/ttytest":                     {},
	"internal/faults":                      {}, // tests alone
	"internal/faults/model":                {}, // tests alone
	"internal/testkit/shape":               {}, // measures the code
	"internal/testkit/licenses":            {}, // gathers the licenses of what is linked
	"scripts/shape":                        {"internal/testkit/shape"},
	"scripts/licenses":                     {"internal/testkit/licenses"},
	"prompts":                              {},
	"schema":                               {},
}

const middle = "the middle"

// owners says which package alone may import a third-party module.
var owners = map[string]string{
	"github.com/AlecAivazis/survey/v2":   "internal/ask",
	"modernc.org/sqlite":                 "internal/store",
	"github.com/olekukonko/tablewriter":  "internal/report",
	"github.com/charmbracelet/x/ansi":    "internal/report",
	"github.com/urfave/cli/v2":           "internal/cli",
	"github.com/goccy/go-yaml":           "internal/exercise",
	"github.com/agnivade/levenshtein":    "internal/exercise",
	"filippo.io/age":                     "internal/seal",
	"github.com/thlib/go-timezone-local": "internal/place",
	"github.com/google/uuid":             "internal/store",
	"golang.org/x/term":                  "internal/ask",
	"golang.org/x/sys":                   "internal/ask",
	"golang.org/x/text":                  "internal/lookalike",
	"github.com/emersion/go-ical":        "internal/intake",
	"github.com/teambition/rrule-go":     "internal/intake",
	"github.com/gofrs/flock":             "internal/seal",
	"github.com/guptarohit/asciigraph":   "internal/report",
	"gonum.org/v1/gonum":                 "internal/insight",
	"github.com/cheggaaa/pb/v3":          "internal/cli",
}

func TestDependenciesPointOneWay(t *testing.T) {
	for folder, imports := range importsOf(t, "..") {
		may, known := allowed[folder]
		if !known {
			t.Errorf("%s is not in the table of packages", folder)
			continue
		}
		if slices.Contains(may, middle) {
			may = append(slices.Clone(may), "internal/journal", "internal/exercise", "internal/period", "internal/english")
		}
		for _, path := range imports {
			if inner, own := strings.CutPrefix(path, "mull/"); own && !slices.Contains(may, inner) {
				t.Errorf("%s imports %s, which its line in the table does not allow", folder, inner)
			}
			for module, owner := range owners {
				if (path == module || strings.HasPrefix(path, module+"/")) && folder != owner && !strings.HasPrefix(folder, owner+"/") {
					t.Errorf("%s imports %s, which belongs to %s", folder, path, owner)
				}
			}
		}
	}
}

// TestEveryLibraryHasItsReason holds that CONTRIBUTING says of every module of
// go.mod who uses it and why, and of no other.
func TestEveryLibraryHasItsReason(t *testing.T) {
	table, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-m", "-f", "{{if not (or .Main .Indirect)}}{{.Path}}{{end}}", "all")
	list.Stderr = os.Stderr
	modules, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range strings.Fields(string(modules)) {
		if !strings.Contains(string(table), module) {
			t.Errorf("CONTRIBUTING.md does not say why %s is here", module)
		}
	}
	_, rows, _ := strings.Cut(string(table), "\n| module |")
	for row := range strings.Lines(rows) {
		cells := strings.Split(row, "|")
		if len(cells) < 3 || !strings.Contains(cells[1], ".") || strings.TrimSpace(cells[2]) == "tool" {
			continue
		}
		for module := range strings.SplitSeq(strings.TrimSpace(cells[1]), ", ") {
			if !slices.Contains(strings.Fields(string(modules)), module) {
				t.Errorf("CONTRIBUTING.md says why %s is here, and it is not", module)
			}
		}
	}
}

// TestEveryPackageIsOnTheMap holds that CONTRIBUTING says what each package of
// internal is for.
func TestEveryPackageIsOnTheMap(t *testing.T) {
	document, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	for folder := range importsOf(t, "..") {
		parts := strings.Split(folder, "/")
		if parts[0] == "internal" && len(parts) > 1 && !strings.Contains(string(document), "\n"+strings.Join(parts[:2], "/")+" ") {
			t.Errorf("CONTRIBUTING.md does not say what %s is for", folder)
		}
	}
}

// TestNothingSpeaksOverANetwork holds what the README promises, for every
// package that is linked into the program.
func TestNothingSpeaksOverANetwork(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "mull/cmd/mull")
	list.Stderr = os.Stderr
	linked, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(linked)) {
		if path == "net/http" || path == "crypto/tls" || path == "net/rpc" || path == "net/smtp" {
			t.Errorf("the program holds %s", path)
		}
	}
}

// TestNobodyReadsTheWorld holds that the clock, the environment and standard
// streams come in from outside.
func TestNobodyReadsTheWorld(t *testing.T) {
	forbidden := []string{"time.Now(", "os.Getenv(", "os.Stdin", "os.Stdout", "os.Stderr", "os.LookupEnv("}
	walkGo(t, "..", func(folder, path string) {
		if folder == "cmd/mull" || strings.HasPrefix(folder, "scripts/") || strings.HasSuffix(folder, "/simulate") || strings.HasSuffix(folder, "/generate") {
			return
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range forbidden {
			if strings.Contains(string(text), word) {
				t.Errorf("%s uses %s", path, strings.TrimSuffix(word, "("))
			}
		}
	})
}

func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	walkGo(t, root, func(folder, path string) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if _, seen := found[folder]; !seen {
			found[folder] = nil
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[folder] = append(found[folder], path)
		}
	})
	return found
}

func walkGo(t *testing.T, root string, visit func(folder, path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && path != root || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(folder), path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
