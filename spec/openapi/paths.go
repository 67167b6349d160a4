package openapi

import (
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A place is the type, or collection of it, that a path leads to.
type place struct {
	model      *model
	collection bool
	via        *member // the last property of the path; nil at a root
}

// A path is a path of the document, split into its segments.
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
	r.dropInherited() // again, because paths add members to base types that derived types may have
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

// expands marks the properties that a GET lists as values of $expand as navigation properties.
func (r *reader) expands(m *model, item *yaml.Node) {
	schema := r.parameterSchema(r.parameter(item, "$expand"))
	for _, value := range items(get(get(schema, "items"), "enum")) {
		if own, _ := r.member(m, value.Value); own != nil && r.models[own.typ.Name] != nil {
			own.marked = true
		}
	}
}

// owns reports whether clients create or change the entities at a path, which means that the parent
// contains them.
func owns(item *yaml.Node, collection bool) bool {
	if collection {
		return get(item, "post") != nil
	}
	return get(item, "patch") != nil || get(item, "put") != nil || get(item, "delete") != nil
}

// step follows one segment. It returns false when the path leads to no type.
func (r *reader) step(at place, p path, i int) (place, bool) {
	segment, last := p.segments[i], i == len(p.segments)-1
	if strings.HasPrefix(segment, "$") {
		if segment == "$ref" && at.via != nil {
			at.via.linked = true
		}
		return at, false
	}
	if at.collection && isKey(segment) {
		r.keyAsSegment = true
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

// isKey reports whether a segment is a key: "{id}", or "a='{a}',b={b}" for a key of several parts.
func isKey(segment string) bool {
	return strings.HasPrefix(segment, "{") || strings.Contains(segment, "=") && !strings.Contains(segment, "(")
}

// through follows a property and the key in its arguments, if any.
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

// cutArguments splits "name(arguments)".
func cutArguments(segment string) (string, string) {
	open := strings.IndexByte(segment, '(')
	if open < 0 {
		return segment, ""
	}
	return segment[:open], segment[open:]
}
