package emit

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// enum writes an enumeration.
//
//	type <Enum> string
//	const ( <Enum><Member> <Enum> = "<member>" )
//	func (v <Enum>) Known() bool { return odata.Known(string(v), "<members>") }
//	func (<Enum>) EnumType() string { return "<wire>" }    // where the service is not Microsoft Graph
func enum(s *source, pkg *ir.Package, e *ir.Enum) {
	text, known := e.Go+" is the enumeration "+e.Wire+".", "Known"
	if e.Flags {
		text, known = e.Go+" is the enumeration of flags "+e.Wire+": members joined by commas.", "KnownFlags"
	}
	s.comment(append([]string{text + " Members that this package does not know are kept as received."},
		append(e.Doc, pageLink("resources/", e.Page))...)...)
	s.put("type ", e.Go, " string\n")
	if len(e.Members) > 0 {
		members(s, e)
	}
	s.put("// Known tells whether v holds members of ", oneLine(e.Wire), " alone.\n")
	s.typed("func (v ", e.Go, ") Known() bool {\nreturn odata.", known, "(string(v), ")
	s.quote(strings.Join(wires(e), ","))
	s.put(")\n}\n")
	if !pkg.Service.Clouds {
		s.put("// EnumType returns ", oneLine(e.Wire), ", which stands before a value in URLs.\nfunc (", e.Go, ") EnumType() string {\nreturn ")
		s.quote(e.Wire)
		s.put("\n}\n")
	}
	if e.Flags {
		flags(s, e)
	}
}

func wires(e *ir.Enum) []string {
	names := make([]string, 0, len(e.Members))
	for _, m := range e.Members {
		names = append(names, m.Wire)
	}
	return names
}

// members writes the constants of an enumeration.
func members(s *source, e *ir.Enum) {
	s.put("// Members of ", e.Go, ".\nconst (\n")
	for _, m := range e.Members {
		s.comment(m.Doc...)
		s.put(m.Go, " ", e.Go, " = ")
		s.quote(m.Wire)
		s.put("\n")
		for _, a := range m.Aliases {
			aliasComment(s, a)
			s.put(a.Go, " = ", a.Of, "\n")
		}
	}
	s.put(")\n")
}

// flags writes the set helpers of an enumeration of flags.
func flags(s *source, e *ir.Enum) {
	s.put("// Has tells whether v holds the member m.\n",
		"func (v ", e.Go, ") Has(m ", e.Go, ") bool {\nreturn odata.HasFlag(string(v), string(m))\n}\n",
		"// With returns v with the member m.\n",
		"func (v ", e.Go, ") With(m ", e.Go, ") ", e.Go, " {\nreturn ", e.Go, "(odata.WithFlag(string(v), string(m)))\n}\n",
		"// Without returns v without the member m.\n",
		"func (v ", e.Go, ") Without(m ", e.Go, ") ", e.Go, " {\nreturn ", e.Go, "(odata.WithoutFlag(string(v), string(m)))\n}\n")
}
