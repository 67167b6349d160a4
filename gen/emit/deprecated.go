package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// alias writes an earlier name:
//
//	// Deprecated: …
//	type <Earlier> = <Name>
func alias(f *jen.File, a *ir.Alias) {
	f.Add(aliasComment(a))
	switch {
	case a.Constant:
		f.Const().Id(a.Go).Op("=").Id(a.Of)
	case a.Variable:
		f.Var().Id(a.Go).Op("=").Id(a.Of)
	default:
		f.Type().Id(a.Go).Op("=").Id(a.Of)
	}
}

func aliasComment(a *ir.Alias) *jen.Statement {
	return comment(a.Go+" is the name of "+a.Of+" from when the service said "+a.Wire+".", "Deprecated: use "+a.Of+".")
}
