package yamlfile

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/oasdiff/yaml"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

type reader struct{ source *yamltext.Source }

// value converts a decoded value. at is its position if the library has none.
func (r *reader) value(decoded any, o origin, at spec.Position) spec.Value {
	v := spec.Value{Pos: at}
	switch decoded := decoded.(type) {
	case map[string]any:
		v.Kind, v.Members = spec.Object, r.members(decoded, o, at)
	case []any:
		v.Kind, v.List = spec.List, r.items(decoded, o, at)
	case string:
		v.Kind, v.Text = spec.String, decoded
	case json.Number:
		v.Kind, v.Text = spec.Number, decoded.String()
	case bool:
		v.Kind, v.Text = spec.Bool, map[bool]string{true: "true", false: "false"}[decoded]
	}
	return v
}

// members returns the members of an object in the order of the file, then those from a merge key,
// for which the library has no position.
func (r *reader) members(decoded map[string]any, o origin, at spec.Position) []spec.Member {
	var members []spec.Member
	rest := maps.Clone(decoded)
	for _, field := range o.fields {
		if value, ok := rest[field.name]; ok {
			delete(rest, field.name)
			members = append(members, r.member(field.name, value, o, r.position(field)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		members = append(members, r.member(name, rest[name], o, at))
	}
	return members
}

func (r *reader) member(name string, value any, o origin, at spec.Position) spec.Member {
	inner := originOf(o.tree.field(name))
	inner.scalars = o.lists[name]
	return spec.Member{Name: name, Value: r.value(value, inner, at)}
}

// items returns the items of a list.
func (r *reader) items(decoded []any, o origin, at spec.Position) []spec.Value {
	scalars := o.scalars
	if len(scalars) != countScalars(decoded) {
		scalars = nil // some are aliases, for which the library has no position
	}
	list := make([]spec.Value, 0, len(decoded))
	for i, item := range decoded {
		inner, pos := originOf(o.tree.item(i)), at
		switch {
		case isScalar(item) && len(scalars) > 0:
			pos, scalars = r.position(scalars[0]), scalars[1:]
		case len(inner.fields) > 0:
			pos = r.position(inner.fields[0])
		}
		list = append(list, r.value(item, inner, pos))
	}
	return list
}

func (r *reader) position(p place) spec.Position { return r.source.Position(p.line, p.column) }

func isScalar(decoded any) bool {
	switch decoded.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

func countScalars(list []any) int {
	n := 0
	for _, item := range list {
		if isScalar(item) {
			n++
		}
	}
	return n
}

// A tree is an origin tree of the library. It is nil for a value without objects.
type tree struct{ *yaml.OriginTree }

func (t tree) field(name string) *yaml.OriginTree {
	if t.OriginTree == nil {
		return nil
	}
	return t.Fields[name]
}

func (t tree) item(i int) *yaml.OriginTree {
	if t.OriginTree == nil || i >= len(t.Items) {
		return nil
	}
	return t.Items[i]
}
