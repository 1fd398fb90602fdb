package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"mull/prompts"
)

// TestNoExerciseStandsInCode holds that reports and commands go by what a
// question means: the only Go file that names exercises is the table of those
// that commands stand for.
func TestNoExerciseStandsInCode(t *testing.T) {
	ids := prompts.Exercises()
	walkGo(t, "..", func(folder, path string) {
		if path == "../prompts/commands.go" {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			if text, err := strconv.Unquote(literal.Value); err == nil && slices.Contains(ids, text) {
				t.Errorf("%s names the exercise %q", path, text)
			}
			return true
		})
	})
}
