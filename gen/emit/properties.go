package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// properties writes the names of a model's properties, each typed by its values. The struct and its
// value have names of their own, so that documentation does not repeat every property. The field
// without name keeps the struct from being comparable: a comparison would be compiled for each.
//
//	var <Model>Properties = namesOf<Model>
//
//	var namesOf<Model> = propertiesOf<Model>{
//		<Field>: odata.Property[<T>]{"<wire>"},
//	}
//
//	type propertiesOf<Model> struct {
//		_       [0]func()
//		<Field> odata.Property[<T>]
//	}
func properties(m *ir.Model) jen.Code {
	fields := []jen.Code{jen.Id("_").Index(jen.Lit(0)).Func().Params()}
	var values []jen.Code
	for _, f := range m.Fields {
		t := jen.Qual(odata, "Property").Types(goType(here, &f.Type))
		fields = append(fields, described(deprecation(f.Doc), jen.Id(f.Go).Add(t)))
		values = append(values, jen.Id(f.Go).Op(":").Add(t).Values(jen.Lit(f.Wire)))
	}
	return lines(
		companion(m.PropertiesName+" holds the names of the properties of "+m.Go+", for query options: each field is called as in "+m.Go+".", m.Doc),
		jen.Var().Id(m.PropertiesName).Op("=").Id(m.NamesVariable).Line(),
		jen.Var().Id(m.NamesVariable).Op("=").Id(m.PropertiesType).Add(elements(values)),
		jen.Type().Id(m.PropertiesType).Struct(fields...))
}

// property writes one property of a struct.
//
//	// <Field>: <type>, <facts>
//	<Field> odata.Field[<T>] `odata:"<wire>,<options>"`
func property(f *ir.Field, options, doc []string) jen.Code {
	return described(append([]string{propertyFacts(f)}, doc...),
		jen.Id(f.Go).Qual(odata, "Field").Types(goType(here, &f.Type)).Add(tag(f.Wire, options)))
}

// tag writes the tag of a field: the wire name or type, and options for the codec.
//
//	`odata:"<wire>,<options>"`
func tag(wire string, options []string) *jen.Statement {
	return jen.Tag(tagText(wire, options))
}

func tagText(wire string, options []string) map[string]string {
	return map[string]string{"odata": strings.Join(append([]string{wire}, options...), ",")}
}

// modelOptions returns the options of a property's tag in a model.
func modelOptions(f *ir.Field) []string {
	options := patchOptions(f)
	if f.Class == ir.ReadOnly {
		options = append(options, "readonly")
	}
	if f.Navigation {
		options = append(options, "nav")
	}
	if f.Deep {
		options = append(options, "deep")
	}
	return options
}

// patchOptions returns the options of a property's tag in a patch. Nullable concerns the items of a
// collection, not the collection.
func patchOptions(f *ir.Field) []string {
	var options []string
	if !f.Nullable && !f.Type.Collection {
		options = append(options, "nonnull")
	}
	if f.Class == ir.Managed {
		options = append(options, "managed")
	}
	if f.WriteOnly {
		options = append(options, "writeonly")
	}
	if f.CreateOnly {
		options = append(options, "createonly")
	}
	if f.InBody {
		options = append(options, "inbody")
	}
	if f.Required {
		options = append(options, "required")
	}
	if f.Secret && f.Type.Edm == "Edm.Binary" {
		options = append(options, "binary")
	}
	if f.ByAlias {
		options = append(options, "alias")
	}
	if f.ByPut {
		options = append(options, "byput")
	}
	return options
}

// propertyFacts returns the sentence with the facts about a property.
func propertyFacts(f *ir.Field) string {
	text := strings.TrimPrefix(f.Type.Edm, "Edm.")
	switch {
	case f.Navigation && f.Type.Collection:
		text = "Navigation to a collection of " + text
	case f.Navigation:
		text = "Navigation to " + text
	case f.Type.Collection:
		text = "Collection of " + text
	}
	for _, fact := range [...]struct {
		holds bool
		text  string
	}{
		{!f.Nullable && !f.Navigation && !f.Type.Collection, "not nullable"},
		{f.Class == ir.Managed, "managed by the service"},
		{f.Class == ir.ReadOnly, "read-only"},
		{f.WriteOnly, "write-only: accepted, never returned"},
		{f.CreateOnly && !f.InBody, "only in create"},
		{f.CreateOnly && f.InBody, "in effect in create only, though documented updates carry it"},
		{f.Secret && f.Type.Edm == "Edm.Binary", "secret, as base64"},
		{f.Secret && f.Type.Edm != "Edm.Binary", "secret"},
		{f.InBody && !f.ByPut && !f.CreateOnly, "sent in bodies"},
		{f.ByPut, "sent by Create and Put, refused by Patch"},
		{f.Required, "required"},
		{f.ChangedBy != "", "changed by the action " + f.ChangedBy},
	} {
		if fact.holds {
			text += ", " + fact.text
		}
	}
	return text + "."
}
