package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// here is the import path of the generated package within that package.
const here = ""

// goType writes the T of a property's Field[T]. path is the import path of the generated package.
//
//	<scalar>   odata.<Scalar>   <Enum>   Any<Model>   *<Model>
//	[]<scalar> []odata.<Scalar> []<Enum> []Any<Model> []<Model>
func goType(path string, t *ir.Type) *jen.Statement {
	code := jen.Null()
	if t.Collection {
		code = jen.Index()
	}
	switch {
	case t.Kind == ir.EnumRef:
		return code.Qual(path, t.Enum.Go)
	case t.Kind == ir.Any:
		return code.Qual(path, t.Model.AnyName)
	case t.Kind == ir.Struct && t.Collection:
		return code.Qual(path, t.Model.Go)
	case t.Kind == ir.Struct:
		return code.Op("*").Qual(path, t.Model.Go)
	case t.Runtime:
		return code.Qual(odata, t.Go)
	}
	return code.Id(t.Go)
}

// modelType writes the type of a model as a parameter or result.
//
//	*<Model>
//	Any<Model>
func modelType(path string, m *ir.Model) *jen.Statement {
	if m.Polymorphic {
		return jen.Qual(path, m.AnyName)
	}
	return pointer(jen.Qual(path, m.Go))
}
