// Package move finds calls of methods that have become functions, and rewrites them.
package move

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Analyzer reports each use of a moved method, with the function call that replaces it.
var Analyzer = &analysis.Analyzer{
	Name:     "move",
	Doc:      "move calls of methods of odata.Field and graph.List to functions",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run:      run,
}

const module = "github.com/intunegen/intunegen/"

// A moved method is now a function of the package of its receiver.
type moved struct {
	function string
	place    int // index of the receiver among the arguments
}

// methods are the moved methods, by package, receiver type and name.
var methods = map[[3]string]moved{
	{"odata", "Field", "Get"}:    {"Get", 0},
	{"odata", "Field", "Or"}:     {"GetOr", 0},
	{"graph", "List", "Collect"}: {"Collect", 1},
}

func run(pass *analysis.Pass) (any, error) {
	m := &mover{pass: pass, imports: newImports(pass), done: map[ast.Node]bool{}}
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	in.Preorder([]ast.Node{(*ast.CallExpr)(nil), (*ast.SelectorExpr)(nil)}, m.visit)
	return nil, nil
}

// A mover reports the moved methods of a package.
type mover struct {
	pass    *analysis.Pass
	imports *imports
	done    map[ast.Node]bool // calls and selectors that were reported
}

func (m *mover) visit(n ast.Node) {
	if m.done[n] {
		return
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		if c, ok := m.movedCall(n); ok {
			m.report(c)
		}
	case *ast.SelectorExpr:
		if _, to, ok := movedMethod(m.pass, n); ok {
			m.pass.Reportf(n.Pos(), "%s is a function now: call %s in a function literal", n.Sel.Name, to.function)
		}
	}
}

// A call is a call of a moved method.
type call struct {
	*ast.CallExpr
	method   *ast.SelectorExpr
	pkg      string
	to       moved
	receiver ast.Expr // without & and parentheses
	star     string   // "*" when the receiver is a pointer and the function takes the value
}

func (m *mover) movedCall(n *ast.CallExpr) (c call, ok bool) {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return call{}, false
	}
	pkg, to, ok := movedMethod(m.pass, sel)
	if !ok {
		return call{}, false
	}
	c = call{n, sel, pkg, to, ast.Unparen(sel.X), ""}
	if pkg == "odata" && isPointer(m.pass, c.receiver) {
		c.star = "*"
		if and, isUnary := c.receiver.(*ast.UnaryExpr); isUnary && and.Op == token.AND {
			c.receiver, c.star = and.X, ""
		}
	}
	return c, true
}

func isPointer(pass *analysis.Pass, x ast.Expr) bool {
	_, ok := pass.TypesInfo.TypeOf(x).Underlying().(*types.Pointer)
	return ok
}

// report reports a call with its replacement.
func (m *mover) report(c call) {
	edits := m.before(c)
	if c.to.place > 0 {
		edits = m.among(c)
	}
	m.pass.Report(analysis.Diagnostic{
		Pos: c.Pos(), End: c.End(),
		Message:        fmt.Sprintf("%s.%s is a function now: %s.%s", c.pkg, c.method.Sel.Name, c.pkg, c.to.function),
		SuggestedFixes: []analysis.SuggestedFix{{Message: "Call " + c.to.function, TextEdits: edits}},
	})
}

// before writes the function before the receiver, which stays where it is. Moved calls at which the
// receiver starts are replaced with it, since their functions are written at the same place.
func (m *mover) before(c call) []analysis.TextEdit {
	var edits []analysis.TextEdit
	head, first := "", c
	for {
		m.done[first.CallExpr], m.done[first.method] = true, true
		qualifier, added := m.imports.qualifier(first.Pos(), first.pkg)
		head += qualifier + first.to.function + "(" + first.star
		separator := ""
		if len(first.Args) > 0 {
			separator = ", "
		}
		edits = append(append(edits, added...),
			analysis.TextEdit{Pos: first.receiver.End(), End: first.Lparen + 1, NewText: []byte(separator)})
		next, ok := m.startOf(first.receiver)
		if !ok {
			break
		}
		first = next
	}
	return append(edits, analysis.TextEdit{Pos: c.Pos(), End: first.receiver.Pos(), NewText: []byte(head)})
}

// startOf returns the moved call at which an expression starts.
func (m *mover) startOf(x ast.Expr) (call, bool) {
	for {
		switch n := x.(type) {
		case *ast.SelectorExpr:
			x = n.X
		case *ast.IndexExpr:
			x = n.X
		case *ast.CallExpr:
			if c, ok := m.movedCall(n); ok && c.to.place == 0 {
				return c, true
			}
			x = n.Fun
		default:
			return call{}, false
		}
	}
}

// among puts the receiver among the arguments, which stay where they are.
func (m *mover) among(c call) []analysis.TextEdit {
	m.done[c.CallExpr], m.done[c.method] = true, true
	qualifier, edits := m.imports.qualifier(c.Pos(), c.pkg)
	var receiver bytes.Buffer
	_ = format.Node(&receiver, m.pass.Fset, c.receiver) // printing a parsed expression cannot fail
	after := c.Args[c.to.place-1].End()
	return append(edits,
		analysis.TextEdit{Pos: c.Pos(), End: c.Lparen + 1, NewText: []byte(qualifier + c.to.function + "(")},
		analysis.TextEdit{Pos: after, End: after, NewText: []byte(", " + receiver.String())})
}

// movedMethod returns the package and the function of the method that an expression selects.
func movedMethod(pass *analysis.Pass, sel *ast.SelectorExpr) (pkg string, m moved, ok bool) {
	selection := pass.TypesInfo.Selections[sel]
	if selection == nil {
		return "", moved{}, false
	}
	method, isFunc := selection.Obj().(*types.Func)
	if !isFunc || method.Signature().Recv() == nil || method.Pkg() == nil {
		return "", moved{}, false
	}
	named, isNamed := pointee(method.Signature().Recv().Type()).(*types.Named)
	if !isNamed {
		return "", moved{}, false
	}
	for _, pkg := range []string{"odata", "graph"} {
		if method.Pkg().Path() == module+pkg {
			m, ok = methods[[3]string{pkg, named.Obj().Name(), method.Name()}]
			return pkg, m, ok
		}
	}
	return "", moved{}, false
}

func pointee(t types.Type) types.Type {
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
