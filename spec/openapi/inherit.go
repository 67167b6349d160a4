package openapi

import (
	"slices"
	"strings"

	yaml "github.com/oasdiff/yaml3"
)

// readBases finds the base type: the first reference of allOf, or the type that lists this one among its alternatives.
func (r *reader) readBases(c *component) {
	m := r.models[r.typeName(c)]
	s := r.shape(c.node)
	for _, ref := range s.bases {
		if base := r.modelOf(ref); base != nil && m.base == "" {
			m.base = base.name
		}
	}
	others := false
	for _, alt := range s.alts {
		derived := r.modelOf(alt)
		if derived == nil || derived == m {
			others = true
			continue
		}
		m.toldBase = true
		if derived.base == "" {
			derived.base = m.name
		}
	}
	m.abstract = m.toldBase && !others
	for _, to := range s.named {
		if derived := r.models[r.mappedName(to.Value)]; derived != nil && derived != m && derived.base == "" && m.base != derived.name {
			derived.base = m.name
		}
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

// componentOf returns the component that a node refers to, directly or by way of shorthands; nil when it is no reference.
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
		if !ok || c == nil || get(c.node, "$ref") != nil {
			continue
		}
		if c.role == variant {
			return r.components[c.of]
		}
		return c
	}
	return nil
}

// maxBases bounds how many types one may derive from in turn; real ones stay under 10.
const maxBases = 100

// lineage returns a model and its ancestors, the nearest first. A cycle of bases ends it; spec.Check reports the cycle.
func (r *reader) lineage(m *model) []*model {
	var line []*model
	for m != nil && len(line) <= maxBases && !slices.Contains(line, m) {
		line = append(line, m)
		m = r.models[m.base]
	}
	return line
}

// dropInherited removes members that an ancestor has already, as converters repeat them.
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
	kept := m.members[:0]
	for _, own := range m.members {
		if names[own.name] {
			delete(m.byName, own.name)
			continue
		}
		kept = append(kept, own)
	}
	m.members = kept
}
