package emit

import (
	"github.com/dave/jennifer/jen"
	"github.com/intunegen/intunegen/gen/ir"
)

// model writes everything of one structured type.
//
//	type <Model> struct { <fields>; Extra odata.Extra }
//	func (m <Model>) MarshalJSON() …      func (m *<Model>) UnmarshalJSON(…) …
//	type Any<Model> interface { … }       where the type has derived types
//	type <Model>Patch struct { … }        where it can be updated
func model(s *source, m *ir.Model) {
	s.comment(append([]string{modelSentence(m)}, append(m.Doc, pageLink("resources/", m.Page))...)...)
	structure(s, m.Go, m.TypeText, m.Abstract, func() { fields(s, m) })
	codec(s, m.Go)
	for _, base := range m.Bases {
		s.put("func (*", m.Go, ") ", mark(base), " {}\n")
	}
	if m.Polymorphic {
		union(s, m)
	}
	if m.Patch != nil {
		patch(s, m)
	}
	if m.Queried {
		properties(s, m)
	}
	if m.AnyPatch != "" {
		s.comment(m.AnyPatch + " is an update of " + m.Wire + ": the patch of one of its concrete types, whose own is sent as @odata.type.")
		s.put("type ", m.AnyPatch, " interface {\n", m.PatchMark, "()\n}\n")
	}
}

// fields writes the properties of a model, under the types that declare them.
func fields(s *source, m *ir.Model) {
	from := (*ir.Model)(nil)
	for _, field := range m.Fields {
		if field.From != from && field.From.Wire != m.Wire {
			s.put("// Inherited from ", oneLine(field.From.Wire), ":\n\n")
		} else if from != nil && field.From != from {
			s.put("// Declared by ", oneLine(m.Wire), ":\n\n")
		}
		from = field.From
		property(s, field, modelOptions(field), field.Doc)
	}
}

func modelSentence(m *ir.Model) string {
	kind := "complex type"
	if m.Entity {
		kind = "entity type"
	}
	text := m.Go + " is the "
	if m.Abstract {
		text += "abstract "
	}
	if m.Open {
		text += "open "
	}
	text += kind + " " + m.Wire
	if m.Base != nil {
		text += ", derived from " + m.Base.Wire
	}
	text += "."
	if m.Abstract && m.Polymorphic {
		text += " It holds values of derived types that this package does not know."
	}
	return text
}

// structure writes a struct of properties, and what keeps what is none of them. That brings the import of the runtime: the properties name it as
// text.
//
//	type <name> struct { <fields>; Extra odata.Extra `odata:"<type>"` }
func structure(s *source, name, typeText string, abstract bool, fields func()) {
	var options []string
	if abstract {
		options = append(options, "abstract")
	}
	s.add(jen.Type().Id(name).Struct(jen.Id(hole), jen.Id("Extra").Qual(odata, "Extra").Id(hole)))
	fields()
	s.put("// Extra holds what was received or is sent beyond the properties above.")
	s.fill()
	tag(s, typeText, options)
	s.fill()
}

// codec writes the methods by which encoding/json uses the runtime.
//
//	func (m <T>) MarshalJSON() ([]byte, error) { return odata.Marshal(m) }
//	func (m *<T>) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, m) }
func codec(s *source, name string) {
	s.put("// MarshalJSON encodes like odata.Marshal.\nfunc (m ", name, ") MarshalJSON() ([]byte, error) {\nreturn odata.Marshal(m)\n}\n")
	s.put("// UnmarshalJSON decodes like odata.Unmarshal.\nfunc (m *", name, ") UnmarshalJSON(data []byte) error {\nreturn odata.Unmarshal(data, m)\n}\n")
}

// patch writes the struct of what an update may send.
func patch(s *source, m *ir.Model) {
	doc := m.Patch.Go + " is an update of " + m.Wire + ". What is not set is not sent."
	if m.Patch.ByPut {
		doc += " Updates are sent by Put with the model; the patch is for comparing, as by odata.Difference."
	}
	s.comment(doc)
	structure(s, m.Patch.Go, m.TypeText, false, func() {
		for _, field := range m.Patch.Fields {
			property(s, field, patchOptions(field), nil)
		}
	})
	codec(s, m.Patch.Go)
	for _, base := range m.Bases {
		if base.PatchMark != "" {
			s.put("func (", m.Patch.Go, ") ", base.PatchMark, "() {}\n")
		}
	}
}

// params writes the parameters of an action or function.
func params(s *source, p *ir.Params) {
	s.comment(p.Go + " holds the parameters of " + p.Operation + ".")
	structure(s, p.Go, "", false, func() {
		for _, field := range p.Fields {
			property(s, field, patchOptions(field), field.Doc)
		}
	})
}
