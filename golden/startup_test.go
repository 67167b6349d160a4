package golden

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// Generated code has neither init functions nor package-level variables: importing it costs no time and pins no type, so that a
// program links only what it uses.
func TestGeneratedCodeInitializesNothing(t *testing.T) {
	files, err := filepath.Glob("../generated/intunebeta/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	fset := token.NewFileSet()
	for _, name := range files {
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range f.Decls {
			if what := initialized(decl); what != "" {
				t.Errorf("%v: %s", fset.Position(decl.Pos()), what)
			}
		}
	}
}

// initialized says what of a declaration is done when a program starts.
func initialized(decl ast.Decl) string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil && decl.Name.Name == "init" {
			return "an init function"
		}
	case *ast.GenDecl:
		if decl.Tok == token.VAR {
			return "a package-level variable"
		}
	}
	return ""
}
