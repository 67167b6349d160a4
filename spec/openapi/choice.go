package openapi

import (
	"slices"

	yaml "github.com/oasdiff/yaml3"
)

// isChoice reports whether a schema does no more than name alternatives that are not all structures,
// or one structure that may be null: it is a shorthand for them. Alternatives that are all
// structures are derived types.
func (r *reader) isChoice(s *shape) bool {
	if s.kind != "" || len(s.props) > 0 || len(s.bases) > 0 || len(s.alts) == 0 {
		return false
	}
	some := slices.DeleteFunc(slices.Clone(s.alts), isNull)
	return slices.ContainsFunc(some, r.isNoStructure) || len(some) == 1 && len(s.alts) > 1
}

// isNoStructure reports whether the values of an alternative are no objects. {} stands for unknown
// derived types.
func (r *reader) isNoStructure(alt *yaml.Node) bool {
	n := r.deref(alt)
	return n != nil && len(n.Content) > 0 && !r.shape(n).isObject()
}

// isNull reports whether an alternative stands for null.
func isNull(alt *yaml.Node) bool {
	kind, null := kindOf(alt)
	return isNullOnly(alt, kind, null)
}

// isNullOnly tells it of a schema of that kind: as OpenAPI 3.1 says it, or as Microsoft's converter
// does in 3.0.
func isNullOnly(alt *yaml.Node, kind string, null bool) bool {
	return null && (kind == "null" || (kind == "" || kind == "object") && !saysMore(alt))
}

// saysMore reports whether a schema says which values it has, apart from their kind: one that also
// allows null is not null alone.
func saysMore(n *yaml.Node) bool {
	return slices.ContainsFunc([]string{"$ref", "properties", "allOf", "anyOf", "oneOf"}, func(name string) bool { return get(n, name) != nil })
}
