package diff

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// A symbol is the declaration of an exported Go name, and the path of its element.
type symbol struct{ text, element string }

// symbols returns the exported names of a package. Those of fields and methods are "Type.Name".
func symbols(pkg *ir.Package) map[string]symbol {
	all := collector{}
	all.add(pkg.Fixed.Client, "client", "")
	for _, name := range []string{pkg.Fixed.NewClient, pkg.Fixed.New, pkg.Fixed.NewPatch, pkg.Fixed.Operations, pkg.Fixed.Available, pkg.Fixed.Schema} {
		all.add(name, "function", "")
	}
	for _, m := range pkg.Models {
		all.model(m)
	}
	for _, e := range pkg.Enums {
		all.enum(e)
	}
	for _, p := range pkg.Params {
		element := p.Operation + "(" + binding(p) + ")"
		all.add(p.Go, "struct", element)
		all.fields(p.Go, p.Fields, func(f *ir.Field) string { return element + "/" + f.Wire })
	}
	for _, b := range pkg.Builders {
		all.add(b.Go, "builder", b.Model.Wire)
		all.methods(b.Go, b.Methods, func(m *ir.Method) string { return elementOf(pkg, b, m) })
	}
	root := pkg.Service.Namespace + "." + pkg.Service.Container + "/"
	all.methods(pkg.Fixed.Client, pkg.Roots, func(m *ir.Method) string { return root + m.Segment })
	return all
}

func binding(p *ir.Params) string {
	if p.Collection {
		return "Collection(" + p.Binding + ")"
	}
	return p.Binding
}

type collector map[string]symbol

func (c collector) add(name, text, element string) { c[name] = symbol{text, element} }

func (c collector) model(m *ir.Model) {
	c.add(m.Go, "struct", m.Wire)
	own := func(f *ir.Field) string { return f.From.Wire + "/" + f.Wire }
	c.fields(m.Go, m.Fields, own)
	if m.Polymorphic {
		c.add(m.AnyName, "interface", m.Wire)
	}
	for _, base := range m.Bases {
		c.add(m.Go+" is "+base.AnyName, "implements", m.Wire)
	}
	if m.Queried {
		c.add(m.PropertiesName, "names of properties", m.Wire)
		for _, f := range m.Fields {
			c.add(m.PropertiesName+"."+f.Go, "Property["+typeText(&f.Type)+"]", own(f))
		}
	}
	if m.Patch != nil {
		c.add(m.Patch.Go, "struct", m.Wire)
		c.fields(m.Patch.Go, m.Patch.Fields, own)
	}
	if m.AnyPatch != "" {
		c.add(m.AnyPatch, "interface", m.Wire)
	}
}

func (c collector) fields(owner string, fields []*ir.Field, element func(*ir.Field) string) {
	for _, f := range fields {
		c.add(owner+"."+f.Go, "Field["+typeText(&f.Type)+"]", element(f))
	}
}

func (c collector) enum(e *ir.Enum) {
	text := "enumeration"
	if e.Flags {
		text = "enumeration of flags"
	}
	c.add(e.Go, text, e.Wire)
	for _, m := range e.Members {
		c.add(m.Go, e.Go+" = "+m.Wire, e.Wire+"/"+m.Wire)
	}
}

func (c collector) methods(owner string, methods []*ir.Method, element func(*ir.Method) string) {
	for _, m := range methods {
		text := parameterText(m) + " " + resultText(m)
		if m.Call == ir.Function { // takes query options besides
			text = "function " + text
		}
		c.add(owner+"."+m.Go, text, element(m))
	}
}

// elementOf returns the path of the element that a builder's method leads to or calls.
func elementOf(pkg *ir.Package, b *ir.Builder, m *ir.Method) string {
	switch m.Call {
	case ir.Nav:
		return b.Model.Wire + "/" + m.Segment
	case ir.Action, ir.Function:
		name, _, _ := strings.Cut(m.Segment, "(")
		if !strings.Contains(name, ".") {
			name = pkg.Service.Namespace + "." + name
		}
		if b.Collection {
			return name + "(Collection(" + b.Model.Wire + "))"
		}
		return name + "(" + b.Model.Wire + ")"
	}
	return b.Model.Wire
}

// typeText returns the Go type of a value, as the emitter writes it.
func typeText(t *ir.Type) string {
	text := t.Go
	switch t.Kind {
	case ir.EnumRef:
		text = t.Enum.Go
	case ir.Struct:
		text = "*" + t.Model.Go
	case ir.Any:
		text = t.Model.AnyName
	}
	if t.Collection {
		return "[]" + strings.TrimPrefix(text, "*")
	}
	return text
}

func modelText(m *ir.Model) string {
	if m.Polymorphic {
		return m.AnyName
	}
	return "*" + m.Go
}

func parameterText(m *ir.Method) string {
	switch {
	case m.Call == ir.Create || m.Call == ir.Replace:
		return "(" + modelText(m.Model) + ")"
	case m.Call == ir.Update && m.Model.AnyPatch != "":
		return "(" + m.Model.AnyPatch + ")"
	case m.Call == ir.Update:
		return "(" + m.Model.Patch.Go + ")"
	case m.Params != nil:
		return "(" + m.Params.Go + ")"
	}
	var keys []string
	for _, k := range m.Keys {
		keys = append(keys, typeText(&k.Type))
	}
	return "(" + strings.Join(keys, ", ") + ")"
}

func resultText(m *ir.Method) string {
	switch m.Call {
	case ir.Nav, ir.Cast, ir.Key:
		return m.To.Go
	case ir.Get, ir.Create, ir.Update, ir.Replace:
		return "Request[" + modelText(m.Model) + "]"
	case ir.Count:
		return "Request[Int64]"
	case ir.List:
		return "List[" + modelText(m.Model) + "]"
	case ir.Action, ir.Function:
		if m.Result != nil && m.Result.IsStream() {
			return "Stream"
		}
		if m.Result != nil {
			return "Request[" + typeText(m.Result) + "]"
		}
	}
	return "Command"
}
