package openapi

import (
	"cmp"
	"slices"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

const untyped = "Edm.Untyped"

// typeOf returns the type that a schema describes.
func (r *reader) typeOf(n *yaml.Node) typeInfo {
	if ref := get(n, "$ref"); ref != nil {
		return r.referred(n, ref)
	}
	kind, null := kindOf(n)
	alternatives := slices.Concat(items(get(n, "anyOf")), items(get(n, "oneOf")))
	switch {
	case kind == "array":
		return r.arrayOf(n)
	case len(items(get(n, "allOf"))) > 0:
		return r.allOf(n, null)
	case len(alternatives) > 0:
		return r.anyOf(n, alternatives, null)
	case kind == "object" || get(n, "properties") != nil:
		r.gaps.note(gapStructure, false)
		return typeInfo{spec.TypeRef{Name: untyped, Nullable: true, Pos: r.text.At(n)}, true}
	}
	if len(r.members(n)) > 0 {
		r.gaps.note(gapInline, false)
	}
	if kind == several {
		r.gaps.note(gapStructure, false)
	}
	name, facets := primitive(n, kind, str(n, "format"))
	null = null || kind == "" // a schema without a type allows every value
	return typeInfo{spec.TypeRef{Name: name, Nullable: null, Facets: facets, Pos: r.text.At(n)}, true}
}

// referred returns the type that a $ref names, or that its shorthand means. OpenAPI 3.1 allows
// members beside a $ref.
func (r *reader) referred(n, ref *yaml.Node) typeInfo {
	target := r.deref(n)
	if target == nil {
		return typeInfo{}
	}
	_, null := kindOf(n)
	c := r.componentOf(n)
	if c == nil || c.role == helper {
		t := r.shorthand(target)
		t.Nullable = t.Nullable || null
		return t
	}
	_, inner := kindOf(target)
	inner = inner || slices.ContainsFunc(r.shape(target).alts, isNull)
	return typeInfo{spec.TypeRef{Name: r.typeName(c), Nullable: null || inner, Pos: r.text.At(ref)}, null || inner}
}

func (r *reader) arrayOf(n *yaml.Node) typeInfo {
	items := get(n, "items")
	if items == nil {
		return typeInfo{spec.TypeRef{Name: untyped, Collection: true, Nullable: true, Pos: r.text.At(n)}, true}
	}
	r.lists++
	t := r.typeOf(items)
	r.lists--
	if t.Collection { // a collection of collections is any JSON value
		t.TypeRef = spec.TypeRef{Name: untyped, Nullable: true, Pos: r.text.At(n)}
	}
	r.nullItems = r.nullItems || t.Nullable && t.Name != untyped
	t.Collection = true
	return t
}

// allOf returns the type of a schema that wraps a reference in order to add a description.
func (r *reader) allOf(n *yaml.Node, null bool) typeInfo {
	var found *yaml.Node
	for _, part := range items(get(n, "allOf")) {
		_, inner := kindOf(part)
		null = null || inner
		if get(part, "$ref") != nil || found == nil {
			found = part
		}
	}
	t := r.typeOf(found)
	t.Nullable, t.tellsNull = t.Nullable || null, true
	r.nullRefs = r.nullRefs || null
	return t
}

// anyOf returns the type of alternatives. Apart from null they are one type, a number that may be
// written as a string, or types with a common base.
func (r *reader) anyOf(n *yaml.Node, alternatives []*yaml.Node, null bool) typeInfo {
	var others []*yaml.Node
	var number *yaml.Node
	for _, alt := range alternatives {
		kind, inner := kindOf(alt)
		null = null || inner
		switch {
		case isNullOnly(alt, kind, inner):
		case len(alt.Content) == 0: // {} allows everything; it means that there may be unknown derived types
		case numeric(kind):
			if number == nil || kind == "number" {
				number = alt
			}
		default:
			others = append(others, alt)
		}
	}
	if number != nil && !slices.ContainsFunc(others, r.isNotString) {
		kind, _ := kindOf(number)
		name, facets := primitive(n, kind, cmp.Or(str(n, "format"), str(number, "format")))
		return typeInfo{spec.TypeRef{Name: name, Nullable: null, Facets: facets, Pos: r.text.At(n)}, true}
	}
	if number != nil {
		others = append(others, number)
	}
	return r.either(n, others, null)
}

// isNotString reports whether the values of a schema are not strings. Members of an enumeration are
// strings.
func (r *reader) isNotString(n *yaml.Node) bool {
	kind, _ := kindOf(r.deref(n))
	return kind != "string"
}

// either returns the common type of alternatives, or Edm.Untyped.
func (r *reader) either(n *yaml.Node, alternatives []*yaml.Node, null bool) typeInfo {
	var found []typeInfo
	for _, alt := range alternatives {
		t := r.typeOf(alt)
		found = append(found, t)
		null = null || t.Nullable
	}
	r.nullRefs = r.nullRefs || null
	t := typeInfo{spec.TypeRef{Name: untyped, Nullable: null, Pos: r.text.At(n)}, true}
	if slices.ContainsFunc(found, func(other typeInfo) bool { return other.Collection != found[0].Collection }) {
		r.gaps.note(gapStructure, false)
		return t
	}
	t.Name, t.Collection = r.common(found), len(found) > 0 && found[0].Collection
	return t
}

// common returns the nearest common ancestor of types, which may be one of them, or Edm.Untyped.
func (r *reader) common(found []typeInfo) string {
	if len(found) == 0 {
		return untyped
	}
	for _, up := range r.lineageOf(found[0].Name) {
		if !slices.ContainsFunc(found, func(t typeInfo) bool { return !slices.Contains(r.lineageOf(t.Name), up) }) {
			return up
		}
	}
	r.gaps.note(gapStructure, false)
	return untyped
}

// lineageOf returns the names of a type and its ancestors.
func (r *reader) lineageOf(name string) []string {
	names := []string{name}
	if m := r.models[name]; m != nil {
		for _, up := range r.lineage(m)[1:] {
			names = append(names, up.name)
		}
	}
	return names
}

// tells reports whether a schema states if null is allowed. A $ref alone does so only in a
// description that marks other references as nullable. The same is true of the items of a
// collection.
func (r *reader) tells(t typeInfo) bool {
	if t.Collection && t.Name != untyped {
		return t.Nullable || r.nullItems && (t.tellsNull || r.nullRefs)
	}
	return t.tellsNull || r.nullRefs
}
