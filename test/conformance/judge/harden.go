package main

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const typeProperty = "@odata.type"

// harden makes a document strict enough to judge a body. As Microsoft writes it, each link of an
// allOf chain takes objects under any unknown name and so refuses the scalars of the other links,
// no type declares @odata.type, and a base type says nothing of the types derived from it; as the
// converter writes it, a type takes any unknown name, and the forms for create and update leave out
// properties that documented bodies have. Afterwards a type is the flat list of its properties, no
// others; @odata.type has to name the type; and where types derive from it, @odata.type picks the
// one.
func harden(d *document) {
	h := &hardening{d: d, derived: map[string][]string{}, own: map[string]*openapi3.Schema{}}
	for _, name := range h.types() {
		h.relate(name)
		h.own[name] = h.strict(name)
	}
	d.types = h.own
	for name, own := range h.own { // in place: references hold the pointer
		*d.schemas[name].Value = *h.declared(name, own)
	}
	h.joinForms()
	for _, r := range d.routes {
		for _, op := range r.item.Operations() {
			closeBody(op)
		}
	}
	for _, s := range d.schemas {
		splitFlags(s.Value)
	}
}

type hardening struct {
	d       *document
	derived map[string][]string // directly
	own     map[string]*openapi3.Schema
}

// types lists the structured types by name.
func (h *hardening) types() []string {
	var all []string
	for name, s := range h.d.schemas {
		if strings.Contains(name, ".") && !isForm(name) && (s.Value.Type.Is("object") || len(s.Value.AllOf) > 0) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// isForm reports whether a schema is a form of a type for one verb; no name of a type has a hyphen.
func isForm(name string) bool { return strings.Contains(name, "-") }

// joinForms makes the forms for create and update the type itself.
func (h *hardening) joinForms() {
	for name, s := range h.d.schemas {
		if of, _, form := strings.Cut(name, "-"); form && h.own[of] != nil {
			*s.Value = *h.d.schemas[of].Value
		}
	}
}

// relate notes what a type derives from (allOf) and what derives from it (anyOf).
func (h *hardening) relate(name string) {
	s := h.d.schemas[name].Value
	for _, base := range references(s.AllOf) {
		h.derived[base] = append(h.derived[base], name)
	}
	h.derived[name] = append(h.derived[name], references(s.AnyOf)...)
}

func references(parts openapi3.SchemaRefs) []string {
	var all []string
	for _, part := range parts {
		if part.Ref != "" {
			all = append(all, strings.TrimPrefix(part.Ref, "#/components/schemas/"))
		}
	}
	return all
}

// strict returns the schema of exactly this type.
func (h *hardening) strict(name string) *openapi3.Schema {
	properties := openapi3.Schemas{}
	flatten(h.d.schemas[name].Value, properties)
	for wire, p := range properties {
		if isStructured(p) {
			properties[wire+"@odata.bind"] = openapi3.NewSchemaRef("", bindSchema(p.Value))
		}
	}
	properties[typeProperty] = openapi3.NewSchemaRef("", openapi3.NewStringSchema().WithEnum("#"+name, name))
	s := openapi3.NewObjectSchema()
	s.Title, s.Properties, s.Description = name, properties, h.d.schemas[name].Value.Description
	return closed(s)
}

func flatten(s *openapi3.Schema, into openapi3.Schemas) {
	for _, part := range s.AllOf {
		flatten(part.Value, into)
	}
	for name, p := range s.Properties {
		into[name] = plain(p)
	}
}

// plain drops the text that numbers may be written as: a client that does not ask for it sends
// numbers.
func plain(p *openapi3.SchemaRef) *openapi3.SchemaRef {
	s := p.Value
	switch {
	case p.Ref == "" && s.Type.Is("array"):
		s.Items = plain(s.Items)
	case len(s.AnyOf) > 0 && s.AnyOf[0].Ref == "" && len(references(s.AnyOf)) == 0:
		s.Type, s.AnyOf = s.AnyOf[0].Value.Type, nil
	}
	return p
}

func isStructured(p *openapi3.SchemaRef) bool {
	if p.Value.Type.Is("array") {
		p = p.Value.Items
	}
	return (p.Ref != "" || len(p.Value.AllOf) > 0) && len(p.Value.Enum) == 0
}

// bindSchema is what name@odata.bind takes: the URL of an entity, or several.
func bindSchema(property *openapi3.Schema) *openapi3.Schema {
	if property.Type.Is("array") {
		return openapi3.NewArraySchema().WithItems(openapi3.NewStringSchema())
	}
	return openapi3.NewStringSchema()
}

func closed(s *openapi3.Schema) *openapi3.Schema {
	no := false
	s.AdditionalProperties = openapi3.AdditionalProperties{Has: &no}
	return s
}

// declared returns the schema of a place whose declared type this is.
func (h *hardening) declared(name string, own *openapi3.Schema) *openapi3.Schema {
	names := h.withDerived(name)
	if len(names) == 1 {
		return own
	}
	s := &openapi3.Schema{Title: name, Discriminator: &openapi3.Discriminator{PropertyName: typeProperty, Mapping: map[string]openapi3.MappingRef{}}}
	for _, one := range names {
		ref := "#/components/schemas/" + one + "/own"
		s.OneOf = append(s.OneOf, openapi3.NewSchemaRef(ref, h.own[one]))
		s.Discriminator.Mapping[one] = openapi3.MappingRef{Ref: ref}
		s.Discriminator.Mapping["#"+one] = openapi3.MappingRef{Ref: ref}
	}
	return s
}

func (h *hardening) withDerived(name string) []string {
	all := []string{name}
	for _, one := range h.derived[name] {
		all = append(all, h.withDerived(one)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// closeBody refuses unknown parameters of an action.
func closeBody(op *openapi3.Operation) {
	if op.RequestBody == nil {
		return
	}
	for _, media := range op.RequestBody.Value.Content {
		if s := media.Schema; s != nil && s.Ref == "" && s.Value.Type.Is("object") {
			closed(s.Value)
		}
	}
}

// splitFlags lets an enumeration of flags take several members with commas between.
func splitFlags(s *openapi3.Schema) {
	flags, _ := s.Extensions["x-ms-enum-flags"].(map[string]any)
	if flags["isFlags"] != true {
		return
	}
	var members []string
	for _, member := range s.Enum {
		members = append(members, member.(string))
	}
	one := "(" + strings.Join(members, "|") + ")"
	s.Enum, s.Pattern = nil, "^"+one+"(, ?"+one+")*$"
}
