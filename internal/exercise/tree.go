package exercise

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of a file: far beyond what a person writes, near enough that no file
// can cost much time or memory to refuse.
type limits struct {
	what  string
	bytes int
	nodes int
}

var (
	fileLimits   = limits{"an exercise", 256 << 10, 5000}
	answerLimits = limits{"an answers file", 32 << 20, 20000}
)

const maxDepth = 12

// A shape is what a value of a file is.
type shape int

const (
	nothing shape = iota // null, or a field left empty
	textual
	numeric
	truth
	listed
	mapped
	refused // named a fault already
)

// A node is one value of a file with its place.
type node struct {
	shape        shape
	line, column int
	text         string // of a scalar, as written
	plain        bool   // a text without quotes
	number       float64
	yes          bool
	items        []*node
	pairs        []pair
}

type pair struct{ key, value *node }

// find returns the value of a field, or nil.
func (n *node) find(name string) *node {
	for _, p := range n.pairs {
		if p.key.text == name {
			return p.value
		}
	}
	return nil
}

// A grower turns a YAML file into nodes and notes what no file may hold.
type grower struct {
	limits
	file   string
	faults Faults
	grown  int
}

func (g *grower) fault(line, column int, format string, args ...any) {
	g.faults = append(g.faults, Fault{g.file, line, column, visible(fmt.Sprintf(format, args...))})
}

// parseTree reads one YAML document. It returns nil where the text is no
// usable YAML at all.
func parseTree(file string, source []byte, l limits) (root *node, faults Faults) {
	g := &grower{file: file, limits: l}
	if !g.readable(source) {
		return nil, g.faults
	}
	defer func() {
		// The YAML parser is not ours, and the files come from strangers.
		if caught := recover(); caught != nil {
			g.fault(1, 1, "is not YAML that can be read")
			root, faults = nil, g.faults
		}
	}()
	tokens := lexer.Tokenize(plainLines(source))
	if !g.bounded(tokens) {
		return nil, g.faults
	}
	// Duplicate keys are let through here so that they are named together with
	// every other fault.
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		g.syntax(err)
		return nil, g.faults
	}
	return g.document(parsed), g.faults
}

// plainLines takes away what editors put around text: a byte order mark, and
// the line ends of Windows.
func plainLines(source []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(source), "\uFEFF"), "\r\n", "\n")
}

// readable refuses what is too long or not text, and says where.
func (g *grower) readable(source []byte) bool {
	if len(source) > g.bytes {
		g.fault(1, 1, "the file has %d KB; %s holds %d KB at the most", len(source)>>10, g.what, g.bytes>>10)
		return false
	}
	if utf8.Valid(source) {
		return true
	}
	line, column := 1, 1
	for rest := source; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[size:]
	}
	g.fault(line, column, "the text is not valid UTF-8; save the file as UTF-8")
	return false
}

// bounded counts tokens and their nesting before the parser recurses over
// them.
func (g *grower) bounded(tokens token.Tokens) bool {
	count, flow, line, onLine := 0, 0, 0, 0
	for _, tk := range tokens {
		if tk.Type == token.CommentType {
			continue
		}
		if tk.Position.Line != line {
			line, onLine = tk.Position.Line, 0
		}
		count++
		switch tk.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType:
			onLine++
		}
		if flow > maxDepth || onLine > maxDepth {
			g.fault(line, tk.Position.Column, "is nested more than %d deep", maxDepth)
			return false
		}
		if count > 4*g.nodes {
			g.fault(line, tk.Position.Column, "holds more than %d values", g.nodes)
			return false
		}
	}
	return true
}

func (g *grower) syntax(err error) {
	line, column, message := 1, 1, "is not YAML"
	var placed interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &placed) {
		message = placed.GetMessage()
		if tk := placed.GetToken(); tk != nil && tk.Position != nil {
			line, column = max(tk.Position.Line, 1), max(tk.Position.Column, 1)
		}
	}
	g.fault(line, column, "is not YAML here: %s", message)
}

func (g *grower) document(parsed *ast.File) *node {
	var bodies []ast.Node
	for _, doc := range parsed.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		g.fault(1, 1, "the file is empty")
		return nil
	}
	root := g.grow(bodies[0], 1)
	for _, extra := range bodies[1:] {
		line, column := placeOf(extra)
		g.fault(line, column, "begins a second document; a file holds one")
	}
	return root
}
