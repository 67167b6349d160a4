package openapi

import (
	"slices"

	yaml "github.com/oasdiff/yaml3"
)

// isChoice reports whether a schema is a shorthand for alternatives: it has nothing but
// alternatives, of which at least one is not a structure, or one structure and null. Alternatives
// that are all structures are derived types.
func (r *reader) isChoice(s *shape) bool {
	if s.kind != "" || len(s.props) > 0 || len(s.bases) > 0 || len(s.alts) == 0 {
		return false
	}
	others := slices.DeleteFunc(slices.Clone(s.alts), isNull)
	return slices.ContainsFunc(others, r.isNotStructure) || len(others) == 1 && len(s.alts) > 1
}

// isNotStructure reports whether the values of an alternative are not objects. The schema {} means
// unknown derived types.
func (r *reader) isNotStructure(alt *yaml.Node) bool {
	n := r.deref(alt)
	return n != nil && len(n.Content) > 0 && !r.shape(n).isObject()
}

// isNull reports whether an alternative allows null only.
func isNull(alt *yaml.Node) bool {
	kind, null := kindOf(alt)
	return isNullOnly(alt, kind, null)
}

// isNullOnly is isNull for a schema whose kind is known. OpenAPI 3.1 writes the type null. For 3.0,
// Microsoft's converter writes a nullable object without properties.
func isNullOnly(alt *yaml.Node, kind string, null bool) bool {
	return null && (kind == "null" || (kind == "" || kind == "object") && !restrictsValues(alt))
}

// restrictsValues reports whether a schema has a reference, properties or alternatives.
func restrictsValues(n *yaml.Node) bool {
	return slices.ContainsFunc([]string{"$ref", "properties", "allOf", "anyOf", "oneOf"}, func(name string) bool { return get(n, name) != nil })
}
