package times

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestStartWords checks that every word of a rule is in startWords or neverStart, so that a new rule is not missed.
func TestStartWords(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`^[a-z][a-z.']*$`)
	fs := token.NewFileSet()
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "starts.go" {
			continue
		}
		f, err := parser.ParseFile(fs, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				s, err := strconv.Unquote(n.Value)
				if err != nil || n.Kind != token.STRING {
					return true
				}
				for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r < ' ' }) {
					if word.MatchString(w) && !startWords[w] && !neverStart[w] {
						t.Errorf("%s: %q is in neither list of starts.go", fs.Position(n.Pos()), w)
					}
				}
			}
			return true
		})
	}
	for w := range startWords {
		if neverStart[w] {
			t.Errorf("%q is in both lists", w)
		}
	}
}
