package generated_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Generated code has no init function, and its package-level variables are structs of names, each
// an array of one constant, and arrays of nil pointers, which the linker lays out and drops where
// they are not used: importing it costs no time and pins no type.
func TestGeneratedCodeInitializesNothing(t *testing.T) {
	if kind := reflect.TypeFor[odata.Property[int]]().Kind(); kind != reflect.Array {
		t.Errorf("a Property is a %v, which the linker may not lay out", kind)
	}
	files, err := filepath.Glob("../../generated/intunebeta/*.go")
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

// initialized returns the part of a declaration that runs when a program starts.
func initialized(decl ast.Decl) string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil && decl.Name.Name == "init" {
			return "an init function"
		}
	case *ast.GenDecl:
		if decl.Tok != token.VAR {
			return ""
		}
		for _, spec := range decl.Specs {
			if v, ok := spec.(*ast.ValueSpec); !ok || len(v.Values) != 1 || !constants(v.Values[0]) && !isCopy(v) {
				return "a package-level variable that is neither a struct of names nor an array of nil pointers"
			}
		}
	}
	return ""
}

// isCopy reports whether a variable is the exported copy of a struct of names, which the compiler
// copies.
func isCopy(v *ast.ValueSpec) bool {
	from, ok := v.Values[0].(*ast.Ident)
	return ok && len(v.Names) == 1 && v.Names[0].IsExported() && strings.HasPrefix(from.Name, "namesOf")
}

// constants reports whether a value is a struct of names, or an array of nil pointers.
func constants(value ast.Expr) bool {
	lit, ok := value.(*ast.CompositeLit)
	if !ok {
		return false
	}
	switch t := lit.Type.(type) {
	case *ast.ArrayType:
		return t.Len != nil && !slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool { return !isNilPointer(e) })
	case *ast.StructType, *ast.Ident:
	default:
		return false
	}
	for _, element := range lit.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if !isName(pair.Value) {
			return false
		}
	}
	return true
}

// isName reports whether a value is odata.Property[T]{"name"}.
func isName(value ast.Expr) bool {
	lit, ok := value.(*ast.CompositeLit)
	if !ok || len(lit.Elts) != 1 {
		return false
	}
	_, isText := lit.Elts[0].(*ast.BasicLit)
	generic, ok := lit.Type.(*ast.IndexExpr)
	return ok && isText && types.ExprString(generic.X) == "odata.Property"
}

// isNilPointer reports whether a value is (*T)(nil).
func isNilPointer(value ast.Expr) bool {
	call, ok := value.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	_, inParentheses := call.Fun.(*ast.ParenExpr)
	argument, ok := call.Args[0].(*ast.Ident)
	return inParentheses && ok && argument.Name == "nil"
}

// The compiler lays all of that out, so that the function that starts the package is empty.
func TestStartOfThePackageIsEmpty(t *testing.T) {
	archive := run(t, "go", "list", "-export", "-f", "{{.Export}}", "github.com/intunegen/intunegen/generated/intunebeta")
	symbols := run(t, "go", "tool", "nm", "-size", strings.TrimSpace(archive))
	start := regexp.MustCompile(`(?m)^\s*\w+\s+(\d+) T \S+/intunebeta\.init$`).FindStringSubmatch(symbols)
	if start != nil && start[1] != "1" { // one byte returns
		t.Errorf("it has %s bytes", start[1])
	}
	if !strings.Contains(symbols, "intunebeta.AuditEventProperties") {
		t.Error("the package has no names of properties, so this test looks at another")
	}
}

func TestInitializedFindsWhatRunsAtStart(t *testing.T) {
	for source, want := range map[string]bool{
		`var x = struct{ A P }{A: odata.Property[int]{"a"}}`: false,
		`var x = struct{ A P }{A: odata.Property[int]{f()}}`: true,
		`var x = struct{ A P }{A: other[int]{"a"}}`:          true,
		`var x = names{A: odata.Property[int]{"a"}}`:         false,
		`var x = names{A: f()}`:                              true,
		`const x = "a"`:                                      false,
		`func (t T) init() {}`:                               false,
		`func init() {}`:                                     true,
		`var x map[string]int`:                               true,
		`var x = [...]any{(*T)(nil)}`:                        false,
		`var x = [...]any{(*T)(nil), f()}`:                   true,
		`var x = []any{(*T)(nil)}`:                           true,
		`var x = map[string]int{"a": 1}`:                     true,
		`var x = struct{ A any }{A: new(int)}`:               true,
		`var x = f()`:                                        true,
		`var X = namesOfX`:                                   false,
		`var x = namesOfX`:                                   true,
		`var X = other`:                                      true,
		`var _ I = (*T)(nil)`:                                true,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := initialized(f.Decls[0]) != ""; got != want {
			t.Errorf("%s: got %v", source, got)
		}
	}
}
