package csdl

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func (r *reader) schema(e *element) *spec.Schema {
	s := &spec.Schema{Namespace: r.required(e, "Namespace"), Alias: e.attr("Alias"), Pos: e.pos}
	r.each(e, func(c *element) {
		switch c.name {
		case "EntityType", "ComplexType":
			s.Types = append(s.Types, r.structuredType(c))
		case "EnumType":
			s.Enums = append(s.Enums, r.enumType(c))
		case "TypeDefinition":
			s.TypeDefs = append(s.TypeDefs, r.typeDefinition(c))
		case "Action", "Function":
			s.Operations = append(s.Operations, r.operation(c))
		case "Term":
			s.Terms = append(s.Terms, r.term(c))
		case "EntityContainer":
			r.container(c, s)
		case "Annotations":
			s.Targets = append(s.Targets, r.target(c))
		default:
			r.annotationOr(c, e, &s.Annotations)
		}
	})
	return s
}

func (r *reader) structuredType(e *element) *spec.StructuredType {
	t := &spec.StructuredType{Entity: e.name == "EntityType", Name: r.required(e, "Name"), Base: e.attr("BaseType"),
		Abstract: r.flag(e, "Abstract", false), Open: r.flag(e, "OpenType", false), HasStream: r.flag(e, "HasStream", false), Pos: e.pos}
	r.each(e, func(c *element) {
		switch c.name {
		case "Key":
			r.key(c, t)
		case "Property":
			t.Properties = append(t.Properties, r.property(c))
		case "NavigationProperty":
			t.Navigations = append(t.Navigations, r.navigation(c))
		default:
			r.annotationOr(c, e, &t.Annotations)
		}
	})
	return t
}

func (r *reader) key(e *element, t *spec.StructuredType) {
	if t.Key != nil {
		r.fault(e, "give all parts in one Key", "%s has a second Key", t.Name)
		return
	}
	r.each(e, func(c *element) {
		if c.name != "PropertyRef" {
			r.unknown(c, e)
			return
		}
		t.Key = append(t.Key, spec.KeyProperty{Path: r.required(c, "Name"), Alias: c.attr("Alias"), Pos: c.pos})
	})
}

func (r *reader) property(e *element) *spec.Property {
	p := &spec.Property{Name: r.required(e, "Name"), Type: r.typeRef(e), Default: defaultValue(e), Pos: e.pos}
	r.each(e, func(c *element) { r.annotationOr(c, e, &p.Annotations) })
	return p
}

// defaultValue returns the attribute DefaultValue, which may be given and empty.
func defaultValue(e *element) *string {
	if !e.has("DefaultValue") {
		return nil
	}
	value := e.attr("DefaultValue")
	return &value
}

func (r *reader) navigation(e *element) *spec.NavigationProperty {
	n := &spec.NavigationProperty{Name: r.required(e, "Name"), Type: r.typeRef(e), Partner: e.attr("Partner"),
		Contains: r.flag(e, "ContainsTarget", false), Pos: e.pos}
	if n.Type.Collection {
		n.Type.Nullable = false
	}
	r.each(e, func(c *element) {
		switch c.name {
		case "ReferentialConstraint":
			n.Constraints = append(n.Constraints, r.constraint(c))
		case "OnDelete":
			r.onDelete(c, n)
		default:
			r.annotationOr(c, e, &n.Annotations)
		}
	})
	return n
}

func (r *reader) constraint(e *element) spec.ReferentialConstraint {
	rc := spec.ReferentialConstraint{Property: r.required(e, "Property"), Referenced: r.required(e, "ReferencedProperty"), Pos: e.pos}
	r.each(e, func(c *element) { r.annotationOr(c, e, &rc.Annotations) })
	return rc
}

func (r *reader) onDelete(e *element, n *spec.NavigationProperty) {
	switch n.OnDelete = r.required(e, "Action"); n.OnDelete {
	case "", "Cascade", "None", "SetNull", "SetDefault":
	default:
		r.fault(e, "write Cascade, None, SetNull or SetDefault", "the action is %q", n.OnDelete)
	}
	r.each(e, func(c *element) { r.annotationOr(c, e, &n.OnDeleteAnnotations) })
}

func (r *reader) typeDefinition(e *element) *spec.TypeDefinition {
	underlying := r.required(e, "UnderlyingType")
	d := &spec.TypeDefinition{Name: r.required(e, "Name"), Pos: e.pos,
		Underlying: spec.TypeRef{Name: underlying, Facets: r.facets(e, underlying), Pos: e.pos}}
	r.each(e, func(c *element) { r.annotationOr(c, e, &d.Annotations) })
	return d
}

func (r *reader) term(e *element) *spec.Term {
	t := &spec.Term{Name: r.required(e, "Name"), Type: r.typeRef(e), Base: e.attr("BaseTerm"),
		AppliesTo: strings.Fields(e.attr("AppliesTo")), Default: defaultValue(e), Pos: e.pos}
	r.each(e, func(c *element) { r.annotationOr(c, e, &t.Annotations) })
	return t
}

func (r *reader) target(e *element) *spec.Target {
	// Signatures in real descriptions have spaces after commas, which paths do not have.
	t := &spec.Target{Path: strings.ReplaceAll(r.required(e, "Target"), " ", ""), Pos: e.pos}
	qualifier := e.attr("Qualifier")
	r.each(e, func(c *element) {
		before := len(t.Annotations)
		r.annotationOr(c, e, &t.Annotations)
		for _, a := range t.Annotations[before:] {
			if qualifier != "" && a.Qualifier != "" {
				r.fault(c, "remove one of them", "both the annotation and the Annotations around it have a Qualifier")
			}
			if qualifier != "" {
				a.Qualifier = qualifier
			}
		}
	})
	return t
}
