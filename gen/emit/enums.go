package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// enum writes an enumeration. typed means that URLs have the name of its type before a member.
//
//	type <Enum> string
//	const ( … )
//	func (v <Enum>) Known() bool { … }
//	func (<Enum>) EnumMembers() string { … }
//	func (<Enum>) EnumType() string { … }
func enum(e *ir.Enum, typed bool) jen.Code {
	text := e.Go + " is the enumeration " + e.Wire + "."
	if e.Flags {
		text = e.Go + " is the enumeration of flags " + e.Wire + ": members joined by commas."
	}
	doc := append([]string{text + " Members that this package does not know are kept as received."}, e.Doc...)
	code := []jen.Code{comment(append(doc, pageLink("resources/", e.Page, e.View))...), jen.Type().Id(e.Go).String(), members(e), known(e)}
	if typed {
		code = append(code, enumType(e))
	}
	if e.Flags {
		code = append(code, flags(e))
	}
	return lines(code...)
}

// members writes the constants of an enumeration.
//
//	// Members of <Enum>.
//	const (
//		<Enum><Member> <Enum> = "<member>"
//		<Earlier>             = <Enum><Member>
//	)
func members(e *ir.Enum) jen.Code {
	if len(e.Members) == 0 {
		return jen.Null()
	}
	var all []jen.Code
	for _, m := range e.Members {
		all = append(all, described(m.Doc, jen.Id(m.Go).Id(e.Go).Op("=").Lit(m.Wire)))
		for _, a := range m.Aliases {
			all = append(all, described(aliasDoc(a), jen.Id(a.Go).Op("=").Id(a.Of)))
		}
	}
	return lines(comment("Members of "+e.Go+"."), jen.Const().Defs(all...))
}

// known writes the method that reports whether a value is a member, and the one that returns the
// members to the runtime.
//
//	func (v <Enum>) Known() bool {
//		return odata.Known(string(v), v.EnumMembers())
//	}
//	func (<Enum>) EnumMembers() string {
//		return "<member>,<member>"
//	}
func known(e *ir.Enum) jen.Code {
	is := jen.Qual(odata, "Known")
	if e.Flags {
		is = jen.Qual(odata, "KnownFlags")
	}
	var wires []string
	for _, m := range e.Members {
		wires = append(wires, m.Wire)
	}
	return lines(comment("Known reports whether v holds members of "+e.Wire+" alone."),
		jen.Func().Params(jen.Id("v").Id(e.Go)).Id("Known").Params().Bool().Block(
			jen.Return(is.Call(jen.String().Call(jen.Id("v")), jen.Id("v").Dot("EnumMembers").Call()))),
		comment("EnumMembers returns the members, separated by commas. odata.Values lists them."),
		jen.Func().Params(jen.Id(e.Go)).Id("EnumMembers").Params().String().Block(jen.Return(jen.Lit(strings.Join(wires, ",")))))
}

// enumType writes the method that returns the type's name in URLs to the runtime.
//
//	func (<Enum>) EnumType() string {
//		return "<wire>"
//	}
func enumType(e *ir.Enum) jen.Code {
	return lines(comment("EnumType returns "+e.Wire+", which is written before a value in URLs."),
		jen.Func().Params(jen.Id(e.Go)).Id("EnumType").Params().String().Block(jen.Return(jen.Lit(e.Wire))))
}

// flags writes the methods of an enumeration of flags.
//
//	func (v <Enum>) Has(m <Enum>) bool {
//		return odata.HasFlag(string(v), string(m))
//	}
//	func (v <Enum>) With(m <Enum>) <Enum> {
//		return <Enum>(odata.WithFlag(string(v), string(m)))
//	}
//	func (v <Enum>) Without(m <Enum>) <Enum> { … }
func flags(e *ir.Enum) jen.Code {
	return lines(
		comment("Has reports whether v holds the member m."),
		flagMethod(e, "Has").Bool().Block(jen.Return(flagCall("HasFlag"))),
		comment("With returns v with the member m."),
		flagMethod(e, "With").Id(e.Go).Block(jen.Return(jen.Id(e.Go).Call(flagCall("WithFlag")))),
		comment("Without returns v without the member m."),
		flagMethod(e, "Without").Id(e.Go).Block(jen.Return(jen.Id(e.Go).Call(flagCall("WithoutFlag")))))
}

// flagMethod writes the signature of a method, without results.
//
//	func (v <Enum>) <name>(m <Enum>)
func flagMethod(e *ir.Enum, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Id(e.Go)).Id(name).Params(jen.Id("m").Id(e.Go))
}

// flagCall writes a call of the runtime.
//
//	odata.<name>(string(v), string(m))
func flagCall(name string) *jen.Statement {
	return jen.Qual(odata, name).Call(jen.String().Call(jen.Id("v")), jen.String().Call(jen.Id("m")))
}
