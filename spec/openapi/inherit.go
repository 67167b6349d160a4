package openapi

import (
	"maps"
	"slices"
	"strings"

	yaml "github.com/oasdiff/yaml3"
)

// readBase sets the base type that a type itself names, by the first reference of allOf.
func (r *reader) readBase(c *component) {
	m := r.models[r.typeName(c)]
	for _, ref := range r.shape(c.node).bases {
		if base := r.modelOf(ref); base != nil && m.base == "" {
			m.base = base.name
		}
	}
}

// readDerived makes a type the base of the types that it lists as alternatives or in its
// discriminator's mapping, unless they name a base themselves.
func (r *reader) readDerived(c *component) {
	m := r.models[r.typeName(c)]
	s := r.shape(c.node)
	others := false
	for _, alt := range s.alts {
		derived := r.modelOf(alt)
		if derived == nil || derived == m {
			others = others || !isNull(alt)
			continue
		}
		m.toldBase = true
		r.derive(derived, m)
	}
	m.abstract = m.toldBase && !others
	for _, to := range s.named {
		if derived := r.models[r.mappedName(to.Value)]; derived != nil && !slices.Contains(r.lineage(m), derived) {
			r.derive(derived, m)
		}
	}
}

// derive sets the base of a type to one that lists it. All ancestors list a type; the nearest is
// its base.
func (r *reader) derive(m, base *model) {
	if m.base == "" || m.listed && slices.Contains(r.lineage(base), r.models[m.base]) {
		m.base, m.listed = base.name, true
	}
}

// mappedName returns the type that a value of a discriminator's mapping names.
func (r *reader) mappedName(value string) string {
	name := value[strings.LastIndexByte(value, '/')+1:]
	if c := r.components[name]; c != nil {
		return r.typeName(c)
	}
	return name
}

// modelOf returns the structured type that a node refers to, or nil.
func (r *reader) modelOf(n *yaml.Node) *model {
	if c := r.componentOf(n); c != nil && c.role == structured {
		return r.models[r.typeName(c)]
	}
	return nil
}

// componentOf returns the component that a node refers to, directly or through shorthands. It
// returns nil for a node that is not a reference.
func (r *reader) componentOf(n *yaml.Node) *component {
	for range maxDepth {
		ref := get(n, "$ref")
		if ref == nil || ref.Kind != yaml.ScalarNode {
			return nil
		}
		if n = r.target(ref); n == nil {
			return nil
		}
		name, ok := strings.CutPrefix(ref.Value, "#/components/schemas/")
		c := r.components[unescape(name)]
		if !ok || c == nil || c.role == helper && get(c.node, "$ref") != nil {
			continue
		}
		if c.role == variant {
			return r.components[c.of]
		}
		return c
	}
	return nil
}

// maxBases bounds the number of ancestors of a type. Real hierarchies have under 10.
const maxBases = 100

// lineage returns a model and its ancestors, the nearest first. It ends at a cycle, which
// spec.Check reports.
func (r *reader) lineage(m *model) []*model {
	var line []*model
	for m != nil && len(line) <= maxBases && !slices.Contains(line, m) {
		line = append(line, m)
		m = r.models[m.base]
	}
	return line
}

// dropInherited removes members that an ancestor has too, because converters repeat them.
func (r *reader) dropInherited() {
	for _, m := range r.modelOrder {
		base := r.models[m.base]
		if base == nil {
			continue
		}
		inherited := map[string]bool{}
		for _, up := range r.lineage(base) {
			if up == m {
				return // a cycle, which spec.Check reports
			}
			for _, own := range up.members {
				inherited[own.name] = true
			}
		}
		m.drop(inherited)
	}
}

func (m *model) add(own *member) {
	m.members = append(m.members, own)
	m.byName[own.name] = own
}

func (m *model) drop(names map[string]bool) {
	m.members = slices.DeleteFunc(m.members, func(own *member) bool { return names[own.name] })
	maps.DeleteFunc(m.byName, func(name string, _ *member) bool { return names[name] })
}
