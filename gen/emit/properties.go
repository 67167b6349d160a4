package emit

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// properties writes the names of a model's properties, each typed by its values. The field without name keeps the struct from being
// comparable: a comparison would be compiled for each.
//
//	var <Model>Properties = struct { _ [0]func(); <Field> odata.Property[<T>] … }{ <Field>: odata.Property[<T>]{"<wire>"} … }
func properties(s *source, m *ir.Model) {
	s.comment(m.PropertiesName + " holds the names of the properties of " + m.Go + ", for query options.")
	s.put("var ", m.PropertiesName, " = struct {\n_ [0]func()\n")
	for _, field := range m.Fields {
		s.put(field.Go, " odata.Property[", typeOf(&field.Type), "]\n")
	}
	s.put("}{\n")
	for _, field := range m.Fields {
		s.put(field.Go, ": odata.Property[", typeOf(&field.Type), "]{")
		s.quote(field.Wire)
		s.put("},\n")
	}
	s.put("}\n")
}

// property writes one property of a struct. The blank before the name keeps gofmt from taking the comment for one at the begin of a line, which
// it would format:
//
//	// <Field>: <type>, <what is known of it>
//	<Field> odata.Field[<T>] `odata:"<wire>,<options>"`
func property(s *source, f *ir.Field, options, doc []string) {
	start := s.sentence()
	s.put(f.Go, ": ")
	facts(s, f)
	s.wrap(start)
	s.paragraphs(start, doc)
	s.put("\n ", f.Go, " odata.Field[", typeOf(&f.Type), "]")
	tag(s, f.Wire, options)
	s.put("\n")
}

// tag writes the tag of a field: the wire name or type, and what the codec has to know beside it.
func tag(s *source, wire string, options []string) {
	if strings.Contains(wire, "`") {
		s.quote("odata:" + strconv.Quote(strings.Join(append([]string{wire}, options...), ",")))
		return
	}
	s.put("`odata:")
	s.quote(wire)
	s.text = s.text[:len(s.text)-1] // the closing quote comes after the options
	for _, option := range options {
		s.put(",", option)
	}
	s.put("\"`")
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

// facts writes the sentence of what is known of a property.
func facts(s *source, f *ir.Field) {
	if f.Navigation {
		s.put("navigation to ")
	}
	if f.Type.Collection {
		s.put("collection of ")
	}
	s.put(strings.TrimPrefix(f.Type.Edm, "Edm."))
	for _, fact := range [...]struct {
		holds bool
		text  string
	}{
		{!f.Nullable && !f.Navigation && !f.Type.Collection, "not nullable"},
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
			s.put(", ", fact.text)
		}
	}
	if f.ChangedBy != "" {
		s.put(", changed by the action ", f.ChangedBy)
	}
	s.put(".")
}
