package trust

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// xmlOf writes a document as CSDL XML.
func xmlOf(doc *spec.Document) []byte {
	x := &xmlWriter{}
	x.open("edmx:Edmx", "xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx", "Version", cmp.Or(doc.Version, "4.0"))
	for _, r := range doc.References {
		x.reference(r)
	}
	x.open("edmx:DataServices")
	for _, s := range doc.Schemas {
		x.schema(s)
	}
	x.close("edmx:DataServices")
	x.close("edmx:Edmx")
	return []byte(x.out.String())
}

type xmlWriter struct{ out strings.Builder }

// open writes a start tag with those attributes that have a value.
func (x *xmlWriter) open(name string, attributes ...string) {
	x.out.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			fmt.Fprintf(&x.out, ` %s="%s"`, attributes[i], escape(attributes[i+1]))
		}
	}
	x.out.WriteString(">\n")
}

func (x *xmlWriter) close(name string) { x.out.WriteString("</" + name + ">\n") }

// node writes an element whose content is annotations alone.
func (x *xmlWriter) node(name string, list []*spec.Annotation, attributes ...string) {
	x.open(name, attributes...)
	x.annotations(list)
	x.close(name)
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;").Replace

func yes(set bool) string {
	if set {
		return "true"
	}
	return ""
}

func (x *xmlWriter) reference(r *spec.Reference) {
	x.open("edmx:Reference", "Uri", r.URI)
	for _, i := range r.Includes {
		x.node("edmx:Include", i.Annotations, "Namespace", i.Namespace, "Alias", i.Alias)
	}
	for _, i := range r.IncludeAnns {
		x.node("edmx:IncludeAnnotations", nil, "TermNamespace", i.TermNamespace, "Qualifier", i.Qualifier, "TargetNamespace", i.TargetNamespace)
	}
	x.annotations(r.Annotations)
	x.close("edmx:Reference")
}

func (x *xmlWriter) schema(s *spec.Schema) {
	x.open("Schema", "xmlns", "http://docs.oasis-open.org/odata/ns/edm", "Namespace", s.Namespace, "Alias", s.Alias)
	for _, t := range s.Types {
		x.structured(t)
	}
	for _, e := range s.Enums {
		x.open("EnumType", "Name", e.Name, "UnderlyingType", e.Underlying, "IsFlags", yes(e.Flags))
		for _, m := range e.Members {
			x.node("Member", m.Annotations, "Name", m.Name, "Value", strconv.FormatInt(m.Value, 10))
		}
		x.annotations(e.Annotations)
		x.close("EnumType")
	}
	for _, d := range s.TypeDefs {
		x.node("TypeDefinition", d.Annotations, append([]string{"Name", d.Name, "UnderlyingType", d.Underlying.Name}, facets(d.Underlying.Facets)...)...)
	}
	for _, t := range s.Terms {
		attributes := append([]string{"Name", t.Name, "BaseTerm", t.Base, "AppliesTo", strings.Join(t.AppliesTo, " ")}, typed(&t.Type)...)
		x.node("Term", t.Annotations, append(attributes, value("DefaultValue", t.Default)...)...)
	}
	for _, o := range s.Operations {
		x.operation(o)
	}
	if s.Container != nil {
		x.container(s.Container)
	}
	for _, t := range s.Targets {
		x.node("Annotations", t.Annotations, "Target", t.Path)
	}
	x.annotations(s.Annotations)
	x.close("Schema")
}

func typed(t *spec.TypeRef) []string {
	name := t.Name
	if t.Collection {
		name = "Collection(" + name + ")"
	}
	return append([]string{"Type", name, "Nullable", strconv.FormatBool(t.Nullable)}, facets(t.Facets)...)
}

func facets(f *spec.Facets) []string {
	if f == nil {
		return nil
	}
	return []string{"MaxLength", f.MaxLength, "Precision", f.Precision, "Scale", f.Scale, "Unicode", f.Unicode, "SRID", f.SRID}
}

func value(name string, text *string) []string {
	if text == nil {
		return nil
	}
	return []string{name, *text}
}

func (x *xmlWriter) structured(t *spec.StructuredType) {
	kind := "ComplexType"
	if t.Entity {
		kind = "EntityType"
	}
	x.open(kind, "Name", t.Name, "BaseType", t.Base, "Abstract", yes(t.Abstract), "OpenType", yes(t.Open), "HasStream", yes(t.HasStream))
	if len(t.Key) > 0 {
		x.open("Key")
		for _, k := range t.Key {
			x.node("PropertyRef", nil, "Name", k.Path, "Alias", k.Alias)
		}
		x.close("Key")
	}
	for _, p := range t.Properties {
		x.node("Property", p.Annotations, append(append([]string{"Name", p.Name}, typed(&p.Type)...), value("DefaultValue", p.Default)...)...)
	}
	for _, n := range t.Navigations {
		x.open("NavigationProperty", append([]string{"Name", n.Name, "Partner", n.Partner, "ContainsTarget", yes(n.Contains)}, typed(&n.Type)...)...)
		for _, c := range n.Constraints {
			x.node("ReferentialConstraint", c.Annotations, "Property", c.Property, "ReferencedProperty", c.Referenced)
		}
		if n.OnDelete != "" {
			x.node("OnDelete", n.OnDeleteAnnotations, "Action", n.OnDelete)
		}
		x.annotations(n.Annotations)
		x.close("NavigationProperty")
	}
	x.annotations(t.Annotations)
	x.close(kind)
}

func (x *xmlWriter) operation(o *spec.Operation) {
	kind := "Action"
	if o.Function {
		kind = "Function"
	}
	x.open(kind, "Name", o.Name, "IsBound", yes(o.Bound), "IsComposable", yes(o.Composable), "EntitySetPath", o.EntitySetPath)
	for _, p := range o.Parameters {
		x.node("Parameter", p.Annotations, append([]string{"Name", p.Name}, typed(&p.Type)...)...)
	}
	if o.Return != nil {
		x.node("ReturnType", o.Return.Annotations, typed(&o.Return.Type)...)
	}
	x.annotations(o.Annotations)
	x.close(kind)
}

func (x *xmlWriter) container(c *spec.EntityContainer) {
	x.open("EntityContainer", "Name", c.Name, "Extends", c.Extends)
	for _, s := range c.EntitySets {
		x.bound("EntitySet", s.Bindings, s.Annotations, "Name", s.Name, "EntityType", s.Type)
	}
	for _, s := range c.Singletons {
		x.bound("Singleton", s.Bindings, s.Annotations, "Name", s.Name, "Type", s.Type)
	}
	for _, i := range c.ActionImports {
		x.node("ActionImport", i.Annotations, "Name", i.Name, "Action", i.Operation, "EntitySet", i.EntitySet)
	}
	for _, i := range c.FunctionImports {
		x.node("FunctionImport", i.Annotations, "Name", i.Name, "Function", i.Operation, "EntitySet", i.EntitySet, "IncludeInServiceDocument", yes(i.InDocument))
	}
	x.annotations(c.Annotations)
	x.close("EntityContainer")
}

func (x *xmlWriter) bound(kind string, bindings []spec.Binding, list []*spec.Annotation, attributes ...string) {
	x.open(kind, attributes...)
	for _, b := range bindings {
		x.node("NavigationPropertyBinding", nil, "Path", b.Path, "Target", b.Target)
	}
	x.annotations(list)
	x.close(kind)
}

func (x *xmlWriter) annotations(list []*spec.Annotation) {
	for _, a := range list {
		x.open("Annotation", "Term", a.Term, "Qualifier", a.Qualifier)
		x.value(&a.Value)
		x.annotations(a.Annotations)
		x.close("Annotation")
	}
}

func (x *xmlWriter) value(v *spec.Value) {
	switch v.Kind {
	case spec.Null:
		x.out.WriteString("<Null/>")
	case spec.Bool:
		x.out.WriteString("<Bool>" + escape(v.Text) + "</Bool>")
	case spec.Number:
		x.out.WriteString("<Decimal>" + escape(v.Text) + "</Decimal>")
	case spec.String:
		x.out.WriteString("<String>" + escape(v.Text) + "</String>")
	case spec.List:
		x.open("Collection")
		for i := range v.List {
			x.value(&v.List[i])
		}
		x.close("Collection")
	case spec.Object:
		x.open("Record")
		for i := range v.Members {
			x.open("PropertyValue", "Property", v.Members[i].Name)
			x.value(&v.Members[i].Value)
			x.close("PropertyValue")
		}
		x.close("Record")
	}
}
