package licenses

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../.."

// TestTheFileIsCurrent holds that the file has every module that is linked on any
// platform, in the version of go.mod, with its license.
func TestTheFileIsCurrent(t *testing.T) {
	saved, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		t.Fatal(err)
	}
	modules, err := Linked(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(modules) < 20 {
		t.Errorf("only %d modules are linked", len(modules))
	}
	for _, m := range modules {
		if !bytes.Contains(saved, []byte("\n  "+m.Path+" "+m.Version+"\n")) || !bytes.Contains(saved, []byte("\n"+m.Path+" "+m.Version+": ")) {
			t.Errorf("%s doesn't have %s %s", File, m.Path, m.Version)
		}
	}
	current, err := Gather(root)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(saved, []byte("\r\n"), []byte("\n")), current) {
		t.Errorf("%s isn't current; to write it: go run ./scripts/licenses", File)
	}
}

// TestPlatformsAreThoseOfCI holds that licenses are gathered for every platform
// that is built.
func TestPlatformsAreThoseOfCI(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(root, ".ci/run"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(script), "for target in "+strings.Join(Platforms[:], " ")+"; do") {
		t.Error(".ci/run builds for other platforms")
	}
}

func TestAModuleWithoutALicenseIsAnError(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "inner")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	m := &Module{Path: "example.org/m", Version: "v1.0.0", Dir: dir, folders: map[string]bool{inner: true}}
	for _, name := range []string{"PATENTS", "license.go", "licensing"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.legalFiles(); err == nil {
		t.Error("a module without a license passes")
	}
	for _, name := range []string{"License.txt", "inner/COPYING"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	names, err := m.legalFiles()
	if got := strings.Join(names, " "); err != nil || got != "License.txt PATENTS inner/COPYING" {
		t.Errorf("%q, %v", got, err)
	}
}
