package openapi

import (
	"strings"
)

// mainName returns a name qualified by the main namespace. A name with a dot may begin with the
// rest of its namespace.
func (r *reader) mainName(name string) string {
	if full := r.mainNamespace() + "." + name; !isQualified(name) || r.models[full] != nil {
		return full
	}
	return name
}

// mainNamespace returns the namespace with the most types, and the first in order of several.
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

// resolveName completes a namespace that is shortened to its last part, as in "graph.assign".
func (r *reader) resolveName(name string) string {
	namespace, short := splitName(name)
	if main := r.mainNamespace(); strings.HasSuffix(main, "."+namespace) {
		return main + "." + short
	}
	return name
}
