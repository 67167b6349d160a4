package emit

import (
	"slices"
	"strconv"
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

// properties writes the names of a model's properties, each typed by its values. The field without name keeps the struct from being
// comparable: a comparison would be compiled for each.
//
//	var <Model>Properties = struct { _ [0]func(); <Field> odata.Property[<T>] … }{ <Field>: odata.Property[<T>]{"<wire>"} … }
func properties(f *jen.File, m *ir.Model) {
	f.Add(comment(m.PropertiesName + " holds the names of the properties of " + m.Go + ", for query options."))
	var fields, values strings.Builder
	fields.Grow(len(m.Fields) * fieldSize / 2)
	values.Grow(len(m.Fields) * fieldSize / 2)
	for _, field := range m.Fields {
		write(&fields, field.Go, " ", propertyOf(field), "\n")
		write(&values, field.Go, ": ", propertyOf(field), "{", strconv.Quote(field.Wire), "},\n")
	}
	f.Add(text("var " + m.PropertiesName + " = struct {\n_ [0]func()\n" + fields.String() + "}{\n" + values.String() + "}"))
}

func propertyOf(f *ir.Field) string { return "odata.Property[" + typeOf(&f.Type) + "]" }

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

// fieldSize is about what the text of a property takes in a struct, in bytes.
const fieldSize = 160

// write appends texts.
func write(w *strings.Builder, texts ...string) {
	for _, text := range texts {
		w.WriteString(text)
	}
}

// property writes one property of a struct, as text, for there are many. The blank before the name keeps gofmt from taking the comment
// for one at the begin of a line, which it would format:
//
//	// <Field>: <type>, <what is known of it>
//	<Field> odata.Field[<T>] `odata:"<wire>,<options>"`
func property(w *strings.Builder, f *ir.Field, options, doc []string) {
	writeComment(w, append([]string{fieldSentence(f)}, doc...)...)
	write(w, "\n ", f.Go, " odata.Field[", typeOf(&f.Type), "]", tag(f.Wire, options), "\n")
}

// tag returns the tag of a field: the wire name or type, and what the codec has to know beside it.
func tag(wire string, options []string) string {
	text := "odata:" + strconv.Quote(strings.Join(append([]string{wire}, options...), ","))
	if strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// modelOptions are the options of a property's tag in a model.
func modelOptions(f *ir.Field) []string {
	options := patchOptions(f)
	if f.Class == ir.ReadOnly {
		options = append(options, "readonly")
	}
	if f.CreateOnly {
		options = append(options, "createonly")
	}
	if f.Navigation {
		options = append(options, "nav")
	}
	return options
}

// patchOptions are the options that a patch's tags have too. A collection is never null, whatever its items are.
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
	if f.InBody {
		options = append(options, "inbody")
	}
	if f.Required {
		options = append(options, "required")
	}
	return options
}

func fieldSentence(f *ir.Field) string {
	facts := []string{typeText(&f.Type)}
	if f.Navigation {
		facts[0] = "navigation to " + facts[0]
	}
	if !f.Nullable && !f.Navigation && !f.Type.Collection {
		facts = append(facts, "not nullable")
	}
	for _, fact := range []struct {
		holds bool
		text  string
	}{
		{f.Class == ir.Managed, "managed by the service"},
		{f.Class == ir.ReadOnly, "read-only"},
		{f.WriteOnly, "write-only: accepted, never returned"},
		{f.CreateOnly, "only in create"},
		{f.Secret && f.Type.Edm == "Edm.Binary", "secret, as base64"},
		{f.Secret && f.Type.Edm != "Edm.Binary", "secret"},
		{f.InBody, "sent in bodies"},
		{f.Required, "required"},
	} {
		if fact.holds {
			facts = append(facts, fact.text)
		}
	}
	if f.ChangedBy != "" {
		facts = append(facts, "changed by the action "+f.ChangedBy)
	}
	return f.Go + ": " + strings.Join(facts, ", ") + "."
}

// typeText names a type in the terms of the description.
func typeText(t *ir.Type) string {
	name := strings.TrimPrefix(t.Edm, "Edm.")
	if t.Collection {
		return "collection of " + name
	}
	return name
}

// goType returns the T of a property's Field[T], inside the package.
func goType(t *ir.Type) *jen.Statement { return goTypeIn("", t) }

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

// typeOf is goType as text, for files that import the runtime anyway.
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

// union writes the sealed interface of a type with derived types, and for the root of a hierarchy the type in which the codec finds
// the models of it. The method that takes it has a fixed name: looking for a method by another keeps the linker from dropping any.
//
//	type Any<Root> interface{ family(typesOf<Root>) }
//	type typesOf<Root> func(*<Root>, *<Derived>, …)
//	type Any<Derived> interface{ Any<Root>; is<Derived>() }
func union(f *jen.File, m *ir.Model) {
	var cases []string
	for _, d := range append(slices.Clone(m.Derived), m) {
		cases = append(cases, "*"+d.Go)
	}
	f.Add(comment(m.AnyName + " is a value of " + m.Wire + " or of a type derived from it: " + list(cases) +
		". A derived type that this package does not know is a *" + m.Go + "."))
	f.Type().Id(m.AnyName).InterfaceFunc(func(g *jen.Group) {
		if m.TypesName == "" {
			g.Id(m.Bases[1].AnyName)
		}
		g.Add(mark(m))
	})
	if m.TypesName != "" {
		f.Add(comment(m.TypesName + " has the types of the values of " + m.AnyName + " as parameters, each after its base: there the codec finds them."))
		f.Type().Id(m.TypesName).Func().Params(family(m)...)
	}
}

// mark returns the method of a sealed interface.
func mark(m *ir.Model) *jen.Statement {
	if m.TypesName == "" {
		return jen.Id(m.MarkName).Params()
	}
	return jen.Id(m.MarkName).Params(jen.Id(m.TypesName))
}

// family returns the pointers of a model and of those derived from it, each after its base.
func family(m *ir.Model) []jen.Code {
	models := append([]*ir.Model{m}, m.Derived...)
	slices.SortStableFunc(models, func(a, b *ir.Model) int { return depth(a) - depth(b) })
	var pointers []jen.Code
	for _, m := range models {
		pointers = append(pointers, jen.Op("*").Id(m.Go))
	}
	return pointers
}

// depth counts the types that a model is derived from.
func depth(m *ir.Model) int {
	if m.Base == nil {
		return 0
	}
	return 1 + depth(m.Base)
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
