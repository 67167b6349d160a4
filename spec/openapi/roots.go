package openapi

import (
	"slices"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// root follows the first segment of a path: an entity set, a singleton, or an operation that is
// called at the root.
func (r *reader) root(p path) (place, bool) {
	name, arguments := cutArguments(p.segments[0])
	at, ok := r.roots[name]
	if !ok {
		if at, ok = r.newRoot(p, name, arguments); !ok {
			return place{}, false
		}
		r.roots[name] = at
	}
	if arguments != "" && at.collection {
		r.keyed(at.model, arguments)
		at.collection = false
	}
	return at, at.model != nil
}

// newRoot adds an entity set, a singleton or an import for a first segment to the container. It
// returns false for an import.
func (r *reader) newRoot(p path, name, arguments string) (place, bool) {
	item := r.paths["/"+p.segments[0]]
	if r.paths["/"+name] != nil && arguments != "" {
		item = nil // a key of the entity set of that name
	}
	if item != nil && len(p.segments) == 1 && r.isImport(item, arguments) {
		r.readImport(name, arguments, p)
		return place{}, false
	}
	t, ok := r.found(p, 0)
	if !ok {
		if t, ok = r.guess(p, name); !ok {
			r.leftOut("/" + name)
			return place{}, true
		}
	}
	at := place{model: r.modelAt(t.Name, p), collection: t.Collection}
	at.model.toldKind = true
	r.addRoot(name, t, p)
	return at, true
}

// isImport reports whether a path is a call of an unbound operation: a function, or an action that
// answers POST alone.
func (r *reader) isImport(item *yaml.Node, arguments string) bool {
	if call := get(item, "get"); call != nil {
		kind := str(call, "x-ms-docs-operation-type")
		return strings.HasPrefix(kind, "function") || arguments == "()" || strings.Contains(arguments, "=") && get(item, "patch") == nil && get(item, "delete") == nil
	}
	call := get(item, "post")
	return call != nil && (strings.HasPrefix(str(call, "x-ms-docs-operation-type"), "action") || !r.createsKnown(call))
}

// createsKnown reports whether the body of a POST is of a known type, as that to an entity set is.
func (r *reader) createsKnown(call *yaml.Node) bool {
	body := r.body(call)
	return body != nil && r.models[r.typeOf(body).Name] != nil
}

// guess returns the type at a root that no path describes. It is the type in the other description,
// or a new type named after the segment or the key. It returns false for a path that leads to no
// known type.
func (r *reader) guess(p path, name string) (spec.TypeRef, bool) {
	t := spec.TypeRef{Name: r.knownRoot(name)}
	filled := t.Name != ""
	if len(p.segments) > 1 && strings.HasPrefix(p.segments[1], "{") {
		t.Collection = true
		if t.Name == "" {
			t.Name = r.keyType(p, p.segments[1])
		}
	}
	if t.Name == "" && !t.Collection {
		t.Name = r.mainName(name)
	}
	if t.Name == "" || r.models[t.Name] == nil && !r.leadsOn(p, t.Collection) {
		return t, false
	}
	r.gaps.note(gapRoot, filled)
	return t, true
}

// leadsOn reports whether a segment after the root leads to a known type or calls an operation.
func (r *reader) leadsOn(p path, keyed bool) bool {
	first := 1
	if keyed {
		first = 2
	}
	for i := first; i < len(p.segments); i++ {
		if _, ok := r.found(p, i); ok {
			return true
		}
	}
	name, arguments := cutArguments(p.segments[len(p.segments)-1])
	return len(p.segments) > first && r.isOperation(name, arguments, p.item)
}

// knownRoot returns the type that the other description has at a root.
func (r *reader) knownRoot(name string) string {
	for _, s := range r.known.Doc.Schemas {
		if s.Container == nil {
			continue
		}
		for _, one := range s.Container.Singletons {
			if one.Name == name {
				return r.known.Resolve(one.Type)
			}
		}
		for _, set := range s.Container.EntitySets {
			if set.Name == name {
				return r.known.Resolve(set.Type)
			}
		}
	}
	return ""
}

func (r *reader) addRoot(name string, t spec.TypeRef, p path) {
	at := r.text.At(p.key)
	if t.Collection {
		r.container.EntitySets = append(r.container.EntitySets, &spec.EntitySet{Name: name, Type: t.Name, Pos: at})
		return
	}
	r.container.Singletons = append(r.container.Singletons, &spec.Singleton{Name: name, Type: t.Name, Pos: at})
}

// nameContainer gives the container the name that it has in the other description, in the same
// namespace. It adds underscores until no type has the name.
func (r *reader) nameContainer() {
	r.container.Name, r.container.Pos = "Container", r.text.At(r.text.Root)
	for _, s := range r.known.Doc.Schemas {
		if s.Container != nil && s.Namespace == r.mainNamespace() {
			r.container.Name = s.Container.Name
		}
	}
	for name := r.mainNamespace() + "."; r.models[name+r.container.Name] != nil || r.enums[name+r.container.Name] != nil; {
		r.container.Name += "_"
	}
}

// keyed records the key in a segment: "{pool-id}", "({Id})", "('{Name}')" or "(a={a},b='{b}')". The
// last form may be an alternate key, so that it is used only for types without another key.
func (r *reader) keyed(m *model, segment string) {
	m.toldKind = true
	alternate := strings.HasPrefix(segment, "(") && strings.Contains(segment, "=")
	var key []string
	var owner *model
	for _, part := range strings.Split(strings.Trim(segment, "()"), ",") {
		name, value, named := strings.Cut(part, "=")
		if !named {
			name, value = "", part
		}
		own, up := r.keyMember(m, name, strings.Trim(value, "'{} "))
		if own == nil {
			return
		}
		key, owner = append(key, own.name), up
	}
	for _, up := range r.lineage(m) {
		if up.key != nil && (alternate || !up.alternate) {
			return
		}
		up.key = nil
	}
	owner.key, owner.alternate = key, alternate
}

// keyMember returns the property for a key parameter, and the model that declares it. The property
// has the name of the parameter, which may have the type's name before it or a number after it.
func (r *reader) keyMember(m *model, name, parameter string) (*member, *model) {
	parameter = unescape(parameter)
	_, short := splitName(m.name)
	candidates := []string{name, parameter, parameter[strings.LastIndexByte(parameter, '-')+1:]}
	if cut := strings.LastIndexByte(parameter, '_'); cut > 0 && strings.Trim(parameter[cut+1:], "0123456789") == "" {
		candidates = append(candidates, parameter[:cut])
	}
	if len(parameter) > len(short) && strings.EqualFold(parameter[:len(short)], short) {
		rest := parameter[len(short):]
		candidates = append(candidates, rest, strings.ToLower(rest[:1])+rest[1:])
	}
	for _, candidate := range slices.Compact(candidates) {
		if own, up := r.member(m, candidate); own != nil && r.models[own.typ.Name] == nil && !own.typ.Collection {
			return own, up
		}
	}
	return nil, nil
}
