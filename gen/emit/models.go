package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// model writes everything of one structured type.
//
//	type <Model> struct { <fields>; Extra odata.Extra }
//	func (m <Model>) MarshalJSON() …      func (m *<Model>) UnmarshalJSON(…) …
//	type Any<Model> interface { … }       where the type has derived types
//	type <Model>Patch struct { … }        where it can be updated
func model(f *jen.File, pkg *ir.Package, m *ir.Model) {
	f.Add(comment(append([]string{modelSentence(m)}, append(m.Doc, pageLink("resources/", m.Page))...)...))
	var fields strings.Builder
	fields.Grow(len(m.Fields) * fieldSize)
	from := (*ir.Model)(nil)
	for _, field := range m.Fields {
		if field.From != from && field.From.Wire != m.Wire {
			fields.WriteString("// Inherited from " + field.From.Wire + ":\n\n")
		} else if from != nil && field.From != from {
			fields.WriteString("// Declared by " + m.Wire + ":\n\n")
		}
		from = field.From
		property(&fields, field, modelOptions(field), field.Doc)
	}
	structure(f, m.Go, fields.String(), m.TypeText, m.Abstract)
	codec(f, m.Go)
	for _, base := range m.Bases {
		f.Func().Params(jen.Op("*").Id(m.Go)).Add(mark(base)).Block()
	}
	if m.Polymorphic {
		union(f, m)
	}
	if m.Patch != nil {
		patch(f, m)
	}
	if m.Queried {
		properties(f, m)
	}
	if m.AnyPatch != "" {
		f.Add(comment(m.AnyPatch + " is an update of " + m.Wire + ": the patch of one of its concrete types, whose own is sent as @odata.type."))
		f.Type().Id(m.AnyPatch).Interface(jen.Id(m.PatchMark).Params())
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

// structure writes a struct of those fields and Extra, which brings the import of the runtime: the others name it as text.
func structure(f *jen.File, name, fields, typeText string, abstract bool) {
	var options []string
	if abstract {
		options = append(options, "abstract")
	}
	f.Add(text("type "+name+" struct {\n"+fields+"// Extra holds what was received or is sent beyond the properties above.\n Extra").
		Qual(odata, "Extra").Add(text(tag(typeText, options) + "\n}")))
}

// codec writes the methods by which encoding/json uses the runtime.
//
//	func (m <T>) MarshalJSON() ([]byte, error) { return odata.Marshal(m) }
//	func (m *<T>) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, m) }
func codec(f *jen.File, name string) {
	f.Add(text("// MarshalJSON encodes like odata.Marshal.\nfunc (m " + name + ") MarshalJSON() ([]byte, error) {\nreturn odata.Marshal(m)\n}"))
	f.Add(text("// UnmarshalJSON decodes like odata.Unmarshal.\nfunc (m *" + name + ") UnmarshalJSON(data []byte) error {\nreturn odata.Unmarshal(data, m)\n}"))
}

// patch writes the struct of what an update may send.
func patch(f *jen.File, m *ir.Model) {
	doc := m.Patch.Go + " is an update of " + m.Wire + ". What is not set is not sent."
	if m.Patch.ByPut {
		doc += " Updates are sent by Put with the model; the patch is for comparing, as by odata.Difference."
	}
	f.Add(comment(doc))
	var fields strings.Builder
	fields.Grow(len(m.Patch.Fields) * fieldSize)
	for _, field := range m.Patch.Fields {
		property(&fields, field, patchOptions(field), nil)
	}
	structure(f, m.Patch.Go, fields.String(), m.TypeText, false)
	codec(f, m.Patch.Go)
	for _, base := range m.Bases {
		if base.PatchMark != "" {
			f.Func().Params(jen.Id(m.Patch.Go)).Id(base.PatchMark).Params().Block()
		}
	}
}

// params writes the parameters of an action or function.
func params(f *jen.File, p *ir.Params) {
	f.Add(comment(p.Go + " holds the parameters of " + p.Operation + "."))
	var fields strings.Builder
	for _, field := range p.Fields {
		property(&fields, field, patchOptions(field), field.Doc)
	}
	structure(f, p.Go, fields.String(), "", false)
}
