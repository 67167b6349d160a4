package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// model writes all declarations of one structured type. isGraph means that it is of Microsoft
// Graph.
//
//	type <Model> struct { <fields> }
//	func (m <Model>) MarshalJSON() …    func (m *<Model>) UnmarshalJSON(…) …
//	type Any<Model> interface { … }     where the type has derived types
//	type <Model>Patch struct { … }      where it can be updated
//	var <Model>Properties = …           where requests read it
func model(m *ir.Model, isGraph bool) jen.Code {
	doc := append([]string{modelSentence(m)}, m.Doc...)
	code := []jen.Code{comment(append(doc, pageLink("resources/", m.Page, m.View))...),
		structure(m.Go, modelFields(m), extra("properties", modelTag(m))), codec(m.Go), marks(m)}
	if m.Polymorphic {
		code = append(code, union(m))
	}
	if m.Patch != nil {
		code = append(code, patch(m, isGraph))
	}
	if m.Queried {
		code = append(code, properties(m))
	}
	if m.AnyPatch != "" {
		code = append(code, anyPatch(m))
	}
	return lines(code...)
}

// modelSentence returns the first sentence of a model's comment.
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

// modelFields writes the properties of a model, under headings with the types that declare them.
//
//	// Inherited from <wire>:
//
//	<property>
//
//	// Declared by <wire>:
//
//	<property>
func modelFields(m *ir.Model) []jen.Code {
	var all []jen.Code
	from := (*ir.Model)(nil)
	for _, field := range m.Fields {
		if from != nil && field.From != from {
			all = append(all, jen.Line())
		}
		if field.From != from && field.From.Wire != m.Wire {
			all = append(all, comment("Inherited from "+field.From.Wire+":").Line())
		} else if from != nil && field.From != from {
			all = append(all, comment("Declared by "+m.Wire+":").Line())
		}
		from = field.From
		all = append(all, property(field, modelOptions(field), field.Doc))
	}
	return all
}

// structure writes a struct of properties, with Extra as the last field.
//
//	type <name> struct {
//		<fields>
//		<extra>
//	}
func structure(name string, fields []jen.Code, extra jen.Code) *jen.Statement {
	return jen.Type().Id(name).Struct(append(fields, extra)...)
}

// extra writes the field for members that are not among the fields above, which are called what:
// properties or parameters.
//
//	// What was received or is sent beyond the <what> above.
//	Extra odata.Extra <tag>
func extra(what string, tag map[string]string) jen.Code {
	return described([]string{"What was received or is sent beyond the " + what + " above."},
		jen.Id("Extra").Qual(odata, "Extra").Tag(tag))
}

// modelTag returns the tag of a model's Extra, which has the value of @odata.type.
//
//	`odata:"<type>,abstract"`
func modelTag(m *ir.Model) map[string]string {
	if m.Abstract {
		return tagText(m.TypeText, []string{"abstract"})
	}
	return tagText(m.TypeText, nil)
}

// codec writes the methods through which encoding/json uses the runtime.
//
//	func (m <T>) MarshalJSON() ([]byte, error) {
//		return odata.Marshal(m)
//	}
//	func (m *<T>) UnmarshalJSON(data []byte) error {
//		return odata.Unmarshal(data, m)
//	}
func codec(name string) jen.Code {
	return lines(
		comment("MarshalJSON encodes like odata.Marshal."),
		jen.Func().Params(jen.Id("m").Id(name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).Block(
			jen.Return(jen.Qual(odata, "Marshal").Call(jen.Id("m")))),
		comment("UnmarshalJSON decodes like odata.Unmarshal."),
		jen.Func().Params(jen.Id("m").Op("*").Id(name)).Id("UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
			jen.Return(jen.Qual(odata, "Unmarshal").Call(jen.Id("data"), jen.Id("m")))))
}

// params writes the parameters of an action or function.
//
//	type <Params> struct { <fields> }
func params(p *ir.Params) jen.Code {
	var fields []jen.Code
	for _, field := range p.Fields {
		fields = append(fields, property(field, patchOptions(field), field.Doc))
	}
	return lines(companion(p.Go+" holds the parameters of "+p.Operation+".", p.Doc), structure(p.Go, fields, extra("parameters", tagText("", nil))))
}
