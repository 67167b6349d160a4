package emit

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// goNames are the fields of package ir that hold names that package names made, or that are chosen
// among names of Go and the runtime.
var goNames = []string{"Go", "AnyName", "MarkName", "TypesName", "AnyPatch", "PatchMark", "PropertiesName", "PropertiesType", "NamesVariable", "Of", "Func", "Client",
	"NewClient", "New", "NewPatch", "Operations", "Available", "TableConst", "Service", "Models", "Patches", "Schema", "SchemaConst"}

// writers are the functions of jennifer that write a text as it is, with the place of the text.
var writers = map[string]int{"Id": 0, "Op": 0, "Dot": 0, "Qual": 1, "Comment": 0, "Commentf": 0, "PackageComment": 0}

// helpers are the functions of this package that make sure of their text themselves.
var helpers = []string{"code", "packageComment", "rawString", "literal"}

// A source is the source of this package, without tests.
type source struct {
	fset   *token.FileSet
	funcs  map[string]*ast.FuncDecl
	consts map[string]bool
	// names has the parameters that are written as they are, by function: arguments for them are
	// held to the same rule.
	names map[string]map[int]bool
}

func readSource(t *testing.T, files map[string]string) *source {
	t.Helper()
	s := &source{token.NewFileSet(), map[string]*ast.FuncDecl{}, map[string]bool{}, map[string]map[int]bool{}}
	for name, text := range files {
		f, err := parser.ParseFile(s.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				s.funcs[fn.Name.Name] = fn
			}
			if c, ok := d.(*ast.GenDecl); ok && c.Tok == token.CONST {
				for _, spec := range c.Specs {
					s.consts[spec.(*ast.ValueSpec).Names[0].Name] = true
				}
			}
		}
	}
	return s
}

// faults lists the calls that write, as it is, what is not a name.
func (s *source) faults() []string {
	var all []string
	for known := -1; known != s.count(); {
		known, all = s.count(), nil
		for name, fn := range s.funcs {
			if !slices.Contains(helpers, name) {
				all = append(all, s.in(fn)...)
			}
		}
	}
	slices.Sort(all)
	return all
}

func (s *source) count() (n int) {
	for _, parameters := range s.names {
		n += len(parameters)
	}
	return n
}

// in lists the faults in one function.
func (s *source) in(fn *ast.FuncDecl) (all []string) {
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, i := range s.written(call) {
			if i < len(call.Args) && !s.isName(fn, call.Args[i]) {
				all = append(all, fmt.Sprintf("%s: %s", s.fset.Position(call.Args[i].Pos()), fn.Name.Name))
			}
		}
		return true
	})
	return all
}

// written returns which arguments of a call are written as they are.
func (s *source) written(call *ast.CallExpr) (all []int) {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		if i, ok := writers[sel.Sel.Name]; ok {
			return []int{i}
		}
	}
	if id, ok := call.Fun.(*ast.Ident); ok {
		for i := range s.names[id.Name] {
			all = append(all, i)
		}
	}
	return all
}

// isName reports whether an expression is a constant or a name. A parameter of the function is one
// where all that it is called with is.
func (s *source) isName(fn *ast.FuncDecl, e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return slices.Contains(goNames, e.Sel.Name)
	case *ast.BinaryExpr:
		return s.isName(fn, e.X) && s.isName(fn, e.Y)
	case *ast.Ident:
		return s.consts[e.Name] || s.isParameter(fn, e.Name) || isFlag(fn, e.Name)
	}
	return false
}

// isParameter reports whether a function has that parameter, and notes that it writes it as it is.
func (s *source) isParameter(fn *ast.FuncDecl, name string) bool {
	i := 0
	for _, field := range fn.Type.Params.List {
		for _, id := range field.Names {
			if id.Name == name {
				if s.names[fn.Name.Name] == nil {
					s.names[fn.Name.Name] = map[int]bool{}
				}
				s.names[fn.Name.Name][i] = true
				return true
			}
			i++
		}
	}
	return false
}

// isFlag reports whether a variable has the names of members, of which ir.Value.Flags has nothing
// else.
func isFlag(fn *ast.FuncDecl, name string) (is bool) {
	ast.Inspect(fn, func(n ast.Node) bool {
		if r, ok := n.(*ast.RangeStmt); ok && r.Value != nil && r.Value.(*ast.Ident).Name == name {
			sel, ok := r.X.(*ast.SelectorExpr)
			is = ok && sel.Sel.Name == "Flags"
		}
		return true
	})
	return is
}

// Jennifer writes identifiers, operators and comments as they are. Only names that package names
// made, and constants, are given to it as such: never a wire name, namespace, path, permission or
// description.
func TestOnlyNamesAreGo(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(data)
		}
	}
	s := readSource(t, files)
	if len(s.funcs) < 50 {
		t.Fatalf("only %d functions were read", len(s.funcs))
	}
	for _, fault := range s.faults() {
		t.Errorf("%s writes, as it is, what is not known to be a name; use comment, jen.Lit or a name of package names", fault)
	}
}

// The rule sees each way in which a text could become Go.
func TestOnlyNamesAreGoFinds(t *testing.T) {
	const head = "package emit\nfunc f(m *ir.Model, row *ir.Row, text string) jen.Code {\n"
	for body, want := range map[string]int{
		"return jen.Id(m.Go)":                               0,
		"return jen.Id(m.Wire)":                             1,
		"return jen.Op(row.Path)":                           1,
		"return jen.Comment(row.Delegated[0])":              1,
		"return jen.Comment(strings.Join(m.Doc, \"\"))":     1,
		"return jen.Null().Id(m.Base.Wire)":                 1,
		"return jen.Null().Dot(pkg.Service.Namespace)":      1,
		"return jen.Qual(graph, row.Page)":                  1,
		"return jen.Qual(graph, \"Node\").Op(m.Go + \"!\")": 0,
		"return jen.Id(m.Go + m.Wire)":                      1,
		"name := m.Wire; return jen.Id(name)":               1,
		"return g(m.Go)":                                    0,
		"return g(m.Wire)":                                  1,
		"return h(m.Wire)":                                  1,
	} {
		s := readSource(t, map[string]string{"x.go": head + body + "\n}\nfunc g(name string) jen.Code { return jen.Id(name) }\nfunc h(a string) jen.Code { return g(a) }"})
		if got := s.faults(); len(got) != want {
			t.Errorf("%s: %q, want %d", body, got, want)
		}
	}
}
