package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// alias writes the declaration of an earlier name.
//
//	// <Earlier> is the name of <Name> from when the service said <wire>.
//	//
//	// Deprecated: use <Name>.
//	type <Earlier> = <Name>
func alias(a *ir.Alias) jen.Code {
	kind := jen.Type()
	switch {
	case a.Constant:
		kind = jen.Const()
	case a.Variable:
		kind = jen.Var()
	}
	return lines(comment(aliasDoc(a)...), kind.Id(a.Go).Op("=").Id(a.Of))
}

func aliasDoc(a *ir.Alias) []string {
	return []string{a.Go + " is the name of " + a.Of + " from when the service said " + a.Wire + ".", "Deprecated: use " + a.Of + "."}
}
