package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// schema writes the description for run time as one string, which is parsed where it is used. A
// program that does not call the function does not link it.
//
//	func Schema() graph.Schema {
//		return graph.Schema{
//			Operations: table,
//			Types:      schema,
//		}
//	}
//	const schema = `
//	<type>
//	`
func schema(pkg *ir.Package) jen.Code {
	name := jen.Id(pkg.Fixed.SchemaConst)
	return lines(
		comment(pkg.Fixed.Schema+" returns the description of the service: its types, collections and operations."),
		jen.Func().Id(pkg.Fixed.Schema).Params().Qual(graph, "Schema").Block(jen.Return(jen.Qual(graph, "Schema").Values(jen.Dict{
			jen.Id("Operations"): jen.Id(pkg.Fixed.TableConst),
			jen.Id("Types"):      jen.Add(name),
		}))),
		comment(pkg.Fixed.SchemaConst+" has the types and roots of the service, in the form that graph.Schema documents."),
		jen.Const().Add(name).Op("=").Add(rawString(SchemaText(pkg))))
}
