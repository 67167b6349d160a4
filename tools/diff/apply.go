package diff

import (
	"maps"

	"github.com/intunegen/intunegen/spec"
)

// Facts returns all facts of a document except the order of members: JSON by the path of an element
// and the name of a facet.
func Facts(doc *spec.Document) map[string]map[string]string {
	facts := map[string]map[string]string{}
	for path, e := range read(doc) {
		facts[path] = e.facets
	}
	return facts
}

// Apply returns the facts of the newer description, given those of the older one and all changes.
func Apply(facts map[string]map[string]string, changes []Change) map[string]map[string]string {
	out := map[string]map[string]string{}
	for path, facets := range facts {
		out[path] = maps.Clone(facets)
	}
	for _, c := range changes {
		switch c.What {
		case Added:
			maps.Copy(out, c.Elements)
		case Removed:
			remove(out, c.Element)
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

// remove removes an element and its children.
func remove(facts map[string]map[string]string, path string) {
	for p := range facts {
		if p == path || len(p) > len(path) && p[:len(path)+1] == path+"/" {
			delete(facts, p)
		}
	}
}
