// Package licenses gathers the licenses of everything linked into mull.
package licenses

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// File is where the licenses are, from the root of the project.
const File = "THIRD_PARTY_LICENSES"

// Platforms are those mull is built for.
var Platforms = [...]string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// A Module is something linked, with the folders of it that are.
type Module struct {
	Path, Version, Dir string
	folders            map[string]bool
}

// Linked returns the modules that are linked into cmd/mull on any platform, by
// path. Root is the folder of the project.
func Linked(root string) ([]*Module, error) {
	found := map[string]*Module{}
	for _, platform := range Platforms {
		system, processor, _ := strings.Cut(platform, "/")
		list := exec.Command("go", "list", "-deps", "-f",
			"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", "./cmd/mull")
		list.Dir = root
		list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
		var problem bytes.Buffer
		list.Stderr = &problem
		lines, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("listing what is linked on %s: %w\n%s", platform, err, &problem)
		}
		for line := range strings.Lines(string(lines)) {
			fields := strings.Split(strings.TrimSpace(line), "\t")
			if len(fields) != 4 {
				continue
			}
			m := found[fields[0]]
			if m == nil {
				m = &Module{Path: fields[0], Version: fields[1], Dir: fields[2], folders: map[string]bool{}}
				found[m.Path] = m
			}
			m.folders[fields[3]] = true
		}
	}
	modules := slices.Collect(maps.Values(found))
	slices.SortFunc(modules, func(a, b *Module) int { return strings.Compare(a.Path, b.Path) })
	return modules, nil
}

var (
	legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|authors|copyright)([-._].*)?$`)
	terms = regexp.MustCompile(`(?i)^(licen[cs]e|copying)([-._].*)?$`)
)

// legalFiles returns the files about rights in a module, by name from its root:
// those in the folders that are linked and in every folder above them.
func (m *Module) legalFiles() ([]string, error) {
	seen := map[string]bool{}
	var names []string
	licensed := false
	for folder := range m.folders {
		for ; !seen[folder] && strings.HasPrefix(folder, m.Dir); folder = filepath.Dir(folder) {
			seen[folder] = true
			entries, err := os.ReadDir(folder)
			if err != nil {
				return nil, err
			}
			for _, entry := range entries {
				name := entry.Name()
				if entry.IsDir() || filepath.Ext(name) == ".go" || !legal.MatchString(name) {
					continue
				}
				inside, err := filepath.Rel(m.Dir, filepath.Join(folder, name))
				if err != nil {
					return nil, err
				}
				licensed = licensed || terms.MatchString(name)
				names = append(names, filepath.ToSlash(inside))
			}
		}
	}
	if !licensed {
		return nil, fmt.Errorf("%s %s has no license file", m.Path, m.Version)
	}
	slices.Sort(names)
	return names, nil
}

const head = `Licenses of third-party code in mull
====================================

This file is made by: go run ./scripts/licenses

It holds the license of every module that is linked into mull on Linux, macOS or
Windows. Go's runtime and standard library have the license and the patent grant
of golang.org/x/sys, below.

`

// Gather returns the content of File.
func Gather(root string) ([]byte, error) {
	modules, err := Linked(root)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(head)
	for _, m := range modules {
		fmt.Fprintf(&out, "  %s %s\n", m.Path, m.Version)
	}
	for _, m := range modules {
		names, err := m.legalFiles()
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(m.Dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			title := fmt.Sprintf("%s %s: %s", m.Path, m.Version, name)
			fmt.Fprintf(&out, "\n%s\n%s\n\n", title, strings.Repeat("-", len(title)))
			out.WriteString(tidy(string(text)))
		}
	}
	return out.Bytes(), nil
}

// tidy makes line ends one of a kind, and ends in one.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \t\r\n\f"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}
