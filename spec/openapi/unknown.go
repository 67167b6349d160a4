package openapi

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// unknown follows a segment that is not a property in the schemas, and adds a navigation property
// for it.
func (r *reader) unknown(at place, name, arguments string, p path, i int) (place, bool) {
	t, ok := r.found(p, i)
	if !ok {
		t, ok = r.knownStep(at.model, name)
	}
	if !ok || isKey(name) || isQualified(name) {
		r.leftOut(p.prefix(i + 1))
		return place{}, false
	}
	m := &member{name: name, pos: r.text.At(p.key), typ: typeInfo{spec.TypeRef{Name: t.Name, Collection: t.Collection, Nullable: !t.Collection, Pos: r.text.At(p.key)}, true}, marked: true}
	r.modelAt(t.Name, p)
	at.model.add(m)
	return r.through(m, arguments)
}

// knownStep returns the type that a known navigation property leads to.
func (r *reader) knownStep(m *model, name string) (spec.TypeRef, bool) {
	if n := r.knownNavigation(m, name); n != nil {
		return spec.TypeRef{Name: r.known.Resolve(n.Type.Name), Collection: n.Type.Collection}, true
	}
	return spec.TypeRef{}, false
}

// leftOut counts a prefix that leads to no type, once.
func (r *reader) leftOut(prefix string) {
	if !r.left[prefix] {
		r.left[prefix] = true
		r.gaps.note(gapPath, false)
	}
}

// found returns the type at the i-th segment of a path, by the response to GET there or by the key
// that follows.
func (r *reader) found(p path, i int) (spec.TypeRef, bool) {
	if item := r.paths[p.prefix(i+1)]; item != nil {
		if t, ok := r.answer(get(item, "get")); ok && r.models[t.Name] != nil {
			if _, arguments := cutArguments(p.segments[i]); arguments != "" {
				t.Collection = true
			}
			return t.TypeRef, true
		}
	}
	if i+1 < len(p.segments) && isKey(p.segments[i+1]) {
		if name := r.keyType(p, p.segments[i+1]); name != "" {
			return spec.TypeRef{Name: name, Collection: true}, true
		}
	}
	return spec.TypeRef{}, false
}

// modelAt returns the type of that name. It makes a new one if the description has no schema for
// it.
func (r *reader) modelAt(name string, p path) *model {
	if m := r.models[name]; m != nil {
		return m
	}
	r.gaps.note(gapNamed, false)
	m := r.addModel(&model{name: name, pos: r.text.At(p.key), named: true, toldKind: true})
	if known := r.known.Types[name]; known != nil && r.models[r.known.Resolve(known.Base)] != nil {
		m.base = r.known.Resolve(known.Base)
	}
	return m
}

// keyType returns the qualified name of the type whose key a segment is, or "" when the parameter
// does not name it.
func (r *reader) keyType(p path, segment string) string {
	if _, value, several := strings.Cut(segment, "="); several {
		segment, _, _ = strings.Cut(value, ",")
	}
	parameter := r.parameter(p.item, strings.Trim(segment, "'{}"))
	if name := str(parameter, "x-ms-docs-key-type"); name != "" {
		return r.mainName(name)
	}
	return ""
}
