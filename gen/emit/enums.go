package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// enum writes an enumeration.
//
//	type <Enum> string
//	const ( <Enum><Member> <Enum> = "<member>" )
//	func (v <Enum>) Known() bool { return odata.Known(string(v), "<members>") }
//	func (<Enum>) EnumType() string { return "<wire>" }    // where the service is not Microsoft Graph
func enum(f *jen.File, pkg *ir.Package, e *ir.Enum) {
	text := e.Go + " is the enumeration " + e.Wire + "."
	if e.Flags {
		text = e.Go + " is the enumeration of flags " + e.Wire + ": members joined by commas."
	}
	f.Add(comment(append([]string{text + " Members that this package does not know are kept as received."},
		append(e.Doc, pageLink("resources/", e.Page))...)...))
	f.Type().Id(e.Go).String()
	names := make([]string, 0, len(e.Members))
	if len(e.Members) > 0 {
		f.Comment("// Members of " + e.Go + ".")
		f.Const().DefsFunc(func(g *jen.Group) {
			for _, m := range e.Members {
				names = append(names, m.Wire)
				if len(m.Doc) > 0 {
					g.Add(comment(m.Doc...))
				}
				g.Id(m.Go).Id(e.Go).Op("=").Lit(m.Wire)
				for _, a := range m.Aliases {
					g.Add(aliasComment(a))
					g.Id(a.Go).Op("=").Id(a.Of)
				}
			}
		})
	}
	members := jen.Lit(strings.Join(names, ","))
	value := jen.String().Call(jen.Id("v"))
	known := "Known"
	if e.Flags {
		known = "KnownFlags"
	}
	receiver := jen.Id("v").Id(e.Go)
	f.Comment("// Known tells whether v holds members of " + e.Wire + " alone.")
	f.Func().Params(receiver).Id("Known").Params().Bool().Block(jen.Return(jen.Qual(odata, known).Call(value, members)))
	if !pkg.Service.Clouds {
		f.Comment("// EnumType returns " + e.Wire + ", which stands before a value in URLs.")
		f.Func().Params(jen.Id(e.Go)).Id("EnumType").Params().String().Block(jen.Return(jen.Lit(e.Wire)))
	}
	if e.Flags {
		flags(f, e)
	}
}

// flags writes the set helpers of an enumeration of flags.
func flags(f *jen.File, e *ir.Enum) {
	receiver := jen.Id("v").Id(e.Go)
	arguments := []jen.Code{jen.String().Call(jen.Id("v")), jen.String().Call(jen.Id("m"))}
	f.Comment("// Has tells whether v holds the member m.")
	f.Func().Params(receiver).Id("Has").Params(jen.Id("m").Id(e.Go)).Bool().
		Block(jen.Return(jen.Qual(odata, "HasFlag").Call(arguments...)))
	f.Comment("// With returns v with the member m.")
	f.Func().Params(receiver).Id("With").Params(jen.Id("m").Id(e.Go)).Id(e.Go).
		Block(jen.Return(jen.Id(e.Go).Call(jen.Qual(odata, "WithFlag").Call(arguments...))))
	f.Comment("// Without returns v without the member m.")
	f.Func().Params(receiver).Id("Without").Params(jen.Id("m").Id(e.Go)).Id(e.Go).
		Block(jen.Return(jen.Id(e.Go).Call(jen.Qual(odata, "WithoutFlag").Call(arguments...))))
}
