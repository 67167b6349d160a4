package openapi

import (
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A place is what a path leads to.
type place struct {
	model      *model
	collection bool
	via        *member // the property that led here; nil at a root
}

// A path is one of the document, split into its segments.
type path struct {
	key      *yaml.Node
	item     *yaml.Node
	segments []string
}

// readPaths walks every path from the service root over the types.
func (r *reader) readPaths() {
	r.paths = map[string]*yaml.Node{}
	each(get(r.text.Root, "paths"), func(key, item *yaml.Node) {
		if item = r.deref(item); item != nil {
			r.paths[strings.TrimSuffix(key.Value, "/")] = item
		}
	})
	each(get(r.text.Root, "paths"), func(key, _ *yaml.Node) {
		name := strings.TrimSuffix(key.Value, "/")
		if segments := split(strings.Trim(name, "/")); segments[0] != "" && segments[0][0] != '$' && r.paths[name] != nil {
			r.walk(path{key, r.paths[name], segments})
		}
	})
	r.dropInherited() // what a path showed of a base, a derived type may have had already
}

// split splits a path at the slashes outside parentheses.
func split(text string) []string {
	var segments []string
	start, open := 0, 0
	for i, c := range text {
		switch {
		case c == '(':
			open++
		case c == ')' && open > 0:
			open--
		case c == '/' && open == 0:
			segments = append(segments, text[start:i])
			start = i + 1
		}
	}
	return append(segments, text[start:])
}

func (p path) prefix(n int) string { return "/" + strings.Join(p.segments[:n], "/") }

// maxSegments bounds the length of a path; Microsoft's have up to 12 segments.
const maxSegments = 100

func (r *reader) walk(p path) {
	if len(p.segments) > maxSegments {
		r.errs.Add(spec.Errorf(r.text.At(p.key), "remove it", "the path has more than %d segments", maxSegments))
		return
	}
	at, ok := r.root(p)
	for i := 1; ok && i < len(p.segments); i++ {
		at, ok = r.step(at, p, i)
	}
	if !ok {
		return
	}
	if at.via != nil {
		at.via.owned = at.via.owned || owns(p.item, at.collection)
	}
	r.expands(at.model, p.item)
}

// expands marks as navigation properties what a GET lists as possible values of $expand.
func (r *reader) expands(m *model, item *yaml.Node) {
	schema := r.parameterSchema(r.parameter(item, "$expand"))
	for _, value := range items(get(get(schema, "items"), "enum")) {
		if own, _ := r.member(m, value.Value); own != nil && r.models[own.typ.Name] != nil {
			own.marked = true
		}
	}
}

// owns tells whether what stands at a path is made and changed there, so that its parent contains it.
func owns(item *yaml.Node, collection bool) bool {
	if collection {
		return get(item, "post") != nil
	}
	return get(item, "patch") != nil || get(item, "put") != nil || get(item, "delete") != nil
}

// step follows one segment. It returns false where the path leaves the types.
func (r *reader) step(at place, p path, i int) (place, bool) {
	segment, last := p.segments[i], i == len(p.segments)-1
	if strings.HasPrefix(segment, "$") {
		if segment == "$ref" && at.via != nil {
			at.via.linked = true
		}
		return at, false
	}
	if at.collection && isKey(segment) {
		r.keyed(at.model, segment)
		return place{at.model, false, at.via}, true
	}
	name, arguments := cutArguments(segment)
	if isQualified(name) {
		if m := r.models[r.resolveName(name)]; m != nil && arguments == "" {
			return place{m, at.collection, at.via}, true
		}
	}
	if m, _ := r.member(at.model, name); m != nil {
		return r.through(m, arguments)
	}
	if last && r.isOperation(name, arguments, p.item) {
		r.readOperation(at, name, arguments, p)
		return at, false
	}
	return r.unknown(at, name, arguments, p, i)
}

// isKey tells whether a segment is a key: "{id}", or "a='{a}',b={b}" for a key of several parts.
func isKey(segment string) bool {
	return strings.HasPrefix(segment, "{") || strings.Contains(segment, "=") && !strings.Contains(segment, "(")
}

// through follows a property, with a key behind it or not.
func (r *reader) through(m *member, arguments string) (place, bool) {
	target := r.models[m.typ.Name]
	if target == nil {
		return place{}, false
	}
	at := place{target, m.typ.Collection, m}
	if arguments != "" && at.collection {
		r.keyed(target, arguments)
		at.collection = false
	}
	return at, true
}

// unknown follows a segment that no property stands for: a navigation property that the schemas leave out.
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

// leftOut counts a prefix that leads nowhere, once.
func (r *reader) leftOut(prefix string) {
	if !r.left[prefix] {
		r.left[prefix] = true
		r.gaps.note(gapPath, false)
	}
}

// found returns the type that a prefix of a path leads to: by the answer to GET there, or by the key that follows.
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

// modelAt returns the type of that name, made now if the description only names it.
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

// keyType returns the qualified name of the type whose key a segment is, "" when the parameter does not tell.
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

// mainName qualifies a name by the namespace that most types are in.
func (r *reader) mainName(name string) string {
	if isQualified(name) {
		return name
	}
	return r.mainNamespace() + "." + name
}

// mainNamespace returns the namespace that most types are in, the first in order among equals.
func (r *reader) mainNamespace() string {
	if r.main != "" {
		return r.main
	}
	count := map[string]int{}
	for _, m := range r.modelOrder {
		namespace, _ := splitName(m.name)
		count[namespace]++
	}
	r.main = r.namespace
	for namespace, n := range count {
		if n > count[r.main] || n == count[r.main] && namespace < r.main {
			r.main = namespace
		}
	}
	return r.main
}

// resolveName returns a qualified name with its namespace written out, where it is shortened to the last part ("graph.assign").
func (r *reader) resolveName(name string) string {
	namespace, short := splitName(name)
	if main := r.mainNamespace(); strings.HasSuffix(main, "."+namespace) {
		return main + "." + short
	}
	return name
}

// cutArguments splits "name(arguments)".
func cutArguments(segment string) (string, string) {
	open := strings.IndexByte(segment, '(')
	if open < 0 {
		return segment, ""
	}
	return segment[:open], segment[open:]
}
