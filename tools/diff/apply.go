package diff

import (
	"maps"

	"github.com/intunegen/intunegen/spec"
)

// Facts returns all facts of two documents that are compared, except the order of members: JSON by
// the path of an element and the name of a facet. Texts are facts if both documents have some.
func Facts(old, new *spec.Document) (before, after map[string]map[string]string) {
	a, b := read(old), read(new)
	alignTexts(a, b)
	return a.facts(), b.facts()
}

func (t tree) facts() map[string]map[string]string {
	facts := map[string]map[string]string{}
	for path, e := range t {
		facts[path] = e.facets
	}
	return facts
}

// Apply returns the facts of the newer description, given those of the older one and all changes.
func Apply(facts map[string]map[string]string, changes []Change) map[string]map[string]string {
	gone := map[string]bool{}
	for _, c := range changes {
		gone[c.Element] = gone[c.Element] || c.What == Removed
	}
	out := map[string]map[string]string{}
	for path, facets := range facts {
		if !isIn(path, gone) {
			out[path] = maps.Clone(facets)
		}
	}
	for _, c := range changes {
		switch c.What {
		case Added:
			maps.Copy(out, c.Elements)
		case Changed:
			if c.Facet != "" {
				set(out[c.Element], c.Facet, c.New)
			}
		}
	}
	return out
}

func set(facets map[string]string, name, value string) {
	if value == "" {
		delete(facets, name)
		return
	}
	facets[name] = value
}

// isIn reports whether a path is that of a removed element, or of one of its children.
func isIn(path string, gone map[string]bool) bool {
	for i := range path {
		if path[i] == '/' && gone[path[:i]] {
			return true
		}
	}
	return gone[path]
}
