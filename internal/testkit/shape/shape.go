// Package shape measures how the code is built: the size of each package, the
// type with the most methods, and the largest group of files that call one
// another in a circle. Numbers like these grow unnoticed; a test holds them.
package shape

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Package is what was measured of one package, its tests left out.
type Package struct {
	Path    string   // import path
	Files   int      // of every platform
	Lines   int      // of every platform, blank lines and comments included
	Type    string   // the type with the most methods
	Methods int      // of that type
	Cycle   []string // the largest group of files in which each reaches each other by calls
}

// Measure measures the packages that patterns of the go command name, seen from
// folder. Calls are those of the platform it runs on.
func Measure(folder string, patterns ...string) ([]Package, error) {
	listed, err := list(folder, patterns)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range listed {
		exports[p.ImportPath] = p.Export
	}
	files := token.NewFileSet()
	imports := importer.ForCompiler(files, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	var measured []Package
	for _, p := range listed {
		if p.DepOnly {
			continue
		}
		m, err := measure(files, imports, p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ImportPath, err)
		}
		measured = append(measured, m)
	}
	return measured, nil
}

// A listing is what the go command says of a package.
type listing struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

func list(folder string, patterns []string) ([]listing, error) {
	command := exec.Command("go", append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,DepOnly"}, patterns...)...)
	command.Dir = folder
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, complaints.String())
	}
	var listed []listing
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listing
		if err := decoder.Decode(&p); err == io.EOF {
			return listed, nil
		} else if err != nil {
			return nil, err
		}
		listed = append(listed, p)
	}
}

func measure(files *token.FileSet, imports types.Importer, p listing) (Package, error) {
	m := Package{Path: p.ImportPath}
	var err error
	if m.Files, m.Lines, err = size(p.Dir); err != nil {
		return m, err
	}
	var parsed []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return m, err
		}
		parsed = append(parsed, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	checker := types.Config{Importer: imports}
	checked, err := checker.Check(p.ImportPath, files, parsed, info)
	if err != nil {
		return m, err
	}
	m.Type, m.Methods = mostMethods(checked)
	m.Cycle = largestCycle(calls(files, checked, info))
	return m, nil
}

// size counts the files of a folder that aren't tests, and their lines.
func size(folder string) (files, lines int, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, 0, err
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return 0, 0, err
		}
		files++
		lines += bytes.Count(text, []byte("\n"))
	}
	return files, lines, nil
}

// mostMethods returns the type of a package with the most methods declared on
// it or on its pointer.
func mostMethods(p *types.Package) (name string, methods int) {
	for _, declared := range p.Scope().Names() {
		named, isType := p.Scope().Lookup(declared).(*types.TypeName)
		if !isType || named.IsAlias() {
			continue
		}
		t, isNamed := named.Type().(*types.Named)
		if isNamed && t.NumMethods() > methods {
			name, methods = declared, t.NumMethods()
		}
	}
	return name, methods
}

// calls says for each file of a package which of its other files declare a
// function or method that it uses.
func calls(files *token.FileSet, p *types.Package, info *types.Info) map[string][]string {
	found := map[string][]string{}
	for ident, object := range info.Uses {
		function, isFunction := object.(*types.Func)
		if !isFunction || function.Pkg() != p {
			continue
		}
		from := filepath.Base(files.Position(ident.Pos()).Filename)
		to := filepath.Base(files.Position(function.Origin().Pos()).Filename)
		if from != to && !slices.Contains(found[from], to) {
			found[from] = append(found[from], to)
		}
	}
	return found
}

// largestCycle returns the largest strongly connected group of a graph with
// more than one member, sorted; nil if there is none. It is Tarjan's algorithm
// (SIAM Journal on Computing 1, 1972).
func largestCycle(graph map[string][]string) []string {
	s := &search{graph: graph, index: map[string]int{}, low: map[string]int{}, on: map[string]bool{}}
	nodes := make([]string, 0, len(graph))
	for node := range graph {
		nodes = append(nodes, node)
	}
	slices.Sort(nodes)
	for _, node := range nodes {
		if s.index[node] == 0 {
			s.visit(node)
		}
	}
	return s.largest
}

type search struct {
	graph      map[string][]string
	index, low map[string]int
	on         map[string]bool
	stack      []string
	largest    []string
}

func (s *search) visit(node string) {
	s.index[node] = len(s.index) + 1
	s.low[node] = s.index[node]
	s.stack, s.on[node] = append(s.stack, node), true
	for _, next := range s.graph[node] {
		if s.index[next] == 0 {
			s.visit(next)
			s.low[node] = min(s.low[node], s.low[next])
		} else if s.on[next] {
			s.low[node] = min(s.low[node], s.index[next])
		}
	}
	if s.low[node] != s.index[node] {
		return
	}
	start := slices.Index(s.stack, node)
	group := slices.Clone(s.stack[start:])
	s.stack = s.stack[:start]
	for _, member := range group {
		s.on[member] = false
	}
	if len(group) > 1 && len(group) > len(s.largest) {
		slices.Sort(group)
		s.largest = group
	}
}
