package exercise

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// grow turns a YAML value into a node. Anchors, aliases, tags and merge keys
// are faults: an exercise is plain data, and they are how small files become
// large ones.
func (g *grower) grow(from ast.Node, depth int) *node {
	n := &node{}
	if from == nil {
		return n
	}
	n.line, n.column = placeOf(from)
	g.grown++
	if depth > maxDepth || g.grown > g.nodes {
		g.tooMuch(n, depth)
		return n
	}
	switch v := from.(type) {
	case *ast.MappingNode:
		n.shape = mapped
		for _, value := range v.Values {
			g.pair(n, value, depth)
		}
	case *ast.MappingValueNode:
		n.shape = mapped
		g.pair(n, v, depth)
	case *ast.SequenceNode:
		n.shape = listed
		for _, item := range v.Values {
			n.items = append(n.items, g.grow(item, depth+1))
		}
	case *ast.AnchorNode:
		g.fault(n.line, n.column, "takes no anchors (&name); write the value out")
		return g.grow(v.Value, depth+1)
	case *ast.TagNode:
		g.fault(n.line, n.column, "takes no tags (!name); write the value alone")
		return g.grow(v.Value, depth+1)
	case *ast.AliasNode:
		n.shape = refused
		g.fault(n.line, n.column, "takes no aliases (*name); write the value out")
	case *ast.DirectiveNode:
		n.shape = refused
		g.fault(n.line, n.column, "takes no directives (%%); take the line out")
	default:
		g.scalar(n, from)
	}
	return n
}

func (g *grower) tooMuch(n *node, depth int) {
	n.shape = refused
	if depth > maxDepth {
		g.fault(n.line, n.column, "is nested more than %d deep", maxDepth)
		return
	}
	if g.grown == g.nodes+1 {
		g.fault(n.line, n.column, "holds more than %d values", g.nodes)
	}
}

func (g *grower) pair(n *node, from *ast.MappingValueNode, depth int) {
	key := g.grow(from.Key, depth+1)
	if from.Key.IsMergeKey() {
		g.fault(key.line, key.column, "takes no merge keys (<<); write the fields out")
		return
	}
	if key.shape != textual {
		g.fault(key.line, key.column, "a field name is a plain word; put quotes around %q", from.Key.String())
		return
	}
	value := g.grow(from.Value, depth+1)
	if value.line == 0 {
		value.line, value.column = key.line, key.column
	}
	n.pairs = append(n.pairs, pair{key, value})
}

func (g *grower) scalar(n *node, from ast.Node) {
	switch v := from.(type) {
	case *ast.StringNode:
		n.shape, n.text = textual, v.Value
		n.plain = v.Token.Type != token.SingleQuoteType && v.Token.Type != token.DoubleQuoteType
		if n.plain && plainNumber(n.text) {
			g.number(n)
		}
	case *ast.LiteralNode:
		n.shape, n.text = textual, v.Value.Value
	case *ast.BoolNode:
		n.shape, n.text, n.yes = truth, v.Token.Value, v.Value
	case *ast.NullNode:
		n.shape = nothing
	case *ast.IntegerNode, *ast.FloatNode:
		n.text = from.GetToken().Value
		g.number(n)
	default:
		n.shape = refused
		g.fault(n.line, n.column, "%s is not a value an exercise knows", from.GetToken().Value)
	}
}

func (g *grower) number(n *node) {
	number, err := strconv.ParseFloat(n.text, 64)
	if err != nil || !plainNumber(n.text) {
		g.fault(n.line, n.column, "%s is not a plain decimal number", n.text)
	}
	n.shape, n.number = numeric, number
}

// plainNumber tells 12, -2, 0.5 and JSON's 1e-9 from 010, 0x10 and 1_000, which
// YAML readers disagree about.
func plainNumber(text string) bool {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	mantissa, exponent := text, "0"
	if at := strings.IndexAny(text, "eE"); at >= 0 {
		mantissa, exponent = text[:at], strings.TrimLeft(text[at+1:], "+-")
	}
	whole, part, _ := strings.Cut(mantissa, ".")
	if len(whole) > 1 && whole[0] == '0' || whole+part == "" || exponent == "" {
		return false
	}
	return strings.Trim(whole+part+exponent, "0123456789") == ""
}

// placeOf returns where a value begins: a block map at its first key, a text of
// several lines at its first.
func placeOf(from ast.Node) (line, column int) {
	switch v := from.(type) {
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 {
			return placeOf(v.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(v.Key)
	}
	tk := from.GetToken()
	if tk == nil || tk.Position == nil {
		return 1, 1
	}
	return max(tk.Position.Line, 1), max(tk.Position.Column, 1)
}
