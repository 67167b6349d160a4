package permissions

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/intunegen/intunegen/gen/ir"
)

// runtime is the package that defines the type of generated builders.
const runtime = "github.com/intunegen/intunegen/graph"

// Calls returns the operations that Go packages call through the builders of a generated package,
// or by Client.Do, sorted by path and method. The pattern is relative to the folder dir. If the
// code does not show the whole path of a call, all documented paths of its method are returned.
// unseen says, as file:line:col: what, which calls hide what they send.
func Calls(pkg *ir.Package, dir, pattern string) (rows []*ir.Row, unseen []string, err error) {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports |
		packages.NeedExportFile
	loaded, err := packages.Load(&packages.Config{Mode: mode, Dir: dir}, pattern)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: the package cannot be loaded; check that the go command finds it: %w", pattern, err)
	}
	if len(loaded) == 0 {
		return nil, nil, fmt.Errorf("%s: there is no package; name one of a module, as ./cmd/app", pattern)
	}
	found := map[string]*ir.Row{}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, nil, broken(pattern, p.Errors[0])
		}
		s := &scan{pkg: pkg, info: p.TypesInfo, values: values(p), found: found, position: p.Fset.Position}
		for _, file := range p.Syntax {
			ast.Inspect(file, s.visit)
		}
		unseen = append(unseen, s.unseen...)
	}
	for _, row := range found {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b *ir.Row) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	return rows, unseen, nil
}

// broken returns the error for a package that cannot be read. The go command writes "-" for a
// position that it does not know.
func broken(pattern string, e packages.Error) error {
	if e.Pos == "" || e.Pos == "-" {
		return fmt.Errorf("%s: %s; name a package that exists, as ./cmd/app, and compiles", pattern, e.Msg)
	}
	return fmt.Errorf("%v; make the package compile first", e)
}

// A scan finds the calls of builders in a package.
type scan struct {
	pkg    *ir.Package
	info   *types.Info
	values map[types.Object]ast.Expr // of variables with one value
	found  map[string]*ir.Row

	position func(token.Pos) token.Position
	unseen   []string
}

func (s *scan) visit(n ast.Node) bool {
	if sel, ok := n.(*ast.SelectorExpr); ok {
		if m := s.method(sel); m != nil && verbs[m.Call] != "" {
			s.add(sel, m)
		}
	}
	if call, ok := n.(*ast.CallExpr); ok {
		s.raw(call)
	}
	return true
}

var verbs = map[ir.Call]string{ir.Get: "GET", ir.List: "GET", ir.Function: "GET", ir.Create: "POST", ir.Action: "POST", ir.Update: "PATCH",
	ir.Replace: "PUT", ir.Delete: "DELETE"}

// method returns the method of a builder or the client that a selector names, or nil.
func (s *scan) method(sel *ast.SelectorExpr) *ir.Method {
	selection := s.info.Selections[sel]
	if selection == nil {
		return nil
	}
	named := receiver(selection.Recv())
	if named == nil || named.Obj().Pkg() == nil || !usesRuntime(named.Obj().Pkg()) {
		return nil
	}
	methods := s.pkg.Roots
	if name := named.Obj().Name(); name != s.pkg.Fixed.Client {
		at := slices.IndexFunc(s.pkg.Builders, func(b *ir.Builder) bool { return b.Go == name })
		if at < 0 {
			return nil
		}
		methods = s.pkg.Builders[at].Methods
	}
	if at := slices.IndexFunc(methods, func(m *ir.Method) bool { return m.Go == sel.Sel.Name }); at >= 0 {
		return methods[at]
	}
	return nil
}

func receiver(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

func usesRuntime(p *types.Package) bool {
	return slices.ContainsFunc(p.Imports(), func(i *types.Package) bool { return i.Path() == runtime })
}

// add adds the operation at the path of a call. If the code does not show the whole path, it adds
// all operations of the method.
func (s *scan) add(sel *ast.SelectorExpr, m *ir.Method) {
	path, whole := s.path(sel)
	rows := m.Rows
	if whole {
		rows = []*ir.Row{cmp.Or(documented(m.Rows, path), &ir.Row{Method: verbs[m.Call], Path: path})}
	}
	if len(rows) == 0 {
		rows = []*ir.Row{{Method: verbs[m.Call], Path: "…" + path}}
	}
	for _, row := range rows {
		s.found[row.Path+" "+row.Method] = row
	}
}

// documented returns the row of a path, nil without one. The documentation may leave casts out, or
// make one to a base of the type that the program casts to.
func documented(rows []*ir.Row, path string) *ir.Row {
	for _, form := range []func(string) string{func(path string) string { return path }, withoutCasts} {
		if at := slices.IndexFunc(rows, func(r *ir.Row) bool { return form(r.Path) == form(path) }); at >= 0 {
			return rows[at]
		}
	}
	return nil
}

// withoutCasts returns a path without the names of types in it.
func withoutCasts(path string) string {
	isCast := func(segment string) bool {
		return strings.Contains(segment, ".") && !strings.ContainsAny(segment, "{(")
	}
	return strings.Join(slices.DeleteFunc(strings.Split(path, "/"), isCast), "/")
}

// path returns the path template of a chain of calls. It returns false unless the chain starts at
// the client.
func (s *scan) path(e ast.Expr) (string, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return s.path(e.Fun)
	case *ast.Ident:
		if value := s.values[s.info.Uses[e]]; value != nil {
			return s.path(value)
		}
	case *ast.SelectorExpr:
		m := s.method(e)
		if m == nil {
			return "", false
		}
		if named := receiver(s.info.Selections[e].Recv()); named.Obj().Name() == s.pkg.Fixed.Client {
			return segment(m), true
		}
		above, whole := s.path(e.X)
		return above + segment(m), whole
	}
	return "", false
}

// segment returns the part of the path template that a method adds.
func segment(m *ir.Method) string {
	switch {
	case m.Call == ir.Key && len(m.Keys) > 1:
		var parts []string
		for _, key := range m.Keys {
			parts = append(parts, key.Wire+"={"+key.Wire+"}")
		}
		return "(" + strings.Join(parts, ",") + ")"
	case m.Call == ir.Key:
		return "/{" + m.KeyName() + "}"
	case m.Call == ir.Function && m.Template != "":
		return "/" + m.Template
	case m.Segment != "":
		return "/" + m.Segment
	}
	return ""
}
