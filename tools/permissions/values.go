package permissions

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// values returns the value of each variable that is assigned once, where it is defined.
func values(p *packages.Package) map[types.Object]ast.Expr {
	found := map[types.Object]ast.Expr{}
	for _, file := range p.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == len(assign.Rhs) {
				for i, left := range assign.Lhs {
					define(p.TypesInfo, found, left, assign.Rhs[i])
				}
			}
			return true
		})
	}
	return found
}

// define records the value of a variable. A second value makes it unknown.
func define(info *types.Info, found map[types.Object]ast.Expr, left, value ast.Expr) {
	id, ok := left.(*ast.Ident)
	if !ok {
		return
	}
	if object := info.Defs[id]; object != nil {
		found[object] = value
	} else {
		found[info.Uses[id]] = nil
	}
}
