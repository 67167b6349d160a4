package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// goTypeIn returns the T of a property's Field[T], for Go that imports the package by path.
func goTypeIn(path string, t *ir.Type) *jen.Statement {
	prefix, name := typeParts(t)
	switch {
	case t.Runtime:
		path = odata
	case t.Kind == ir.Scalar:
		path = ""
	}
	return jen.Op(prefix).Qual(path, name)
}

// typeOf returns the T of a property's Field[T] as text, inside the package.
func typeOf(t *ir.Type) string {
	prefix, name := typeParts(t)
	if t.Runtime {
		prefix += "odata."
	}
	return prefix + name
}

// typeParts returns what stands before the name of a type, and the name.
func typeParts(t *ir.Type) (prefix, name string) {
	if t.Collection {
		prefix = "[]"
	}
	switch t.Kind {
	case ir.EnumRef:
		return prefix, t.Enum.Go
	case ir.Any:
		return prefix, t.Model.AnyName
	case ir.Struct:
		if !t.Collection {
			prefix = "*"
		}
		return prefix, t.Model.Go
	}
	return prefix, t.Go
}
